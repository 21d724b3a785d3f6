package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.all;
import static io.howdah.jdbc.Answers.fails;
import static io.howdah.jdbc.Answers.one;
import static io.howdah.jdbc.Answers.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.api.ConnectionObserver;
import io.howdah.testserver.Role;
import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Prepared statements that are closed by others than those who run them. */
@Timeout(60)
class PreparedHandleServerTest {
    private static final long LOCK = 1_601_190_016;

    private final TestServer server = TestServer.shared();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Connection connection;
    private Connection holder;

    @BeforeEach
    void connect() throws SQLException {
        connection = server.connect();
        run(connection, "create temp table filled (a int)");
        holder = server.connect();
        holder.setAutoCommit(false);
        run(holder, "select pg_advisory_xact_lock(" + LOCK + ")");
    }

    @AfterEach
    void close() throws Exception {
        holder.close();
        connection.close();
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Until the connection's backend waits for what the holder has locked. */
    private void awaitWaiting(String pid) throws SQLException {
        String waiting = "select 1 from pg_locks where locktype = 'advisory' and not granted and pid = " + pid;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (one(holder, waiting) == null) {
            assertThat(System.nanoTime() - end).as("the statement never ran").isNegative();
        }
    }

    @Test
    void oneThatIsClosedWhileItRunsServesNobodyElse() throws Exception {
        String sql = "insert into filled select g from generate_series(1, ?) g, pg_advisory_xact_lock(" + LOCK + ")";
        String pid = one(connection, "select pg_backend_pid()");
        PreparedStatement running = connection.prepareStatement(sql);
        running.setInt(1, 3);
        Future<Integer> count = threads.submit(() -> running.executeUpdate());
        awaitWaiting(pid);
        running.close();
        assertThat(running.isClosed()).isTrue();
        try (PreparedStatement next = connection.prepareStatement(sql)) {
            holder.commit();
            assertThat(count.get()).as("what it did").isEqualTo(3);
            assertThat(next.getUpdateCount()).as("nothing has run").isEqualTo(-1);
            fails("22023", next::executeUpdate);
            next.setInt(1, 5);
            assertThat(next.executeUpdate()).isEqualTo(5);
        }
        fails("55000", running::executeUpdate);
    }

    @Test
    void itsResultIsClosedWhenItComes() throws Exception {
        String sql = "select g from generate_series(1, ?) g, pg_advisory_xact_lock(" + LOCK + ")";
        String pid = one(connection, "select pg_backend_pid()");
        PreparedStatement running = connection.prepareStatement(sql);
        running.setInt(1, 3);
        Future<ResultSet> result = threads.submit(() -> running.executeQuery());
        awaitWaiting(pid);
        running.close();
        try (PreparedStatement next = connection.prepareStatement(sql)) {
            holder.commit();
            assertThat(result.get().isClosed()).isTrue();
            assertThat(next.getResultSet()).isNull();
            next.setInt(1, 2);
            assertThat(all(next.executeQuery())).hasSize(2);
        }
    }

    @Test
    void aCancelThatComesLateSparesTheNextOneWhoPreparesTheText() throws Exception {
        var asked = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        ConnectionObserver holdingCancelsUp = operation -> {
            if (operation.kind() == ConnectionObserver.Kind.CANCEL) {
                asked.countDown();
                awaitOpen(goOn);
            }
            return null;
        };
        var properties = new Properties();
        properties.put("connectionObserver", holdingCancelsUp);
        String sql = "select g from generate_series(1, ?) g, pg_advisory_xact_lock(" + LOCK + ")";
        try (var observed = DriverManager.getConnection(server.jdbcUrl(Role.TRUSTED), properties)) {
            String pid = one(observed, "select pg_backend_pid()");
            PreparedStatement first = observed.prepareStatement(sql);
            first.setInt(1, 3);
            Future<List<String>> rows = threads.submit(() -> all(first.executeQuery()));
            awaitWaiting(pid);
            Future<Void> cancel = threads.submit(() -> {
                first.cancel();
                return null;
            });
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            holder.commit();
            assertThat(rows.get()).hasSize(3);
            first.close();
            run(holder, "select pg_advisory_xact_lock(" + LOCK + ")");
            PreparedStatement next = observed.prepareStatement(sql);
            next.setInt(1, 2);
            Future<List<String>> others = threads.submit(() -> all(next.executeQuery()));
            awaitWaiting(pid);
            goOn.countDown();
            cancel.get();
            holder.commit();
            assertThat(others.get()).hasSize(2);
            fails("55000", first::cancel);
        }
    }

    @Test
    void whoRunsItWhenItsConnectionIsClosedKeepsNoResult() throws Exception {
        for (int round = 0; round < 600; round++) {
            Connection closed = server.connect();
            PreparedStatement statement = closed.prepareStatement("select 1");
            int delay = round % 100 * 40;
            var results = new AtomicInteger();
            Future<Void> closing = threads.submit(() -> {
                while (results.get() < 5) {
                    Thread.onSpinWait();
                }
                for (int i = 0; i < delay; i++) {
                    Thread.onSpinWait();
                }
                closed.close();
                return null;
            });
            ResultSet last = null;
            SQLException end = null;
            while (end == null) {
                try {
                    last = statement.executeQuery();
                    results.incrementAndGet();
                } catch (SQLException e) {
                    end = e;
                }
            }
            assertThat(end.getSQLState()).as(end.getMessage()).isIn("55000", "08003", "08006");
            closing.get();
            assertThat(last.isClosed()).isTrue();
        }
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void oneThatTwoThreadsCloseIsGivenBackOnce() throws Exception {
        String sql = "select ?::int";
        for (int round = 0; round < 3_000; round++) {
            PreparedStatement closed = connection.prepareStatement(sql);
            var ready = new AtomicInteger();
            Callable<Void> closing = () -> {
                ready.incrementAndGet();
                while (ready.get() < 2) {
                    Thread.onSpinWait();
                }
                closed.close();
                return null;
            };
            Future<Void> other = threads.submit(closing);
            closing.call();
            try (PreparedStatement first = connection.prepareStatement(sql)) {
                first.setInt(1, round);
                other.get();
                try (PreparedStatement second = connection.prepareStatement(sql)) {
                    second.setInt(1, -1);
                    assertThat(all(first.executeQuery())).containsExactly(Integer.toString(round));
                }
            }
        }
    }
}
