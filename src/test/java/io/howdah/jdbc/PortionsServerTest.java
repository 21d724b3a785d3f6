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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that come in portions, and what happens before, between and behind these. */
@Timeout(120)
class PortionsServerTest {
    private static final String HUNDRED = "select g from pg_catalog.generate_series(1, 100) g";

    private final TestServer server = TestServer.shared();

    private static void assertHundred(ResultSet rows) throws SQLException {
        for (int row = 1; row <= 100; row++) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(row);
        }
        assertThat(rows.next()).isFalse();
    }

    /** What travels in front of the next statement, as a transaction of its own in autocommit. */
    private enum Setting {
        SCHEMA {
            @Override
            void change(Connection connection) throws SQLException {
                connection.setSchema("public");
            }
        },
        CLIENT_INFO {
            @Override
            void change(Connection connection) throws SQLException {
                connection.setClientInfo("ApplicationName", "portions");
            }
        },
        ISOLATION {
            @Override
            void change(Connection connection) throws SQLException {
                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            }
        },
        READ_ONLY {
            @Override
            void change(Connection connection) throws SQLException {
                connection.setReadOnly(true);
            }
        },
        ALL {
            @Override
            void change(Connection connection) throws SQLException {
                SCHEMA.change(connection);
                CLIENT_INFO.change(connection);
                ISOLATION.change(connection);
                READ_ONLY.change(connection);
            }
        };

        abstract void change(Connection connection) throws SQLException;
    }

    @ParameterizedTest
    @EnumSource
    void aSettingTravelsInFrontOfTheFirst(Setting setting) throws SQLException {
        try (var connection = server.connect("readOnlyMode=always");
                var statement = connection.createStatement();
                var prepared = connection.prepareStatement(HUNDRED)) {
            statement.setFetchSize(10);
            prepared.setFetchSize(10);
            setting.change(connection);
            assertHundred(statement.executeQuery(HUNDRED));
            connection.setSchema(null);
            assertHundred(prepared.executeQuery());
            connection.setSchema(null);
            ResultSet rows = prepared.executeQuery();
            assertThat(rows.next()).isTrue();
            assertThat(one(connection, "select 7")).isEqualTo("7");
            rows.close();
            connection.setSchema(null);
            prepared.executeQuery().close();
            assertThat(one(connection, "select 8")).isEqualTo("8");
        }
    }

    @Test
    void aServerThatRoundsFloatsIsToldNotToInFrontOfTheFirst() throws SQLException {
        try (var connection = TestServer.version("11").connect();
                var statement = connection.createStatement()) {
            statement.setFetchSize(10);
            assertHundred(statement.executeQuery(HUNDRED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "rollback", "commit and chain", "rollback /* to */ and chain", "abort and chain"})
    void theRestIsGoneWithItsTransactionAndCostsTheNextNothing(String end) throws SQLException {
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            run(connection, "create temp table next_transaction (a int)");
            connection.setAutoCommit(false);
            for (int read : new int[] {1, 10, 25}) {
                statement.setFetchSize(10);
                ResultSet rows = statement.executeQuery(HUNDRED);
                for (int row = 1; row <= read; row++) {
                    assertThat(rows.next()).isTrue();
                }
                run(connection, end);
                run(connection, "insert into next_transaction values (" + read + ")");
                for (int i = 0; i < 2; i++) {
                    fails("34000", () -> {
                                while (rows.next()) {
                                    // What had arrived before is there.
                                }
                            })
                            .hasMessageContaining("HOLD_CURSORS_OVER_COMMIT");
                }
                rows.close();
                connection.commit();
            }
            assertThat(one(connection, "select string_agg(a::text, ' ' order by a) from next_transaction"))
                    .isEqualTo("1 10 25");
        }
    }

    @Test
    void theRestStaysBehindARollbackToASavepoint() throws SQLException {
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(10);
            ResultSet rows = statement.executeQuery(HUNDRED);
            assertThat(rows.next()).isTrue();
            run(connection, "savepoint behind");
            run(connection, "rollback to behind");
            int left = 0;
            while (rows.next()) {
                left++;
            }
            assertThat(left).isEqualTo(99);
        }
    }

    /** The refusal arrives while the parameter is being written, and what ends the flight must not get into the midst of it. */
    @Test
    void aLargeParameterIsWrittenToItsEndThoughTheStatementIsRefused() throws SQLException {
        String text = "x".repeat(20_000_000);
        try (var connection = server.connect("sendBufferSize=4096", "receiveBufferSize=4096")) {
            for (int i = 0; i < 3; i++) {
                try (var untyped = connection.prepareStatement("select ? is null, " + i)) {
                    untyped.setFetchSize(10);
                    untyped.setString(1, text);
                    try (var rows = untyped.executeQuery()) {
                        assertThat(rows.next()).isTrue();
                        assertThat(rows.getBoolean(1)).isFalse();
                    }
                }
                try (var wrong = connection.prepareStatement("select nothing_like_it, ?::text")) {
                    wrong.setFetchSize(10);
                    wrong.setString(1, text);
                    fails("42703", wrong::executeQuery);
                }
                assertThat(one(connection, "select 'usable'")).isEqualTo("usable");
            }
        }
    }
}
