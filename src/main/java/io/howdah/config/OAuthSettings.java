package io.howdah.config;

import io.howdah.api.OAuthDevicePrompt;
import io.howdah.api.OAuthTokenProvider;
import io.howdah.config.ConnectionConfig.Secret;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the token of an OAuth login comes from: the first of provider, token and, with an issuer and a client, the
 * device flow.
 *
 * @param clientSecret for an issuer that wants one; may be an empty text
 * @param scope empty for what the server asks for
 * @param loginLimit how long the user may take over the device flow; zero for as long as the issuer allows
 * @param prompt who tells the user what to do; empty for the log
 */
public record OAuthSettings(
        Optional<OAuthTokenProvider> provider,
        Optional<Secret> token,
        Optional<String> issuer,
        Optional<String> clientId,
        Optional<Secret> clientSecret,
        Optional<String> scope,
        Duration loginLimit,
        Optional<OAuthDevicePrompt> prompt) {
    public OAuthSettings {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(clientSecret, "clientSecret");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(loginLimit, "loginLimit");
        Objects.requireNonNull(prompt, "prompt");
    }
}
