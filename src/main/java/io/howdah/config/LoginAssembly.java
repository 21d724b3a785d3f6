package io.howdah.config;

import io.howdah.config.ConnectionConfig.AuthMethod;
import io.howdah.config.ConnectionConfig.LoginSettings;
import io.howdah.config.ConnectionConfig.ScramSecret;
import io.howdah.error.SqlErrors;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The {@link LoginSettings} among the settings. */
final class LoginAssembly {
    private static final int KEY_BYTES = 32;

    private LoginAssembly() {}

    static LoginSettings of(Settings settings, OptionReader read) throws SQLException {
        int fewest = read.integer(Option.SCRAM_MIN_ITERATIONS);
        int most = read.integer(Option.SCRAM_MAX_ITERATIONS);
        if (most > 0 && fewest > most) {
            throw SqlErrors.badConfiguration("scramMinIterations is higher than scramMaxIterations");
        }
        return new LoginSettings(
                accepted(read), fewest, scramKeys(read), passFile(read), settings.credentialsProvider());
    }

    private static Optional<String> passFile(OptionReader read) throws SQLException {
        Optional<String> path = read.text(Option.PASS_FILE);
        try {
            return path.isPresent() ? Optional.of(Path.of(path.get()).toString()) : path;
        } catch (InvalidPathException e) {
            throw OptionReader.bad(Option.PASS_FILE, "is not the path of a file");
        }
    }

    private static Optional<Set<AuthMethod>> accepted(OptionReader read) throws SQLException {
        Optional<String> list = read.text(Option.REQUIRE_AUTH);
        return list.isEmpty() ? Optional.empty() : Optional.of(requireAuth(list.get()));
    }

    /** libpq's grammar: all plain, or all with an exclamation mark; none twice. */
    private static Set<AuthMethod> requireAuth(String list) throws SQLException {
        Set<AuthMethod> named = EnumSet.noneOf(AuthMethod.class);
        int negated = 0;
        int number = 0;
        for (String item : list.split(",", -1)) {
            number++;
            String name = item.strip().toLowerCase(Locale.ROOT);
            if (name.startsWith("!")) {
                negated++;
                name = name.substring(1).strip();
            }
            AuthMethod method = method(name, number);
            if (!named.add(method)) {
                throw OptionReader.bad(Option.REQUIRE_AUTH, "names " + name + " twice");
            }
        }
        if (negated > 0 && negated < number) {
            throw OptionReader.bad(
                    Option.REQUIRE_AUTH, "must name either what will do or, each with a !, what will not: not both");
        }
        return negated > 0 ? EnumSet.complementOf(EnumSet.copyOf(named)) : named;
    }

    private static AuthMethod method(String name, int number) throws SQLException {
        for (AuthMethod method : AuthMethod.values()) {
            if (name.equals(method.name().toLowerCase(Locale.ROOT).replace('_', '-'))) {
                return method;
            }
        }
        throw OptionReader.bad(
                Option.REQUIRE_AUTH,
                "has at place " + number
                        + " none of password, md5, gss, sspi, scram-sha-256, oauth, none (with or without a !)");
    }

    private static Optional<ScramSecret> scramKeys(OptionReader read) throws SQLException {
        Optional<String> client = read.text(Option.SCRAM_CLIENT_KEY);
        Optional<String> server = read.text(Option.SCRAM_SERVER_KEY);
        if (client.isEmpty() && server.isEmpty()) {
            return Optional.empty();
        }
        if (client.isEmpty() || server.isEmpty()) {
            throw SqlErrors.badConfiguration("scram_client_key and scram_server_key go together: with one of them only"
                    + " either we or the server could not be proven");
        }
        return Optional.of(new ScramSecret(
                key(Option.SCRAM_CLIENT_KEY, client.get()), key(Option.SCRAM_SERVER_KEY, server.get())));
    }

    private static byte[] key(Option option, String base64) throws SQLException {
        try {
            byte[] key = Base64.getDecoder().decode(base64.strip());
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // The cause is left out: it quotes characters of the key.
        }
        throw OptionReader.bad(option, "must be " + KEY_BYTES + " bytes in Base64");
    }
}
