package io.howdah.oauth;

import io.howdah.error.OAuthErrors;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What a server says when it refuses a token: whose it takes.
 *
 * @param discovery where the issuer's document is, says the server
 * @param scope what the token must allow
 */
public record ServerHint(Optional<String> discovery, Optional<String> scope) {
    private static final int LONGEST = 2_000;

    /**
     * @param json the body of the refusal
     * @throws SQLException if it is none that another token would help against
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7628#section-3.2.2">RFC 7628, section 3.2.2</a>
     */
    public static ServerHint read(byte[] json) throws SQLException {
        if (json.length > LONGEST) {
            throw OAuthErrors.untrusted("the server's refusal has " + json.length + " bytes");
        }
        Answer answer = Answer.read("the server's refusal", 200, json);
        if (!answer.text("status").equals("invalid_token")) {
            throw OAuthErrors.untrusted("the server refuses for a reason that another token does not help against");
        }
        return new ServerHint(answer.optionalText("openid-configuration"), answer.optionalText("scope"));
    }
}
