package io.howdah.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.sql.SQLException;

/**
 * What SCRAM makes of a password, a salt and a number of rounds. Who has them can log in as the user and can play the
 * server, as with the password, so they never show.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5802#section-3">RFC 5802, section 3</a>
 */
final class ScramKeys {
    private static final byte[] CLIENT_KEY = "Client Key".getBytes(US_ASCII);
    private static final byte[] SERVER_KEY = "Server Key".getBytes(US_ASCII);

    private final byte[] client;
    private final byte[] server;

    ScramKeys(byte[] client, byte[] server) {
        this.client = client;
        this.server = server;
    }

    /** The work that is meant to take its time. */
    static ScramKeys derive(byte[] preparedPassword, byte[] salt, int iterations, Patience patience)
            throws GeneralSecurityException, SQLException {
        byte[] salted = new HmacSha256(preparedPassword).stretched(salt, iterations, patience);
        var hmac = new HmacSha256(salted);
        return new ScramKeys(hmac.of(CLIENT_KEY), hmac.of(SERVER_KEY));
    }

    /** Not to be changed. */
    byte[] client() {
        return client;
    }

    /** Not to be changed. */
    byte[] server() {
        return server;
    }
}
