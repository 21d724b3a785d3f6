package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.all;
import static io.howdah.jdbc.Answers.fails;
import static io.howdah.jdbc.Answers.one;
import static java.sql.Statement.RETURN_GENERATED_KEYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.OnEveryRelease;
import io.howdah.testserver.TestServer;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Savepoint;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;

/** What every application does, on every release. */
class CoreScenarioServerTest {

    @OnEveryRelease
    void readsWhatItWrote(TestServer server) throws SQLException {
        try (var connection = connect(server);
                var insert = connection.prepareStatement(
                        "insert into t (i, l, d, n, s, b, o, dt, ts, u)" + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
                var select = connection.prepareStatement("select * from t where i >= ? order by i");
                var statement = connection.createStatement()) {
            for (int i = 1; i <= 4; i++) {
                insert.setInt(1, i);
                insert.setLong(2, 1L << 40);
                insert.setDouble(3, 0.1);
                insert.setBigDecimal(4, new BigDecimal("123456789012345678.90"));
                insert.setString(5, "text ü " + i);
                insert.setBytes(6, new byte[] {0, (byte) i, -1});
                insert.setBoolean(7, i % 2 == 0);
                insert.setObject(8, LocalDate.of(2024, 2, 29));
                insert.setTimestamp(9, Timestamp.valueOf("2024-03-31 02:30:00.123456"));
                insert.setObject(10, new UUID(1, i));
                assertThat(insert.executeUpdate()).isEqualTo(1);
            }
            for (int parameter = 1; parameter <= 10; parameter++) {
                insert.setObject(parameter, parameter == 1 ? 5 : null);
            }
            assertThat(insert.executeUpdate()).isEqualTo(1);
            for (int round = 0; round < 4; round++) {
                select.setInt(1, 1);
                check(select.executeQuery());
                check(statement.executeQuery("select * from t order by i"));
            }
        }
    }

    private static void check(ResultSet rows) throws SQLException {
        try (rows) {
            for (int i = 1; i <= 4; i++) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt("i")).isEqualTo(i);
                assertThat(rows.getLong(3)).isEqualTo(1L << 40);
                assertThat(rows.getDouble("d")).isEqualTo(0.1);
                assertThat(rows.getBigDecimal("n")).isEqualTo(new BigDecimal("123456789012345678.90"));
                assertThat(rows.getString("S")).isEqualTo("text ü " + i);
                assertThat(rows.getBytes("b")).containsExactly(0, i, -1);
                assertThat(rows.getBoolean("o")).isEqualTo(i % 2 == 0);
                assertThat(rows.getObject("dt", LocalDate.class)).isEqualTo(LocalDate.of(2024, 2, 29));
                assertThat(rows.getObject("ts", LocalDateTime.class))
                        .isEqualTo(LocalDateTime.parse("2024-03-31T02:30:00.123456"));
                assertThat(rows.getObject("u", UUID.class)).isEqualTo(new UUID(1, i));
                assertThat(rows.wasNull()).isFalse();
            }
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt("i")).isEqualTo(5);
            for (int column = 3; column <= 11; column++) {
                assertThat(rows.getObject(column)).isNull();
                assertThat(rows.wasNull()).isTrue();
            }
            assertThat(rows.next()).isFalse();
        }
    }

    @OnEveryRelease
    void countsBatchesAndKeys(TestServer server) throws SQLException {
        try (var connection = connect(server);
                var statement = connection.createStatement();
                var insert = connection.prepareStatement("insert into t (i) values (?)", RETURN_GENERATED_KEYS)) {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 100; i++) {
                    insert.setInt(1, i);
                    insert.addBatch();
                }
                assertThat(insert.executeBatch()).hasSize(100).containsOnly(1);
                assertThat(all(insert.getGeneratedKeys())).hasSize(100);
            }
            assertThat(statement.executeUpdate("update t set i = 0 where i < 50"))
                    .isEqualTo(150);
            statement.addBatch("delete from t where i = 0");
            statement.addBatch("create temp table u (a int)");
            assertThat(statement.executeBatch()).containsExactly(150, 0);
            assertThat(statement.executeUpdate("insert into t (i) values (1)", new String[] {"id"}))
                    .isEqualTo(1);
            assertThat(all(statement.getGeneratedKeys())).containsExactly("301");
        }
    }

    @OnEveryRelease
    void keepsToItsTransactions(TestServer server) throws SQLException {
        try (var connection = connect(server);
                var insert = connection.prepareStatement("insert into t (i) values (?)")) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            for (int round = 1; round <= 3; round++) {
                insert.setInt(1, round);
                insert.executeUpdate();
                Savepoint savepoint = connection.setSavepoint("s");
                fails("23505", () -> insertTwice(connection));
                fails("25P02", insert::executeUpdate);
                connection.rollback(savepoint);
                assertThat(one(connection, "show transaction_isolation")).isEqualTo("repeatable read");
                connection.commit();
                insert.executeUpdate();
                connection.rollback();
                assertThat(one(connection, "select count(*) from t")).isEqualTo(Integer.toString(round));
            }
            connection.setAutoCommit(true);
        }
    }

    private static void insertTwice(Connection connection) throws SQLException {
        Answers.run(connection, "insert into t (id) values (900), (900)");
    }

    @OnEveryRelease
    void tellsErrorsAndNotices(TestServer server) throws SQLException {
        try (var connection = connect(server);
                var statement = connection.createStatement()) {
            fails("23505", () -> insertTwice(connection))
                    .isInstanceOf(SQLIntegrityConstraintViolationException.class)
                    .hasMessageContaining("constraint \"t_pkey\"")
                    .hasMessageContaining("\n  Detail: ");
            fails("42P01", () -> statement.execute("select * from nowhere"))
                    .isInstanceOf(SQLSyntaxErrorException.class)
                    .hasMessage("ERROR: relation \"nowhere\" does not exist\n  Position: 15");
            fails("22012", () -> statement.execute("select 1; select 1 / 0"));
            statement.execute("do $$ begin raise warning 'careful'; end $$");
            assertThat(statement.getWarnings().getMessage()).isEqualTo("careful");
            assertThat(all(statement.executeQuery("select {fn ucase('a')}, {d '2024-01-01'}")))
                    .containsExactly("A,2024-01-01");
            assertThat(statement.execute("select 1; insert into t (i) values (1); select 2"))
                    .isTrue();
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(1);
            assertThat(statement.getMoreResults()).isTrue();
            assertThat(all(statement.getResultSet())).containsExactly("2");
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    private static Connection connect(TestServer server) throws SQLException {
        Connection connection = server.connect();
        Answers.run(
                connection,
                "create temp table t (id serial primary key, i int, l bigint, d float8, n numeric, s text,"
                        + " b bytea, o bool, dt date, ts timestamp, u uuid)");
        return connection;
    }
}
