package io.howdah.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.howdah.peer.Relay;
import io.howdah.testserver.TestServer;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large results: read as they are consumed, in portions, in any direction. */
class StreamingServerTest {
    /** About 60 bytes a row, so some 12 MB: far over what is read eagerly. */
    private static final int ROWS = 200_000;

    private static final String LARGE = "select g, repeat('x', 40) from generate_series(1, " + ROWS + ") g";

    private final TestServer server = TestServer.shared();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 1000, 300_000})
    void readsAllRowsWhateverThePortion(int fetchSize) throws SQLException {
        int rows = fetchSize > 0 && fetchSize < 100 ? 2_000 : ROWS;
        for (boolean autoCommit : new boolean[] {true, false}) {
            try (var connection = server.connect();
                    var prepared = connection.prepareStatement("select g from generate_series(1, ?) g");
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(autoCommit);
                prepared.setFetchSize(fetchSize);
                statement.setFetchSize(fetchSize);
                prepared.setInt(1, rows);
                for (int i = 0; i < 3; i++) {
                    assertCounts(prepared.executeQuery(), rows);
                    assertCounts(statement.executeQuery("select g from generate_series(1, " + rows + ") g"), rows);
                }
                assertThat(queryInt(connection, "select 42")).isEqualTo(42);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10})
    void anotherStatementMayRunInTheMiddle(int fetchSize) throws SQLException {
        for (boolean autoCommit : new boolean[] {true, false}) {
            try (var connection = server.connect();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(autoCommit);
                statement.setFetchSize(fetchSize);
                ResultSet rows = statement.executeQuery(LARGE);
                for (int row = 1; row <= ROWS; row++) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isEqualTo(row);
                    if (row == 5 || row == 100_000) {
                        assertThat(queryInt(connection, "select 7")).isEqualTo(7);
                    }
                }
                assertThat(rows.next()).isFalse();
            }
        }
    }

    @Test
    void aStreamThatIsClosedEarlyLeavesTheConnectionReady() throws SQLException {
        for (int fetchSize : new int[] {0, 10}) {
            for (boolean autoCommit : new boolean[] {true, false}) {
                try (var connection = server.connect();
                        var statement = connection.createStatement()) {
                    connection.setAutoCommit(autoCommit);
                    statement.setFetchSize(fetchSize);
                    for (int i = 0; i < 3; i++) {
                        try (var rows = statement.executeQuery(LARGE)) {
                            assertThat(rows.next()).isTrue();
                        }
                    }
                    assertThat(queryInt(connection, "select 1")).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void anErrorBehindManyRowsIsThrownWhereTheRowsEnd() throws SQLException {
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery(
                    "select 1 / (" + ROWS + " - g), repeat('x', 40) from generate_series(1, " + ROWS + ") g");
            var seen = new int[1];
            var error = catchThrowableOfType(SQLException.class, () -> {
                while (rows.next()) {
                    seen[0]++;
                }
            });
            assertThat(error.getSQLState()).isEqualTo("22012");
            assertThat(seen[0]).isGreaterThan(100_000).isLessThan(ROWS);
            assertThat(queryInt(connection, "select 1")).isEqualTo(1);
        }
    }

    @Test
    void anErrorInASmallResultIsThrownByExecute() throws SQLException {
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            var error = catchThrowableOfType(
                    SQLException.class,
                    () -> statement.executeQuery("select 1 / (1000 - g) from generate_series(1, 2000) g"));
            assertThat(error.getSQLState()).isEqualTo("22012");
            assertThat(queryInt(connection, "select 1")).isEqualTo(1);
        }
    }

    @Test
    void anErrorInAPortionIsThrownThereAndCostsTheTransactionOnly() throws SQLException {
        for (boolean autoCommit : new boolean[] {true, false}) {
            try (var connection = server.connect();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(autoCommit);
                statement.setFetchSize(10);
                ResultSet rows = statement.executeQuery("select 1 / (25 - g) from generate_series(1, 100) g");
                for (int i = 0; i < 20; i++) {
                    assertThat(rows.next()).isTrue();
                }
                var error = catchThrowableOfType(SQLException.class, () -> {
                    while (rows.next()) {
                        // Towards the row that cannot be computed.
                    }
                });
                assertThat(error.getSQLState()).isEqualTo("22012");
                if (!autoCommit) {
                    connection.rollback();
                }
                assertThat(queryInt(connection, "select 1")).isEqualTo(1);
            }
        }
    }

    /** From the third portion on the next one is asked for before anybody needs it. */
    @Test
    void whatHappensInTheMiddleOfAPortionAskedForAheadLosesNothing() throws SQLException {
        try (var connection = server.connect();
                var streaming = connection.createStatement();
                var other = connection.createStatement()) {
            connection.setAutoCommit(false);
            streaming.setFetchSize(10);
            for (int stop = 5; stop <= 45; stop += 5) {
                ResultSet rows = streaming.executeQuery("select g from generate_series(1, 42) g");
                int last = 0;
                while (last < stop && rows.next()) {
                    assertThat(rows.getInt(1)).isEqualTo(++last);
                }
                // Another statement, and one that ends in an error which its savepoint mends.
                assertThat(queryInt(connection, "select 7")).isEqualTo(7);
                Savepoint savepoint = connection.setSavepoint();
                assertThatThrownBy(() -> other.executeQuery("select 1 / 0")).isInstanceOf(SQLException.class);
                connection.rollback(savepoint);
                if (stop % 10 == 0) {
                    while (rows.next()) {
                        assertThat(rows.getInt(1)).isEqualTo(++last);
                    }
                    assertThat(last).isEqualTo(42);
                }
                rows.close();
                assertThat(queryInt(connection, "select count(*) from pg_cursors"))
                        .as("open portals after a stop at " + stop)
                        .isLessThanOrEqualTo(1);
            }
            connection.commit();
            assertThat(queryInt(connection, "select 8")).isEqualTo(8);
        }
    }

    @Test
    void aPortionCostsOneRoundTrip() throws Exception {
        try (var relay = Relay.to(server);
                var connection =
                        DriverManager.getConnection(server.jdbcUrlBy("127.0.0.1", relay.port(), "sslmode=disable"));
                var prepared = connection.prepareStatement("select g from generate_series(1, 100) g")) {
            prepared.setFetchSize(40);
            for (boolean autoCommit : new boolean[] {true, false}) {
                connection.setAutoCommit(autoCommit);
                relay.reset();
                assertCounts(prepared.executeQuery(), 100);
                // 40, 40, 20; without a transaction the last answer asks for the Sync that was held back.
                assertThat(relay.roundTrips()).isEqualTo(autoCommit ? 4 : 3);
            }
        }
    }

    @Test
    void aPortalEndsWithItsTransactionUnlessTheResultIsHoldable() throws SQLException {
        try (var connection = server.connect()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.setFetchSize(10);
                ResultSet rows = statement.executeQuery("select g from generate_series(1, 100) g");
                assertThat(rows.next()).isTrue();
                connection.commit();
                var error = catchThrowableOfType(SQLException.class, () -> {
                    while (rows.next()) {
                        // As far as the first portion goes.
                    }
                });
                assertThat(error.getSQLState()).isEqualTo("34000");
                connection.rollback();
            }
            try (var statement = connection.createStatement(
                    ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, ResultSet.HOLD_CURSORS_OVER_COMMIT)) {
                statement.setFetchSize(10);
                ResultSet rows = statement.executeQuery(LARGE);
                assertThat(rows.next()).isTrue();
                connection.commit();
                for (int row = 2; row <= ROWS; row++) {
                    assertThat(rows.next()).isTrue();
                }
                assertThat(rows.next()).isFalse();
            }
        }
    }

    @Test
    void rowsThatComeSlowlyAreHandedOverEarly() throws SQLException {
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            // Some 20 kB at once, and then a pause.
            ResultSet rows = statement.executeQuery("select repeat('x', 1000), case when g > 20 then pg_sleep(2) end"
                    + " from generate_series(1, 21) g");
            long start = System.nanoTime();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).hasSize(1000);
            while (rows.next()) {
                // To the end, two seconds later.
            }
            assertThat(System.nanoTime() - start).isGreaterThan(1_000_000_000L);
        }
    }

    @Test
    void aThousandResultsMayBeOpenInLittleMemory() throws SQLException {
        try (var connection = server.connect()) {
            List<ResultSet> open = new ArrayList<>();
            connection.createStatement().executeQuery("select 0").close();
            long before = usedHeap();
            for (int i = 0; i < 1000; i++) {
                open.add(connection.createStatement().executeQuery("select " + i));
            }
            assertThat(usedHeap() - before).as("bytes of heap").isLessThan(4 << 20);
            for (int i = 0; i < 1000; i++) {
                assertThat(open.get(i).next()).isTrue();
                assertThat(open.get(i).getInt(1)).isEqualTo(i);
            }
        }
    }

    @Test
    void scrollsInEveryDirection() throws SQLException {
        try (var connection = server.connect();
                var statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
            ResultSet rows = statement.executeQuery(LARGE);
            assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
            assertThat(rows.isBeforeFirst()).isTrue();
            assertThat(rows.last()).isTrue();
            assertThat(rows.getRow()).isEqualTo(ROWS);
            assertThat(rows.isLast()).isTrue();
            assertThat(rows.next()).isFalse();
            assertThat(rows.isAfterLast()).isTrue();
            for (int row = ROWS; row > ROWS - 1000; row--) {
                assertThat(rows.previous()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(row);
            }
            assertThat(rows.absolute(150_000)).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(150_000);
            assertThat(rows.relative(-149_999)).isTrue();
            assertThat(rows.isFirst()).isTrue();
            assertThat(rows.relative(-1)).isFalse();
            assertThat(rows.isBeforeFirst()).isTrue();
            assertThat(rows.absolute(-1)).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(ROWS);
            assertThat(rows.absolute(-ROWS - 5)).isFalse();
            assertThat(rows.isBeforeFirst()).isTrue();
            assertThat(rows.absolute(0)).isFalse();
            assertThat(rows.absolute(ROWS + 1)).isFalse();
            assertThat(rows.isAfterLast()).isTrue();
            assertThat(rows.first()).isTrue();
            rows.afterLast();
            assertThat(rows.previous()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(ROWS);
            rows.beforeFirst();
            assertThat(rows.next()).isTrue();
            assertThat(queryInt(connection, "select 3")).isEqualTo(3);
            assertThat(rows.getInt(1)).isEqualTo(1);
        }
    }

    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private static void assertCounts(ResultSet rows, int count) throws SQLException {
        for (int row = 1; row <= count; row++) {
            if (!rows.next() || rows.getInt(1) != row) {
                throw new AssertionError("row " + row + " of " + count + " is not there");
            }
        }
        assertThat(rows.next()).isFalse();
        rows.close();
    }

    private static int queryInt(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
