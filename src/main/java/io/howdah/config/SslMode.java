package io.howdah.config;

/** libpq's {@code sslmode}, each stronger than the one before. */
public enum SslMode {
    DISABLE("disable"),
    ALLOW("allow"),
    PREFER("prefer"),
    REQUIRE("require"),
    VERIFY_CA("verify-ca"),
    VERIFY_FULL("verify-full");

    private final String value;

    SslMode(String value) {
        this.value = value;
    }

    /** As users write it. */
    public String value() {
        return value;
    }

    /** Whether a connection without TLS is none. */
    public boolean demandsTls() {
        return compareTo(REQUIRE) >= 0;
    }

    /** Whether the server must prove who it is. */
    public boolean demandsVerification() {
        return compareTo(VERIFY_CA) >= 0;
    }
}
