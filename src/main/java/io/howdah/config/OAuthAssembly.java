package io.howdah.config;

import io.howdah.config.ConnectionConfig.Secret;
import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.util.Optional;

/** What is said about OAuth, checked. Not even loaded where nothing is said. */
final class OAuthAssembly {
    private OAuthAssembly() {}

    static OAuthSettings of(Settings settings, OptionReader read) throws SQLException {
        Optional<String> issuer = read.text(Option.OAUTH_ISSUER);
        Optional<String> client = read.text(Option.OAUTH_CLIENT_ID);
        Optional<String> token = read.text(Option.OAUTH_TOKEN);
        Optional<String> secret = settings.get(Option.OAUTH_CLIENT_SECRET);
        boolean deviceFlow = settings.oauthTokenProvider().isEmpty() && token.isEmpty();
        if (deviceFlow && (issuer.isPresent() || client.isPresent() || secret.isPresent())) {
            if (issuer.isEmpty() || client.isEmpty()) {
                throw SqlErrors.badConfiguration(
                        "oauth_issuer and oauth_client_id go together: a token is asked for by the one, of the other");
            }
        }
        if (token.isPresent() && !isToken(token.get())) {
            throw OptionReader.bad(Option.OAUTH_TOKEN, "is no bearer token: it holds characters that none may have");
        }
        return new OAuthSettings(
                settings.oauthTokenProvider(),
                secret(token),
                issuer,
                client,
                secret(secret),
                read.text(Option.OAUTH_SCOPE),
                read.duration(Option.OAUTH_TIMEOUT),
                settings.oauthDevicePrompt());
    }

    /** RFC 6750's b64token, as far as characters go. */
    private static boolean isToken(String token) {
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letter && "-._~+/=".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Secret> secret(Optional<String> value) {
        return value.isPresent() ? Optional.of(Secret.of(value.get())) : Optional.empty();
    }
}
