package io.howdah.auth;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What we accept as a request for proof, and what we give away for it.
 *
 * @param scramMaxIterations the most PBKDF2 rounds a server may ask for; 0 for no limit
 * @param scramMinIterations the fewest; 0 for any
 * @param accepted the methods that will do (property {@code requireAuth}); empty for all
 */
public record AuthPolicy(
        Binding binding,
        Cleartext cleartext,
        int scramMaxIterations,
        KeyCache keyCache,
        int scramMinIterations,
        Optional<Set<Method>> accepted) {

    /** Accepts all methods, and any number of rounds from 1 on. */
    public AuthPolicy(Binding binding, Cleartext cleartext, int scramMaxIterations, KeyCache keyCache) {
        this(binding, cleartext, scramMaxIterations, keyCache, 0, Optional.empty());
    }

    public AuthPolicy {
        Objects.requireNonNull(binding, "binding");
        Objects.requireNonNull(cleartext, "cleartext");
        Objects.requireNonNull(keyCache, "keyCache");
        if (scramMaxIterations < 0) {
            throw new IllegalArgumentException("scramMaxIterations is negative: " + scramMaxIterations);
        }
    }

    /** The same for these methods only, and for no fewer rounds. */
    public AuthPolicy accepting(Optional<Set<Method>> methods, int fewestIterations) {
        return new AuthPolicy(binding, cleartext, scramMaxIterations, keyCache, fewestIterations, methods);
    }

    /** Whether the server may ask for that, or for nothing at all ({@link Method#NONE}). */
    boolean accepts(Method method) {
        return accepted.isEmpty() || accepted.get().contains(method);
    }

    /** The methods, by libpq's names for them. */
    public enum Method {
        PASSWORD("password"),
        MD5("md5"),
        GSS("gss"),
        SSPI("sspi"),
        SCRAM_SHA_256("scram-sha-256"),
        OAUTH("oauth"),
        NONE("none");

        private final String value;

        Method(String value) {
            this.value = value;
        }

        /** As in {@code requireAuth}. */
        String value() {
            return value;
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
