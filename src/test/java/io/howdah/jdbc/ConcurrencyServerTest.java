package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.all;
import static io.howdah.jdbc.Answers.fails;
import static io.howdah.jdbc.Answers.one;
import static io.howdah.jdbc.Answers.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.peer.Relay;
import io.howdah.testserver.Role;
import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several threads, connections that end, and statements that the server forgets. */
@Timeout(60)
class ConcurrencyServerTest {
    private final TestServer server = TestServer.shared();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = server.connect();
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    // ---- threads

    @Test
    void threadsMayShareAConnection() throws Exception {
        List<Callable<Void>> work = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            int base = thread * 1000;
            work.add(() -> {
                try (var prepared = connection.prepareStatement("select ?::int + g from generate_series(1, 50) g");
                        var statement = connection.createStatement()) {
                    for (int i = 0; i < 200; i++) {
                        prepared.setInt(1, base + i);
                        try (var rows = prepared.executeQuery();
                                var others = statement.executeQuery(
                                        "select " + base + " + g from generate_series(1, 3) g")) {
                            for (int row = 1; row <= 50; row++) {
                                assertThat(rows.next()).isTrue();
                                assertThat(rows.getInt(1)).isEqualTo(base + i + row);
                            }
                            assertThat(rows.next()).isFalse();
                            assertThat(others.next()).isTrue();
                            assertThat(others.getInt(1)).isEqualTo(base + 1);
                        }
                        connection.setClientInfo("ApplicationName", "t" + base);
                    }
                    return null;
                }
            });
        }
        for (Future<Void> each : threads.invokeAll(work)) {
            each.get();
        }
    }

    private interface Ending {
        void of(Connection connection) throws SQLException;
    }

    private void endsWhileAStatementRuns(Ending ending) throws Exception {
        for (String sql : List.of("select pg_sleep(30)", "select pg_sleep(30) from generate_series(1, ?)")) {
            try (var victim = server.connect()) {
                String pid = one(victim, "select pg_backend_pid()");
                Future<SQLException> failure = threads.submit(() -> {
                    try (var prepared = victim.prepareStatement(sql)) {
                        if (sql.contains("?")) {
                            prepared.setInt(1, 5);
                        }
                        prepared.execute();
                        return null;
                    } catch (SQLException e) {
                        return e;
                    }
                });
                awaitSleep(pid);
                long start = System.nanoTime();
                ending.of(victim);
                SQLException error = failure.get(5, TimeUnit.SECONDS);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
                assertThat(error.getSQLState()).isEqualTo("08006");
                assertThat(error.getMessage()).contains("closed");
                assertThat(victim.isClosed()).isTrue();
                assertThat(victim.isValid(1)).isFalse();
                fails("08003", victim::createStatement);
                victim.close();
            }
        }
    }

    /** Until the backend is in pg_sleep. */
    private void awaitSleep(String pid) throws SQLException {
        String sleeping =
                "select 1 from pg_stat_activity where state = 'active' and wait_event = 'PgSleep' and pid = " + pid;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (one(connection, sleeping) == null) {
            assertThat(System.nanoTime()).as("the statement never ran").isLessThan(end);
        }
    }

    @Test
    void abortEndsARunningStatement() throws Exception {
        endsWhileAStatementRuns(victim -> victim.abort(Runnable::run));
    }

    @Test
    void closeEndsARunningStatement() throws Exception {
        endsWhileAStatementRuns(Connection::close);
    }

    @Test
    void isValidKeepsItsTimeThoughTheWireIsBusy() throws Exception {
        try (var victim = server.connect()) {
            String pid = one(victim, "select pg_backend_pid()");
            Future<String> sleeper = threads.submit(() -> one(victim, "select 'done' from pg_sleep(3)"));
            awaitSleep(pid);
            assertThat(victim.isValid(1)).isFalse();
            assertThat(sleeper.isDone()).isFalse();
            assertThat(sleeper.get()).isEqualTo("done");
            assertThat(victim.isValid(1)).isTrue();
        }
    }

    @Test
    void cancelEndsTheStatementOnly() throws Exception {
        try (var victim = server.connect();
                var statement = victim.createStatement()) {
            String pid = one(victim, "select pg_backend_pid()");
            statement.cancel();
            for (int i = 0; i < 3; i++) {
                var running = CompletableFuture.runAsync(
                        () -> fails("57014", () -> statement.execute("select pg_sleep(30)")), threads);
                awaitSleep(pid);
                statement.cancel();
                running.get(5, TimeUnit.SECONDS);
                assertThat(one(victim, "select 1")).isEqualTo("1");
            }
        }
    }

    // ---- connections that end

    @Test
    void theNetworkTimeoutClosesTheConnection() throws SQLException {
        fails("22023", () -> connection.setNetworkTimeout(null, -1));
        connection.setNetworkTimeout(null, 300);
        fails("08006", () -> run(connection, "select pg_sleep(20)")).hasMessageContaining("300 ms");
        assertThat(connection.isClosed()).isTrue();
        fails("08003", connection::createStatement)
                .hasMessageContaining("300 ms")
                .hasCauseInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBackendThatWasTerminatedSaysSo(boolean running) throws Exception {
        try (var victim = server.connect();
                var statement = victim.createStatement()) {
            String pid = one(victim, "select pg_backend_pid()");
            if (running) {
                var sleeper = CompletableFuture.runAsync(
                        () -> fails("57P01", () -> statement.execute("select pg_sleep(30)")), threads);
                awaitSleep(pid);
                run(connection, "select pg_terminate_backend(" + pid + ")");
                sleeper.get(5, TimeUnit.SECONDS);
            } else {
                run(connection, "select pg_terminate_backend(" + pid + ")");
                String alive = "select 1 from pg_stat_activity where pid = " + pid;
                while (one(connection, alive) != null) {
                    Thread.onSpinWait();
                }
                fails("57P01", () -> statement.execute("select 1"));
            }
            assertThat(victim.isClosed()).isTrue();
            fails("08003", () -> statement.execute("select 1"))
                    .hasMessageContaining("terminating connection")
                    .cause()
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57P01"));
            assertThat(victim.isValid(1)).isFalse();
        }
    }

    // ---- the statement cache

    @Test
    void moreStatementsThanTheCacheHolds() throws SQLException {
        try (var small = server.connect("preparedStatementCacheQueries=3")) {
            List<PreparedStatement> all = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                all.add(small.prepareStatement("select ?::int + " + i));
            }
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 10; i++) {
                    all.get(i).setInt(1, round);
                    assertThat(all(all.get(i).executeQuery())).containsExactly(Integer.toString(round + i));
                }
            }
            assertThat(Integer.parseInt(one(small, "select count(*) from pg_prepared_statements where not from_sql")))
                    .isLessThanOrEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"discard all", "deallocate all", "deallocate \"S_1\"", "deallocate prepare all"})
    void statementsThatTheServerForgotArePreparedAgain(String command) throws SQLException {
        try (var prepared = connection.prepareStatement("select ?::int");
                var statement = connection.createStatement()) {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 3; i++) {
                    prepared.setInt(1, i);
                    assertThat(all(prepared.executeQuery())).containsExactly(Integer.toString(i));
                    assertThat(all(statement.executeQuery("select 1"))).containsExactly("1");
                }
                if (round == 0 || !command.contains("S_")) {
                    run(connection, command);
                }
                run(connection, "do $$ begin execute 'deallocate all'; end $$");
            }
            connection.setAutoCommit(false);
            assertThat(all(prepared.executeQuery())).containsExactly("2");
            if (command.startsWith("deallocate p")) {
                run(connection, command);
            }
            assertThat(all(prepared.executeQuery())).containsExactly("2");
            connection.commit();
        }
    }

    @Test
    void aTableThatChangedItsColumnsIsReadAnew() throws SQLException {
        run(connection, "create temp table c (a int)");
        run(connection, "insert into c values (1)");
        try (var prepared = connection.prepareStatement("select * from c");
                var statement = connection.createStatement()) {
            for (int i = 0; i < 3; i++) {
                assertThat(all(prepared.executeQuery())).containsExactly("1");
                assertThat(all(statement.executeQuery("select * from c "))).containsExactly("1");
            }
            run(connection, "alter table c add b text default 'x'");
            assertThat(all(prepared.executeQuery())).containsExactly("1,x");
            assertThat(all(statement.executeQuery("select * from c "))).containsExactly("1,x");
            run(connection, "alter table c alter a type text");
            connection.setAutoCommit(false);
            assertThat(all(prepared.executeQuery())).containsExactly("1,x");
            connection.commit();
            run(connection, "alter table c drop b");
            connection.commit();
            assertThat(prepared.getMetaData().getColumnCount()).isPositive();
            assertThat(all(prepared.executeQuery())).containsExactly("1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"preparedStatementCacheQueries=0", "prepareThreshold=0"})
    void withoutACacheNoStatementHasAName(String setting) throws Exception {
        try (var relay = Relay.to(server);
                var plain = DriverManager.getConnection("jdbc:howdah://" + relay.host() + ":" + relay.port() + "/"
                        + server.database() + "?sslmode=disable&gssEncMode=disable&user=" + server.user(Role.TRUSTED)
                        + "&" + setting)) {
            plain.setAutoCommit(false);
            run(plain, "create temp table p (id serial, a int)");
            try (var prepared = plain.prepareStatement("insert into p (a) values (?)", new String[] {"id"});
                    var query = plain.prepareStatement("select a from p where a > ?")) {
                for (int i = 0; i < 4; i++) {
                    prepared.setInt(1, i);
                    prepared.addBatch();
                    prepared.addBatch();
                    assertThat(prepared.executeBatch()).containsExactly(1, 1);
                    assertThat(all(prepared.getGeneratedKeys())).hasSize(2);
                    query.setInt(1, -1);
                    assertThat(query.getMetaData().getColumnCount()).isEqualTo(1);
                    assertThat(all(query.executeQuery())).hasSize(2 * i + 2);
                    assertThat(one(plain, "select count(*) from p")).isEqualTo(Integer.toString(2 * i + 2));
                    plain.commit();
                }
            }
            assertThat(relay.clientMessages()).contains("Parse").doesNotContain("Close");
            assertThat(relay.transcript().lines().filter(line -> line.startsWith("> Parse ")))
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("> Parse \\x00"));
            assertThat(one(plain, "select count(*) from pg_prepared_statements"))
                    .isEqualTo("0");
        }
    }

    // ---- COPY

    @ParameterizedTest
    @ValueSource(strings = {"copy y from stdin", "copy y to stdout", "copy (select 1) to stdout (format binary)"})
    void copyAsAStatementIsRefused(String sql) throws SQLException {
        run(connection, "create temp table y (a int)");
        run(connection, "insert into y select generate_series(1, 100)");
        try (var prepared = connection.prepareStatement(sql);
                var statement = connection.createStatement()) {
            for (int i = 0; i < 3; i++) {
                fails("0AX00", () -> statement.execute(sql)).hasMessageContaining("COPY");
                fails("0AX00", prepared::execute);
                fails("0AX00", () -> statement.execute("select 1; " + sql + "; select 2"));
                fails("0AX00", () -> inBatches(statement, prepared, sql));
                statement.clearBatch();
                prepared.clearBatch();
                fails("0AX00", () -> inPieces(sql + "; select 2"));
                assertThat(one(connection, "select count(*) from y")).isEqualTo("100");
            }
            connection.setAutoCommit(false);
            fails("0AX00", prepared::execute);
            connection.rollback();
            fails("0AX00", () -> statement.execute(sql));
            connection.rollback();
            assertThat(one(connection, "select count(*) from y")).isEqualTo("100");
            connection.setAutoCommit(true);
        }
    }

    private static void inBatches(Statement statement, PreparedStatement prepared, String sql) throws SQLException {
        if (sql.contains("out")) {
            statement.addBatch(sql);
            statement.addBatch("select 1");
            fails("0AX00", statement::executeBatch);
        } else {
            fails("0AX00", () -> statement.addBatch(sql));
        }
        prepared.addBatch();
        prepared.addBatch();
        prepared.executeBatch();
    }

    private void inPieces(String sql) throws SQLException {
        try (var prepared = connection.prepareStatement(sql)) {
            prepared.execute();
        }
    }
}
