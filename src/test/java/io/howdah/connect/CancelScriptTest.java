package io.howdah.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.peer.Conversation;
import io.howdah.peer.ScriptedPeer;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CancelScriptTest {
    private final CountDownLatch asked = new CountDownLatch(1);

    @Test
    void givesUpARequestThatNobodyTakesNoteOf() throws IOException, SQLException, InterruptedException {
        try (var peer = ScriptedPeer.start(this::neverAnswer, client -> client.expectCancelRequest()
                        .stall());
                var connection = DriverManager.getConnection(peer.jdbcUrl("cancelSignalTimeout=100ms"));
                var statement = connection.createStatement()) {
            var executing = new Thread(() ->
                    assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class));
            executing.start();
            asked.await();
            assertThatThrownBy(statement::cancel)
                    .hasMessage(
                            "The statement runs on, since the request to cancel it could not be sent: the server did"
                                    + " not acknowledge the cancel request in time")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08006");
            connection.abort(Runnable::run);
            executing.join();
        }
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

    private void neverAnswer(Conversation client) throws IOException {
        client.welcome().expectQuery("select 1");
        asked.countDown();
        client.stall();
    }
}
