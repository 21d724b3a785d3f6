package io.howdah.config;

import io.howdah.config.ConnectionConfig.SessionSettings;
import java.sql.SQLException;
import java.util.LinkedHashMap;
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
        parameters.put("application_name", read.text(Option.APPLICATION_NAME).orElse(""));
        putIfPresent(parameters, "search_path", read.text(Option.CURRENT_SCHEMA));
        putIfPresent(parameters, "options", read.text(Option.OPTIONS));
        parameters.putAll(given);
        return parameters;
    }

    private static void putIfPresent(Map<String, String> parameters, String name, Optional<String> value) {
        if (value.isPresent()) {
            parameters.put(name, value.get());
        }
    }
}
