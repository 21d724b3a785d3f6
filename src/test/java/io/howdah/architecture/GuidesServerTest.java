package io.howdah.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.testserver.ServerOptions;
import io.howdah.testserver.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of these guides do what they show. */
@Timeout(120)
class GuidesServerTest {
    private static final Path DOCS =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("docs");

    private static final String EXAMPLE_URL = "jdbc:howdah://localhost:5432/zoo?user=keeper&password=secret";

    @ParameterizedTest
    @ValueSource(strings = {"notifications.md", "pipelining.md", "datasources.md"})
    void everyExampleRuns(String guide, @TempDir Path classes) throws Exception {
        int number = 0;
        for (String snippet : Snippet.in(DOCS.resolve(guide))) {
            String here = snippet.replace(EXAMPLE_URL, TestServer.shared().jdbcUrl());
            try (var connection = TestServer.shared().connect();
                    var statement = connection.createStatement()) {
                statement.execute("create temp table planet (id int primary key, name text, mass float8)");
                // For examples that make their own connections.
                statement.execute("create table account (id int primary key, amount int)");
                try {
                    Snippet.run(here, Files.createDirectory(classes.resolve("" + number++)), connection);
                } finally {
                    statement.execute("drop table account");
                }
            }
        }
    }

    /** Beside a table in which something happens all the time. */
    @Test
    void everyExampleOfReplicationRuns(@TempDir Path classes) throws Exception {
        var keepers = Executors.newSingleThreadExecutor();
        try (var server = TestServer.start(ServerOptions.defaults().setting("wal_sender_timeout", "3s"));
                var zoo = server.connect();
                var statement = zoo.createStatement()) {
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
                                "jdbc:howdah://localhost:5432/zoo?user=keeper&password=secret", server.jdbcUrl())
                        .replace(
                                "createTempDirectory(", "createTempDirectory(java.nio.file.Path.of(\"" + own + "\"), ");
                boolean endless = here.contains("isEnded()");
                try (var connection = server.connect("replication=database");
                        var killer = server.connect()) {
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
