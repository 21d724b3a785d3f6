package io.howdah.testserver;

/**
 * The login roles every server of the fixture has.
 *
 * <p>The method is what {@code pg_hba.conf} demands of the role, over TCP and over the Unix socket alike.
 */
public enum Role {
    /** The superuser who owns the database; {@code scram-sha-256}, on 9.6 {@code md5}. */
    POSTGRES("postgres", "secret of the owner"),
    /** A superuser who is asked for nothing. */
    TRUSTED("trusted", "secret nobody asks for"),
    /** Asked for the password in the clear. */
    CLEAR("clear", "secret in the clear"),
    /** Asked for an MD5 hash; its password is stored as one. */
    MD5("md5user", "secret by md5"),
    /** {@code scram-sha-256}; from 10 on. */
    SCRAM("scram", "secret by scram"),
    /** Trusted with TLS, rejected without. */
    TLS_ONLY("tlsonly", "secret over tls"),
    /** Trusted without TLS, rejected with it. */
    NO_TLS("notls", "secret without tls"),
    /** Rejected always, so that the server answers with SQLSTATE 28000. */
    REJECTED("rejected", "secret of no use");

    private final String user;
    private final String password;

    Role(String user, String password) {
        this.user = user;
        this.password = password;
    }

    public String user() {
        return user;
    }

    public String password() {
        return password;
    }

    /** The kind of TCP connection that gets as far as the method; the others are rejected. */
    String connection() {
        return switch (this) {
            case TLS_ONLY -> "hostssl";
            case NO_TLS -> "hostnossl";
            default -> "host";
        };
    }

    /** The method's name in the {@code pg_hba.conf} of a server with this major version. */
    String method(int major) {
        return switch (this) {
            case POSTGRES, SCRAM -> major >= 10 ? "scram-sha-256" : "md5";
            case TRUSTED, TLS_ONLY, NO_TLS -> "trust";
            case CLEAR -> "password";
            case MD5 -> "md5";
            case REJECTED -> "reject";
        };
    }

    /** What {@code password_encryption} must be while the role's password is set. */
    String passwordEncryption(int major) {
        return major < 10 ? "on" : this == MD5 ? "md5" : "scram-sha-256";
    }
}
