package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.fails;
import static io.howdah.jdbc.Answers.one;
import static io.howdah.jdbc.Answers.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.api.CopyIn;
import io.howdah.api.HowdahConnection;
import io.howdah.api.Notifications;
import io.howdah.peer.Relay;
import io.howdah.testserver.OnEveryRelease;
import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pooled connection is like for its next user. */
class RequestServerTest {
    private final TestServer server = TestServer.shared();

    private static String state(Connection on) throws SQLException {
        return on.getAutoCommit() + " " + on.isReadOnly() + " " + on.getTransactionIsolation() + " "
                + on.getHoldability() + " " + on.getNetworkTimeout() + " " + on.getClientInfo("ApplicationName") + " "
                + one(
                        on,
                        "select current_setting('search_path') || current_setting('TimeZone')"
                                + " || current_setting('DateStyle') || current_setting('application_name')"
                                + " || current_setting('transaction_read_only')");
    }

    @Test
    void theNextUserFindsItAsTheFirstDid() throws SQLException {
        try (Connection on = server.connect("currentSchema=pg_catalog")) {
            Statement kept = on.createStatement();
            on.prepareStatement("select 1").close();
            String before = state(on);
            for (int round = 0; round < 2; round++) {
                on.beginRequest();
                on.setAutoCommit(false);
                on.setReadOnly(true);
                on.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                on.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
                on.setNetworkTimeout(Runnable::run, 60_000);
                on.setSchema("public");
                on.setClientInfo("ApplicationName", "first");
                on.setClientInfo("unknown", "x");
                run(on, "set timezone to 'Asia/Kolkata'; set datestyle to 'ISO, DMY'");
                if (round == 1) {
                    on.commit();
                }
                Statement plain = on.createStatement();
                PreparedStatement prepared = on.prepareStatement("select 1");
                PreparedStatement call = on.prepareCall("{call now()}");
                ResultSet open = prepared.executeQuery();
                on.endRequest();
                assertThat(plain.isClosed()).isTrue();
                assertThat(prepared.isClosed()).isTrue();
                assertThat(call.isClosed()).isTrue();
                assertThat(open.isClosed()).isTrue();
                assertThat(kept.isClosed()).isFalse();
                assertThat(on.getWarnings() == null).isTrue();
                assertThat(state(on)).isEqualTo(before);
            }
            on.endRequest();
            on.beginRequest();
            run(on, "create temp table left_behind (a int)");
            run(on, "begin");
            run(on, "insert into left_behind values (1)");
            on.endRequest();
            assertThat(one(on, "select count(*) from left_behind")).isEqualTo("0");
            on.beginRequest();
            on.close();
            on.endRequest();
            fails("08003", on::beginRequest);
        }
    }

    private interface Turn {
        void with(Connection on) throws SQLException;
    }

    private static void turn(Connection on, Turn turn) throws SQLException {
        on.beginRequest();
        turn.with(on);
        on.endRequest();
    }

    /** What is put back travels with the next user's statements, but is not of their transaction. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aUserWhoRollsBackTakesNothingOfItBack(boolean autoCommit) throws SQLException {
        try (Connection on = server.connect()) {
            on.setAutoCommit(autoCommit);
            String before = state(on);
            turn(on, first -> {
                first.setSchema("pg_catalog");
                first.setClientInfo("ApplicationName", "first");
                run(first, "set timezone to 'Asia/Kolkata'; set datestyle to 'ISO, DMY'");
                first.setAutoCommit(false);
                run(first, "select 1");
                first.commit();
            });
            turn(on, idle -> {
                idle.setAutoCommit(false);
                idle.rollback();
            });
            turn(on, second -> {
                second.setAutoCommit(false);
                run(second, "select 1");
                second.rollback();
            });
            assertThat(state(on)).isEqualTo(before);
        }
    }

    @Test
    void aReportedParameterStaysWhatItWasForUserAfterUser() throws SQLException {
        try (Connection on = server.connect()) {
            String before = state(on);
            turn(on, first -> run(first, "set timezone to 'Asia/Kolkata'; set intervalstyle to 'sql_standard'"));
            turn(on, second -> run(second, "select 1"));
            assertThat(state(on)).isEqualTo(before);
            turn(on, first -> run(first, "set timezone to 'Asia/Kolkata'; set default_transaction_read_only to on"));
            turn(on, idle -> idle.setAutoCommit(false));
            turn(on, second -> run(second, "set datestyle to 'ISO, DMY'"));
            turn(on, idle -> {});
            assertThat(state(on)).isEqualTo(before);
            assertThat(one(on, "show intervalstyle")).isEqualTo("postgres");
        }
    }

    /** What a user has chosen last says nothing of what there is, once it was taken back with its transaction. */
    @OnEveryRelease
    void whatARollbackTookBackIsRestoredAllTheSame(TestServer release) throws SQLException {
        try (Connection on = release.connect("ApplicationName=pool")) {
            String before = state(on);
            for (boolean sent : new boolean[] {false, true}) {
                turn(on, first -> {
                    first.setAutoCommit(false);
                    first.setSchema("pg_catalog");
                    first.setClientInfo("ApplicationName", "first");
                    run(first, "select 1");
                    first.commit();
                    first.setSchema(null);
                    first.setClientInfo("ApplicationName", "pool");
                    if (sent) {
                        run(first, "select 1");
                    }
                });
                assertThat(state(on)).as("sent: " + sent).isEqualTo(before);
            }
            turn(on, first -> {
                first.setClientInfo("ApplicationName", "first");
                first.setAutoCommit(false);
                first.setClientInfo("ApplicationName", "pool");
                first.rollback();
            });
            assertThat(state(on)).as("the first of two that were not sent").isEqualTo(before);
        }
    }

    /** A search path by SQL is known from version 18 on only. */
    @OnEveryRelease
    void whatTheServerReportsIsRestored(TestServer release) throws SQLException {
        try (Connection on = release.connect()) {
            on.setSchema("pg_catalog");
            String user = one(on, "select session_user || current_user");
            String before = state(on);
            String iterations = release.major() >= 16 ? one(on, "show scram_iterations") : null;
            for (int round = 0; round < 2; round++) {
                turn(on, first -> {
                    if (release.major() >= 16) {
                        run(first, "set scram_iterations to 5000");
                    }
                    if (release.major() >= 18) {
                        run(first, "set search_path to \"$user\", public, \"Odd, \"\"name\"");
                    }
                    run(first, "set session authorization pg_signal_backend");
                });
                turn(on, idle -> idle.setAutoCommit(false));
                assertThat(one(on, "select session_user || current_user")).isEqualTo(user);
                assertThat(state(on)).isEqualTo(before);
                if (iterations != null) {
                    assertThat(one(on, "show scram_iterations")).isEqualTo(iterations);
                }
            }
            turn(on, first -> {
                run(first, "set search_path to public");
                first.setSchema("information_schema");
            });
            assertThat(state(on)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theIsolationLevelOfAutocommitGoesWithItsUser(boolean autoCommit) throws SQLException {
        try (Connection on = server.connect()) {
            turn(on, first -> {
                first.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                assertThat(one(first, "show transaction_isolation")).isEqualTo("serializable");
            });
            on.setAutoCommit(autoCommit);
            assertThat(one(on, "show transaction_isolation")).isEqualTo("read committed");
        }
        try (Connection on = server.connect()) {
            turn(on, first -> {
                first.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                run(first, "select 1");
            });
            on.setAutoCommit(autoCommit);
            assertThat(on.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    @Test
    void norDoesItStayBehindAUserWithALevelOfHisOwn() throws SQLException {
        try (Connection on = server.connect()) {
            turn(on, first -> {
                first.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                first.setSchema("pg_catalog");
                run(first, "select 1");
            });
            turn(on, second -> {
                second.setAutoCommit(false);
                second.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                // What puts the search path back is a RESET, which leaves the level alone.
                run(second, "select 1");
                assertThat(one(second, "show transaction_isolation")).isEqualTo("repeatable read");
            });
            assertThat(one(on, "show transaction_isolation")).isEqualTo("read committed");
        }
    }

    @OnEveryRelease
    void theAccessModeOfAutocommitGoesWithItsUser(TestServer release) throws SQLException {
        for (String atFirst : new String[] {"on", "off"}) {
            try (Connection on =
                    release.connect("readOnlyMode=always", "param.default_transaction_read_only=" + atFirst)) {
                turn(on, first -> {
                    first.setReadOnly(true);
                    first.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                    assertThat(one(first, "show transaction_read_only")).isEqualTo("on");
                });
                turn(on, second -> {
                    assertThat(second.isReadOnly()).isFalse();
                    assertThat(one(second, "show transaction_read_only")).isEqualTo(atFirst);
                    assertThat(one(second, "show transaction_isolation")).isEqualTo("read committed");
                    second.setReadOnly(true);
                    second.setReadOnly(false);
                    assertThat(one(second, "show transaction_read_only")).isEqualTo("off");
                });
                turn(on, third -> {
                    third.setReadOnly(true);
                    assertThat(one(third, "show transaction_read_only")).isEqualTo("on");
                });
                on.setAutoCommit(false);
                assertThat(one(on, "show transaction_read_only")).isEqualTo(atFirst);
            }
        }
    }

    /** The rest of a result that nobody has read is of no interest any more, nor is an error in it. */
    @Test
    void aResultThatFailsBehindItsUserKeepsNothingFromBeingRestored() throws SQLException {
        try (Connection on = server.connect()) {
            String before = state(on);
            for (boolean autoCommit : new boolean[] {true, false}) {
                on.beginRequest();
                on.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                on.setSchema("pg_catalog");
                on.setAutoCommit(autoCommit);
                ResultSet left =
                        on.createStatement().executeQuery("select 1 / (500000 - i) from generate_series(1, 1000000) i");
                assertThat(left.next()).isTrue();
                Statement other = on.createStatement();
                on.endRequest();
                assertThat(left.isClosed()).isTrue();
                assertThat(other.isClosed()).isTrue();
                assertThat(state(on)).isEqualTo(before);
            }
        }
    }

    @Test
    void aRequestThatCouldNotBeEndedCanBeEndedAgain() throws Exception {
        try (Connection on = server.connect()) {
            run(on, "create temp table copied (a int)");
            String before = state(on);
            on.beginRequest();
            on.setAutoCommit(false);
            on.setSchema("pg_catalog");
            CopyIn copy = on.unwrap(HowdahConnection.class).copy().openIn("copy pg_temp.copied from stdin");
            fails("55000", on::endRequest);
            copy.cancel("enough");
            on.endRequest();
            assertThat(state(on)).isEqualTo(before);
        }
    }

    @Test
    void theLimitOfNotificationsIsWhatItWasAtTheBeginning() throws SQLException {
        try (Connection on = server.connect()) {
            Notifications notifications = on.unwrap(HowdahConnection.class).notifications();
            notifications.setQueueLimit(2);
            turn(on, user -> notifications.setQueueLimit(1));
            notifications.listen("orders");
            for (String payload : new String[] {"1", "2", "3"}) {
                notifications.notify("orders", payload);
            }
            fails("54000", notifications::poll);
            assertThat(notifications.dropped()).isEqualTo(1);
            assertThat(notifications.poll()).hasSize(2);
        }
    }

    @Test
    void cursorsThatOutliveTheirTransactionsDoNotOutliveARequest() throws SQLException {
        try (Connection on = server.connect()) {
            on.beginRequest();
            run(on, "declare held cursor with hold for select 1");
            assertThat(one(on, "fetch held")).isEqualTo("1");
            on.endRequest();
            fails("34000", () -> run(on, "fetch held"));
        }
    }

    @Test
    void aRequestThatLeavesNothingCostsNoRoundTrip() throws Exception {
        try (Relay relay = Relay.to(server);
                Connection on =
                        DriverManager.getConnection(server.jdbcUrlBy(relay.host(), relay.port(), "sslmode=disable"))) {
            run(on, "select 1");
            int before = relay.roundTrips();
            on.beginRequest();
            on.setAutoCommit(false);
            on.setSchema("pg_catalog");
            on.endRequest();
            assertThat(relay.roundTrips()).isEqualTo(before);
            run(on, "select 1");
            assertThat(relay.roundTrips()).isEqualTo(before + 1);
        }
    }

    @Test
    void refusesShards() throws SQLException {
        try (Connection on = server.connect()) {
            fails("0AX00", () -> on.setShardingKey(null));
            fails("0AX00", () -> on.setShardingKey(null, null));
            fails("0AX00", () -> on.setShardingKeyIfValid(null, 1));
            fails("0AX00", () -> on.setShardingKeyIfValid(null, null, 1));
        }
    }

    /** A session that is gone has nothing to restore: its user's end is no error of the pool's. */
    @Test
    void aRequestWhoseServerIsGoneEndsWithoutAnError() throws SQLException {
        try (Connection on = server.connect();
                Connection killer = server.connect()) {
            on.beginRequest();
            on.setAutoCommit(false);
            String pid = one(on, "select pg_backend_pid()");
            run(killer, "select pg_terminate_backend(" + pid + ")");
            awaitEnd(killer, pid);
            on.endRequest();
            assertThat(on.isClosed()).isTrue();
            fails("08003", on::createStatement).cause().isInstanceOfSatisfying(SQLException.class, e -> assertThat(
                            e.getSQLState())
                    .isEqualTo("57P01"));
            on.endRequest();
        }
    }

    private static void awaitEnd(Connection connection, String pid) throws SQLException {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (one(connection, "select 1 from pg_stat_activity where pid = " + pid) != null) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }
}
