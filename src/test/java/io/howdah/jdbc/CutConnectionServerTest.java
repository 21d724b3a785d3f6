package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.fails;
import static io.howdah.jdbc.Answers.one;
import static io.howdah.jdbc.Answers.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.howdah.peer.Relay;
import io.howdah.testserver.TestServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection to a real server that is cut, or falls silent, in the middle of what users do. */
@Timeout(60)
class CutConnectionServerTest {
    private static final Duration NETWORK_TIMEOUT = Duration.ofMillis(100);

    private final TestServer server = TestServer.shared();
    private Relay relay;
    private Connection watcher;

    @BeforeEach
    void start() throws SQLException, IOException {
        relay = Relay.to(server);
        watcher = server.connect();
        run(watcher, "drop table if exists cut_rows");
        run(watcher, "create table cut_rows (id int)");
    }

    @AfterEach
    void end() throws SQLException, IOException {
        relay.close();
        run(watcher, "drop table cut_rows");
        watcher.close();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrlBy(relay.host(), relay.port(), "sslmode=disable"));
    }

    /** What users do; prepared up to the moment of which the bytes are counted. */
    private enum Scene {
        BATCH {
            @Override
            Act prepare(Connection connection) throws SQLException {
                var insert = connection.prepareStatement("insert into cut_rows values (?)");
                for (int i = 0; i < 3; i++) {
                    insert.setInt(1, i);
                    insert.addBatch();
                }
                return insert::executeBatch;
            }
        },
        COMMIT {
            @Override
            Act prepare(Connection connection) throws SQLException {
                connection.setAutoCommit(false);
                run(connection, "insert into cut_rows values (1)");
                return connection::commit;
            }
        },
        FETCH {
            @Override
            Act prepare(Connection connection) throws SQLException {
                connection.setAutoCommit(false);
                var statement = connection.createStatement();
                statement.setFetchSize(3);
                ResultSet rows = statement.executeQuery("select g from generate_series(1, 8) g");
                for (int i = 1; i <= 3; i++) {
                    rows.next();
                }
                return () -> {
                    for (int i = 4; rows.next(); i++) {
                        assertThat(rows.getInt(1)).isEqualTo(i);
                    }
                };
            }
        };

        abstract Act prepare(Connection connection) throws SQLException;
    }

    @FunctionalInterface
    private interface Act {
        void run() throws SQLException;
    }

    private long serverBytes(Scene scene) throws SQLException {
        try (var connection = connect()) {
            Act act = scene.prepare(connection);
            long before = relay.serverBytes();
            act.run();
            return relay.serverBytes() - before;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCutBehindAnyByteIsNeverSuccess(Scene scene) throws SQLException, IOException {
        long bytes = serverBytes(scene);
        assertThat(bytes).isBetween(15L, 500L);
        for (int cut = 1; cut < bytes; cut++) {
            try (var connection = connect()) {
                Act act = scene.prepare(connection);
                relay.cutAfterServerBytes(cut);
                assertBroken(connection, act, "cut behind " + cut + " of " + bytes + " bytes");
            }
            relay.cut();
        }
    }

    @ParameterizedTest
    @EnumSource
    void silenceIsAnErrorWhenItsTimeIsUp(Scene scene) throws SQLException, IOException {
        long bytes = serverBytes(scene);
        for (int stall = 0; stall < bytes; stall += 16) {
            try (var connection = connect()) {
                Act act = scene.prepare(connection);
                connection.setNetworkTimeout(null, (int) NETWORK_TIMEOUT.toMillis());
                relay.stallAfterServerBytes(stall);
                long start = System.nanoTime();
                assertBroken(connection, act, "silent behind " + stall + " of " + bytes + " bytes");
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isBetween(NETWORK_TIMEOUT, Duration.ofSeconds(5));
            }
            relay.cut();
        }
    }

    private static void assertBroken(Connection connection, Act act, String where) throws SQLException {
        SQLException thrown = catchThrowableOfType(SQLException.class, act::run);
        assertThat((Throwable) thrown).as(where).isNotNull();
        assertThat(thrown.getSQLState()).as(where).startsWith("08");
        assertThat(connection.isClosed()).isTrue();
        assertThat(connection.isValid(1)).isFalse();
        fails("08003", connection::createStatement).hasCause(thrown);
        fails("08003", connection::commit).hasCause(thrown);
    }

    /** The rest of a result of some megabytes comes in many pages. */
    @ParameterizedTest
    @ValueSource(longs = {1_100_000, 1_100_001, 1_234_567, 2_000_003, 3_999_999})
    void aCutInALargeResultGivesWholeRowsAndThenTheError(long cut) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            relay.cutAfterServerBytes(cut);
            ResultSet rows = statement.executeQuery("select g, repeat('z', 80) from generate_series(1, 60000) g");
            var seen = new int[1];
            fails("08006", () -> {
                while (rows.next()) {
                    assertThat(rows.getInt(1)).isEqualTo(++seen[0]);
                    assertThat(rows.getString(2)).hasSize(80);
                }
            });
            assertThat(seen[0]).isBetween(5_000, 59_999);
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void isValidKeepsItsTimeWhenARestOfAResultNeverComes() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            // Far more than all the buffers on the way take.
            ResultSet rows = statement.executeQuery("select repeat('z', 1000) from generate_series(1, 50000) g");
            assertThat(rows.next()).isTrue();
            relay.stallAfterServerBytes(0);
            long start = System.nanoTime();
            assertThat(connection.isValid(1)).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(10));
            connection.abort(Runnable::run);
        }
    }

    @Test
    void aCommitWhoseAnswerIsLostMayHaveHappenedAndSaysSo() throws SQLException {
        try (var connection = connect()) {
            Act commit = Scene.COMMIT.prepare(connection);
            relay.cutAfterServerBytes(1);
            fails("08006", commit::run).hasMessageContaining("unknown");
            assertThat(one(watcher, "select count(*) from cut_rows")).isEqualTo("1");
        }
    }

    /** The answer to a statement that was cancelled never comes, either. */
    @Test
    void aQueryTimeoutOnASilentServerEndsAtTheNetworkTimeout() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            connection.setNetworkTimeout(null, 2_000);
            relay.stallAfterServerBytes(0);
            long start = System.nanoTime();
            SQLException thrown =
                    catchThrowableOfType(SQLException.class, () -> statement.execute("select pg_sleep(50)"));
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(6));
            assertThat(thrown instanceof SQLTimeoutException
                            || thrown.getSQLState().equals("08006"))
                    .isTrue();
            assertThat(connection.isClosed()).isTrue();
        }
    }
}
