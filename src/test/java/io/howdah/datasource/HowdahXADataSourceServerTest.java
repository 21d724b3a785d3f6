package io.howdah.datasource;

import static io.howdah.datasource.XaServer.ask;
import static io.howdah.datasource.XaServer.run;
import static javax.transaction.xa.XAException.XAER_DUPID;
import static javax.transaction.xa.XAException.XAER_INVAL;
import static javax.transaction.xa.XAException.XAER_NOTA;
import static javax.transaction.xa.XAException.XAER_OUTSIDE;
import static javax.transaction.xa.XAException.XAER_PROTO;
import static javax.transaction.xa.XAException.XAER_RMERR;
import static javax.transaction.xa.XAException.XAER_RMFAIL;
import static javax.transaction.xa.XAException.XA_RBCOMMFAIL;
import static javax.transaction.xa.XAException.XA_RBINTEGRITY;
import static javax.transaction.xa.XAException.XA_RBOTHER;
import static javax.transaction.xa.XAException.XA_RBROLLBACK;
import static javax.transaction.xa.XAException.XA_RBTRANSIENT;
import static javax.transaction.xa.XAResource.TMENDRSCAN;
import static javax.transaction.xa.XAResource.TMFAIL;
import static javax.transaction.xa.XAResource.TMJOIN;
import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMONEPHASE;
import static javax.transaction.xa.XAResource.TMRESUME;
import static javax.transaction.xa.XAResource.TMSTARTRSCAN;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static javax.transaction.xa.XAResource.TMSUSPEND;
import static javax.transaction.xa.XAResource.XA_OK;
import static javax.transaction.xa.XAResource.XA_RDONLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.HowdahConnection;
import io.howdah.api.Pipeline;
import io.howdah.api.Subscription;
import io.howdah.peer.Relay;
import io.howdah.testserver.OnEveryRelease;
import io.howdah.testserver.TestServer;
import io.howdah.xa.TestXid;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.postgresql.core.BaseConnection;
import org.postgresql.xa.PGXAConnection;

/** Branches of global transactions, driven by hand as a transaction manager would. */
class HowdahXADataSourceServerTest {
    private static final Xid ONE = TestXid.of(1);
    private static final Xid TWO = TestXid.of(2);
    private static final Xid NEVER = TestXid.of(99);

    private static XaServer server;

    private XAConnection xa;
    private XAResource branches;
    private Connection connection;

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
    void connect() throws SQLException {
        xa = server.dataSource().getXAConnection();
        branches = xa.getXAResource();
        connection = xa.getConnection();
    }

    @AfterEach
    void clean() throws SQLException {
        xa.close();
        server.clean();
    }

    private void insert(int id) throws SQLException {
        run(connection, "insert into account values (" + id + ", 10)");
    }

    /** A branch with one row in it, ended. */
    private void work(Xid xid, int id) throws Exception {
        branches.start(xid, TMNOFLAGS);
        insert(id);
        branches.end(xid, TMSUCCESS);
    }

    private static AbstractThrowableAssert<?, ?> fails(int errorCode, ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(XAException.class, e -> assertThat(e.errorCode)
                .as(e.getMessage())
                .isEqualTo(errorCode));
    }

    private static void refused(String state, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                .as(e.getMessage())
                .isEqualTo(state));
    }

    @Test
    void whoListenedAndLeavesInTheMidstOfABranchDoesNotHarmIt() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        Subscription subscription = connection
                .unwrap(HowdahConnection.class)
                .notifications()
                .subscribe("orders", notification -> heard.add(notification.payload()), task -> {
                    var thread = new Thread(task, "subscriber");
                    thread.setDaemon(true);
                    thread.start();
                });
        branches.start(ONE, TMNOFLAGS);
        insert(1);
        connection.close();
        assertThat(subscription.isOpen()).isFalse();
        branches.end(ONE, TMSUCCESS);
        assertThat(branches.prepare(ONE)).isEqualTo(XA_OK);
        branches.commit(ONE, false);
        connection = xa.getConnection();
        assertThat(XaServer.ask(connection, "select pg_listening_channels()")).isEmpty();
        connection.unwrap(HowdahConnection.class).notifications().notify("orders", "not his any more");
        assertThat(heard).isEmpty();
        assertThat(server.accounts()).containsExactly("1:10");
    }

    // ---- ways to end

    @Test
    void commitsInTwoPhases() throws Exception {
        work(ONE, 1);
        assertThat(server.accounts()).isEmpty();
        assertThat(branches.prepare(ONE)).isEqualTo(XA_OK);
        assertThat(server.prepared()).containsExactly("4242_ZwE=_YgE=");
        assertThat(server.accounts()).isEmpty();
        branches.commit(ONE, false);
        assertThat(server.accounts()).containsExactly("1:10");
        assertThat(server.prepared()).isEmpty();
    }

    @Test
    void commitsInOnePhase() throws Exception {
        work(ONE, 1);
        branches.commit(ONE, true);
        assertThat(server.accounts()).containsExactly("1:10");
    }

    @Test
    void whatWasSetBeforeABranchIsNotRolledBackWithIt() throws Exception {
        connection.setSchema("pg_catalog");
        branches.start(ONE, TMNOFLAGS);
        run(connection, "insert into public.account values (1, 10)");
        connection.close();
        branches.end(ONE, TMSUCCESS);
        branches.rollback(ONE);
        // The one before is gone, and what he had set.
        connection = xa.getConnection();
        branches.start(TWO, TMNOFLAGS);
        insert(2);
        branches.end(TWO, TMSUCCESS);
        branches.rollback(TWO);
        assertThat(connection.getSchema()).isEqualTo("public");
        connection.setSchema("pg_catalog");
        branches.start(ONE, TMNOFLAGS);
        run(connection, "insert into public.account values (1, 10)");
        branches.end(ONE, TMSUCCESS);
        branches.rollback(ONE);
        assertThat(connection.getSchema()).isEqualTo("pg_catalog");
    }

    @Test
    void whatABranchTookBackInVainIsTakenBackBehindIt() throws Exception {
        connection.setSchema("pg_catalog");
        run(connection, "select 1");
        branches.start(ONE, TMNOFLAGS);
        connection.setSchema(null);
        insert(1);
        connection.close();
        branches.end(ONE, TMSUCCESS);
        branches.rollback(ONE);
        connection = xa.getConnection();
        assertThat(connection.getSchema()).isEqualTo("public");
    }

    @Test
    void whatNobodySentInABranchDoesNotComeBehindWhatIsPutBack() throws Exception {
        branches.start(ONE, TMNOFLAGS);
        connection.setSchema("pg_catalog");
        connection.close();
        branches.end(ONE, TMSUCCESS);
        branches.rollback(ONE);
        connection = xa.getConnection();
        connection.setAutoCommit(false);
        assertThat(connection.getSchema()).isEqualTo("public");
    }

    @Test
    void rollsBackBeforeAndAfterItWasPrepared() throws Exception {
        work(ONE, 1);
        branches.rollback(ONE);
        work(TWO, 2);
        branches.prepare(TWO);
        branches.rollback(TWO);
        assertThat(server.accounts()).isEmpty();
        assertThat(server.prepared()).isEmpty();
        run(connection, "insert into account values (3, 10)");
        assertThat(server.accounts()).as("the connection is its user's again").containsExactly("3:10");
    }

    @Test
    void aPreparedBranchIsFinishedByAnyConnection() throws Exception {
        work(ONE, 1);
        branches.prepare(ONE);
        work(TWO, 2);
        branches.prepare(TWO);
        xa.close();
        var other = server.dataSource().getXAConnection();
        var recovery = other.getXAResource();
        assertThat(recovery.recover(TMSTARTRSCAN | TMENDRSCAN)).containsExactly(ONE, TWO);
        recovery.commit(ONE, false);
        recovery.rollback(TWO);
        assertThat(recovery.recover(TMSTARTRSCAN)).isEmpty();
        other.close();
        assertThat(server.accounts()).containsExactly("1:10");
    }

    @Test
    void aBranchInWhichNothingWasRunAsksNothingOfTheServer() throws Exception {
        branches.start(ONE, TMNOFLAGS);
        branches.end(ONE, TMSUCCESS);
        assertThat(branches.prepare(ONE)).isEqualTo(XA_RDONLY);
        fails(XAER_NOTA, () -> branches.commit(ONE, false));
        branches.start(TWO, TMNOFLAGS);
        branches.end(TWO, TMSUCCESS);
        branches.commit(TWO, true);
    }

    @Test
    void whatBranchesCostInRoundTrips() throws Exception {
        try (Relay relay = Relay.to(server.server())) {
            var dataSource = server.dataSource();
            dataSource.setServerName(relay.host());
            dataSource.setPortNumber(relay.port());
            dataSource.setSslMode("disable");
            dataSource.setGssEncMode("disable");
            XAConnection watched = dataSource.getXAConnection();
            XAResource resource = watched.getXAResource();
            relay.reset();
            resource.start(ONE, TMNOFLAGS);
            resource.end(ONE, TMSUCCESS);
            resource.prepare(ONE);
            assertThat(relay.roundTrips()).as("nothing was run").isZero();
            resource.start(ONE, TMNOFLAGS);
            run(watched.getConnection(), "insert into account values (1, 10)");
            resource.end(ONE, TMSUCCESS);
            assertThat(relay.roundTrips()).as("the statement, with its BEGIN").isEqualTo(1);
            resource.prepare(ONE);
            resource.commit(ONE, false);
            assertThat(relay.roundTrips()).as("and one for each phase").isEqualTo(3);
            resource.start(TWO, TMNOFLAGS);
            run(watched.getConnection(), "insert into account values (2, 10)");
            resource.end(TWO, TMSUCCESS);
            resource.commit(TWO, true);
            assertThat(relay.roundTrips()).as(relay.transcript()).isEqualTo(5);
            watched.close();
        }
    }

    @Test
    void connectsInEveryWay() throws SQLException {
        var dataSource = server.dataSource();
        dataSource.setUser("nobody");
        dataSource.setPassword("nothing");
        XAConnection byCall = dataSource.getXAConnection(
                server.server().user(), server.server().password());
        XAConnection byBuilder = dataSource
                .createXAConnectionBuilder()
                .user(server.server().user())
                .password(server.server().password())
                .build();
        for (XAConnection each : new XAConnection[] {byCall, byBuilder}) {
            assertThat(ask(each.getConnection(), "select 1")).containsExactly("1");
            each.close();
        }
        refused("28P01", dataSource::getXAConnection);
    }

    @Test
    void aReadOnlyBranchNeedsNoSecondPhase() throws Exception {
        connection.setReadOnly(true);
        branches.start(ONE, TMNOFLAGS);
        assertThat(ask(connection, "select count(*) from account")).containsExactly("0");
        branches.end(ONE, TMSUCCESS);
        assertThat(branches.prepare(ONE)).isEqualTo(XA_RDONLY);
        assertThat(server.prepared()).isEmpty();

        branches.start(TWO, TMNOFLAGS);
        run(connection, "set transaction read write");
        insert(1);
        branches.end(TWO, TMSUCCESS);
        assertThat(branches.prepare(TWO)).as("it did write").isEqualTo(XA_OK);

        Xid three = TestXid.of(3);
        branches.start(three, TMNOFLAGS);
        run(connection, "set transaction read write");
        insert(2);
        run(connection, "set transaction read only");
        branches.end(three, TMSUCCESS);
        assertThat(branches.prepare(three)).as("it did write before").isEqualTo(XA_OK);
        branches.rollback(three);
        assertThat(server.accounts()).isEmpty();
    }

    @OnEveryRelease
    void aReadOnlyBranchMayHaveWrittenToATemporaryTable(TestServer release) throws Exception {
        var there = XaServer.configured(release, new HowdahXADataSource()).getXAConnection();
        var resource = there.getXAResource();
        var user = there.getConnection();
        run(user, "create temp table t (a int)");
        user.setReadOnly(true);
        resource.start(ONE, TMNOFLAGS);
        assertThat(ask(user, "select count(*) from t")).containsExactly("0");
        resource.end(ONE, TMSUCCESS);
        assertThat(resource.prepare(ONE)).isEqualTo(XA_RDONLY);
        if (release.major() >= 10) {
            resource.start(TWO, TMNOFLAGS);
            run(user, "insert into t values (1)");
            resource.end(TWO, TMSUCCESS);
            fails(XA_RBOTHER, () -> resource.prepare(TWO));
            assertThat(ask(user, "select count(*) from t")).containsExactly("0");
        }
        there.close();
    }

    @Test
    void whatFailedIsNeverPrepared() throws Exception {
        branches.start(ONE, TMNOFLAGS);
        insert(1);
        refused("22012", () -> ask(connection, "select 1 / 0"));
        branches.end(ONE, TMSUCCESS);
        fails(XA_RBROLLBACK, () -> branches.prepare(ONE)).hasMessageContaining("a statement in it had failed");
        branches.start(TWO, TMNOFLAGS);
        insert(2);
        refused("22012", () -> ask(connection, "select 1 / 0"));
        branches.end(TWO, TMSUCCESS);
        fails(XA_RBROLLBACK, () -> branches.commit(TWO, true));
        fails(XAER_NOTA, () -> branches.rollback(TWO));
        assertThat(server.accounts()).isEmpty();
    }

    @Test
    void whatWasEndedWithFailIsRolledBack() throws Exception {
        branches.start(ONE, TMNOFLAGS);
        insert(1);
        branches.end(ONE, TMFAIL);
        fails(XA_RBROLLBACK, () -> branches.start(ONE, TMJOIN));
        fails(XA_RBROLLBACK, () -> branches.prepare(ONE)).hasMessageContaining("TMFAIL");
        branches.start(TWO, TMNOFLAGS);
        insert(2);
        branches.end(TWO, TMFAIL);
        branches.rollback(TWO);
        branches.start(TWO, TMNOFLAGS);
        insert(2);
        branches.end(TWO, TMFAIL);
        fails(XA_RBROLLBACK, () -> branches.commit(TWO, true));
        assertThat(server.accounts()).isEmpty();
    }

    @Test
    void aConstraintThatIsCheckedAtTheEndTellsWhatItIs() throws Exception {
        branches.start(ONE, TMNOFLAGS);
        run(connection, "insert into owner values (7)");
        branches.end(ONE, TMSUCCESS);
        fails(XA_RBINTEGRITY, () -> branches.prepare(ONE))
                .hasMessageContaining("foreign key")
                .hasCauseInstanceOf(SQLException.class);
        branches.start(ONE, TMNOFLAGS);
        run(connection, "insert into owner values (7)");
        branches.end(ONE, TMSUCCESS);
        fails(XA_RBINTEGRITY, () -> branches.commit(ONE, true));
        insert(1);
        assertThat(server.accounts()).containsExactly("1:10");
    }

    @Test
    void whatTheServerCannotPrepareIsRolledBack() throws Exception {
        branches.start(ONE, TMNOFLAGS);
        run(connection, "create temp table fleeting (a int)");
        branches.end(ONE, TMSUCCESS);
        fails(XA_RBOTHER, () -> branches.prepare(ONE)).hasMessageContaining("temporary");
        work(ONE, 1);
        branches.prepare(ONE);
        work(ONE, 2);
        fails(XA_RBOTHER, () -> branches.prepare(ONE)).hasMessageContaining("already in use");
        branches.commit(ONE, false);
        assertThat(server.accounts()).containsExactly("1:10");
    }

    @Test
    void moreThanTheServerKeepsNamesTheSetting() throws Exception {
        for (int i = 1; i <= 5; i++) {
            work(TestXid.of(i), i);
            branches.prepare(TestXid.of(i));
        }
        work(TestXid.of(6), 6);
        fails(XA_RBOTHER, () -> branches.prepare(TestXid.of(6))).hasMessageContaining("max_prepared_transactions");
    }

    // ---- joined, suspended, interleaved

    @Test
    void branchesAreJoinedAndResumed() throws Exception {
        work(ONE, 1);
        branches.start(ONE, TMJOIN);
        insert(2);
        branches.end(ONE, TMSUSPEND);
        fails(XAER_PROTO, () -> branches.prepare(ONE));
        fails(XAER_PROTO, () -> branches.start(ONE, TMJOIN));
        branches.start(ONE, TMRESUME);
        insert(3);
        branches.end(ONE, TMSUSPEND);
        branches.end(ONE, TMSUCCESS);
        fails(XAER_PROTO, () -> branches.start(ONE, TMRESUME));
        branches.prepare(ONE);
        branches.commit(ONE, false);
        assertThat(server.accounts()).containsExactly("1:10", "2:10", "3:10");
    }

    @Test
    void aSuspendedBranchMayBeRolledBack() throws Exception {
        branches.start(ONE, TMNOFLAGS);
        insert(1);
        branches.end(ONE, TMSUSPEND);
        branches.rollback(ONE);
        insert(2);
        assertThat(server.accounts()).containsExactly("2:10");
    }

    @Test
    void nothingRunsInABranchThatWasEndedOrSuspended() throws Exception {
        var before = connection.prepareStatement("insert into account values (?, 10)");
        branches.start(ONE, TMNOFLAGS);
        insert(1);
        for (int flags : new int[] {TMSUSPEND, TMSUCCESS}) {
            branches.end(ONE, flags);
            refused("55000", () -> insert(2));
            before.setInt(1, 3);
            refused("55000", before::executeUpdate);
            refused("55000", connection::commit);
        }
        branches.commit(ONE, true);
        assertThat(before.executeUpdate()).isEqualTo(1);
        assertThat(server.accounts()).containsExactly("1:10", "3:10");
    }

    @Test
    void branchesInterleave() throws Exception {
        work(ONE, 1);
        work(TWO, 2);
        fails(XAER_DUPID, () -> branches.start(ONE, TMNOFLAGS));
        fails(XAER_RMERR, () -> branches.start(ONE, TMJOIN)).hasMessageContaining("was prepared already");
        fails(XAER_PROTO, () -> branches.commit(ONE, false)).hasMessageContaining("not prepared");
        Xid three = TestXid.of(3);
        branches.start(three, TMNOFLAGS);
        insert(3);
        assertThat(branches.prepare(ONE)).isEqualTo(XA_OK);
        branches.commit(ONE, false);
        assertThat(server.accounts())
                .as("committed by another connection, this one being busy")
                .containsExactly("1:10");
        branches.commit(TWO, true);
        branches.end(three, TMSUCCESS);
        branches.commit(three, true);
        assertThat(server.accounts()).containsExactly("1:10", "2:10", "3:10");
    }

    @Test
    void whatCannotBePutAsideIsRolledBackAndSaysSoInTime() throws Exception {
        branches.start(ONE, TMNOFLAGS);
        run(connection, "insert into owner values (7)");
        branches.end(ONE, TMSUCCESS);
        work(TWO, 2);
        fails(XA_RBINTEGRITY, () -> branches.prepare(ONE));
        fails(XAER_NOTA, () -> branches.prepare(ONE));
        branches.start(ONE, TMNOFLAGS);
        branches.end(ONE, TMSUCCESS);
        Xid three = TestXid.of(3);
        work(three, 3);
        assertThat(branches.prepare(ONE)).isEqualTo(XA_RDONLY);
        assertThat(branches.prepare(TWO)).isEqualTo(XA_OK);
        branches.rollback(three);
        branches.commit(TWO, false);
        assertThat(server.accounts()).containsExactly("2:10");
    }

    @Test
    void aBranchThatWasPutAsideIsRolledBack() throws Exception {
        work(ONE, 1);
        work(TWO, 2);
        branches.rollback(ONE);
        fails(XAER_NOTA, () -> branches.prepare(ONE));
        branches.rollback(TWO);
        assertThat(server.accounts()).isEmpty();
        assertThat(server.prepared()).isEmpty();
    }

    @Test
    void aBranchThatWasPutAsideAndEndedByHandIsForgotten() throws Exception {
        work(ONE, 1);
        work(TWO, 2);
        byHand("rollback prepared '4242_ZwE=_YgE='");
        fails(XAER_NOTA, () -> branches.rollback(ONE));
        branches.rollback(TWO);
        work(ONE, 1);
        work(TWO, 2);
        byHand("commit prepared '4242_ZwE=_YgE='");
        fails(XAER_NOTA, () -> branches.commit(ONE, true));
        branches.rollback(TWO);
        work(ONE, 3);
        branches.commit(ONE, true);
        assertThat(server.accounts()).containsExactly("1:10", "3:10");
    }

    private static void byHand(String sql) throws SQLException {
        try (var other = server.server().connect()) {
            run(other, sql);
        }
    }

    @Test
    void aSuspendedBranchKeepsTheConnection() throws Exception {
        branches.start(ONE, TMNOFLAGS);
        insert(1);
        fails(XAER_PROTO, () -> branches.start(TWO, TMNOFLAGS)).hasMessageContaining("active");
        branches.end(ONE, TMSUSPEND);
        fails(XAER_RMERR, () -> branches.start(TWO, TMNOFLAGS)).hasMessageContaining("resume it first");
        branches.start(ONE, TMRESUME);
        branches.end(ONE, TMSUCCESS);
        branches.commit(ONE, true);
    }

    @Test
    void norDoesAPipeline() throws Exception {
        Pipeline pipeline = connection.unwrap(HowdahConnection.class).pipeline();
        branches.start(ONE, TMNOFLAGS);
        pipeline.add("insert into account values (1, 10)");
        pipeline.sync();
        refused("0AX00", () -> pipeline.add("prepare transaction 'x'"));
        refused("0AX00", () -> pipeline.add("commit"));
        pipeline.add("insert into account values (2, 10)");
        for (int flags : new int[] {TMSUSPEND, TMSUCCESS}) {
            branches.end(ONE, flags);
            refused("55000", pipeline::sync);
        }
        branches.commit(ONE, true);
        assertThat(server.accounts()).containsExactly("1:10");
        pipeline.sync();
        pipeline.close();
        assertThat(server.accounts()).as("the connection is its user's again").containsExactly("1:10", "2:10");
    }

    // ---- calls out of order

    @Test
    void callsOutOfOrderChangeNothing() throws Exception {
        fails(XAER_PROTO, () -> branches.end(ONE, TMSUCCESS));
        fails(XAER_NOTA, () -> branches.prepare(ONE));
        fails(XAER_NOTA, () -> branches.commit(ONE, true));
        fails(XAER_NOTA, () -> branches.commit(ONE, false));
        fails(XAER_NOTA, () -> branches.rollback(ONE));
        fails(XAER_NOTA, () -> branches.forget(ONE));
        fails(XAER_NOTA, () -> branches.start(ONE, TMJOIN));
        fails(XAER_NOTA, () -> branches.start(ONE, TMRESUME));
        branches.start(ONE, TMNOFLAGS);
        insert(1);
        fails(XAER_DUPID, () -> branches.start(ONE, TMNOFLAGS));
        fails(XAER_PROTO, () -> branches.start(ONE, TMJOIN));
        fails(XAER_PROTO, () -> branches.prepare(ONE));
        fails(XAER_PROTO, () -> branches.commit(ONE, true));
        fails(XAER_PROTO, () -> branches.commit(ONE, false));
        fails(XAER_PROTO, () -> branches.rollback(ONE));
        fails(XAER_PROTO, () -> branches.end(TWO, TMSUCCESS));
        branches.end(ONE, TMSUCCESS);
        fails(XAER_PROTO, () -> branches.end(ONE, TMSUCCESS));
        fails(XAER_PROTO, () -> branches.commit(ONE, false));
        branches.prepare(ONE);
        fails(XAER_NOTA, () -> branches.prepare(ONE));
        fails(XAER_NOTA, () -> branches.commit(ONE, true));
        branches.commit(ONE, false);
        fails(XAER_NOTA, () -> branches.commit(ONE, false));
        assertThat(server.accounts()).containsExactly("1:10");
    }

    @Test
    void argumentsThatMeanNothingAreRefused() {
        fails(XAER_INVAL, () -> branches.start(null, TMNOFLAGS));
        fails(XAER_INVAL, () -> branches.start(ONE, TMONEPHASE));
        fails(XAER_INVAL, () -> branches.end(ONE, TMJOIN));
        fails(XAER_INVAL, () -> branches.end(null, TMSUCCESS));
        fails(XAER_INVAL, () -> branches.prepare(null));
        fails(XAER_INVAL, () -> branches.commit(null, true));
        fails(XAER_INVAL, () -> branches.rollback(null));
        fails(XAER_INVAL, () -> branches.forget(null));
        fails(XAER_INVAL, () -> branches.recover(TMJOIN));
        fails(XAER_INVAL, () -> branches.setTransactionTimeout(-1));
        fails(XAER_INVAL, () -> branches.start(new TestXid(1, new byte[65], new byte[1]), TMNOFLAGS));
    }

    @Test
    void tellsWhatItIs() throws Exception {
        assertThat(xa.getXAResource()).isSameAs(branches);
        assertThat(branches.isSameRM(branches)).isTrue();
        var other = server.dataSource().getXAConnection();
        assertThat(branches.isSameRM(other.getXAResource())).isFalse();
        other.close();
        assertThat(branches.setTransactionTimeout(30)).isFalse();
        assertThat(branches.getTransactionTimeout()).isZero();
    }

    // ---- the connection in a branch

    @Test
    void onlyTheManagerEndsABranch() throws Exception {
        branches.start(ONE, TMNOFLAGS);
        insert(1);
        assertThat(connection.getAutoCommit()).isFalse();
        connection.setAutoCommit(false);
        refused("55000", () -> connection.setAutoCommit(true));
        refused("55000", connection::commit);
        refused("55000", connection::rollback);
        refused("55000", connection::setSavepoint);
        refused("55000", () -> connection.setSavepoint("a"));
        refused("55000", () -> connection.rollback(null));
        refused("55000", () -> connection.releaseSavepoint(null));
        for (String sql : new String[] {"commit", "END", "rollback", "abort work", "prepare transaction 'x'"}) {
            refused("55000", () -> run(connection, sql));
            refused("55000", () -> connection.prepareStatement(sql).execute());
            refused("55000", () -> run(connection, "select 1; " + sql));
        }
        run(connection, "savepoint a");
        insert(2);
        run(connection, "rollback to a");
        run(connection, "prepare q as select 1");
        branches.end(ONE, TMSUCCESS);
        branches.commit(ONE, true);
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(server.accounts()).containsExactly("1:10");
    }

    @Test
    void autoCommitIsBehindABranchWhatItWasBefore() throws Exception {
        connection.setAutoCommit(false);
        insert(1);
        fails(XAER_OUTSIDE, () -> branches.start(ONE, TMNOFLAGS));
        connection.commit();
        work(ONE, 2);
        branches.prepare(ONE);
        assertThat(connection.getAutoCommit()).isFalse();
        insert(3);
        branches.commit(ONE, false);
        connection.rollback();
        assertThat(server.accounts())
                .as("committed beside a local transaction, which goes on")
                .containsExactly("1:10", "2:10");
    }

    @Test
    void usersComeAndGoInABranch() throws Exception {
        branches.start(ONE, TMNOFLAGS);
        insert(1);
        connection.setSchema("pg_catalog");
        connection.close();
        connection = xa.getConnection();
        insertIntoPublic(2);
        connection.close();
        branches.end(ONE, TMSUCCESS);
        branches.commit(ONE, true);
        connection = xa.getConnection();
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(connection.getSchema()).isEqualTo("public");
        assertThat(server.accounts()).containsExactly("1:10", "2:10");
    }

    private void insertIntoPublic(int id) throws SQLException {
        run(connection, "insert into public.account values (" + id + ", 10)");
    }

    @Test
    void aCopyThatAUserLeavesInABranchIsNotTheNextUsers() throws Exception {
        branches.start(ONE, TMNOFLAGS);
        var copy = connection.unwrap(HowdahConnection.class).copy().openIn("copy account from stdin");
        refused("55000", connection::close);
        refused("08003", xa::getConnection);
        refused("08003", copy::finish);
    }

    @Test
    void theConnectionMayBeTakenInABranch() throws Exception {
        connection.close();
        branches.start(ONE, TMNOFLAGS);
        connection = xa.getConnection();
        insert(1);
        connection.close();
        branches.end(ONE, TMSUCCESS);
        branches.rollback(ONE);
        connection = xa.getConnection();
        assertThat(connection.getAutoCommit()).isTrue();
        insert(2);
        assertThat(server.accounts()).containsExactly("2:10");
    }

    @Test
    void aBranchThatCannotBeSerializedMayBeTriedAgain() throws Exception {
        insert(1);
        insert(2);
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        try (var other = server.server().connect()) {
            other.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            other.setAutoCommit(false);
            branches.start(ONE, TMNOFLAGS);
            ask(connection, "select sum(amount) from account where id = 2");
            ask(other, "select sum(amount) from account where id = 1");
            run(connection, "update account set amount = 0 where id = 1");
            run(other, "update account set amount = 0 where id = 2");
            other.commit();
        }
        branches.end(ONE, TMSUCCESS);
        fails(XA_RBTRANSIENT, () -> branches.prepare(ONE)).hasMessageContaining("could not serialize");
        assertThat(server.accounts()).containsExactly("1:10", "2:0");
    }

    // ---- lost connections

    @Test
    void aLostConnectionIsTold() throws Exception {
        work(ONE, 1);
        branches.prepare(ONE);
        branches.start(TWO, TMNOFLAGS);
        insert(2);
        kill();
        refused("57P01", () -> insert(3));
        fails(XAER_RMFAIL, () -> branches.end(TWO, TMSUCCESS));
        fails(XAER_RMFAIL, () -> branches.prepare(TWO));
        fails(XA_RBCOMMFAIL, () -> branches.commit(TWO, true));
        fails(XAER_NOTA, () -> branches.rollback(TWO));
        fails(XAER_RMFAIL, () -> branches.start(NEVER, TMNOFLAGS));
        assertThat(branches.recover(TMSTARTRSCAN)).as("by another connection").containsExactly(ONE);
        branches.commit(ONE, false);
        assertThat(server.accounts()).containsExactly("1:10");
    }

    private void kill() throws SQLException {
        String pid = ask(connection, "select pg_backend_pid()").get(0);
        server.ask("select pg_terminate_backend(" + pid + ")");
    }

    @Test
    void aClosedXaConnectionSaysSo() throws Exception {
        branches.start(ONE, TMNOFLAGS);
        insert(1);
        xa.close();
        refused("08003", xa::getXAResource);
        refused("08003", xa::getConnection);
        refused("08003", () -> insert(2));
        fails(XAER_RMFAIL, () -> branches.end(ONE, TMSUCCESS)).hasMessageContaining("closed");
        assertThat(server.accounts()).as("the server rolled it back").isEmpty();
    }

    // ---- recovery

    @Test
    void othersPreparedTransactionsAreLeftAlone() throws Exception {
        try (var other = server.server().connect()) {
            run(other, "begin; insert into account values (1, 1)");
            run(other, "prepare transaction 'by hand'");
        }
        try (var elsewhere = server.server().connect()) {
            run(elsewhere, "create database elsewhere");
        }
        var inOtherDatabase = server.dataSource();
        inOtherDatabase.setDatabaseName("elsewhere");
        var there = inOtherDatabase.getXAConnection();
        there.getXAResource().start(TWO, TMNOFLAGS);
        run(there.getConnection(), "create table t (a int)");
        there.getXAResource().end(TWO, TMSUCCESS);
        there.getXAResource().prepare(TWO);
        assertThat(branches.recover(TMSTARTRSCAN)).isEmpty();
        fails(XAER_RMFAIL, () -> branches.commit(TWO, false)).hasMessageContaining("still prepared");
        assertThat(there.getXAResource().recover(TMSTARTRSCAN)).containsExactly(TWO);
        there.getXAResource().rollback(TWO);
        there.close();
    }

    @Test
    void aScanGivesAllAtOnce() throws Exception {
        work(ONE, 1);
        branches.prepare(ONE);
        assertThat(branches.recover(TMSTARTRSCAN)).containsExactly(ONE);
        assertThat(branches.recover(TMNOFLAGS)).isEmpty();
        assertThat(branches.recover(TMENDRSCAN)).isEmpty();
        work(TWO, 2);
        branches.start(TWO, TMJOIN);
        assertThat(branches.recover(TMSTARTRSCAN | TMENDRSCAN))
                .as("in the midst of a branch")
                .containsExactly(ONE);
        branches.end(TWO, TMSUCCESS);
        branches.rollback(TWO);
    }

    @Test
    void pgJdbcsBranchesAreRecoveredAndOursByPgJdbc() throws Exception {
        // Not by PgJDBC's DataSource, which asks the DriverManager and may get a connection of ours.
        String url = server.server().jdbcUrl().replace("jdbc:howdah:", "jdbc:postgresql:");
        var theirs = new PGXAConnection((BaseConnection) new org.postgresql.Driver().connect(url, new Properties()));
        XAResource theirBranches = theirs.getXAResource();
        theirBranches.start(ONE, TMNOFLAGS);
        run(theirs.getConnection(), "insert into account values (1, 10)");
        theirBranches.end(ONE, TMSUCCESS);
        theirBranches.prepare(ONE);
        assertThat(branches.recover(TMSTARTRSCAN)).containsExactly(ONE);
        branches.commit(branches.recover(TMSTARTRSCAN)[0], false);
        work(TWO, 2);
        branches.prepare(TWO);
        Xid[] found = theirBranches.recover(TMSTARTRSCAN);
        assertThat(found).hasSize(1);
        theirBranches.commit(found[0], false);
        theirs.close();
        assertThat(server.accounts()).containsExactly("1:10", "2:10");
    }

    // ---- where the server prepares nothing

    @Test
    void withoutPreparedTransactionsOnlyOnePhaseWorks() throws Exception {
        try (var bare = XaServer.start("0")) {
            var there = bare.dataSource().getXAConnection();
            var resource = there.getXAResource();
            var user = there.getConnection();
            resource.start(ONE, TMNOFLAGS);
            run(user, "insert into account values (1, 10)");
            resource.end(ONE, TMSUCCESS);
            fails(XAER_RMERR, () -> resource.start(TWO, TMNOFLAGS)).hasMessageContaining("max_prepared_transactions");
            resource.commit(ONE, true);
            assertThat(bare.accounts()).containsExactly("1:10");
            resource.start(TWO, TMNOFLAGS);
            run(user, "insert into account values (2, 10)");
            resource.end(TWO, TMSUCCESS);
            fails(XA_RBOTHER, () -> resource.prepare(TWO)).hasMessageContaining("max_prepared_transactions");
            assertThat(bare.accounts()).containsExactly("1:10");

            user.setReadOnly(true);
            resource.start(ONE, TMNOFLAGS);
            assertThat(ask(user, "select count(*) from account")).containsExactly("1");
            resource.end(ONE, TMSUCCESS);
            resource.start(TWO, TMNOFLAGS);
            resource.end(TWO, TMSUCCESS);
            assertThat(resource.prepare(ONE)).as("what has only read gives way").isEqualTo(XA_RDONLY);
            there.close();
        }
    }
}
