package io.howdah.connect;

import io.howdah.api.CredentialsProvider;
import io.howdah.api.CredentialsProvider.Login;
import io.howdah.auth.Credentials;
import io.howdah.config.ConnectionConfig;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.ConnectionConfig.LoginSettings;
import io.howdah.config.ConnectionConfig.Secret;
import io.howdah.config.PassFile;
import io.howdah.error.ConnectErrors;
import io.howdah.error.SqlState;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/** Where the credentials for one server come from: the user's provider, else the settings, else the password file. */
final class LoginSource {
    private LoginSource() {}

    static Credentials credentials(ConnectionConfig config, HostSpec host, Consumer<String> warnings)
            throws SQLException {
        LoginSettings login = settings(config);
        if (login.provider().isPresent()) {
            return ask(login.provider().get(), config, host);
        }
        Optional<Secret> password = usesPassFile(config)
                ? passFile(config).find(host, config.database(), config.user(), warnings)
                : config.password();
        Credentials credentials = password.isPresent()
                ? Credentials.of(config.user(), password.get().reveal())
                : Credentials.withoutPassword(config.user());
        var keys = login.scramKeys();
        return keys.isPresent()
                ? credentials.withScramKeys(keys.get().clientKey(), keys.get().serverKey())
                : credentials;
    }

    private static boolean usesPassFile(ConnectionConfig config) {
        LoginSettings login = settings(config);
        return config.password().isEmpty()
                && login.scramKeys().isEmpty()
                && login.provider().isEmpty();
    }

    private static PassFile passFile(ConnectionConfig config) {
        return PassFile.of(settings(config).passFile());
    }

    private static LoginSettings settings(ConnectionConfig config) {
        return config.login().orElse(LoginSettings.NONE);
    }

    private static Credentials ask(CredentialsProvider provider, ConnectionConfig config, HostSpec host)
            throws SQLException {
        var server = new CredentialsProvider.Server(host.host(), host.port(), config.database(), config.user());
        Login login;
        try {
            login = provider.login(server);
        } catch (SQLException | RuntimeException e) {
            throw ConnectErrors.credentialsProviderFailed(host.toString(), e);
        }
        if (login == null) {
            throw ConnectErrors.credentialsProviderFailed(
                    host.toString(), new NullPointerException("it returned null"));
        }
        return Credentials.of(login.user(), login.password());
    }

    /** Says where a password that was refused came from, if nobody who reads the settings could tell. */
    static void explain(SQLException failure, ConnectionConfig config, HostSpec host) {
        if (SqlState.INVALID_PASSWORD.is(failure.getSQLState()) && usesPassFile(config)) {
            PassFile file = passFile(config);
            if (file.find(host, config.database(), config.user(), warning -> {}).isPresent()) {
                failure.addSuppressed(ConnectErrors.passwordCameFrom(file.toString()));
            }
        }
    }
}
