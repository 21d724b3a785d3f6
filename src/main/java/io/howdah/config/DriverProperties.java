package io.howdah.config;

import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.stream.Stream;

/** The rows of {@code Driver.getPropertyInfo}, from which tools build their property pages. */
public final class DriverProperties {
    private DriverProperties() {}

    /**
     * One row per option, with the value it would have. Never fails: what cannot be read is left out, since a tool may ask
     * while its user is still typing.
     *
     * @param url may be null or broken
     * @param properties may be null
     */
    public static DriverPropertyInfo[] of(String url, Properties properties) {
        var settings = new Settings();
        if (properties != null) {
            for (String name : properties.stringPropertyNames()) {
                readable(() -> settings.put(name, properties.getProperty(name), Settings.Source.PROPERTIES));
            }
        }
        readable(() -> UrlParser.readInto(settings, url));
        return Stream.of(Option.values()).map(option -> row(option, settings)).toArray(DriverPropertyInfo[]::new);
    }

    private static DriverPropertyInfo row(Option option, Settings settings) {
        // What has no default is null: the password too, even if it was given.
        String value = option.secret()
                ? null
                : settings.get(option).or(option::defaultValue).orElse(null);
        var row = new DriverPropertyInfo(option.propertyName(), value);
        row.description = option.documentation();
        // Everything has a default or can do without.
        row.required = false;
        row.choices = option.choices().isEmpty() ? null : option.choices().toArray(String[]::new);
        return row;
    }

    private interface Attempt {
        void run() throws SQLException;
    }

    private static void readable(Attempt attempt) {
        try {
            attempt.run();
        } catch (SQLException e) {
            // The connection attempt will tell; a property page shows what was understood so far.
        }
    }
}
