package io.howdah.config;

import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.ConnectionConfig.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * libpq's password file: lines {@code host:port:database:user:password}, of which the first that fits counts. A field
 * {@code *} fits everything, a backslash takes the next character as it is.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-pgpass.html">The Password File</a>
 */
public final class PassFile {
    /** pgjdbc's. */
    static final String SYSTEM_PROPERTY = "org.postgresql.pgpassfile";

    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    /** Where servers are built to have their sockets: like libpq, we look for those by {@code localhost}. */
    private static final Set<String> DEFAULT_DIRECTORIES = Set.of("/tmp", "/var/run/postgresql", "/run/postgresql");

    private final Path path;

    private PassFile(Path path) {
        this.path = path;
    }

    /** @param given the property passfile; without it, the file is where libpq looks for it */
    public static PassFile of(Optional<String> given) {
        return of(given, Surroundings.ofThisProcess());
    }

    static PassFile of(Optional<String> given, Surroundings surroundings) {
        Optional<String> named = given;
        if (named.isEmpty()) {
            named = surroundings.systemProperty(SYSTEM_PROPERTY);
        }
        if (named.isEmpty()) {
            named = surroundings.variable("PGPASSFILE");
        }
        return new PassFile(named.isPresent() ? Path.of(named.get()) : surroundings.userFile(".pgpass", "pgpass.conf"));
    }

    /**
     * The password for that login; empty if the file has none, is not there, or may not be used.
     *
     * @param warnings is told why a file that is there is not used
     */
    public Optional<Secret> find(HostSpec host, String database, String user, Consumer<String> warnings) {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            if (isOpenToOthers()) {
                warnings.accept("The password file " + path
                        + " is not used, since others than its owner may use it: its mode must be 0600 or less");
                return Optional.empty();
            }
            return search(host, database, user);
        } catch (IOException e) {
            warnings.accept("The password file " + path + " is not used: " + e.getMessage());
            return Optional.empty();
        }
    }

    private boolean isOpenToOthers() throws IOException {
        var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        return view != null && !OWNERS.containsAll(view.readAttributes().permissions());
    }

    private Optional<Secret> search(HostSpec host, String database, String user) throws IOException {
        String[] wanted = {
            DEFAULT_DIRECTORIES.contains(host.host()) ? "localhost" : host.host(),
            Integer.toString(host.port()),
            database,
            user
        };
        for (String line : SmallFile.lines(path)) {
            int at = line.startsWith("#") ? -1 : 0;
            for (int i = 0; i < wanted.length && at >= 0; i++) {
                at = behind(line, at, wanted[i]);
            }
            if (at >= 0) {
                String password = password(line, at);
                return password.isEmpty() ? Optional.empty() : Optional.of(Secret.of(password));
            }
        }
        return Optional.empty();
    }

    /** Where the next field begins; -1 if the one at {@code from} does not fit. */
    private static int behind(String line, int from, String wanted) {
        if (line.startsWith("*:", from)) {
            return from + 2;
        }
        int at = from;
        int matched = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == ':') {
                return matched == wanted.length() ? at + 1 : -1;
            }
            if (c == '\\' && at + 1 < line.length()) {
                c = line.charAt(++at);
            }
            if (matched == wanted.length() || c != wanted.charAt(matched)) {
                return -1;
            }
            matched++;
            at++;
        }
        return -1;
    }

    private static String password(String line, int from) {
        var password = new StringBuilder();
        for (int at = from; at < line.length() && line.charAt(at) != ':'; at++) {
            if (line.charAt(at) == '\\' && at + 1 < line.length()) {
                at++;
            }
            password.append(line.charAt(at));
        }
        return password.toString();
    }

    /** The path, for messages. */
    @Override
    public String toString() {
        return path.toString();
    }
}
