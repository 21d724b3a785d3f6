package io.howdah.datasource;

import io.howdah.config.Option;
import io.howdah.config.Settings;
import io.howdah.config.Settings.Source;
import io.howdah.error.ConnectErrors;
import java.sql.SQLException;

/** A bean whose properties are settings. A setter given null takes the value back; a getter tells the default. */
public abstract class SettingsBean {
    private final Settings settings = new Settings();

    SettingsBean() {}

    /** Of the setters alone; not a copy. */
    final Settings settings() {
        return settings;
    }

    final void text(Option option, String value) {
        try {
            if (value == null) {
                settings.remove(option.propertyName());
            } else {
                settings.put(option, value, Source.PROPERTIES);
            }
        } catch (SQLException e) {
            throw ConnectErrors.badProperty(e);
        }
    }

    final String text(Option option) {
        return settings.get(option).or(option::defaultValue).orElse(null);
    }

    final boolean flag(Option option) {
        return Boolean.parseBoolean(text(option));
    }

    final int number(Option option) {
        try {
            return Integer.parseInt(text(option));
        } catch (NumberFormatException e) {
            throw new IllegalStateException(
                    "Property " + option.propertyName() + " was set to what is not a plain number", e);
        }
    }
}
