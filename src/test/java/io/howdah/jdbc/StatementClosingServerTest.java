package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.fails;
import static io.howdah.jdbc.Answers.one;
import static io.howdah.jdbc.Answers.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.TestServer;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Statements that are closed by others than those who run them; of prepared ones see {@link PreparedHandleServerTest}. */
@Timeout(60)
class StatementClosingServerTest {
    private static final long LOCK = 1_601_190_017;

    /** Has the backend wait until the holder commits. */
    private static final String WAITING = "pg_advisory_xact_lock(" + LOCK + ")";

    private final TestServer server = TestServer.shared();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Connection connection;
    private Connection holder;
    private String pid;

    @BeforeEach
    void connect() throws SQLException {
        connection = server.connect();
        pid = one(connection, "select pg_backend_pid()");
        holder = server.connect();
        holder.setAutoCommit(false);
        run(holder, "select " + WAITING);
    }

    @AfterEach
    void close() throws Exception {
        holder.close();
        connection.close();
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Until the connection's backend waits for what the holder has locked. */
    private void awaitWaiting() throws SQLException {
        String waiting = "select 1 from pg_locks where locktype = 'advisory' and not granted and pid = " + pid;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (one(holder, waiting) == null) {
            assertThat(System.nanoTime() - end).as("the statement never ran").isNegative();
        }
    }

    private <T> T closedWhileItRuns(Statement statement, Callable<T> call) throws Exception {
        Future<T> running = threads.submit(call);
        awaitWaiting();
        statement.close();
        assertThat(statement.isClosed()).isTrue();
        fails("55000", statement::getUpdateCount);
        holder.commit();
        return running.get();
    }

    @Test
    void itsResultIsClosedWhenItComes() throws Exception {
        Statement statement = connection.createStatement();
        String sql = "select g from generate_series(1, 300000) g, " + WAITING;
        ResultSet result = closedWhileItRuns(statement, () -> statement.executeQuery(sql));
        assertThat(result.isClosed()).isTrue();
        fails("55000", result::next);
        assertThat(one(connection, "select 1")).isEqualTo("1");
    }

    @Test
    void whatItDidIsTold() throws Exception {
        run(connection, "create temp table filled (a int)");
        Statement statement = connection.createStatement();
        String sql = "insert into filled select g from generate_series(1, 3) g, " + WAITING;
        assertThat(closedWhileItRuns(statement, () -> statement.executeUpdate(sql)))
                .isEqualTo(3);
        assertThat(one(connection, "select count(*) from filled")).isEqualTo("3");
    }

    @Test
    void soIsWhatABatchDid() throws Exception {
        run(connection, "create temp table filled (a int)");
        Statement statement = connection.createStatement();
        statement.addBatch("insert into filled select 1 from " + WAITING);
        statement.addBatch("insert into filled values (2), (3)");
        assertThat(closedWhileItRuns(statement, statement::executeBatch)).containsExactly(1, 2);
    }

    @Test
    void keysThatComeForNobodyAreClosed() throws Exception {
        run(connection, "create temp table keyed (id serial, a int)");
        Statement statement = connection.createStatement();
        String sql = "insert into keyed (a) select 1 from " + WAITING;
        assertThat(closedWhileItRuns(statement, () -> statement.executeUpdate(sql, new String[] {"id"})))
                .isEqualTo(1);
        fails("55000", statement::getGeneratedKeys);
    }

    @Test
    void theNextResultIsClosedToo() throws Exception {
        Statement statement = connection.createStatement();
        // More than all buffers on the way hold, so that the server comes to the second when it is asked for.
        String sql = "select repeat('x', 1000) from generate_series(1, 60000); select 1 from " + WAITING;
        assertThat(statement.execute(sql)).isTrue();
        ResultSet first = statement.getResultSet();
        closedWhileItRuns(statement, () -> statement.getMoreResults());
        assertThat(first.isClosed()).isTrue();
        assertThat(one(connection, "select 1")).isEqualTo("1");
    }

    @Test
    void aCallThatIsClosedKeepsNoRow() throws Exception {
        CallableStatement call = connection.prepareCall("{? = call pg_temp.slow(?)}");
        run(
                connection,
                "create function pg_temp.slow(a int) returns int language plpgsql as" + " 'begin perform " + WAITING
                        + "; return a + 1; end'");
        call.registerOutParameter(1, Types.INTEGER);
        call.setInt(2, 41);
        assertThat(closedWhileItRuns(call, () -> call.execute())).isFalse();
        fails("55000", () -> call.getInt(1));
        fails("55000", call::execute);
    }

    @Test
    void whoeverRunsItWhenItIsClosedGetsAnAnswerOrIsToldSo() throws Exception {
        int answered = 0;
        int refused = 0;
        for (int round = 0; round < 4_000; round++) {
            Statement statement = connection.createStatement();
            int delay = round % 200;
            var ready = new AtomicInteger();
            Future<Void> closing = threads.submit(() -> {
                await(ready);
                for (int i = 0; i < delay * 20; i++) {
                    Thread.onSpinWait();
                }
                statement.close();
                return null;
            });
            await(ready);
            try {
                assertThat(statement.execute("select 1; select 2; select 3")).isTrue();
                assertThat(statement.getMoreResults()).isTrue();
                assertThat(statement.getMoreResults()).isTrue();
                assertThat(statement.getMoreResults()).isFalse();
                answered++;
            } catch (SQLException e) {
                assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo("55000");
                refused++;
            }
            closing.get();
            assertThat(statement.isClosed()).isTrue();
        }
        assertThat(answered + refused).isEqualTo(4_000);
        assertThat(one(connection, "select 4")).isEqualTo("4");
    }

    private static void await(AtomicInteger ready) {
        ready.incrementAndGet();
        while (ready.get() < 2) {
            Thread.onSpinWait();
        }
    }

    /** One that waits for the wire when it is closed has sent nothing yet, and never does. */
    @Test
    void whatWasNotSentYetIsNeverSent() throws Exception {
        run(connection, "create temp table filled (a int)");
        Future<String> wire = threads.submit(() -> one(connection, "select 'done' from " + WAITING));
        awaitWaiting();
        Statement statement = connection.createStatement();
        var runner = new AtomicReference<Thread>();
        Future<Integer> waiting = threads.submit(() -> {
            runner.set(Thread.currentThread());
            return statement.executeUpdate("insert into filled values (1)");
        });
        awaitParked(runner);
        statement.close();
        holder.commit();
        assertThat(wire.get()).isEqualTo("done");
        assertThat(catchFailure(waiting).getSQLState()).isEqualTo("55000");
        assertThat(one(connection, "select count(*) from filled")).isEqualTo("0");
    }

    private static SQLException catchFailure(Future<?> failing) throws InterruptedException {
        try {
            throw new AssertionError("it went well: " + failing.get());
        } catch (ExecutionException e) {
            return (SQLException) e.getCause();
        }
    }

    /** Until the thread waits for a lock. */
    private static void awaitParked(AtomicReference<Thread> thread) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (thread.get() == null || thread.get().getState() != Thread.State.WAITING) {
            assertThat(System.nanoTime() - end).as("it never waited").isNegative();
            Thread.onSpinWait();
        }
    }
}
