package io.howdah.connect;

import static io.howdah.connect.AuthenticationServerTest.oneText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.HowdahConnection;
import io.howdah.peer.Relay;
import io.howdah.testserver.OnEveryRelease;
import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CancelServerTest {
    private final TestServer server = TestServer.shared();
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        other.shutdownNow();
    }

    @OnEveryRelease
    void cancelsOverPlainTcp(TestServer release) throws Exception {
        try (var connection = release.connect("sslmode=disable")) {
            cancels(release, connection);
        }
    }

    @OnEveryRelease
    void cancelsOverTls(TestServer release) throws Exception {
        try (var connection = release.connect("sslmode=require")) {
            cancels(release, connection);
        }
    }

    @Test
    void cancelsOverAUnixSocket() throws Exception {
        TestServer unix = TestServer.withUnixSocket();
        try (var connection = DriverManager.getConnection(unix.unixSocketUrl())) {
            cancels(unix, connection);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefer", "require"})
    void sendsTheCancelKeyOverTlsOnly(String sslmode) throws Exception {
        try (var relay = Relay.to(server);
                var connection = DriverManager.getConnection(
                        server.jdbcUrlBy(relay.host(), relay.port(), "sslmode=" + sslmode))) {
            cancels(server, connection);
            assertThat(relay.connections()).isEqualTo(3);
            // All that can be read in the clear: the session, a cancel and the end of a timeout.
            assertThat(relay.clientMessages()).containsExactly("SSLRequest", "SSLRequest", "SSLRequest");
        }
    }

    @Test
    void saysSoWhenTheRequestCannotBeSent() throws Exception {
        try (var relay = Relay.to(server);
                var connection =
                        DriverManager.getConnection(server.jdbcUrlBy(relay.host(), relay.port(), "sslmode=require"))) {
            try (var statement = connection.createStatement()) {
                Future<Object> running = start(() -> statement.execute("select pg_sleep(60)"));
                awaitRunning(server, connection);
                // Cuts the second connection in the midst of its request.
                relay.cutAfterClientBytes(4);
                assertThatThrownBy(statement::cancel)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("could not be sent");
                assertThat(relay.clientMessages()).doesNotContain("CancelRequest");
                assertThatThrownBy(running::get).hasCauseInstanceOf(SQLException.class);
            }
        }
    }

    private void cancels(TestServer release, Connection connection) throws Exception {
        try (var statement = connection.createStatement();
                var prepared = connection.prepareStatement("select pg_sleep(?)")) {
            Future<Object> running = start(() -> statement.execute("select pg_sleep(60)"));
            awaitRunning(release, connection);
            statement.cancel();
            assertThatThrownBy(running::get)
                    .isInstanceOf(ExecutionException.class)
                    .extracting(e -> ((SQLException) e.getCause()).getSQLState())
                    .isEqualTo("57014");
            assertThat(oneText(connection, "select 'usable'")).isEqualTo("usable");

            // The same by our own deadline.
            prepared.setQueryTimeout(1);
            prepared.setInt(1, 60);
            assertThatThrownBy(prepared::executeQuery)
                    .isInstanceOf(SQLTimeoutException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("57014");
            assertThat(oneText(connection, "select 'usable'")).isEqualTo("usable");

            statement.cancel();
            prepared.cancel();
            assertThat(oneText(connection, "select 'not hit'")).isEqualTo("not hit");
        }
    }

    private <T> Future<T> start(Callable<? extends T> work) {
        return other.submit(work::call);
    }

    private static void awaitRunning(TestServer release, Connection connection) throws SQLException {
        int pid = connection.unwrap(HowdahConnection.class).backendPid();
        try (var watcher = release.connect()) {
            while (!oneText(
                            watcher,
                            "select state || coalesce(wait_event, '') from pg_stat_activity where pid = " + pid)
                    .startsWith("active")) {
                Thread.onSpinWait();
            }
        }
    }

    /** The one who cancels aims at random; the one who executes checks who was hit. */
    @Test
    void aLateCancelNeverHitsTheNextStatement() throws Exception {
        var aim = new AtomicReference<Statement>();
        var sizes = new Random(4711);
        int hits = 0;
        int executed = 0;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
        try (var connection = server.connect("sslmode=disable");
                var target = connection.createStatement();
                var innocent = connection.createStatement()) {
            Future<Integer> shots = other.submit(() -> {
                int count = 0;
                var random = new Random(42);
                while (System.nanoTime() - end < 0) {
                    Statement statement = aim.getAndSet(null);
                    if (statement != null) {
                        for (long until = System.nanoTime() + random.nextInt(600_000); System.nanoTime() < until; ) {
                            Thread.onSpinWait();
                        }
                        statement.cancel();
                        count++;
                    }
                }
                return count;
            });
            while (System.nanoTime() - end < 0) {
                aim.set(target);
                try {
                    // From shorter than a cancel takes to much longer, so that some come in time and some late.
                    target.execute("select count(*) from generate_series(1, " + sizes.nextInt(300_000) + ")");
                } catch (SQLException e) {
                    assertThat(e.getSQLState()).isEqualTo("57014");
                    hits++;
                }
                // Never aimed at: any exception here fails the test.
                innocent.execute("select 1");
                executed++;
            }
            int fired = shots.get(10, TimeUnit.SECONDS);
            assertThat(fired).isGreaterThan(50);
            assertThat(hits).as("of %d shots at %d statements", fired, executed).isBetween(1, fired);
        }
    }
}
