package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.fails;
import static io.howdah.jdbc.Answers.one;
import static io.howdah.jdbc.Answers.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.howdah.testserver.TestServer;
import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The driver keeps no thread of its own, and what an interrupt does to the threads of its users. */
@Timeout(60)
class ThreadsServerTest {
    private final TestServer server = TestServer.shared();

    // ---- ours

    @ParameterizedTest
    @ValueSource(strings = {"sslmode=disable", "sslmode=require"})
    void noThreadIsLeftBehindAnything(String sslmode) throws Exception {
        try (var connection = server.connect(sslmode, "connectTimeout=20");
                var statement = connection.createStatement()) {
            assertNoThreads();
            run(connection, "create temp table many (a int, b text)");
            largeBatch(connection);
            assertNoThreads();
            statement.setQueryTimeout(1);
            fails("57014", () -> statement.execute("select pg_sleep(30)"));
            assertNoThreads();
            statement.setQueryTimeout(0);
            var running =
                    CompletableFuture.runAsync(() -> fails("57014", () -> statement.execute("select pg_sleep(30)")));
            while (!running.isDone()) {
                statement.cancel();
            }
            running.get(10, TimeUnit.SECONDS);
            assertNoThreads();
            assertThat(one(connection, "select 1")).isEqualTo("1");
        }
        assertNoThreads();
    }

    @Test
    void norBehindAWriteThatIsCutOff() throws Exception {
        var connection = server.connect("sslmode=disable");
        run(connection, "create temp table many (a int, b text)");
        var batch = CompletableFuture.runAsync(() -> assertThatThrownBy(() -> {
                    while (true) {
                        largeBatch(connection);
                    }
                })
                .isInstanceOf(SQLException.class));
        while (ours().isEmpty() && !batch.isDone()) {
            Thread.onSpinWait();
        }
        connection.abort(Runnable::run);
        batch.get(20, TimeUnit.SECONDS);
        assertNoThreads();
    }

    private static void largeBatch(Connection connection) throws SQLException {
        try (var insert = connection.prepareStatement("insert into many values (?, ?)")) {
            for (int i = 0; i < 2_000; i++) {
                insert.setInt(1, i);
                insert.setString(2, "x".repeat(500));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static List<String> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("howdah"))
                .toList();
    }

    /** One that has done its work may take a moment to be gone. */
    private static void assertNoThreads() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!ours().isEmpty() && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
        assertThat(ours()).isEmpty();
    }

    // ---- the users'

    private String url(boolean unixSocket) {
        return unixSocket ? TestServer.withUnixSocket().unixSocketUrl() : server.jdbcUrl();
    }

    /** A platform thread goes on waiting for the answer; that it was interrupted is still to be seen behind it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInterruptDoesNotDisturbAPlatformThread(boolean unixSocket) throws Exception {
        try (var connection = DriverManager.getConnection(url(unixSocket))) {
            Thread.currentThread().interrupt();
            assertThat(one(connection, "select 'whole' from pg_sleep(0.1)")).isEqualTo("whole");
            assertThat(Thread.interrupted()).isTrue();

            var reader = Thread.currentThread();
            var interrupter = CompletableFuture.runAsync(() -> {
                awaitSleep(connection);
                reader.interrupt();
            });
            assertThat(one(connection, "select 'whole' from pg_sleep(1)")).isEqualTo("whole");
            interrupter.get(10, TimeUnit.SECONDS);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(one(connection, "select 2")).isEqualTo("2");
        }
    }

    /**
     * The JDK closes the TCP socket of a virtual thread that is interrupted: that is a broken connection like any other. Of a
     * Unix socket it does not.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInterruptOfAVirtualThreadClosesATcpConnectionAndSaysSo(boolean unixSocket) throws Exception {
        try (var connection = DriverManager.getConnection(url(unixSocket))) {
            var answer = new CompletableFuture<String>();
            Thread reader = startVirtual(() -> {
                try {
                    answer.complete(one(connection, "select 'whole' from pg_sleep(1)"));
                } catch (SQLException e) {
                    answer.completeExceptionally(e);
                }
            });
            awaitSleep(connection);
            reader.interrupt();
            if (unixSocket) {
                assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("whole");
                assertThat(one(connection, "select 2")).isEqualTo("2");
                return;
            }
            assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08006"));
            assertThat(connection.isClosed()).isTrue();
            fails("08003", connection::createStatement);
        }
    }

    /** Java 17, for which this is compiled, has none. */
    private static Thread startVirtual(Runnable task) throws ReflectiveOperationException {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads come with Java 21");
        try {
            return (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        }
    }

    private void awaitSleep(Connection connection) {
        try (var watcher = server.connect()) {
            int pid = connection.unwrap(io.howdah.api.HowdahConnection.class).backendPid();
            String sleeping = "select 1 from pg_stat_activity where wait_event = 'PgSleep' and pid = " + pid;
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (one(watcher, sleeping) == null) {
                assertThat(System.nanoTime() - end)
                        .as("the statement never ran")
                        .isNegative();
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
