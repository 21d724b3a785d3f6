package io.howdah.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.testserver.ServerOptions;
import io.howdah.testserver.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the documents run, each in the {@link Zoo} as it was in the beginning. */
@Timeout(120)
class GuidesServerTest {
    private static final Path DOCS =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("docs");

    private static TestServer server;
    private static Zoo zoo;

    @BeforeAll
    static void openTheZoo() throws SQLException {
        server = TestServer.start(ServerOptions.defaults());
        zoo = Zoo.on(server);
    }

    @AfterAll
    static void closeTheZoo() {
        server.close();
    }

    private record Example(Path document, int number, String code) {
        /** Those with a host that nobody has, or that take the driver away from all tests, are only compiled, by {@link DocsTest}. */
        boolean canRun() {
            return !code.contains("//db.example") && !code.contains("Driver.deregister()");
        }

        @Override
        public String toString() {
            return document.getFileName() + ", example " + number;
        }
    }

    /** Of all documents but that of replication, whose examples need a database in which something happens. */
    static Stream<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (Path document : DocsTest.documentsOfOurOwnCode().toList()) {
            int number = 1;
            for (String code : Snippet.in(document)) {
                examples.add(new Example(document, number++, code));
            }
        }
        return examples.stream().filter(Example::canRun).filter(example -> !example.document()
                .endsWith("change-data-capture.md"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleRuns(Example example, @TempDir Path directory) throws Exception {
        Path classes = Files.createDirectory(directory.resolve("classes"));
        try (var connection = zoo.open()) {
            Snippet.run(zoo.example(example.code(), directory), classes, connection);
        }
    }

    /** Beside a table in which something happens all the time. */
    @Test
    void everyExampleOfReplicationRuns(@TempDir Path classes) throws Exception {
        var keepers = Executors.newSingleThreadExecutor();
        try (var impatient = TestServer.start(ServerOptions.defaults().setting("wal_sender_timeout", "3s"));
                var busy = impatient.connect();
                var statement = busy.createStatement()) {
            statement.execute("create table elephant (id bigint primary key, name text, weight int)");
            var done = new CountDownLatch(1);
            var life = keepers.submit(() -> {
                for (int i = 0; !done.await(20, TimeUnit.MILLISECONDS); i++) {
                    statement.execute("insert into elephant values (" + i + ", 'Ella', 100)");
                    statement.execute("update elephant set weight = 101 where id = " + i);
                    statement.execute("delete from elephant where id = " + i);
                }
                return null;
            });
            int number = 0;
            for (String snippet : Snippet.in(DOCS.resolve("change-data-capture.md"))) {
                Path own = Files.createDirectory(classes.resolve("" + number++));
                String here = snippet.replace(
                                "jdbc:howdah://localhost:5432/zoo?user=keeper&password=secret", impatient.jdbcUrl())
                        .replace(
                                "createTempDirectory(", "createTempDirectory(java.nio.file.Path.of(\"" + own + "\"), ");
                boolean endless = here.contains("isEnded()");
                try (var connection = impatient.connect("replication=database");
                        var killer = impatient.connect()) {
                    if (endless) {
                        new Thread(() -> terminateOnceConfirmed(killer)).start();
                        assertThatThrownBy(() -> Snippet.run(here, own, connection))
                                .rootCause()
                                .extracting(e -> ((SQLException) e).getSQLState())
                                .isEqualTo("57P01");
                    } else {
                        Snippet.run(here, own, connection);
                    }
                }
            }
            assertThat(number).isGreaterThan(5);
            done.countDown();
            life.get();
        } finally {
            keepers.shutdown();
        }
    }

    /** A stream that reads for ever has shown what it can when the server has heard of its first commit. */
    private static void terminateOnceConfirmed(Connection killer) {
        String confirmed = "select pg_terminate_backend(s.active_pid) from pg_replication_slots s"
                + " join pg_stat_replication r on r.pid = s.active_pid where r.flush_lsn is not null";
        try (var statement = killer.createStatement()) {
            boolean found = false;
            while (!found) {
                try (var rows = statement.executeQuery(confirmed)) {
                    found = rows.next();
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
