package io.howdah.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The client's side of OAUTHBEARER: one message with the token, or none, to be told where one can be had.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7628">RFC 7628</a>
 */
public final class OAuthBearer {
    static final String MECHANISM = "OAUTHBEARER";

    /** No channel binding, no other identity. */
    private static final String HEADER = "n,,\1auth=";

    private static final byte[] DUMMY = {1};
    private static final int LONGEST_TOKEN = 60_000;

    private final Optional<String> token;
    private byte[] refusal;

    private OAuthBearer(Optional<String> token) {
        this.token = token;
    }

    /**
     * @param token as HTTP has it behind {@code Bearer }
     * @throws SQLException without the token, if it is none that a server would take
     */
    public static OAuthBearer with(String token) throws SQLException {
        if (!isBearerToken(token)) {
            throw SqlErrors.authenticationRefused("The OAuth token that was given is none: a token has letters, digits"
                    + " and any of -._~+/ in it, and ends with as many = as it likes");
        }
        if (token.length() > LONGEST_TOKEN) {
            throw SqlErrors.authenticationRefused("The OAuth token that was given has " + token.length()
                    + " characters, and a server takes " + LONGEST_TOKEN);
        }
        return new OAuthBearer(Optional.of(token));
    }

    /** Sends no token: the server refuses that and says whose tokens it takes. */
    public static OAuthBearer toDiscover() {
        return new OAuthBearer(Optional.empty());
    }

    byte[] initial() {
        return (HEADER + (token.isPresent() ? "Bearer " + token.get() : "") + "\1\1").getBytes(US_ASCII);
    }

    boolean hasToken() {
        return token.isPresent();
    }

    /** The server says why it does not take the token; what we answer only lets it end the exchange. */
    byte[] refused(byte[] why) {
        refusal = why.clone();
        return DUMMY;
    }

    /** What the server said when it refused: JSON, not checked yet; empty if it did not. */
    public Optional<byte[]> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** RFC 6750's b64token. */
    private static boolean isBearerToken(String token) {
        int end = token.length();
        while (end > 0 && token.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = token.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letter && "-._~+/".indexOf(c) < 0) {
                return false;
            }
        }
        return end > 0;
    }
}
