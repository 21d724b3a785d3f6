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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CancelServerTest {
    private final TestServer server = TestServer.shared();
    private final ExecutorService other = Executors.newCachedThreadPool();

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

    private static final int SHOTS = 2_500;
    private static final int SESSIONS = 4;

    /** Those who cancel aim at random; those who execute check who was hit. Most come late, which costs no connection. */
    @Test
    void noneOfThousandsOfCancelsHitsTheNextStatement() throws Exception {
        var shots = new AtomicInteger();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        BooleanSupplier goOn = () -> shots.get() < SHOTS && System.nanoTime() - end < 0;
        List<Future<Integer>> targets = new ArrayList<>();
        for (int session = 0; session < SESSIONS; session++) {
            var random = new Random(session);
            targets.add(other.submit(() -> beShotAt(shots, random, goOn)));
        }
        int hits = 0;
        for (Future<Integer> each : targets) {
            hits += each.get(60, TimeUnit.SECONDS);
        }
        assertThat(shots.get()).isGreaterThanOrEqualTo(SHOTS);
        assertThat(hits).isBetween(1, shots.get());
    }

    /** Returns how often it was hit. */
    private int beShotAt(AtomicInteger shots, Random sizes, BooleanSupplier goOn) throws Exception {
        int hits = 0;
        try (var connection = server.connect("sslmode=disable");
                var target = connection.createStatement();
                var innocent = connection.createStatement()) {
            Future<?> shooter = other.submit(() -> {
                shoot(target, shots, goOn);
                return null;
            });
            while (!shooter.isDone()) {
                try {
                    // Some take as long as a cancel does; most are over by then.
                    int rows = sizes.nextInt(8) == 0 ? 100_000 : 10;
                    target.execute("select count(*) from generate_series(1, " + rows + ")");
                } catch (SQLException e) {
                    assertThat(e.getSQLState()).isEqualTo("57014");
                    hits++;
                }
                // Never aimed at: any exception here fails the test.
                for (int i = 0; i < 10; i++) {
                    innocent.execute("select 1");
                }
            }
            shooter.get();
        }
        return hits;
    }

    private static void shoot(Statement target, AtomicInteger shots, BooleanSupplier goOn) throws SQLException {
        var random = new Random(4711);
        while (goOn.getAsBoolean()) {
            long until = System.nanoTime() + random.nextInt(400_000);
            while (System.nanoTime() - until < 0) {
                Thread.onSpinWait();
            }
            target.cancel();
            shots.incrementAndGet();
        }
    }
}
