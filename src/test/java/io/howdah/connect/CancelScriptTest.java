package io.howdah.connect;

import static io.howdah.peer.BackendMessages.commandComplete;
import static io.howdah.peer.BackendMessages.errorResponse;
import static io.howdah.peer.BackendMessages.readyForQuery;
import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.peer.Conversation;
import io.howdah.peer.ScriptedPeer;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CancelScriptTest {
    private final CountDownLatch asked = new CountDownLatch(1);

    @ParameterizedTest
    @ValueSource(strings = {"silence", "a reset"})
    void noStatementRunsWhereACancelMayStillArrive(String answer) throws Exception {
        var givenUp = new CountDownLatch(1);
        try (var peer = ScriptedPeer.start(
                        client -> {
                            client.welcome().expectQuery("select 1");
                            asked.countDown();
                            client.await(givenUp).send(commandComplete("SELECT 0"), readyForQuery('I'));
                        },
                        answer.equals("silence") ? CancelScriptTest::ignore : CancelScriptTest::reset);
                var connection = DriverManager.getConnection(peer.jdbcUrl("cancelSignalTimeout=100ms"));
                var statement = connection.createStatement()) {
            var executing = CompletableFuture.supplyAsync(() -> failureOf(() -> statement.execute("select 1")));
            asked.await();
            assertThat(failureOf(statement::cancel))
                    .hasMessageStartingWith(
                            "The request to cancel the statement was sent, but the server did not acknowledge it")
                    .hasMessageEndingWith(". The connection will be closed when the statement has ended, since the"
                            + " request could hit the next one")
                    .extracting(CancelScriptTest::state)
                    .isEqualTo("08006");
            assertThat(connection.isClosed()).as("the statement runs").isFalse();
            givenUp.countDown();
            assertThat(executing.get(20, TimeUnit.SECONDS)).as("it was not hit").isNull();
            assertThat(failureOf(() -> statement.execute("select 2")))
                    .hasMessageContaining("did not acknowledge a request to cancel")
                    .extracting(CancelScriptTest::state)
                    .isEqualTo("08003");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void noStatementRunsBehindATimeoutWhoseCancelMayStillArrive() throws Exception {
        try (var peer = ScriptedPeer.start(
                        client -> {
                            client.welcome().expectQuery("select 1");
                            client.await(asked).send(errorResponse("ERROR", "57014", "cancelled"), readyForQuery('I'));
                        },
                        client -> {
                            client.expectCancelRequest();
                            asked.countDown();
                            client.stall();
                        });
                var connection = DriverManager.getConnection(peer.jdbcUrl("cancelSignalTimeout=100ms"));
                var statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThat(failureOf(() -> statement.execute("select 1"))).isInstanceOf(SQLTimeoutException.class);
            assertThat(failureOf(() -> statement.execute("select 2")))
                    .hasMessageContaining("did not acknowledge a request to cancel")
                    .extracting(e -> state(e.getCause()))
                    .isEqualTo("08006");
        }
    }

    @FunctionalInterface
    private interface Call {
        void run() throws SQLException;
    }

    /** Null if it succeeds. */
    private static Throwable failureOf(Call call) {
        try {
            call.run();
            return null;
        } catch (SQLException e) {
            return e;
        }
    }

    private static String state(Throwable failure) {
        return ((SQLException) failure).getSQLState();
    }

    private static void ignore(Conversation client) throws IOException {
        client.expectCancelRequest().stall();
    }

    private static void reset(Conversation client) throws IOException {
        client.expectCancelRequest().reset();
    }

    @Test
    void sendsNothingWhenNothingRuns() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(Conversation::welcome);
                var connection = DriverManager.getConnection(peer.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.cancel();
            assertThat(peer.connections()).isEqualTo(1);
        }
    }
}
