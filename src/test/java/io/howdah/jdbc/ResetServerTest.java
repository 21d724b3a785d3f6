package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.fails;
import static io.howdah.jdbc.Answers.one;
import static io.howdah.jdbc.Answers.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the driver has set comes again after a user's command took it back; and what portions cost a transaction. */
class ResetServerTest {
    private final TestServer server = TestServer.shared();

    @ParameterizedTest
    @ValueSource(strings = {"discard all", "reset all", "reset default_transaction_isolation"})
    void theIsolationLevelHoldsAfterwards(String command) throws SQLException {
        try (var connection = server.connect()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            for (int i = 0; i < 2; i++) {
                run(connection, command);
                assertThat(one(connection, "show transaction_isolation")).isEqualTo("serializable");
            }
            connection.setAutoCommit(false);
            assertThat(one(connection, "show transaction_isolation")).isEqualTo("serializable");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void soDoesReadOnly(boolean fromTheStart) throws SQLException {
        try (var connection = server.connect("readOnlyMode=always", "readOnly=" + fromTheStart)) {
            connection.setReadOnly(true);
            run(connection, "discard all");
            fails("25006", () -> run(connection, "create table never (a int)"));
            connection.setReadOnly(false);
            run(connection, "reset all");
            assertThat(one(connection, "show transaction_read_only")).isEqualTo("off");
        }
    }

    /** Servers before 12 print floats with a loss unless they are told not to. */
    @ParameterizedTest
    @ValueSource(strings = {"9.6", "11"})
    void floatsStayExact(String release) throws SQLException {
        String third = "select (1::float8 / 3)::text";
        String exact = "0.333333333333333315";
        try (var connection = TestServer.version(release).connect()) {
            assertThat(one(connection, third)).isEqualTo(exact);
            for (String command : new String[] {"discard all", "reset all"}) {
                run(connection, command);
                assertThat(one(connection, third)).isEqualTo(exact);
            }
            connection.setAutoCommit(false);
            run(connection, "reset all");
            assertThat(one(connection, third)).isEqualTo(exact);
            connection.rollback();
            assertThat(one(connection, third)).isEqualTo(exact);
            connection.commit();
        }
        try (var connection = TestServer.version(release).connect()) {
            // What is set at the first chance is no part of the transaction that is taken back.
            connection.setAutoCommit(false);
            assertThat(one(connection, third)).isEqualTo(exact);
            connection.rollback();
            assertThat(one(connection, third)).isEqualTo(exact);
            fails("42601", () -> run(connection, "no sql"));
            connection.rollback();
            assertThat(one(connection, third)).isEqualTo(exact);
        }
    }

    @Test
    void aPortionThatFailsUnderAutosaveCostsTheResultOnly() throws SQLException {
        try (var connection = server.connect("autosave=always");
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            run(connection, "create temp table kept (a int)");
            run(connection, "insert into kept values (1)");
            statement.setFetchSize(10);
            for (int bad : new int[] {15, 25, 45}) {
                ResultSet rows =
                        statement.executeQuery("select 1 / (" + bad + " - g), g from generate_series(1, 60) g");
                var seen = new int[1];
                fails("22012", () -> {
                    while (rows.next()) {
                        assertThat(rows.getInt(2)).isEqualTo(++seen[0]);
                    }
                });
                assertThat(seen[0]).isBetween(bad / 10 * 10, bad - 1);
                assertThat(one(connection, "select count(*) from kept")).isEqualTo("1");
            }
            ResultSet whole = statement.executeQuery("select g from generate_series(1, 55) g");
            for (int i = 1; i <= 55; i++) {
                assertThat(whole.next()).isTrue();
                if (i == 25) {
                    fails("22012", () -> run(connection, "select 1 / 0"));
                }
                assertThat(whole.getInt(1)).isEqualTo(i);
            }
            assertThat(whole.next()).isFalse();
            connection.commit();
            assertThat(one(connection, "select count(*) from kept")).isEqualTo("1");
        }
    }
}
