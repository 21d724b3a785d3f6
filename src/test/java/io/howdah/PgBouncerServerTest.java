package io.howdah;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.HowdahConnection;
import io.howdah.testserver.PgBouncer;
import io.howdah.testserver.TestServer;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PgBouncerServerTest {
    private static final AtomicInteger TABLES = new AtomicInteger();

    private final TestServer server = TestServer.shared();

    @ParameterizedTest
    @CsvSource({"session, ApplicationName=mine", "transaction, pooler=transaction", "transaction, prepareThreshold=0"})
    void everydayWorkGoesThrough(String mode, String property) throws Exception {
        try (var bouncer = PgBouncer.start(server, mode);
                var connection = DriverManager.getConnection(bouncer.jdbcUrl(property))) {
            everydayWork(connection);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pooler=transaction", "prepareThreshold=0"})
    void clientsTakeTurnsOnOneServerSession(String property) throws Exception {
        try (var bouncer = PgBouncer.start(server, "transaction")) {
            takeTurns(bouncer, property);
        }
    }

    @Test
    void functionCallsAndLargeObjectsGoThroughToo() throws Exception {
        try (var bouncer = PgBouncer.start(server, "transaction");
                var connection = DriverManager.getConnection(bouncer.jdbcUrl("pooler=transaction"))) {
            var howdah = connection.unwrap(HowdahConnection.class);
            assertThat(howdah.functions().find("pg_catalog.int4pl(int, int)").call(Integer.class, 1, 2))
                    .isEqualTo(3);
            long oid = howdah.largeObjects().importFrom(new ByteArrayInputStream(new byte[5_000_000]));
            assertThat(howdah.largeObjects().exportTo(oid, OutputStream.nullOutputStream()))
                    .isEqualTo(5_000_000);
            howdah.largeObjects().delete(oid);
        }
    }

    private static void takeTurns(PgBouncer bouncer, String property) throws SQLException {
        try (var first = DriverManager.getConnection(bouncer.jdbcUrl(property));
                var second = DriverManager.getConnection(bouncer.jdbcUrl(property));
                var ones = first.prepareStatement("select ?::int + 1");
                var twos = second.prepareStatement("select ?::int + 2")) {
            for (int i = 0; i < 10; i++) {
                ones.setInt(1, i);
                twos.setInt(1, i);
                try (var rows = ones.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isEqualTo(i + 1);
                }
                try (var rows = twos.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isEqualTo(i + 2);
                }
            }
        }
    }

    private static void everydayWork(Connection connection) throws SQLException {
        String table = "bounced_" + TABLES.incrementAndGet();
        try (var statement = connection.createStatement()) {
            statement.execute("drop table if exists " + table);
            statement.execute("create table " + table + " (id serial primary key, name text)");
        }
        connection.setAutoCommit(false);
        try (var insert = connection.prepareStatement("insert into " + table + " (name) values (?)")) {
            for (int i = 0; i < 500; i++) {
                insert.setString(1, "name " + i);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(500);
        }
        var savepoint = connection.setSavepoint();
        assertThatThrownBy(() -> connection.createStatement().execute("no sql")).hasMessageContaining("syntax");
        connection.rollback(savepoint);
        try (var select = connection.prepareStatement("select id, name from " + table + " order by id")) {
            select.setFetchSize(100);
            for (int run = 0; run < 3; run++) {
                int count = 0;
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        assertThat(rows.getString("name")).isEqualTo("name " + count++);
                    }
                }
                assertThat(count).isEqualTo(500);
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
        try (var select = connection.prepareStatement("select name from " + table + " where id > ?")) {
            select.setFetchSize(7);
            select.setInt(1, 480);
            int count = 0;
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    count++;
                }
            }
            assertThat(count).isEqualTo(20);
        }
        try (var columns = connection.getMetaData().getColumns(null, null, table, "%")) {
            assertThat(columns.next()).isTrue();
        }
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.execute("select pg_sleep(30)")).isInstanceOf(SQLTimeoutException.class);
            statement.setQueryTimeout(0);
            statement.execute("drop table " + table);
        }
        assertThat(connection.isValid(5)).isTrue();
    }

    @Test
    void namedStatementsWorkWhereThePoolerKeepsThem() throws Exception {
        Assumptions.assumeTrue(
                PgBouncer.canKeepStatements(),
                "Skipped: PgBouncer keeps prepared statements from 1.21 on, and this one is older"
                        + " (HOWDAH_TEST_PGBOUNCER may name another)");
        try (var bouncer = PgBouncer.start(server, "transaction", "max_prepared_statements = 100")) {
            takeTurns(bouncer, "pooler=session");
        }
    }

    @Test
    void namedStatementsOfTwoClientsThatClashAreAnErrorThatSaysWhatToDo() throws Exception {
        String[] noneKept =
                PgBouncer.canKeepStatements() ? new String[] {"max_prepared_statements = 0"} : new String[0];
        try (var bouncer = PgBouncer.start(server, "transaction", noneKept);
                var first = DriverManager.getConnection(bouncer.jdbcUrl());
                var second = DriverManager.getConnection(bouncer.jdbcUrl());
                var one = first.prepareStatement("select 1");
                var two = second.prepareStatement("select 2")) {
            one.execute();
            assertThatThrownBy(two::execute)
                    .hasMessageContaining("pooler=transaction")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("42P05");
        }
    }

    @ParameterizedTest
    @CsvSource({"currentSchema=public, search_path", "param.work_mem=1MB, work_mem"})
    void aRefusedStartupParameterIsAnErrorThatSaysWhatToDo(String property, String parameter) throws Exception {
        try (var bouncer = PgBouncer.start(server, "transaction")) {
            assertThatThrownBy(() -> DriverManager.getConnection(bouncer.jdbcUrl(property)))
                    .hasMessageContaining(parameter)
                    .hasMessageContaining("ignore_startup_parameters");
        }
        try (var bouncer = PgBouncer.start(server, "transaction", "ignore_startup_parameters = " + parameter);
                var connection = DriverManager.getConnection(bouncer.jdbcUrl(property))) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }
}
