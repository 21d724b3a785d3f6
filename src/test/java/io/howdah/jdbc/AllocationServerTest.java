package io.howdah.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.howdah.testserver.Role;
import io.howdah.testserver.TestServer;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * How much garbage everyday calls leave, in bytes per call or per row. The limits lie a little above what is measured, so
 * that a change which costs memory shows; who saves some lowers them.
 */
class AllocationServerTest {
    // In bytes.
    private static final double HOT_SELECT = 130;
    private static final double PREPARE_RUN_CLOSE = 160;
    private static final double SAME_TEXT = 170;
    private static final double TRANSACTION = 140;
    private static final double ROW_OF_PRIMITIVES = 1;
    private static final double ROW_OF_BATCH = 16;

    /** Of the objects that are asked for: a BigDecimal of 40, a Timestamp of 32, a UUID of 32. */
    private static final double ROW_OF_OBJECTS = 105;

    private static final int ATTEMPTS = 30;
    private static final int CALLS = 2_000;
    private static final int ROWS = 10_000;
    private static final int BATCH = 1_000;

    private final TestServer server = TestServer.shared();
    private Connection connection;
    private long sink;

    @BeforeEach
    void connect() throws SQLException {
        connection = server.connect(Role.TRUSTED, "sslmode=disable");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    @Test
    void preparedSelect(TestReporter reporter) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select ?::int4")) {
            assertAtMost(HOT_SELECT, CALLS, 1, reporter, () -> readOne(select));
        }
    }

    @Test
    void preparingRunningAndClosing(TestReporter reporter) throws SQLException {
        assertAtMost(PREPARE_RUN_CLOSE, CALLS, 1, reporter, () -> {
            try (PreparedStatement select = connection.prepareStatement("select ?::int4")) {
                readOne(select);
            }
        });
    }

    @Test
    void theSameTextAgain(TestReporter reporter) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertAtMost(SAME_TEXT, CALLS, 1, reporter, () -> {
                try (ResultSet rows = statement.executeQuery("select 42")) {
                    rows.next();
                    sink += rows.getInt(1);
                }
            });
        }
    }

    @Test
    void aTransactionOfOneQuery(TestReporter reporter) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement select = connection.prepareStatement("select ?::int4")) {
            assertAtMost(TRANSACTION, CALLS, 1, reporter, () -> {
                readOne(select);
                connection.commit();
            });
        }
    }

    @Test
    void rowsReadAsPrimitives(TestReporter reporter) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select g, g::int8, g::int2, g::float8, g::float4,"
                + " g % 2 = 0 from generate_series(1, " + ROWS + ") g")) {
            assertAtMost(ROW_OF_PRIMITIVES, 5, ROWS, reporter, () -> {
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        sink += rows.getInt(1) + rows.getLong(2) + rows.getShort(3);
                        sink += (long) (rows.getDouble(4) + rows.getFloat(5)) + (rows.getBoolean(6) ? 1 : 0);
                    }
                }
            });
        }
    }

    @Test
    void rowsReadAsNumbersOfNumeric(TestReporter reporter) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select g * 1.25 from generate_series(1, " + ROWS + ") g")) {
            assertAtMost(ROW_OF_PRIMITIVES, 5, ROWS, reporter, () -> {
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        sink += rows.getLong(1) + (long) rows.getDouble(1);
                    }
                }
            });
        }
    }

    @Test
    void rowsReadAsObjects(TestReporter reporter) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select g * 12345.6789, timestamptz '2020-01-01'"
                + " + g * interval '17.003 s', md5(g::text)::uuid from generate_series(1, " + ROWS + ") g")) {
            assertAtMost(ROW_OF_OBJECTS, 5, ROWS, reporter, () -> {
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        sink += rows.getBigDecimal(1).scale()
                                + rows.getTimestamp(2).getNanos();
                        sink += rows.getObject(3, UUID.class).getLeastSignificantBits();
                    }
                }
            });
        }
    }

    @Test
    void rowsOfABatch(TestReporter reporter) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table inserted (number int4, big int8, name text)");
        }
        try (PreparedStatement insert = connection.prepareStatement("insert into inserted values (?, ?, ?)")) {
            assertAtMost(ROW_OF_BATCH, 10, BATCH, reporter, () -> {
                for (int i = 0; i < BATCH; i++) {
                    insert.setInt(1, i);
                    insert.setLong(2, i);
                    insert.setString(3, "a name");
                    insert.addBatch();
                }
                sink += insert.executeBatch().length;
            });
        }
    }

    private void readOne(PreparedStatement select) throws SQLException {
        select.setInt(1, 42);
        try (ResultSet rows = select.executeQuery()) {
            rows.next();
            sink += rows.getInt(1);
        }
    }

    /** Measures until the compiler has done its work or there is no hope. */
    private void assertAtMost(double limit, int calls, int perCall, TestReporter reporter, Work work)
            throws SQLException {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                && threads.isThreadAllocatedMemorySupported());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        double least = Double.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS && (attempt < 3 || least > limit); attempt++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < calls; i++) {
                work.run();
            }
            long bytes = threads.getThreadAllocatedBytes(thread) - before;
            least = Math.min(least, (double) bytes / calls / perCall);
        }
        reporter.publishEntry("bytes", Double.toString(least));
        assertThat(least).as("bytes allocated").isLessThanOrEqualTo(limit);
    }
}
