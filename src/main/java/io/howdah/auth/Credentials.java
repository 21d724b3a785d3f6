package io.howdah.auth;

import java.util.Objects;
import java.util.Optional;

/** Who we say we are, and the secret that proves it. No text form shows the secret. */
public final class Credentials {
    private final String user;
    private final String password;
    private final ScramKeys scramKeys;

    private Credentials(String user, String password, ScramKeys scramKeys) {
        this.user = Objects.requireNonNull(user, "user");
        this.password = password;
        this.scramKeys = scramKeys;
    }

    /** @param user as in the startup message: MD5 hashes it */
    public static Credentials of(String user, String password) {
        return new Credentials(user, Objects.requireNonNull(password, "password"), null);
    }

    /** For servers that ask for nothing: trust, peer, client certificates. */
    public static Credentials withoutPassword(String user) {
        return new Credentials(user, null, null);
    }

    /**
     * The same, who proves itself in SCRAM by what is made of the password there.
     *
     * @param clientKey 32 bytes, as {@code serverKey}; not to be changed any more
     */
    public Credentials withScramKeys(byte[] clientKey, byte[] serverKey) {
        return new Credentials(user, password, new ScramKeys(clientKey, serverKey));
    }

    /** As in the startup message. */
    public String user() {
        return user;
    }

    /** Empty also for a password of no characters: no server takes it, and each says so in a different way. */
    Optional<String> password() {
        return Optional.ofNullable(password).filter(p -> !p.isEmpty());
    }

    Optional<ScramKeys> scramKeys() {
        return Optional.ofNullable(scramKeys);
    }

    @Override
    public String toString() {
        return user;
    }
}
