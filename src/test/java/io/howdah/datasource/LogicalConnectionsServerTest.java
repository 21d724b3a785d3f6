package io.howdah.datasource;

import static io.howdah.datasource.XaServer.ask;
import static io.howdah.datasource.XaServer.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.CopyOperations;
import io.howdah.api.FunctionCalls;
import io.howdah.api.HowdahConnection;
import io.howdah.api.LargeObject;
import io.howdah.api.LargeObjectMode;
import io.howdah.api.LargeObjects;
import io.howdah.api.NoticeSeverity;
import io.howdah.api.Notification;
import io.howdah.api.Notifications;
import io.howdah.api.Pipeline;
import io.howdah.api.PipelineMode;
import io.howdah.api.ServerFunction;
import io.howdah.testserver.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.PooledConnection;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a logical connection gave out besides JDBC, once it is over and the session is the next user's. */
@Timeout(60)
class LogicalConnectionsServerTest {
    private static final long LOCK = 1_601_190_018;

    /** Larger than what is imported in one round trip. */
    private static final int LARGE = 5 * 1024 * 1024;

    private final TestServer server = TestServer.shared();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private PooledConnection pooled;
    private Connection first;
    private HowdahConnection howdah;

    @BeforeEach
    void connect() throws SQLException {
        var dataSource = new HowdahConnectionPoolDataSource();
        dataSource.setServerName(server.host());
        dataSource.setPortNumber(server.port());
        dataSource.setDatabaseName(server.database());
        dataSource.setUser(server.user());
        dataSource.setPassword(server.password());
        pooled = dataSource.getPooledConnection();
        first = pooled.getConnection();
        howdah = first.unwrap(HowdahConnection.class);
        run(first, "create temp table taken (a int)");
    }

    @AfterEach
    void close() throws Exception {
        pooled.close();
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                .as(e.getMessage())
                .isEqualTo("08003"));
    }

    /** The next user, in a transaction that nobody else may end or spoil. */
    private Connection next() throws SQLException {
        first.close();
        Connection next = pooled.getConnection();
        next.setAutoCommit(false);
        run(next, "insert into taken values (1)");
        return next;
    }

    private static void assertUndisturbed(Connection next) throws SQLException {
        assertThat(next.getAutoCommit()).isFalse();
        assertThat(ask(next, "select a from taken")).containsExactly("1");
        next.rollback();
        assertThat(ask(next, "select a from taken")).isEmpty();
    }

    @Test
    void copyIsRefused() throws SQLException {
        CopyOperations copy = howdah.copy();
        CopyOperations extended = copy.extended();
        Connection next = next();
        refused(() -> copy.copyIn("copy taken from stdin", new StringReader("7\n")));
        refused(() -> copy.copyOut("copy taken to stdout", new StringWriter()));
        refused(() -> copy.openIn("copy taken from stdin"));
        refused(() -> copy.openOut("copy taken to stdout"));
        refused(() -> copy.into("taken"));
        refused(() -> copy.from("taken"));
        refused(() -> extended.openIn("copy taken from stdin"));
        refused(() -> howdah.copy().openIn("copy taken from stdin"));
        copy.cancel();
        assertUndisturbed(next);
    }

    @Test
    void largeObjectsAreRefused() throws SQLException {
        LargeObjects objects = howdah.largeObjects();
        long oid = objects.create(new byte[] {1, 2, 3});
        try {
            LargeObject open = objects.open(oid, LargeObjectMode.READ_WRITE);
            first.setAutoCommit(false);
            Blob blob;
            try (var statement = first.createStatement();
                    var rows = statement.executeQuery("select " + oid + "::oid")) {
                rows.next();
                blob = rows.getBlob(1);
            }
            Connection next = next();
            refused(() -> objects.read(oid));
            refused(objects::create);
            refused(() -> objects.importFrom(new ByteArrayInputStream(new byte[LARGE])));
            refused(() -> howdah.largeObjects().delete(oid));
            refused(() -> blob.getBytes(1, 3));
            refused(blob::length);
            assertThatThrownBy(() -> open.read(ByteBuffer.allocate(3)))
                    .isInstanceOf(IOException.class)
                    .satisfies(e -> refused(() -> {
                        throw e.getCause();
                    }));
            assertUndisturbed(next);
        } finally {
            try (var other = server.connect()) {
                ask(other, "select lo_unlink(" + oid + ")");
            }
        }
    }

    /** Commits nothing of the next user's, and leaves his autocommit alone. */
    @Test
    void anImportThatItsUserDoesNotLiveToSeeTheEndOfIsRefused() throws SQLException {
        LargeObjects objects = howdah.largeObjects();
        var taker = new AtomicReference<Connection>();
        var source = new InputStream() {
            private int left = LARGE;

            @Override
            public int read() throws IOException {
                if (left == 1024) {
                    try {
                        taker.set(next());
                    } catch (SQLException e) {
                        throw new IOException(e);
                    }
                }
                return --left < 0 ? -1 : 'x';
            }
        };
        refused(() -> objects.importFrom(source));
        assertUndisturbed(taker.get());
    }

    @Test
    void functionsAreRefused() throws SQLException {
        FunctionCalls functions = howdah.functions();
        ServerFunction abs = functions.find("pg_catalog.abs(int4)");
        assertThat(abs.call(Integer.class, -5)).isEqualTo(5);
        Connection next = next();
        refused(() -> functions.find("pg_catalog.abs(int8)"));
        refused(() -> functions.find(abs.oid()));
        refused(() -> abs.call(Integer.class, -6));
        refused(() -> howdah.functions().call(abs.oid(), new byte[4]));
        assertUndisturbed(next);
    }

    @Test
    void pipelinesAreRefused() throws SQLException {
        Pipeline unsent = howdah.pipeline();
        Pipeline isolated = howdah.pipeline(PipelineMode.ISOLATED);
        var inserted = unsent.add("insert into taken values (?)", 8);
        isolated.add("insert into taken values (?)", 9);
        isolated.sync();
        unsent.cancel();
        try (var statement = first.createStatement()) {
            statement.execute("truncate taken");
        }
        Connection next = next();
        refused(unsent::sync);
        refused(() -> unsent.add("select 1"));
        assertThat(inserted.isDone()).isFalse();
        isolated.await();
        isolated.close();
        unsent.close();
        refused(() -> howdah.pipeline().add("select 1"));
        assertUndisturbed(next);
    }

    @Test
    void notificationsAndNoticesAreNotTheNextUsers() throws SQLException {
        Notifications notifications = howdah.notifications();
        Connection next = next();
        List<String> heard = new ArrayList<>();
        howdah.setNoticeListener(notice -> heard.add(notice.message()), NoticeSeverity.NOTICE);
        run(next, "do $$ begin raise notice 'not mine'; end $$");
        assertThat(heard).isEmpty();
        refused(() -> notifications.listen("orders"));
        refused(() -> notifications.setQueueLimit(1));
        refused(() -> notifications.notify("orders", ""));
        refused(() -> notifications.await(Duration.ofMillis(1)));
        refused(() -> howdah.notifications().subscribe("orders", each -> heard.add(each.payload()), threads));
        assertUndisturbed(next);
    }

    @Test
    void theLimitOfTheQueueGoesWithItsUser() throws Exception {
        howdah.notifications().setQueueLimit(1);
        first.close();
        Notifications next =
                pooled.getConnection().unwrap(HowdahConnection.class).notifications();
        next.listen("orders");
        for (String payload : List.of("1", "2", "3")) {
            next.notify("orders", payload);
        }
        assertThat(next.await(Duration.ofSeconds(20)))
                .extracting(Notification::payload)
                .containsExactly("1", "2", "3");
        assertThat(next.dropped()).isZero();
    }

    // ---- what waits for the wire when the loan ends

    private void isNeverSent(Callable<?> late) throws Exception {
        String pid = ask(first, "select pg_backend_pid()").get(0);
        try (Connection holder = server.connect()) {
            holder.setAutoCommit(false);
            run(holder, "select pg_advisory_xact_lock(" + LOCK + ")");
            Future<Boolean> running =
                    threads.submit(() -> first.createStatement().execute("select pg_advisory_xact_lock(" + LOCK + ")"));
            awaitTrue(() -> !ask(
                            holder,
                            "select 1 from pg_locks where locktype = 'advisory' and not granted and pid = " + pid)
                    .isEmpty());
            Future<?> waiting = submitUntilParked(late);
            Future<?> closing = submitUntilParked(() -> {
                first.close();
                return null;
            });
            holder.commit();
            closing.get();
            assertThat(running.get()).isTrue();
            refused(() -> {
                try {
                    waiting.get();
                } catch (ExecutionException e) {
                    throw e.getCause();
                }
            });
        }
        assertThat(ask(pooled.getConnection(), "select a from taken")).isEmpty();
    }

    private Future<?> submitUntilParked(Callable<?> call) throws Exception {
        var runner = new AtomicReference<Thread>();
        Future<?> result = threads.submit(() -> {
            runner.set(Thread.currentThread());
            return call.call();
        });
        awaitTrue(() -> runner.get() != null && runner.get().getState() == Thread.State.WAITING);
        return result;
    }

    private static void awaitTrue(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.call()) {
            assertThat(System.nanoTime() - end).as("it never came about").isNegative();
            Thread.onSpinWait();
        }
    }

    @Test
    void aCopyThatWaitsForTheWireIsNeverSent() throws Exception {
        CopyOperations copy = howdah.copy();
        isNeverSent(() -> copy.copyIn("copy taken from stdin", new StringReader("7\n")));
    }

    @Test
    void norIsAPipeline() throws Exception {
        Pipeline pipeline = howdah.pipeline();
        pipeline.add("insert into taken values (?)", 8);
        isNeverSent(() -> {
            pipeline.sync();
            return null;
        });
    }

    @Test
    void norIsTheEndOfATransaction() throws Exception {
        first.setAutoCommit(false);
        isNeverSent(() -> {
            first.commit();
            return null;
        });
    }

    @Test
    void norIsTheOneThatAutocommitBrings() throws Exception {
        first.setAutoCommit(false);
        isNeverSent(() -> {
            first.setAutoCommit(true);
            return null;
        });
    }

    @Test
    void norIsTheWayBackToASavepoint() throws Exception {
        first.setAutoCommit(false);
        Savepoint savepoint = first.setSavepoint();
        isNeverSent(() -> {
            first.rollback(savepoint);
            return null;
        });
    }

    @Test
    void norIsTheQuestionForTheIsolation() throws Exception {
        isNeverSent(first::getTransactionIsolation);
    }

    @Test
    void aTypeIsCalledByItsPlainNameWhileACopyIsOpen() throws Exception {
        run(first, "create type pg_temp.feeling as enum ('glad')");
        try (var statement = first.createStatement();
                var rows = statement.executeQuery("select array['glad'::pg_temp.feeling]")) {
            assertThat(rows.next()).isTrue();
            Array array = rows.getArray(1);
            try (var copy = howdah.copy().openIn("copy taken from stdin")) {
                assertThat(array.getBaseTypeName()).isEqualTo("feeling");
            }
        }
    }

    @Test
    void orWhenItsUserIsGone() throws Exception {
        run(first, "create schema of_who_is_gone");
        try {
            run(first, "create type of_who_is_gone.feeling as enum ('glad')");
            Array array;
            try (var statement = first.createStatement();
                    var rows = statement.executeQuery("select array['glad'::of_who_is_gone.feeling]")) {
                assertThat(rows.next()).isTrue();
                array = rows.getArray(1);
            }
            first.close();
            assertThat(array.getBaseTypeName()).isEqualTo("feeling");
        } finally {
            run(pooled.getConnection(), "drop schema of_who_is_gone cascade");
        }
    }
}
