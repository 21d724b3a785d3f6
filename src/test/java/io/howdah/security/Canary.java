package io.howdah.security;

import java.util.concurrent.atomic.AtomicInteger;

/** Must never be loaded by name: it would sing. */
public final class Canary {
    static {
        Cage.SUNG.incrementAndGet();
    }

    public Canary() {}

    public Canary(String argument) {}

    /** A class of its own: asking it does not initialise the canary. */
    static final class Cage {
        static final AtomicInteger SUNG = new AtomicInteger();

        private Cage() {}
    }
}
