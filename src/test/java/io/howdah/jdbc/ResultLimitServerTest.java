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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code maxResultBuffer}: what may be kept of a result that nobody reads, and of one row. */
class ResultLimitServerTest {
    private static final int ROWS = 50_000;

    /** Some 3 MB. */
    private static final String LARGE = "select g, repeat('x', 40) from generate_series(1, " + ROWS + ") g";

    private final TestServer server = TestServer.shared();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = server.connect("maxResultBuffer=300K");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private static void assertUsable(Connection connection) throws SQLException {
        assertThat(one(connection, "select 42")).isEqualTo("42");
    }

    /** Returns how many rows came before the error. */
    private static int readToTheError(ResultSet rows) {
        var seen = new int[1];
        fails("54000", () -> {
                    while (rows.next()) {
                        assertThat(rows.getInt(1)).isEqualTo(++seen[0]);
                    }
                })
                .hasMessageContaining("300000 bytes")
                .hasMessageContaining("generate_series(1, " + ROWS + ")");
        // And stays.
        fails("54000", rows::next);
        return seen[0];
    }

    @ParameterizedTest
    @CsvSource({"0, true", "0, false", "100, true", "100, false"})
    void whatIsReadAsItComesHasNoLimit(int fetchSize, boolean autoCommit) throws SQLException {
        connection.setAutoCommit(autoCommit);
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(fetchSize);
            ResultSet rows = statement.executeQuery(LARGE);
            for (int row = 1; row <= ROWS; row++) {
                assertThat(rows.next()).isTrue();
            }
            assertThat(rows.next()).isFalse();
        }
        assertUsable(connection);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "0, false", "100, true"})
    void whatMustBeKeptForAnotherStatementHasOne(int fetchSize, boolean autoCommit) throws SQLException {
        connection.setAutoCommit(autoCommit);
        try (var statement = connection.createStatement();
                var prepared = connection.prepareStatement(LARGE)) {
            for (int i = 0; i < 3; i++) {
                prepared.setFetchSize(fetchSize);
                statement.setFetchSize(fetchSize);
                ResultSet rows = i == 0 ? statement.executeQuery(LARGE) : prepared.executeQuery();
                assertUsable(connection);
                assertThat(readToTheError(rows)).isBetween(1_000, ROWS / 2);
                assertUsable(connection);
            }
        }
    }

    @Test
    void aScrollableResultHasOne() throws SQLException {
        try (var statement =
                connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
            ResultSet rows = statement.executeQuery(LARGE);
            assertThat(rows.next()).isTrue();
            fails("54000", rows::last);
            assertThat(rows.getRow()).isEqualTo(1);
            assertThat(rows.getInt(1)).isEqualTo(1);
            assertThat(rows.absolute(1_000)).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(1_000);
            assertUsable(connection);
            ResultSet small = statement.executeQuery("select g from generate_series(1, 10000) g");
            assertThat(small.last()).isTrue();
            assertThat(small.getRow()).isEqualTo(10_000);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, true", "2, true", "2, false"})
    void aSingleRowHasOne(int fetchSize, boolean autoCommit) throws SQLException {
        connection.setAutoCommit(autoCommit);
        String sql = "select g, repeat('y', case g when 4 then 20000000 else 10 end) from generate_series(1, 9) g";
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(fetchSize);
            for (int i = 0; i < 2; i++) {
                ResultSet rows = statement.executeQuery(sql);
                for (int row = 1; row <= 3; row++) {
                    assertThat(rows.next()).isTrue();
                }
                fails("54000", rows::next).hasMessageContaining("200000").hasMessageContaining("repeat('y'");
                assertUsable(connection);
            }
        }
    }

    @Test
    void theKeysOfABatchHaveOneAndTheBatchIsDone() throws SQLException {
        run(connection, "create temp table filled (id serial, value text)");
        try (var insert = connection.prepareStatement(
                "insert into filled (value) values (?) returning *", Statement.RETURN_GENERATED_KEYS)) {
            for (int i = 0; i < 10_000; i++) {
                insert.setString(1, "a value that takes some space, so that the limit is reached");
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(10_000).containsOnly(1);
            ResultSet keys = insert.getGeneratedKeys();
            fails("54000", () -> {
                while (keys.next()) {
                    // To the limit.
                }
            });
        }
        assertThat(one(connection, "select count(*) from filled")).isEqualTo("10000");
    }
}
