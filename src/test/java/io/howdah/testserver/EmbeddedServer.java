package io.howdah.testserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** PostgreSQL's own programs, run from a temporary directory that goes when the server does. */
final class EmbeddedServer implements RunningServer {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final int PORT_ATTEMPTS = 5;

    private final Unprivileged unprivileged;
    private final PostgresBinaries binaries;
    private final Path directory;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private Optional<Process> watchdog = Optional.empty();
    private Process process;
    private int port;

    private EmbeddedServer(Unprivileged unprivileged, PostgresBinaries binaries, Path directory) {
        this.unprivileged = unprivileged;
        this.binaries = binaries;
        this.directory = directory;
    }

    static EmbeddedServer start(ServerOptions options) throws MissingServerException {
        try {
            return start(options, binaries(options), server -> server.create(options));
        } catch (IOException e) {
            throw new MissingServerException("Cannot start PostgreSQL " + options.release() + ": " + e.getMessage(), e);
        }
    }

    /** @param binaries of the release that the options name */
    static EmbeddedServer start(ServerOptions options, PostgresBinaries binaries) throws MissingServerException {
        try {
            return start(options, binaries, server -> server.create(options));
        } catch (IOException e) {
            throw new MissingServerException("Cannot start " + binaries.home() + ": " + e.getMessage(), e);
        }
    }

    /** A standby that streams from the other, which must be of 12 or later. */
    static EmbeddedServer standbyOf(EmbeddedServer primary, ServerOptions options) throws MissingServerException {
        try {
            return start(options, binaries(options), server -> server.copy(primary));
        } catch (IOException e) {
            throw new MissingServerException(
                    "Cannot start a standby of PostgreSQL " + options.release() + ": " + e.getMessage(), e);
        }
    }

    /** One whose data somebody else brings. */
    static EmbeddedServer of(TestServer.Data restored, ServerOptions options) throws MissingServerException {
        try {
            return start(options, binaries(options), server -> server.restore(restored));
        } catch (IOException e) {
            throw new MissingServerException("Cannot start what was restored: " + e.getMessage(), e);
        }
    }

    private interface Creation {
        void in(EmbeddedServer server) throws IOException;
    }

    private static PostgresBinaries binaries(ServerOptions options) throws MissingServerException, IOException {
        return PostgresBinaries.of(options.release(), Unprivileged.find().programs());
    }

    private static EmbeddedServer start(ServerOptions options, PostgresBinaries binaries, Creation creation)
            throws MissingServerException, IOException {
        var unprivileged = Unprivileged.find();
        // Short, since the path of a Unix-domain socket is limited to some 100 bytes.
        var server = new EmbeddedServer(unprivileged, binaries, Files.createTempDirectory("howdah"));
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stops PostgreSQL"));
        try {
            server.watchdog = Watchdog.watch(
                    server.unprivileged.command(server.program("pg_ctl"), server.stopArguments()), server.directory);
            creation.in(server);
            server.open(options);
        } catch (IOException | RuntimeException e) {
            server.stop();
            throw e;
        }
        return server;
    }

    /** A base backup by hand: the embedded programs have no pg_basebackup. */
    private void copy(EmbeddedServer primary) throws IOException {
        unprivileged.own(directory);
        String url = "jdbc:howdah://127.0.0.1:" + primary.port + "/" + ServerFiles.DATABASE + "?user=" + primary.user()
                + "&password=" + primary.password();
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            boolean old = connection.getMetaData().getDatabaseMajorVersion() < 15;
            statement.execute(
                    old ? "select pg_start_backup('copy', true, false)" : "select pg_backup_start('copy', true)");
            copyTree(primary.data(), data());
            try (var rows = statement.executeQuery(
                    "select labelfile from " + (old ? "pg_stop_backup(false, false)" : "pg_backup_stop(false)"))) {
                rows.next();
                writePrivate("backup_label", rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
        writePrivate("standby.signal", "");
        Files.writeString(
                data().resolve("postgresql.conf"),
                "unix_socket_directories = '" + directory + "'\nprimary_conninfo = 'host=127.0.0.1 port=" + primary.port
                        + " user=" + Role.TRUSTED.user() + "'\n",
                StandardOpenOption.APPEND);
    }

    private void restore(TestServer.Data restored) throws IOException {
        unprivileged.own(directory);
        Files.createDirectory(
                data(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        restored.writeTo(data());
        try (var walk = Files.walk(data())) {
            for (Path path : walk.toList()) {
                unprivileged.own(path);
            }
        }
        Files.writeString(
                data().resolve("postgresql.conf"),
                "unix_socket_directories = '" + directory + "'\n",
                StandardOpenOption.APPEND);
    }

    private void copyTree(Path from, Path to) throws IOException {
        List<Path> paths;
        try (var walk = Files.walk(from)) {
            paths = walk.filter(path -> !path.endsWith("postmaster.pid")).toList();
        }
        for (Path path : paths) {
            Path copy = to.resolve(from.relativize(path).toString());
            try {
                Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
                unprivileged.own(copy);
            } catch (NoSuchFileException e) {
                // A temporary file that went while we looked: a backup does without it.
            }
        }
    }

    private void create(ServerOptions options) throws IOException {
        unprivileged.own(directory);
        run(
                "initdb",
                "",
                List.of(
                        "--pgdata=" + data(),
                        "--username=" + Role.POSTGRES.user(),
                        "--auth=trust",
                        "--encoding=UTF8",
                        "--no-locale",
                        // Said -N, since 9.6 has no other spelling of --no-sync.
                        "-N"));
        writePrivate("pg_hba.conf", ServerFiles.hba(options));
        writePrivate("server.crt", TestCertificate.shared().certificatePem());
        writePrivate("server.key", TestCertificate.shared().keyPem());
        for (var file : options.files().entrySet()) {
            writePrivate(file.getKey(), file.getValue());
        }
        var own = new LinkedHashMap<String, String>();
        own.put("listen_addresses", "127.0.0.1");
        own.put("unix_socket_directories", directory.toString());
        Files.writeString(
                data().resolve("postgresql.conf"),
                "\n" + ServerFiles.configuration(options, own),
                StandardOpenOption.APPEND);
        singleUser("postgres", ServerFiles.clusterSql(options));
        singleUser(ServerFiles.DATABASE, ServerFiles.databaseSql(options));
    }

    private void open(ServerOptions options) throws IOException {
        for (int attempt = 1; ; attempt++) {
            port = freePort();
            Path log = directory.resolve("log");
            process = new ProcessBuilder(unprivileged.command(
                            program("postgres"), List.of("-D", data().toString(), "-p", "" + port)))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            process.getOutputStream().close();
            if (isReady(log)) {
                return;
            }
            String said = Files.readString(log);
            // Somebody else may have taken the port since we found it free.
            if (!said.contains("could not bind") || attempt == PORT_ATTEMPTS) {
                throw new IOException("PostgreSQL " + options.release() + " does not start: " + said);
            }
        }
    }

    /** Waits; false if the server gave up. */
    private boolean isReady(Path log) throws IOException {
        long giveUpAt = System.nanoTime() + LONGEST_START.toNanos();
        while (!Files.readString(log).contains("database system is ready to accept")) {
            try {
                if (process.waitFor(10, TimeUnit.MILLISECONDS) || System.nanoTime() - giveUpAt > 0) {
                    return false;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while PostgreSQL was starting", e);
            }
        }
        return true;
    }

    /** Runs SQL without a server: a statement per line, each in a transaction of its own. */
    private void singleUser(String database, List<String> statements) throws IOException {
        String said = run(
                "postgres",
                String.join("\n", statements) + "\n",
                List.of("--single", "-D", data().toString(), database));
        // Its exit status is 0 whatever became of the statements.
        if (said.contains("ERROR:")) {
            throw new IOException("The database cannot be prepared: " + said);
        }
    }

    private String run(String program, String input, List<String> arguments) throws IOException {
        Path in = Files.writeString(directory.resolve(program + ".in"), input);
        Path out = directory.resolve(program + ".out");
        var running = new ProcessBuilder(unprivileged.command(program(program), arguments))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .start();
        try {
            if (!running.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
                running.destroyForcibly();
                throw new IOException(program + " does not end");
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + program, e);
        }
        String said = Files.readString(out);
        if (running.exitValue() != 0) {
            throw new IOException(program + " failed: " + said);
        }
        return said;
    }

    /** A file that the server insists on being readable by nobody else. */
    private void writePrivate(String name, String content) throws IOException {
        Path file = data().resolve(name);
        Files.writeString(file, content);
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString("rw-------"));
        }
        unprivileged.own(file);
    }

    private Path program(String name) {
        return binaries.program(name);
    }

    private Path data() {
        return directory.resolve("data");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void stop() {
        if (!stopped.compareAndSet(false, true)) {
            return;
        }
        try {
            if (process != null && process.isAlive()) {
                run("pg_ctl", "", stopArguments());
            }
            deleteDirectory();
            if (watchdog.isPresent()) {
                watchdog.get().getOutputStream().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot clear away " + directory, e);
        }
    }

    private List<String> stopArguments() {
        return List.of("stop", "-D", data().toString(), "-m", "immediate");
    }

    private void deleteDirectory() throws IOException {
        List<Path> paths;
        try (var walk = Files.walk(directory)) {
            paths = new ArrayList<>(walk.toList());
        }
        paths.sort(Comparator.reverseOrder());
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Optional<Path> socketDirectory() {
        return Optional.of(directory);
    }

    @Override
    public String database() {
        return ServerFiles.DATABASE;
    }

    @Override
    public String user() {
        return Role.POSTGRES.user();
    }

    @Override
    public String password() {
        return Role.POSTGRES.password();
    }

    @Override
    public boolean isOurs() {
        return true;
    }
}
