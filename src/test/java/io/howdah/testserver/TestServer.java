package io.howdah.testserver;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL server for tests; the one fixture of all {@code ..ServerTest}s.
 *
 * <p>It is the server that the environment variable {@code HOWDAH_TEST_URL} names; else a container, where a Docker
 * engine answers; else PostgreSQL's own programs from Maven Central, started in a temporary directory. The variable
 * {@code HOWDAH_TEST_SERVER} set to {@code docker} or {@code embedded} leaves only that way.
 *
 * <p>A server is shared by all tests of the JVM and stops with it; one that {@link #start} made is the caller's to
 * close. Where no server can be had the asking test is reported as skipped with the reason, or fails if the environment
 * sets {@code HOWDAH_TEST_REQUIRE_SERVER} or {@code CI}. So ask in a test, a {@code @BeforeAll} or an instance field;
 * in a static field JUnit cannot tell a skip from a failure.
 */
public final class TestServer implements AutoCloseable {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Map<String, TestServer> SHARED = new HashMap<>();

    private final String release;
    private final RunningServer running;

    private TestServer(String release, RunningServer running) {
        this.release = release;
        this.running = running;
    }

    /** The server of tests that have no special wish: version 18, or the one of {@code -Dpostgres.version}. */
    public static TestServer shared() {
        LOCK.lock();
        try {
            return SHARED.containsKey("") ? SHARED.get("") : share("", findShared());
        } catch (MissingServerException e) {
            throw withoutServer(e);
        } finally {
            LOCK.unlock();
        }
    }

    /** A shared server that a Unix socket reaches: {@link #shared()} unless that is elsewhere. */
    public static TestServer withUnixSocket() {
        TestServer shared = shared();
        if (shared.running.socketDirectory().isPresent()) {
            return shared;
        }
        LOCK.lock();
        try {
            return SHARED.containsKey("unix")
                    ? SHARED.get("unix")
                    : share("unix", new TestServer(defaultRelease(), EmbeddedServer.start(ServerOptions.defaults())));
        } catch (MissingServerException e) {
            throw withoutServer(e);
        } finally {
            LOCK.unlock();
        }
    }

    /** @param release one of {@link #releases()}, such as {@code 18} or {@code 9.6} */
    public static TestServer version(String release) {
        LOCK.lock();
        try {
            return SHARED.containsKey(release)
                    ? SHARED.get(release)
                    : share(release, launch(ServerOptions.defaults().release(release)));
        } catch (MissingServerException e) {
            throw withoutServer(e);
        } finally {
            LOCK.unlock();
        }
    }

    /** A server of the caller's own, to be closed by it. */
    public static TestServer start(ServerOptions options) {
        LOCK.lock();
        try {
            return new TestServer(options.release(), launch(options));
        } catch (MissingServerException e) {
            throw withoutServer(e);
        } finally {
            LOCK.unlock();
        }
    }

    /** As {@link #start}, and never a container: a server on this machine, which a Unix socket reaches too. */
    public static TestServer startEmbedded(ServerOptions options) {
        LOCK.lock();
        try {
            return new TestServer(options.release(), EmbeddedServer.start(options));
        } catch (MissingServerException e) {
            throw withoutServer(e);
        } finally {
            LOCK.unlock();
        }
    }

    /**
     * A server of the caller's own by the programs of this machine's packages, which are built with GSSAPI where those of
     * Maven Central are not. Its release is theirs, whatever the options say.
     */
    public static TestServer startPackaged(ServerOptions options) {
        LOCK.lock();
        try {
            PostgresBinaries binaries = PostgresBinaries.packagedWithGssapi();
            ServerOptions fitting =
                    options.release(binaries.home().getFileName().toString());
            return new TestServer(fitting.release(), EmbeddedServer.start(fitting, binaries));
        } catch (MissingServerException e) {
            throw withoutServer(e);
        } finally {
            LOCK.unlock();
        }
    }

    /**
     * A streaming standby of a server that {@link #startEmbedded} made, of version 12 or later; the caller's to close.
     * {@code select pg_promote()} makes it a primary.
     */
    public static TestServer startStandby(TestServer primary) {
        LOCK.lock();
        try {
            if (!(primary.running instanceof EmbeddedServer embedded)) {
                throw new IllegalArgumentException("not an embedded server: " + primary);
            }
            var options = ServerOptions.defaults().release(primary.release);
            return new TestServer(primary.release, EmbeddedServer.standbyOf(embedded, options));
        } catch (MissingServerException e) {
            throw withoutServer(e);
        } finally {
            LOCK.unlock();
        }
    }

    /** What a data directory is filled with. */
    public interface Data {
        void writeTo(Path directory) throws IOException;
    }

    /** A server whose data is that of another, of the same release; the caller's to close. */
    public static TestServer startRestored(ServerOptions options, Data data) {
        LOCK.lock();
        try {
            return new TestServer(options.release(), EmbeddedServer.of(data, options));
        } catch (MissingServerException e) {
            throw withoutServer(e);
        } finally {
            LOCK.unlock();
        }
    }

    /** Every major version that can be started here, oldest first; for {@code @MethodSource}. */
    public static List<String> releases() {
        try {
            return PostgresBinaries.releases();
        } catch (MissingServerException e) {
            throw withoutServer(e);
        }
    }

    static String defaultRelease() {
        return System.getProperty("postgres.version", "18");
    }

    private static TestServer findShared() throws MissingServerException {
        Optional<NamedServer> named = NamedServer.find();
        return named.isPresent()
                ? new TestServer("unknown", named.get())
                : new TestServer(defaultRelease(), launch(ServerOptions.defaults()));
    }

    private static TestServer share(String key, TestServer server) {
        SHARED.put(key, server);
        SHARED.putIfAbsent(server.release, server);
        return server;
    }

    private static TestServer share(String key, RunningServer server) {
        return share(key, new TestServer(key, server));
    }

    private static RunningServer launch(ServerOptions options) throws MissingServerException {
        String way = System.getenv().getOrDefault("HOWDAH_TEST_SERVER", "");
        if (way.equals("docker") || way.isEmpty() && ContainerServer.isPossible()) {
            return ContainerServer.start(options);
        }
        return EmbeddedServer.start(options);
    }

    private static RuntimeException withoutServer(MissingServerException reason) {
        return withoutServer(reason, System.getenv());
    }

    static RuntimeException withoutServer(MissingServerException reason, Map<String, String> environment) {
        if (environment.containsKey("CI") || environment.containsKey("HOWDAH_TEST_REQUIRE_SERVER")) {
            return new IllegalStateException("A PostgreSQL server is required here. " + reason.getMessage(), reason);
        }
        return Assumptions.abort("Skipped for want of a PostgreSQL server. " + reason.getMessage());
    }

    public String host() {
        return running.host();
    }

    public int port() {
        return running.port();
    }

    /** The directory of its Unix-domain socket; a test is skipped where the server has none that we can reach. */
    public Path socketDirectory() {
        return running.socketDirectory()
                .orElseGet(() -> Assumptions.abort("Skipped: the Unix socket of this server cannot be reached"));
    }

    /** {@code socketDirectory()/.s.PGSQL.port}. */
    public Path socket() {
        return socketDirectory().resolve(".s.PGSQL." + port());
    }

    public String database() {
        return running.database();
    }

    /** The role's name; a test is skipped where {@code HOWDAH_TEST_URL} names a server without our roles. */
    public String user(Role role) {
        requireOurs();
        return role.user();
    }

    /** A superuser, unless {@code HOWDAH_TEST_URL} says otherwise. */
    public String user() {
        return running.user();
    }

    public String password() {
        return running.password();
    }

    /** The major version: 18, or 9 for 9.6; 0 if {@code HOWDAH_TEST_URL} named the server. */
    public int major() {
        return running.isOurs() ? ServerOptions.major(release) : 0;
    }

    /** A URL for the superuser; {@code parameters} are {@code name=value}, and the caller's to encode. */
    public String jdbcUrl(String... parameters) {
        return url(host(), port(), user(), password(), parameters);
    }

    /** A URL for a role with its password. */
    public String jdbcUrl(Role role, String... parameters) {
        return url(host(), port(), user(role), role.password(), parameters);
    }

    /** As {@link #jdbcUrl(String...)}, by way of the Unix socket; see {@link #withUnixSocket()}. */
    public String unixSocketUrl(String... parameters) {
        return url(encode(socketDirectory().toString()), port(), user(), password(), parameters);
    }

    /** As {@link #jdbcUrl(String...)}, by way of something that listens elsewhere and leads here. */
    public String jdbcUrlBy(String host, int port, String... parameters) {
        return url(host, port, user(), password(), parameters);
    }

    /** A connection of the superuser, by whatever driver takes the URL. */
    public Connection connect(String... parameters) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(parameters));
    }

    /** A connection of a role with its password. */
    public Connection connect(Role role, String... parameters) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(role, parameters));
    }

    /** The certificate in PEM that the server's is to be verified with; it is for {@code localhost} and 127.0.0.1. */
    public String rootCertificate() {
        requireOurs();
        return TestCertificate.shared().certificatePem();
    }

    private void requireOurs() {
        Assumptions.assumeTrue(
                running.isOurs(), "Skipped: " + NamedServer.VARIABLE + " names a server without our roles");
    }

    private String url(String host, int port, String user, String password, String... parameters) {
        var url = new StringBuilder("jdbc:howdah://" + host + ":" + port + "/" + encode(database()));
        url.append("?user=").append(encode(user)).append("&password=").append(encode(password));
        for (String parameter : parameters) {
            url.append('&').append(parameter);
        }
        return url.toString();
    }

    private static String encode(String text) {
        // URLEncoder writes forms, where a space is a plus.
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Stops a server that {@link #start} made; a shared one stays until the JVM ends. */
    @Override
    public void close() {
        LOCK.lock();
        try {
            if (!SHARED.containsValue(this)) {
                running.stop();
            }
        } finally {
            LOCK.unlock();
        }
    }

    @Override
    public String toString() {
        return "PostgreSQL " + release + " on " + host() + ":" + port();
    }
}
