package io.howdah.config;

import io.howdah.config.ConnectionConfig.SessionSettings;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The server settings that travel in the startup message, so that none costs a round trip of its own. */
final class StartupParameters {
    private StartupParameters() {}

    static Map<String, String> of(OptionReader read, Map<String, String> given) throws SQLException {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("client_encoding", "UTF8");
        // The style alone: whether 1/2 is in January stays the server's choice.
        parameters.put("DateStyle", "ISO");
        putIfPresent(
                parameters,
                SessionSettings.TIME_ZONE,
                SessionTimeZone.of(read.text(Option.TIME_ZONE).orElse("")));
        parameters.put("application_name", applicationName(read));
        putIfPresent(parameters, "search_path", read.text(Option.CURRENT_SCHEMA));
        putIfPresent(parameters, "options", read.text(Option.OPTIONS));
        Optional<String> replication = replication(read);
        putIfPresent(parameters, "replication", replication);
        if (replication.isPresent()) {
            // Elsewhere it is a SET, since poolers refuse it here; a server that replicates has none in front of it.
            parameters.put("extra_float_digits", "3");
        }
        parameters.putAll(given);
        return parameters;
    }

    private static String applicationName(OptionReader read) {
        if (read.given(Option.APPLICATION_NAME)) {
            // Given as nothing it is nothing.
            return read.text(Option.APPLICATION_NAME).orElse("");
        }
        Optional<String> fallback = read.text(Option.FALLBACK_APPLICATION_NAME);
        return fallback.isPresent()
                ? fallback.get()
                : Option.APPLICATION_NAME.defaultValue().orElse("");
    }

    /** {@code true} or {@code database}; empty for a session like any other. */
    static Optional<String> replication(OptionReader read) throws SQLException {
        return switch (read.text(Option.REPLICATION).orElse("false").strip().toLowerCase(Locale.ROOT)) {
            case "false", "off", "no", "0" -> Optional.empty();
            case "true", "on", "yes", "1" -> Optional.of("true");
            case "database" -> Optional.of("database");
            default -> throw read.notAChoice(Option.REPLICATION);
        };
    }

    private static void putIfPresent(Map<String, String> parameters, String name, Optional<String> value) {
        if (value.isPresent()) {
            parameters.put(name, value.get());
        }
    }
}
