package io.howdah.config;

import io.howdah.config.ConnectionConfig.SessionSettings;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The server settings that travel in the startup message, so that none costs a round trip of its own. */
final class StartupParameters {
    private StartupParameters() {}

    static Map<String, String> of(OptionReader read, Map<String, String> given) throws SQLException {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("client_encoding", "UTF8");
        // The style alone: whether 1/2 is in January stays the server's choice.
        parameters.put("DateStyle", "ISO");
        SessionTimeZone.of(read.text(Option.TIME_ZONE).orElse(""))
                .ifPresent(zone -> parameters.put(SessionSettings.TIME_ZONE, zone));
        parameters.put("application_name", read.text(Option.APPLICATION_NAME).orElse(""));
        read.text(Option.CURRENT_SCHEMA).ifPresent(schemas -> parameters.put("search_path", schemas));
        read.text(Option.OPTIONS).ifPresent(options -> parameters.put("options", options));
        parameters.putAll(given);
        return parameters;
    }
}
