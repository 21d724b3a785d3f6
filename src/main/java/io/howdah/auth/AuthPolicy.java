package io.howdah.auth;

import java.util.Objects;

/**
 * What we accept as a request for proof, and what we give away for it.
 *
 * @param scramMaxIterations the most PBKDF2 rounds a server may ask for; 0 for no limit
 */
public record AuthPolicy(Binding binding, Cleartext cleartext, int scramMaxIterations, KeyCache keyCache) {
    public AuthPolicy {
        Objects.requireNonNull(binding, "binding");
        Objects.requireNonNull(cleartext, "cleartext");
        Objects.requireNonNull(keyCache, "keyCache");
        if (scramMaxIterations < 0) {
            throw new IllegalArgumentException("scramMaxIterations is negative: " + scramMaxIterations);
        }
    }

    /** Whether SCRAM is bound to the TLS channel it runs in (property {@code channelBinding}). */
    public enum Binding {
        DISABLE,
        PREFER,
        REQUIRE
    }

    /** Over which links a password may go as it is. */
    public enum Cleartext {
        /** Encrypted ones, and those that do not leave this machine. */
        PROTECTED_LINKS,
        ANY_LINK
    }

    /** Whether the keys of a SCRAM login are remembered for the next one (property {@code scramKeyCache}). */
    public enum KeyCache {
        ON,
        OFF
    }
}
