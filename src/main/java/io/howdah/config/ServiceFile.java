package io.howdah.config;

import io.howdah.error.SqlErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A section of {@code pg_service.conf}. The first file that has the section counts, in the section the first value of a
 * name.
 *
 * <p>Messages name a line and never quote it, nor the service, nor a path out of a property: in their places passwords
 * go astray.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-pgservice.html">The Connection Service File</a>
 */
final class ServiceFile {
    /** pgjdbc's. */
    static final String SYSTEM_PROPERTY = "org.postgresql.pgservicefile";

    private final Path path;
    private final String called;

    private ServiceFile(Path path, String called) {
        this.path = path;
        this.called = called;
    }

    /** @param settings in which the property {@code service} is given */
    static void readInto(Settings settings, Surroundings surroundings) throws SQLException {
        String section = settings.get(Option.SERVICE).orElseThrow();
        ServiceFile users = ofTheUser(settings, surroundings);
        if (users.readSection(section, settings)) {
            return;
        }
        Optional<String> directory = surroundings.variable("PGSYSCONFDIR");
        if (directory.isPresent()) {
            Path path = Path.of(directory.get(), "pg_service.conf");
            if (new ServiceFile(path, path.toString()).readSection(section, settings)) {
                return;
            }
        }
        throw SqlErrors.badConfiguration("The service that property service names has no section in " + users.called
                + (directory.isPresent() ? ", nor in pg_service.conf in PGSYSCONFDIR" : ""));
    }

    private static ServiceFile ofTheUser(Settings settings, Surroundings surroundings) throws SQLException {
        Optional<String> given = settings.get(Option.SERVICE_FILE).filter(text -> !text.isEmpty());
        if (given.isPresent()) {
            return required(given.get(), "the file of property servicefile");
        }
        Optional<String> variable = surroundings.variable("PGSERVICEFILE");
        Optional<String> property = surroundings.systemProperty(SYSTEM_PROPERTY);
        if (property.isPresent()) {
            return required(property.get(), "the file of the system property " + SYSTEM_PROPERTY);
        }
        if (variable.isPresent()) {
            return required(variable.get(), "the file of PGSERVICEFILE");
        }
        Path path = surroundings.userFile(".pg_service.conf", ".pg_service.conf");
        return new ServiceFile(path, path.toString());
    }

    /** One that somebody names must be there. */
    private static ServiceFile required(String path, String called) throws SQLException {
        try {
            var file = new ServiceFile(Path.of(path), called);
            if (Files.exists(file.path)) {
                return file;
            }
        } catch (IllegalArgumentException e) {
            // No path at all; the cause would quote it.
        }
        throw SqlErrors.badConfiguration("There is no service file: " + called + " does not exist");
    }

    /** @return false if there is no such section, or no such file */
    private boolean readSection(String section, Settings settings) throws SQLException {
        if (!Files.exists(path)) {
            return false;
        }
        List<String> lines;
        try {
            lines = SmallFile.lines(path);
        } catch (IOException e) {
            throw SqlErrors.badConfiguration("The service file cannot be read (" + called + "): " + e.getMessage());
        }
        boolean inside = false;
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith("[")) {
                if (inside) {
                    return true;
                }
                inside = line.startsWith("[" + section + "]");
            } else if (inside && !line.isEmpty() && !line.startsWith("#")) {
                readLine(line, i + 1, seen, settings);
            }
        }
        return inside;
    }

    private void readLine(String line, int number, Set<Object> seen, Settings settings) throws SQLException {
        if (line.startsWith("ldap")) {
            throw bad(number, "asks for LDAP, which is not supported");
        }
        int equals = line.indexOf('=');
        if (equals < 1 || Character.isWhitespace(line.charAt(equals - 1))) {
            throw bad(number, "is not of the form name=value, without blanks around the =");
        }
        String name = line.substring(0, equals);
        Optional<Option> option = Option.find(name);
        if (option.equals(Optional.of(Option.SERVICE)) || option.equals(Optional.of(Option.SERVICE_FILE))) {
            throw bad(number, "names another service, and a service cannot hold one");
        }
        Object key = option.isPresent() ? option.get() : name.toLowerCase(Locale.ROOT);
        if (seen.add(key) && !settings.put(name, line.substring(equals + 1), Settings.Source.SERVICE)) {
            throw bad(number, "does not begin with a known property");
        }
    }

    private SQLException bad(int line, String what) {
        return SqlErrors.badConfiguration("Line " + line + " of the service file (" + called + ") " + what);
    }
}
