package io.howdah.connect;

import io.howdah.api.OAuthTokenProvider;
import io.howdah.auth.OAuthBearer;
import io.howdah.config.ConnectionConfig;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.OAuthSettings;
import io.howdah.error.OAuthErrors;
import io.howdah.oauth.DeviceLogins;
import io.howdah.oauth.ServerHint;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The OAuth token of one call to connect. With the device flow it takes two connections: the server says on the first
 * whose tokens it takes, and gets one on the second. For one thread.
 */
final class OAuthLogin {
    private final ConnectionConfig config;
    private final OAuthSettings settings;

    /** The device flow's. */
    private Optional<String> token = Optional.empty();

    private boolean loggedIn;
    private OAuthBearer lastShown;

    OAuthLogin(ConnectionConfig config, OAuthSettings settings) {
        this.config = config;
        this.settings = settings;
    }

    /** What to say to a server that asks for a token. */
    OAuthBearer bearer(HostSpec host) throws SQLException {
        if (settings.provider().isPresent()) {
            return OAuthBearer.with(ask(settings.provider().get(), host));
        }
        if (settings.token().isPresent()) {
            return OAuthBearer.with(settings.token().get().reveal());
        }
        if (settings.issuer().isEmpty()) {
            throw OAuthErrors.noToken();
        }
        if (!loggedIn) {
            token = DeviceLogins.kept(settings, config.user());
        }
        lastShown = token.isPresent() ? OAuthBearer.with(token.get()) : OAuthBearer.toDiscover();
        return lastShown;
    }

    private String ask(OAuthTokenProvider provider, HostSpec host) throws SQLException {
        String given;
        try {
            given = provider.token(new OAuthTokenProvider.Request(
                    host.host(), host.port(), config.database(), config.user(), settings.issuer(), settings.scope()));
        } catch (SQLException | RuntimeException e) {
            throw OAuthErrors.providerFailed(host.toString(), e);
        }
        if (given == null) {
            throw OAuthErrors.providerGaveNull(host.toString());
        }
        return given;
    }

    /** After a failure: whether a login of the user's may help, which there is one of for each call to connect. */
    boolean mayHelp() {
        return !loggedIn && lastShown != null && lastShown.refusal().isPresent();
    }

    /** Has the user log in; may take minutes. */
    void logIn() throws SQLException {
        ServerHint hint = ServerHint.read(lastShown.refusal().orElseThrow());
        token = Optional.of(DeviceLogins.logIn(settings, config.user(), hint, token));
        loggedIn = true;
    }
}
