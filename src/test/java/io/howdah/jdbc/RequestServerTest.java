package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.fails;
import static io.howdah.jdbc.Answers.one;
import static io.howdah.jdbc.Answers.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.peer.Relay;
import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

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
}
