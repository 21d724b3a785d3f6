package io.howdah.quickstart;

import io.howdah.testserver.ServerOptions;
import io.howdah.testserver.TestServer;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * Starts a PostgreSQL server and does with it what applications do, by {@code java.sql} alone. Prints each step, what
 * came of it and how long it took; fails if one does.
 *
 * <p>With a JDBC URL as its argument it talks to that server instead.
 */
public final class Quickstart {
    private static final int ELEPHANTS = 1_000;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Quickstart() {}

    public static void main(String[] arguments) throws Exception {
        new Quickstart().run(arguments);
    }

    /** @return what came of the step, for the reader */
    @FunctionalInterface
    private interface Step {
        String run() throws Exception;
    }

    private void run(String[] arguments) throws Exception {
        if (arguments.length == 1) {
            tour(arguments[0]);
            return;
        }
        TestServer[] started = new TestServer[1];
        step("start a server", () -> {
            started[0] = TestServer.startEmbedded(ServerOptions.defaults());
            return started[0].toString();
        });
        try (var server = started[0]) {
            tour(server.jdbcUrl());
        }
    }

    private void tour(String url) throws Exception {
        Connection[] opened = new Connection[1];
        step("connect", () -> {
            opened[0] = DriverManager.getConnection(url);
            var about = opened[0].getMetaData();
            return about.getDatabaseProductName() + " " + about.getDatabaseProductVersion() + " by "
                    + about.getDriverName() + " " + about.getDriverVersion();
        });
        try (var connection = opened[0]) {
            step("look how the connection is protected", () -> protection(connection));
            step("create a table", () -> createTable(connection));
            step("insert " + ELEPHANTS + " rows in a batch", () -> insert(connection));
            step("select with parameters", () -> select(connection, 990, LocalDate.of(2002, 9, 27)));
            step("the same again, now prepared", () -> select(connection, 995, LocalDate.of(2002, 9, 27)));
            step("roll a transaction back", () -> rollBack(connection));
            step("provoke an error", () -> provokeError(connection));
            step("go on after the error", () -> count(connection) + " elephants are still there");
        }
        out.println("Done.");
    }

    private static String protection(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select ssl, version, cipher from pg_stat_ssl where pid = pg_backend_pid()")) {
            check(rows.next(), "the server does not know this connection");
            return rows.getBoolean(1) ? rows.getString(2) + ", " + rows.getString(3) : "not encrypted";
        }
    }

    private static String createTable(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("""
                    create temporary table elephant (
                        id   integer primary key,
                        name text not null,
                        born date not null,
                        kilograms numeric(7, 2))""");
            return "elephant (id, name, born, kilograms)";
        }
    }

    private static String insert(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var insert = connection.prepareStatement("insert into elephant values (?, ?, ?, ?)")) {
            for (int id = 1; id <= ELEPHANTS; id++) {
                insert.setInt(1, id);
                insert.setString(2, "Elephant № " + id);
                insert.setObject(3, LocalDate.of(2000, 1, 1).plusDays(id));
                insert.setBigDecimal(4, new BigDecimal("4000.25").add(BigDecimal.valueOf(id)));
                insert.addBatch();
            }
            int inserted = Arrays.stream(insert.executeBatch()).sum();
            connection.commit();
            check(inserted == ELEPHANTS, inserted + " rows were inserted");
            return inserted + " rows, committed";
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static String select(Connection connection, int fromId, LocalDate before) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select id, name, born, kilograms from elephant where id >= ? and born < ? order by id")) {
            select.setInt(1, fromId);
            select.setObject(2, before);
            try (var rows = select.executeQuery()) {
                check(rows.next(), "no elephant was found");
                return rows.getInt("id") + ", " + rows.getString("name") + ", born "
                        + rows.getObject("born", LocalDate.class) + ", " + rows.getBigDecimal("kilograms") + " kg";
            }
        }
    }

    private static String rollBack(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("insert into elephant values (0, 'Nobody', current_date, null)");
            int during = count(connection);
            connection.rollback();
            int after = count(connection);
            connection.commit();
            check(during == ELEPHANTS + 1 && after == ELEPHANTS, during + " rows became " + after);
            return during + " rows in the transaction, " + after + " after it";
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static String provokeError(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("insert into elephant values (7, 'Twice', current_date, null)");
        } catch (SQLException e) {
            check("23505".equals(e.getSQLState()), "SQLSTATE " + e.getSQLState() + ": " + e.getMessage());
            return e.getClass().getSimpleName() + ", SQLSTATE " + e.getSQLState() + "\n"
                    + e.getMessage().indent(4).stripTrailing();
        }
        throw new IllegalStateException("A second elephant number 7 was let in");
    }

    private static int count(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from elephant")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void step(String what, Step step) throws Exception {
        long began = System.nanoTime();
        String outcome = step.run();
        double millis = (System.nanoTime() - began) / 1e6;
        out.printf("%8.1f ms  %-37s %s%n", millis, what, outcome);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException("The quickstart failed: " + otherwise);
        }
    }
}
