package io.howdah.config;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * What a process lends to its settings: environment variables, system properties, the user's files.
 *
 * @param windows whether files are where Windows has them
 */
record Surroundings(Map<String, String> variables, Map<String, String> systemProperties, Path home, boolean windows) {

    static Surroundings ofThisProcess() {
        return new Surroundings(
                System.getenv(),
                Map.of(
                        PassFile.SYSTEM_PROPERTY,
                        System.getProperty(PassFile.SYSTEM_PROPERTY, ""),
                        ServiceFile.SYSTEM_PROPERTY,
                        System.getProperty(ServiceFile.SYSTEM_PROPERTY, "")),
                Path.of(System.getProperty("user.home", "")),
                System.getProperty("os.name", "").startsWith("Windows"));
    }

    /** Empty also for a variable that is set to nothing. */
    Optional<String> variable(String name) {
        return unlessEmpty(variables.get(name));
    }

    Optional<String> systemProperty(String name) {
        return unlessEmpty(systemProperties.get(name));
    }

    private static Optional<String> unlessEmpty(String value) {
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /** A file of the user's: in the home directory, or where Windows keeps the data of applications. */
    Path userFile(String name, String nameOnWindows) {
        return windows
                ? Path.of(variable("APPDATA").orElse(home.toString()), "postgresql", nameOnWindows)
                : home.resolve(name);
    }

    /**
     * libpq's variables, as far as they are options. {@code PGDATESTYLE} is none: the driver reads dates in ISO style.
     *
     * @see <a href="https://www.postgresql.org/docs/current/libpq-envars.html">Environment Variables</a>
     */
    void environmentInto(Settings settings) throws SQLException {
        for (Option option : Option.values()) {
            Optional<String> value = option.environmentVariable().flatMap(this::variable);
            if (value.isPresent()) {
                settings.put(option, value.get(), Settings.Source.ENVIRONMENT);
            }
        }
        if (variable("PGREQUIRESSL").orElse("").startsWith("1")
                && variable("PGSSLMODE").isEmpty()) {
            settings.put(Option.SSL_MODE, "require", Settings.Source.ENVIRONMENT);
        }
        String geqo = variable("PGGEQO").orElse("default");
        if (!geqo.equals("default")) {
            settings.put(Settings.PARAMETER_PREFIX + "geqo", geqo, Settings.Source.ENVIRONMENT);
        }
    }
}
