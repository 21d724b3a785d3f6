package io.howdah.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.sql.SQLException;
import java.util.Optional;

/** Methods beside passwords: an exchange of two tokens of ours, and a bearer token. */
final class ScriptedLogins implements LoginMethods {
    private final Optional<String> token;

    ScriptedLogins(Optional<String> token) {
        this.token = token;
    }

    @Override
    public void requireTime() {}

    @Override
    public TokenExchange kerberos() {
        return new TwoTokens("kerberos");
    }

    @Override
    public TokenExchange negotiate() {
        return new TwoTokens("negotiate");
    }

    @Override
    public OAuthBearer oauth() throws SQLException {
        return token.isPresent() ? OAuthBearer.with(token.get()) : OAuthBearer.toDiscover();
    }

    private static final class TwoTokens implements TokenExchange {
        private final String name;
        private int sent;

        TwoTokens(String name) {
            this.name = name;
        }

        @Override
        public Optional<byte[]> answer(byte[] challenge) {
            sent++;
            String answer = name + " " + sent + " to [" + new String(challenge, US_ASCII) + "]";
            return sent > 2 ? Optional.empty() : Optional.of(answer.getBytes(US_ASCII));
        }

        @Override
        public boolean established() {
            return sent > 2;
        }
    }
}
