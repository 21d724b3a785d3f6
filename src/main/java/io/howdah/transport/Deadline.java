package io.howdah.transport;

import java.time.Duration;

/** A point in time after which somebody stops waiting; {@link #NEVER} for waiting as long as it takes. */
public final class Deadline {
    public static final Deadline NEVER = new Deadline(0, Duration.ZERO);

    private final long atNanos;
    private final Duration limit;

    private Deadline(long atNanos, Duration limit) {
        this.atNanos = atNanos;
        this.limit = limit;
    }

    /** Counts from now; zero means {@link #NEVER}, as every timeout setting has it. */
    public static Deadline after(Duration limit) {
        return limit.isZero() ? NEVER : new Deadline(System.nanoTime() + limit.toNanos(), limit);
    }

    public boolean isNever() {
        return this == NEVER;
    }

    public boolean passed() {
        return this != NEVER && atNanos - System.nanoTime() <= 0;
    }

    /** What was granted at the start; zero for {@link #NEVER}. */
    public Duration limit() {
        return limit;
    }

    /**
     * The time left as socket timeouts want it: 0 waits for ever, so a time that has passed is 1.
     */
    public int millisLeft() {
        if (this == NEVER) {
            return 0;
        }
        long left = atNanos - System.nanoTime();
        // Rounded up, since a socket timeout of 0 would mean "wait for ever".
        return left <= 0 ? 1 : (int) Math.min(Integer.MAX_VALUE, (left + 999_999) / 1_000_000);
    }

    /** An earlier one, with an equal part of the time left for each of so many; the limit is that part. */
    public Deadline share(int parts) {
        if (this == NEVER || parts == 1) {
            return this;
        }
        long now = System.nanoTime();
        long part = Math.max(0, (atNanos - now) / parts);
        return new Deadline(now + part, Duration.ofNanos(part));
    }

    /** The one that comes first. */
    public Deadline earlier(Deadline other) {
        if (this == NEVER) {
            return other;
        }
        return other == NEVER || atNanos - other.atNanos <= 0 ? this : other;
    }
}
