package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.fails;
import static io.howdah.jdbc.Answers.one;
import static io.howdah.jdbc.Answers.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts to a query timeout: the time that a call waits for the server, and not the time that its caller takes. */
@Timeout(120)
class QueryTimeoutServerTest {
    /** Some 20 MB, more than all buffers on the way. */
    private static final String LARGE = "select repeat('x', 1000) from generate_series(1, 20000) g";

    /** Rows of a {@link #trickle}, which takes six seconds. */
    private static final int PIECES = 40;

    private static final Duration SOON = Duration.ofSeconds(4);

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = TestServer.shared().connect();
        run(connection, "create temp table t (a int)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    /** Twenty rows at once, to be handed over, and then a trickle: each row in time, and larger than what a server holds back. */
    private static String trickle(String row) {
        return "repeat('x', case when " + row + " > 20 then 20000 else 1000 end), case when " + row
                + " > 20 then pg_sleep(0.3) end";
    }

    private static void takeLongerThanTheTimeout() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(2_200);
    }

    private static void assertEndsSoon(String sqlState, ThrowingCallable call) {
        long start = System.nanoTime();
        fails(sqlState, call);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "0, false", "10, true"})
    void aReaderMayTakeHisTimeAndThenCloseTheResult(int fetchSize, boolean autoCommit) throws Exception {
        connection.setAutoCommit(autoCommit);
        run(connection, "insert into t values (1)");
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(2);
            statement.setFetchSize(fetchSize);
            ResultSet rows = statement.executeQuery(LARGE);
            for (int row = 0; row < 1_500; row++) {
                assertThat(rows.next()).isTrue();
            }
            takeLongerThanTheTimeout();
            rows.close();
        }
        if (!autoCommit) {
            connection.commit();
        }
        assertThat(one(connection, "select count(*) from t")).isEqualTo("1");
    }

    @Test
    void aReaderMayTakeHisTimeAndThenRunAnotherStatement() throws Exception {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(2);
            ResultSet rows = statement.executeQuery(LARGE);
            assertThat(rows.next()).isTrue();
            takeLongerThanTheTimeout();
            int count = 1;
            for (; count < 3_000; count++) {
                assertThat(rows.next()).isTrue();
            }
            takeLongerThanTheTimeout();
            assertThat(one(connection, "select 7")).isEqualTo("7");
            while (rows.next()) {
                count++;
            }
            assertThat(count).isEqualTo(20_000);
        }
    }

    @Test
    void aBatchIsOneWaitThoughItsKeysComeOneByOne() throws SQLException {
        try (var batch = connection.prepareStatement(
                "insert into t values (?) returning " + trickle("a"), Statement.RETURN_GENERATED_KEYS)) {
            batch.setQueryTimeout(1);
            for (int i = 1; i <= PIECES; i++) {
                batch.setInt(1, i);
                batch.addBatch();
            }
            assertEndsSoon("57014", batch::executeBatch);
        }
        assertThat(one(connection, "select count(*) from t")).isEqualTo("0");
    }

    @Test
    void whoeverNeedsTheConnectionWaitsOnceForTheRestOfAnEarlierResult() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            ResultSet rows =
                    statement.executeQuery("select " + trickle("g") + " from generate_series(1, " + PIECES + ") g");
            assertThat(rows.next()).isTrue();
            long start = System.nanoTime();
            assertThat(one(connection, "select 7")).isEqualTo("7");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
            // The result that was cut short says so, behind the rows that had come.
            fails("57014", () -> {
                while (rows.next()) {
                    assertThat(rows.getString(1)).hasSizeGreaterThanOrEqualTo(1_000);
                }
            });
        }
    }

    @Test
    void theNextResultIsOneWaitThoughTheOneBeforeComesPieceByPiece() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThat(statement.execute(
                            "select " + trickle("g") + " from generate_series(1, " + PIECES + ") g; select 'the next'"))
                    .isTrue();
            assertEndsSoon("57014", () -> statement.getMoreResults(Statement.KEEP_CURRENT_RESULT));
        }
        assertThat(one(connection, "select 7")).isEqualTo("7");
    }

    @Test
    void eachRowMayTakeAsLong() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            ResultSet rows = statement.executeQuery("select " + trickle("g") + " from generate_series(1, 26) g");
            int count = 0;
            while (rows.next()) {
                count++;
            }
            assertThat(count).isEqualTo(26);
        }
    }
}
