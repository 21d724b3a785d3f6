package io.howdah.datasource;

import static io.howdah.datasource.XaServer.ask;
import static io.howdah.datasource.XaServer.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.HowdahConnection;
import io.howdah.api.NoticeSeverity;
import io.howdah.api.Notification;
import io.howdah.api.NotificationListener;
import io.howdah.api.Notifications;
import io.howdah.api.Subscription;
import io.howdah.peer.Relay;
import io.howdah.testserver.Role;
import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A physical connection in the hands of a pool. */
class HowdahConnectionPoolDataSourceServerTest {
    private final TestServer server = TestServer.shared();

    private PooledConnection pooled;
    private Events events;

    @BeforeEach
    void connect() throws SQLException {
        pooled = dataSource().getPooledConnection();
        events = Events.of(pooled);
    }

    @AfterEach
    void close() throws SQLException {
        pooled.close();
    }

    private HowdahConnectionPoolDataSource dataSource() {
        var dataSource = new HowdahConnectionPoolDataSource();
        dataSource.setServerName(server.host());
        dataSource.setPortNumber(server.port());
        dataSource.setDatabaseName(server.database());
        dataSource.setUser(server.user());
        dataSource.setPassword(server.password());
        return dataSource;
    }

    private static void refused(String state, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                .as(e.getMessage())
                .isEqualTo(state));
    }

    private static String pid(Connection connection) throws SQLException {
        return ask(connection, "select pg_backend_pid()").get(0);
    }

    private void kill(Connection connection) throws SQLException {
        String pid = pid(connection);
        try (var other = server.connect()) {
            ask(other, "select pg_terminate_backend(" + pid + ")");
        }
    }

    // ---- logical connections

    @Test
    void oneUserAfterTheOtherGetsTheSameSession() throws SQLException {
        Connection first = pooled.getConnection();
        String session = pid(first);
        first.close();
        assertThat(events.heard()).containsExactly("closed");
        assertThat(events.lastOfConnection().getSource()).isSameAs(pooled);
        first.close();
        assertThat(events.heard()).as("closed twice").isEmpty();
        Connection second = pooled.getConnection();
        assertThat(pid(second)).isEqualTo(session);
        assertThat(first.isClosed()).isTrue();
        assertThat(first.isValid(1)).isFalse();
        assertThat(second.isValid(1)).isTrue();
        refused("08003", first::createStatement);
        refused("08003", () -> first.setClientInfo("ApplicationName", "late"));
        assertThatCode(() -> first.abort(Runnable::run)).doesNotThrowAnyException();
        assertThat(second.isValid(1)).as("not the other user's to abort").isTrue();
    }

    @Test
    void aConnectionThatIsTakenAnewInvalidatesTheOneBefore() throws SQLException {
        Connection first = pooled.getConnection();
        var statement = first.createStatement();
        var prepared = first.prepareStatement("select 1");
        ResultSet rows = statement.executeQuery("select generate_series(1, 10)");
        Connection second = pooled.getConnection();
        assertThat(events.heard()).as("of the connection nothing").containsExactly("statement closed");
        assertThat(first.isClosed()).isTrue();
        refused("08003", first::createStatement);
        refused("55000", rows::next);
        refused("55000", () -> statement.execute("select 1"));
        refused("55000", prepared::execute);
        assertThat(ask(second, "select 1")).containsExactly("1");
    }

    @Test
    void whatAUserLeavesIsClearedAway() throws SQLException {
        Connection first = pooled.getConnection();
        run(first, "create temp table t (a int)");
        first.setAutoCommit(false);
        first.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        first.setReadOnly(true);
        first.setReadOnly(false);
        first.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
        first.setSchema("pg_catalog");
        first.setClientInfo("ApplicationName", "first");
        first.setNetworkTimeout(null, 5000);
        first.setTypeMap(Map.of("t", String.class));
        first.setClientInfo("no such", "thing");
        run(first, "insert into pg_temp.t values (1)");
        first.close();
        Connection second = pooled.getConnection();
        assertThat(second.getAutoCommit()).isTrue();
        assertThat(second.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        assertThat(second.getHoldability()).isEqualTo(ResultSet.CLOSE_CURSORS_AT_COMMIT);
        assertThat(second.getSchema()).isEqualTo("public");
        assertThat(second.getClientInfo("ApplicationName")).isNotEqualTo("first");
        assertThat(ask(second, "show application_name")).doesNotContain("first");
        assertThat(second.getNetworkTimeout()).isZero();
        assertThat(second.getTypeMap()).isEmpty();
        assertThat((Throwable) second.getWarnings()).isNull();
        assertThat(ask(second, "select * from t")).as("rolled back").isEmpty();
    }

    @Test
    void aSchemaThatWasTakenBackOnlyByWordsIsTakenBack() throws SQLException {
        Connection first = pooled.getConnection();
        first.setAutoCommit(false);
        first.setSchema("pg_catalog");
        run(first, "select 1");
        first.commit();
        first.setSchema(null);
        first.close();
        assertThat(pooled.getConnection().getSchema()).isEqualTo("public");
    }

    @Test
    void nothingOfAUserComesBackWithLaterOnes() throws SQLException {
        Connection first = pooled.getConnection();
        String zone = ask(first, "show timezone").get(0);
        first.setSchema("pg_catalog");
        first.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        run(first, "set timezone to 'Asia/Kolkata'");
        first.close();
        Connection second = pooled.getConnection();
        second.setAutoCommit(false);
        second.rollback();
        second.close();
        Connection third = pooled.getConnection();
        third.setAutoCommit(false);
        run(third, "select 1");
        third.rollback();
        third.close();
        Connection fourth = pooled.getConnection();
        assertThat(fourth.getSchema()).isEqualTo("public");
        assertThat(fourth.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        assertThat(ask(fourth, "show timezone")).containsExactly(zone);
    }

    @Test
    void aResultThatFailsBehindItsUserIsNoFailureOfTheConnection() throws SQLException {
        Connection first = pooled.getConnection();
        String session = pid(first);
        first.setSchema("pg_catalog");
        ResultSet left =
                first.createStatement().executeQuery("select 1 / (500000 - i) from generate_series(1, 1000000) i");
        assertThat(left.next()).isTrue();
        first.close();
        assertThat(events.heard()).containsExactly("closed");
        Connection second = pooled.getConnection();
        assertThat(pid(second)).isEqualTo(session);
        assertThat(second.getSchema()).isEqualTo("public");
    }

    @Test
    void aListenerToNoticesHearsNothingOfTheNextUser() throws SQLException {
        List<String> heard = new ArrayList<>();
        Connection first = pooled.getConnection();
        first.unwrap(HowdahConnection.class)
                .setNoticeListener(notice -> heard.add(notice.message()), NoticeSeverity.NOTICE);
        run(first, "do $$ begin raise notice 'mine'; end $$");
        first.close();
        run(pooled.getConnection(), "do $$ begin raise notice 'not mine'; end $$");
        assertThat(heard).containsExactly("mine");
    }

    @Test
    void aListenerToNoticesCanOnlyAbort() throws SQLException {
        List<String> states = new ArrayList<>();
        Connection connection = pooled.getConnection();
        HowdahConnection howdah = connection.unwrap(HowdahConnection.class);
        howdah.setNoticeListener(
                notice -> {
                    try {
                        connection.close();
                        states.add("closed");
                    } catch (SQLException e) {
                        states.add(e.getSQLState());
                    }
                },
                NoticeSeverity.NOTICE);
        run(connection, "do $$ begin raise notice 'close'; end $$");
        assertThat(states).containsExactly("55000");
        assertThat(events.heard()).isEmpty();
        run(connection, "select 1");

        states.clear();
        howdah.setNoticeListener(
                notice -> {
                    try {
                        connection.abort(Runnable::run);
                        connection.close();
                        states.add("closed");
                    } catch (SQLException e) {
                        states.add(e.getSQLState());
                    }
                },
                NoticeSeverity.NOTICE);
        // The server goes on for a while, so that the end of its answer has not come with the notice.
        assertThatThrownBy(() -> run(connection, "do $$ begin raise notice 'abort'; perform pg_sleep(2); end $$"))
                .isInstanceOf(SQLException.class);
        assertThat(states).containsExactly("closed");
        assertThat(events.heard()).containsExactly("failed 08003");
    }

    @Test
    void aSubscriptionEndsWithItsLogicalConnection() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        var threadEnded = new CountDownLatch(1);
        Connection first = pooled.getConnection();
        Notifications ofFirst = first.unwrap(HowdahConnection.class).notifications();
        ofFirst.listen("bills");
        Subscription subscription = ofFirst.subscribe(
                "orders",
                recorder(heard),
                task -> daemon(() -> {
                    task.run();
                    threadEnded.countDown();
                }));
        ofFirst.notify("bills", "left behind");
        first.close();
        assertThat(threadEnded.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(subscription.isOpen()).isFalse();
        assertThat(heard).containsExactly("end 08003");
        subscription.close();
        assertThat(events.heard()).containsExactly("closed");

        Connection second = pooled.getConnection();
        Notifications ofSecond = second.unwrap(HowdahConnection.class).notifications();
        assertThat(ask(second, "select pg_listening_channels()")).isEmpty();
        assertThat(ofSecond.poll()).isEmpty();
        ofSecond.listen("orders");
        ofSecond.notify("orders", "not yours");
        refused("08003", ofFirst::poll);
        refused("08003", () -> ofFirst.listen("orders"));
        refused("08003", () -> ofFirst.subscribe("orders", recorder(heard), task -> {}));
        assertThat(ofSecond.poll()).hasSize(1);
        assertThat(heard).containsExactly("end 08003");
    }

    private static NotificationListener recorder(BlockingQueue<String> heard) {
        return new NotificationListener() {
            @Override
            public void onNotification(Notification notification) {
                heard.add(notification.payload());
            }

            @Override
            public void onEnd(SQLException cause) {
                heard.add("end " + cause.getSQLState());
            }
        };
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "subscriber");
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void aTransactionThatAUserBeganByAStatementIsRolledBack() throws SQLException {
        Connection first = pooled.getConnection();
        run(first, "create temp table t (a int)");
        run(first, "begin");
        run(first, "insert into t values (1)");
        refused("22012", () -> run(first, "select 1 / 0"));
        first.close();
        assertThat(ask(pooled.getConnection(), "select count(*) from t")).containsExactly("0");
    }

    @Test
    void allThatItGivesOutLeadsBackToTheLogicalConnection() throws SQLException {
        pooled.getConnection().prepareStatement("select 1").close();
        Connection connection = pooled.getConnection();
        var statement = connection.createStatement();
        var prepared = connection.prepareStatement("select 1");
        var call = connection.prepareCall("{? = call abs(?)}");
        assertThat(statement.getConnection()).isSameAs(connection);
        assertThat(prepared.getConnection()).as("prepared before by another").isSameAs(connection);
        assertThat(call.getConnection()).isSameAs(connection);
        assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
        assertThat(prepared.executeQuery().getStatement()).isSameAs(prepared);
        try (var tables = connection.getMetaData().getTableTypes()) {
            assertThat(tables.getStatement().getConnection()).isSameAs(connection);
        }
        assertThat(connection.unwrap(HowdahConnection.class)).isSameAs(connection);
        assertThat(connection.isWrapperFor(HowdahConnection.class)).isTrue();
        connection.close();
        refused("55000", prepared::getConnection);
    }

    @Test
    void theSessionStaysWhileItsUsersRequestsComeAndGo() throws SQLException {
        Connection connection = pooled.getConnection();
        connection.setAutoCommit(false);
        connection.beginRequest();
        connection.setAutoCommit(true);
        connection.endRequest();
        assertThat(connection.getAutoCommit()).isFalse();
        connection.close();
        connection.endRequest();
        assertThat(pooled.getConnection().getAutoCommit()).isTrue();
    }

    // ---- statements

    @Test
    void statementsStayPreparedFromUserToUser() throws Exception {
        try (Relay relay = Relay.to(server)) {
            var byRelay = dataSource();
            byRelay.setServerName(relay.host());
            byRelay.setPortNumber(relay.port());
            byRelay.setSslMode("disable");
            byRelay.setGssEncMode("disable");
            byRelay.setUser(server.user(Role.TRUSTED));
            PooledConnection watched = byRelay.getPooledConnection();
            for (int user = 0; user < 3; user++) {
                relay.reset();
                try (Connection connection = watched.getConnection();
                        var prepared = connection.prepareStatement("select ?::int")) {
                    prepared.setInt(1, 7);
                    prepared.executeQuery().close();
                }
                assertThat(relay.roundTrips())
                        .as("taking and giving back asks nothing: " + relay.transcript())
                        .isEqualTo(1);
                assertThat(relay.transcript().contains("Parse")).isEqualTo(user == 0);
            }
            watched.close();
        }
    }

    @Test
    void aPoolHearsOfPreparedStatementsThatAreClosed() throws SQLException {
        Connection connection = pooled.getConnection();
        connection.createStatement().close();
        assertThat(events.heard()).isEmpty();
        var prepared = connection.prepareStatement("select 1");
        prepared.close();
        assertThat(events.heard()).containsExactly("statement closed");
        assertThat(events.lastOfStatement().getStatement()).isSameAs(prepared);
        assertThat((Throwable) events.lastOfStatement().getSQLException()).isNull();
        prepared.close();
        assertThat(events.heard()).isEmpty();
        connection.prepareCall("{? = call abs(?)}").close();
        assertThat(events.heard()).containsExactly("statement closed");
        var call = connection.prepareCall("{? = call abs(?)}");
        call.closeOnCompletion();
        call.setInt(2, -1);
        call.execute();
        assertThat(call.getInt(1)).isEqualTo(1);
        call.close();
        assertThat(events.heard()).as("with what came out of it").containsExactly("statement closed");
        connection.prepareStatement("select 2");
        connection.close();
        assertThat(events.heard()).containsExactly("statement closed", "closed");
    }

    @Test
    void aPoolHearsOfStatementsThatAreLost() throws SQLException {
        Connection connection = pooled.getConnection();
        connection.setAutoCommit(false);
        var prepared = connection.prepareStatement("select 1 / ?");
        prepared.setInt(1, 1);
        prepared.executeQuery().close();
        prepared.setInt(1, 0);
        refused("22012", prepared::executeQuery);
        assertThat(events.heard()).as("nothing wrong with the statement").isEmpty();
        connection.rollback();
        run(connection, "select 1");
        run(connection, "do $$ begin execute 'deallocate all'; end $$");
        prepared.setInt(1, 1);
        refused("40001", prepared::executeQuery);
        assertThat(events.heard()).containsExactly("statement failed 40001");
        assertThat(events.lastOfStatement().getStatement()).isSameAs(prepared);
    }

    // ---- failures

    @Test
    void onlyWhatIsFatalIsTold() throws SQLException {
        Connection connection = pooled.getConnection();
        refused("42601", () -> run(connection, "nonsense"));
        refused("22023", () -> connection.setNetworkTimeout(null, -1));
        assertThat(events.heard()).isEmpty();
        kill(connection);
        refused("57P01", () -> run(connection, "select 1"));
        assertThat(events.heard()).containsExactly("failed 57P01");
        assertThat(events.lastOfConnection().getSource()).isSameAs(pooled);
        assertThat(connection.isClosed()).isTrue();
        refused("08003", () -> run(connection, "select 1"));
        connection.close();
        assertThat(events.heard()).as("once, and it is not to be lent again").isEmpty();
        refused("08003", pooled::getConnection);
    }

    @Test
    void aPreparedStatementFailsWithItsConnection() throws SQLException {
        Connection connection = pooled.getConnection();
        var prepared = connection.prepareStatement("select 1");
        kill(connection);
        refused("57P01", prepared::executeQuery);
        assertThat(events.heard()).containsExactly("failed 57P01", "statement failed 57P01");
    }

    @Test
    void aConnectionThatIsFoundBrokenWhenItIsGivenBackIsToldOnce() throws SQLException {
        Connection connection = pooled.getConnection();
        connection.setAutoCommit(false);
        kill(connection);
        refused("57P01", connection::close);
        assertThat(events.heard()).containsExactly("failed 57P01");
        assertThat(connection.isClosed()).isTrue();
    }

    @Test
    void aListenerIsToldWhileNobodyIsKeptWaiting() throws Exception {
        var closing = new CountDownLatch(1);
        pooled.addConnectionEventListener(new ClosingListener() {
            @Override
            public void connectionErrorOccurred(ConnectionEvent event) {
                // As a pool would that closes it elsewhere, and holds a lock meanwhile.
                daemon(() -> {
                    super.connectionErrorOccurred(event);
                    closing.countDown();
                });
                awaitClosed(closing);
            }
        });
        Connection connection = pooled.getConnection();
        connection.setAutoCommit(false);
        kill(connection);
        refused("57P01", connection::close);
        assertThat(closing.getCount()).isZero();
    }

    private static void awaitClosed(CountDownLatch closing) {
        try {
            assertThat(closing.await(20, TimeUnit.SECONDS))
                    .as("closed by another thread meanwhile")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aConnectionThatIsLostAmidRowsIsTold() throws Exception {
        try (Relay relay = Relay.to(server)) {
            var byRelay = dataSource();
            byRelay.setServerName(relay.host());
            byRelay.setPortNumber(relay.port());
            byRelay.setSslMode("disable");
            PooledConnection cut = byRelay.getPooledConnection();
            Events heard = Events.of(cut);
            Connection connection = cut.getConnection();
            ResultSet rows = connection
                    .createStatement()
                    .executeQuery("select repeat('x', 1000) from generate_series(1, 100000)");
            relay.close();
            assertThatThrownBy(() -> {
                        while (rows.next()) {
                            rows.getString(1);
                        }
                    })
                    .isInstanceOf(SQLNonTransientConnectionException.class);
            assertThat(heard.heard()).containsExactly("failed 08006");
            cut.close();
        }
    }

    @Test
    void aConnectionThatWasAbortedIsNotForTheNextUser() throws SQLException {
        Connection connection = pooled.getConnection();
        connection.abort(Runnable::run);
        assertThat(events.heard()).containsExactly("failed 08003");
        connection.close();
        assertThat(events.heard()).isEmpty();
        refused("08003", pooled::getConnection);
    }

    @Test
    void aConnectionThatIsBusyWhenItIsGivenBackIsNotForTheNextUser() throws SQLException {
        Connection connection = pooled.getConnection();
        run(connection, "create temp table t (a int)");
        connection.setAutoCommit(false);
        connection.unwrap(HowdahConnection.class).copy().openIn("copy t from stdin");
        refused("55000", connection::close);
        assertThat(events.heard()).containsExactly("failed 55000");
        assertThat(connection.isClosed()).isTrue();
    }

    @Test
    void aListenerMayCloseThePhysicalConnection() throws SQLException {
        pooled.addConnectionEventListener(new ClosingListener());
        Connection connection = pooled.getConnection();
        kill(connection);
        refused("57P01", () -> run(connection, "select 1"));
        refused("08003", pooled::getConnection);
    }

    private static class ClosingListener implements ConnectionEventListener {
        @Override
        public void connectionClosed(ConnectionEvent event) {}

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            try {
                ((PooledConnection) event.getSource()).close();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }
    }

    // ---- the physical connection

    @Test
    void closingItClosesWhatItsUserHas() throws SQLException {
        Connection connection = pooled.getConnection();
        var statement = connection.createStatement();
        pooled.close();
        pooled.close();
        assertThat(connection.isClosed()).isTrue();
        assertThat(events.heard()).as("the pool did that itself").isEmpty();
        refused("55000", () -> statement.execute("select 1"));
        refused("08003", connection::createStatement);
        refused("08003", pooled::getConnection);
        connection.close();
        assertThat(events.heard()).isEmpty();
    }

    @Test
    void whoWasRemovedHearsNothing() throws SQLException {
        pooled.removeConnectionEventListener(events);
        pooled.removeStatementEventListener(events);
        pooled.removeConnectionEventListener(null);
        pooled.addConnectionEventListener(null);
        pooled.addStatementEventListener(null);
        Connection connection = pooled.getConnection();
        connection.prepareStatement("select 1").close();
        connection.close();
        assertThat(events.heard()).isEmpty();
    }

    @Test
    void connectsInEveryWay() throws SQLException {
        var dataSource = dataSource();
        dataSource.setUser("nobody");
        dataSource.setPassword("nothing");
        PooledConnection byCall = dataSource.getPooledConnection(server.user(), server.password());
        PooledConnection byBuilder = dataSource
                .createPooledConnectionBuilder()
                .user(server.user())
                .password(server.password())
                .build();
        for (PooledConnection each : new PooledConnection[] {byCall, byBuilder}) {
            assertThat(each.getConnection().getMetaData().getUserName()).isEqualTo(server.user());
            each.close();
        }
        refused("28P01", dataSource::getPooledConnection);
    }
}
