package io.howdah.config;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The server settings that travel in the startup message, so that none costs a round trip of its own. */
final class StartupParameters {
    private static final String EXTRA_FLOAT_DIGITS = "extra_float_digits";

    private StartupParameters() {}

    static Map<String, String> of(OptionReader read, Map<String, String> given) throws SQLException {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("client_encoding", "UTF8");
        // The style alone: whether 1/2 is in January stays the server's choice.
        parameters.put("DateStyle", "ISO");
        SessionTimeZone.of(read.text(Option.TIME_ZONE).orElse("")).ifPresent(zone -> parameters.put("TimeZone", zone));
        // Before 12 a server rounds floats in text unless told not to, and its version is not known yet. Every
        // version takes 3. A pooler that does not can be spared it by an empty param.extra_float_digits.
        parameters.put(EXTRA_FLOAT_DIGITS, "3");
        parameters.put("application_name", read.text(Option.APPLICATION_NAME).orElse(""));
        read.text(Option.CURRENT_SCHEMA).ifPresent(schemas -> parameters.put("search_path", schemas));
        read.text(Option.OPTIONS).ifPresent(options -> parameters.put("options", options));
        parameters.putAll(given);
        parameters.remove(EXTRA_FLOAT_DIGITS, "");
        return parameters;
    }
}
