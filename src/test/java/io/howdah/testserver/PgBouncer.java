package io.howdah.testserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real PgBouncer before a test's server, with one connection to it: so clients in transaction mode do share a session.
 *
 * <p>It is the program that {@code HOWDAH_TEST_PGBOUNCER} names, or the machine's own ({@code apt-get install pgbouncer});
 * where there is none the asking test is skipped, or fails if the environment sets {@code CI}.
 */
public final class PgBouncer implements AutoCloseable {
    private static final long LONGEST_START_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final String PROGRAM = "HOWDAH_TEST_PGBOUNCER";
    private static final String USER = "keeper";
    private static final String PASSWORD = "secret of the bouncer";

    private final TestServer server;
    private final Path directory;
    private final Process process;
    private final int port;

    private PgBouncer(TestServer server, Path directory, Process process, int port) {
        this.server = server;
        this.directory = directory;
        this.process = process;
        this.port = port;
    }

    /**
     * @param mode {@code session} or {@code transaction}
     * @param settings further lines of its configuration
     */
    public static PgBouncer start(TestServer server, String mode, String... settings) throws IOException {
        Path program = program();
        Unprivileged unprivileged;
        try {
            unprivileged = Unprivileged.find();
        } catch (MissingServerException e) {
            throw missing(e.getMessage());
        }
        Path directory = Files.createTempDirectory("bouncer");
        int port = unusedPort();
        Path users = Files.writeString(directory.resolve("users.txt"), '"' + USER + "\" \"" + PASSWORD + "\"\n");
        Path configuration = Files.writeString(directory.resolve("pgbouncer.ini"), """
                [databases]
                %s = host=%s port=%d user=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = scram-sha-256
                auth_file = %s
                pool_mode = %s
                default_pool_size = 1
                %s
                """.formatted(
                        server.database(),
                        server.host(),
                        server.port(),
                        server.user(Role.TRUSTED),
                        port,
                        users,
                        mode,
                        String.join("\n", settings)));
        for (Path path : List.of(directory, users, configuration)) {
            unprivileged.own(path);
        }
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder(unprivileged.command(program, List.of("-q", configuration.toString())))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var bouncer = new PgBouncer(server, directory, process, port);
        if (!bouncer.isReady()) {
            String said = Files.readString(log);
            bouncer.close();
            throw new IOException("PgBouncer does not start: " + said);
        }
        return bouncer;
    }

    /** Whether it can keep prepared statements for its clients: from 1.21 on, if {@code max_prepared_statements} is set. */
    public static boolean canKeepStatements() throws IOException {
        Process asked = new ProcessBuilder(program().toString(), "--version")
                .redirectErrorStream(true)
                .start();
        try (var out = asked.inputReader()) {
            String[] version =
                    out.lines().findFirst().orElse("").replace("PgBouncer ", "").split("\\.", 3);
            return Integer.parseInt(version[0]) > 1 || Integer.parseInt(version[1]) >= 21;
        }
    }

    private static Path program() {
        String named = System.getenv(PROGRAM);
        return named != null ? Path.of(named) : installed();
    }

    private static Path installed() {
        return Stream.of(
                        "/usr/sbin/pgbouncer",
                        "/usr/bin/pgbouncer",
                        "/usr/local/bin/pgbouncer",
                        "/opt/homebrew/bin/pgbouncer")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> missing("it is not installed (apt-get install pgbouncer)"));
    }

    private static RuntimeException missing(String why) {
        if (System.getenv().containsKey("CI")) {
            return new IllegalStateException("A PgBouncer is required here: " + why);
        }
        return Assumptions.abort("Skipped for want of a PgBouncer: " + why);
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean isReady() throws IOException {
        long giveUpAt = System.nanoTime() + LONGEST_START_NANOS;
        while (process.isAlive() && System.nanoTime() < giveUpAt) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException e) {
                // Not yet there.
                try {
                    process.waitFor(20, TimeUnit.MILLISECONDS);
                } catch (InterruptedException interrupt) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
        return false;
    }

    /** @param parameters are {@code name=value}, and the caller's to encode */
    public String jdbcUrl(String... parameters) {
        String url = "jdbc:howdah://127.0.0.1:" + port + "/" + server.database() + "?user=" + USER + "&password="
                + PASSWORD.replace(" ", "%20");
        return parameters.length == 0 ? url : url + "&" + String.join("&", parameters);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
