package io.howdah.datasource;

import static io.howdah.datasource.XaServer.ask;
import static io.howdah.datasource.XaServer.run;
import static javax.transaction.xa.XAException.XAER_NOTA;
import static javax.transaction.xa.XAException.XAER_RMFAIL;
import static javax.transaction.xa.XAException.XA_RBCOMMFAIL;
import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMSTARTRSCAN;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.HowdahConnection;
import io.howdah.peer.Relay;
import io.howdah.xa.TestXid;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Branches whose connection is lost, of no use, or somebody else's at the wrong moment. */
@Timeout(120)
class LostBranchServerTest {
    private static final Xid ONE = TestXid.of(1);
    private static final String NAME_OF_ONE = "4242_ZwE=_YgE=";

    private static XaServer server;

    private Relay relay;
    private XAConnection xa;
    private XAResource branches;
    private Connection connection;
    private Events events;

    @BeforeAll
    static void startServer() throws SQLException {
        server = XaServer.start("5");
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void connect() throws Exception {
        relay = Relay.to(server.server());
        var dataSource = server.dataSource();
        dataSource.setServerName(relay.host());
        dataSource.setPortNumber(relay.port());
        dataSource.setSslMode("disable");
        dataSource.setGssEncMode("disable");
        xa = dataSource.getXAConnection();
        events = Events.of(xa);
        branches = xa.getXAResource();
        connection = xa.getConnection();
    }

    @AfterEach
    void clean() throws Exception {
        xa.close();
        relay.close();
        server.clean();
    }

    private void work(int id) throws Exception {
        branches.start(ONE, TMNOFLAGS);
        run(connection, "insert into account values (" + id + ", 10)");
        branches.end(ONE, TMSUCCESS);
    }

    private static AbstractThrowableAssert<?, ?> fails(int errorCode, ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(XAException.class, e -> assertThat(e.errorCode)
                .as(e.getMessage())
                .isEqualTo(errorCode));
    }

    private void kill() throws SQLException {
        int pid = connection.unwrap(HowdahConnection.class).backendPid();
        server.ask("select pg_terminate_backend(" + pid + ")");
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!server.ask("select pid from pg_stat_activity where pid = " + pid)
                .isEmpty()) {
            assertThat(System.nanoTime()).as("the server ends it").isLessThan(giveUpAt);
        }
    }

    // ---- answers that are lost

    @Test
    void aBranchThatWasPreparedWithoutAWordCanBeRolledBack() throws Exception {
        work(1);
        relay.cutAfterServerBytes(0);
        fails(XAER_RMFAIL, () -> branches.prepare(ONE));
        assertThat(server.prepared()).containsExactly(NAME_OF_ONE);
        branches.rollback(ONE);
        assertThat(server.prepared()).isEmpty();
        fails(XAER_NOTA, () -> branches.rollback(ONE));
    }

    @Test
    void aBranchWhoseEndIsUnknownIsNotSaidToBePrepared() throws Exception {
        work(1);
        branches.prepare(ONE);
        relay.cutAfterServerBytes(0);
        fails(XAER_RMFAIL, () -> branches.commit(ONE, false))
                .hasMessageContaining("is unknown")
                .hasMessageNotContaining("still prepared");
        assertThat(server.accounts()).containsExactly("1:10");
        fails(XAER_NOTA, () -> branches.commit(ONE, false));
    }

    @Test
    void norWhereAnotherConnectionWasToEndIt() throws Exception {
        work(1);
        branches.prepare(ONE);
        connection.setAutoCommit(false);
        run(connection, "select 1");
        relay.reset();
        relay.close();
        fails(XAER_RMFAIL, () -> branches.commit(ONE, false)).hasMessageContaining("still prepared");
        assertThat(server.prepared()).containsExactly(NAME_OF_ONE);
    }

    @Test
    void whatWasLostBeforeACommitIsRolledBack() throws Exception {
        work(1);
        relay.cut();
        assertThat(connection.isValid(5)).isFalse();
        fails(XA_RBCOMMFAIL, () -> branches.commit(ONE, true));
        assertThat(server.accounts()).isEmpty();
    }

    // ---- sessions of no use

    @Test
    void aBranchWithAnOpenCopyIsRolledBackWithItsSession() throws Exception {
        branches.start(ONE, TMNOFLAGS);
        run(connection, "insert into account values (1, 10)");
        connection.unwrap(HowdahConnection.class).copy().openIn("copy account from stdin");
        branches.end(ONE, TMSUCCESS);
        fails(XAER_RMFAIL, () -> branches.rollback(ONE)).hasMessageContaining("the server does it by itself");
        assertThat(events.heard()).containsExactly("failed 55000");
        assertThat(connection.isClosed()).isTrue();
        // It would wait for the row if the transaction were still there.
        try (var other = server.server().connect()) {
            run(other, "insert into account values (1, 20)");
        }
    }

    @Test
    void norIsItCommitted() throws Exception {
        branches.start(ONE, TMNOFLAGS);
        connection.unwrap(HowdahConnection.class).copy().openIn("copy account from stdin");
        branches.end(ONE, TMSUCCESS);
        fails(XA_RBCOMMFAIL, () -> branches.commit(ONE, true));
        assertThat(events.heard()).containsExactly("failed 55000");
    }

    @Test
    void whoLeavesACopyOpenInABranchLeavesNothingForTheNextUser() throws Exception {
        branches.start(ONE, TMNOFLAGS);
        connection.unwrap(HowdahConnection.class).copy().openIn("copy account from stdin");
        assertThatThrownBy(connection::close)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55000"));
        assertThat(events.heard()).containsExactly("failed 55000");
        fails(XAER_RMFAIL, () -> branches.end(ONE, TMSUCCESS));
    }

    // ---- other threads

    @Test
    void aPoolIsToldWhileNobodyIsKeptWaiting() throws Exception {
        work(1);
        var answered = new CountDownLatch(1);
        xa.addConnectionEventListener(new ConnectionEventListener() {
            @Override
            public void connectionClosed(ConnectionEvent event) {}

            @Override
            public void connectionErrorOccurred(ConnectionEvent event) {
                CompletableFuture.runAsync(() -> {
                    recoverQuietly();
                    answered.countDown();
                });
                await(answered);
            }
        });
        kill();
        fails(XAER_RMFAIL, () -> branches.rollback(ONE));
        assertThat(answered.getCount()).isZero();
        assertThat(events.heard()).hasSize(1);
    }

    private void recoverQuietly() {
        try {
            branches.recover(TMSTARTRSCAN);
        } catch (XAException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS))
                    .as("another thread's call has ended meanwhile")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * The user of a connection begins transactions while a manager ends prepared branches by it: what came in between would
     * cost him his transaction. Without a branch, since it is only the order that counts.
     */
    @Test
    void aUserWhoBeginsATransactionMeanwhileIsNotDisturbed() throws Exception {
        var done = new AtomicBoolean();
        var user = CompletableFuture.supplyAsync(() -> beginAndEnd(done));
        for (int i = 0; i < 500 && !user.isDone(); i++) {
            fails(XAER_NOTA, () -> branches.rollback(ONE));
        }
        done.set(true);
        assertThat(user.get(20, TimeUnit.SECONDS)).isEmpty();
    }

    /** Returns what went wrong. */
    private List<String> beginAndEnd(AtomicBoolean done) {
        try {
            while (!done.get()) {
                ask(connection, "select 1");
                connection.setAutoCommit(false);
                ask(connection, "select 2");
                connection.setAutoCommit(true);
            }
            return List.of();
        } catch (SQLException e) {
            return List.of(e.getSQLState() + " " + e.getMessage());
        }
    }
}
