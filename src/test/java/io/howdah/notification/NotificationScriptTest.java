package io.howdah.notification;

import static io.howdah.peer.BackendMessages.commandComplete;
import static io.howdah.peer.BackendMessages.dataRow;
import static io.howdah.peer.BackendMessages.errorResponse;
import static io.howdah.peer.BackendMessages.message;
import static io.howdah.peer.BackendMessages.noticeResponse;
import static io.howdah.peer.BackendMessages.notificationResponse;
import static io.howdah.peer.BackendMessages.readyForQuery;
import static io.howdah.peer.BackendMessages.rowDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.HowdahConnection;
import io.howdah.api.Notification;
import io.howdah.api.Notifications;
import io.howdah.peer.BackendMessages.Column;
import io.howdah.peer.ScriptedPeer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class NotificationScriptTest {
    private static Notifications of(Connection connection) throws SQLException {
        return connection.unwrap(HowdahConnection.class).notifications();
    }

    @Test
    void oneInTheMidstOfAResultIsTakenOutOfIt() throws Exception {
        try (var peer = ScriptedPeer.start(client -> client.welcome()
                        .expectQuery("select x")
                        .send(
                                rowDescription(Column.text("x", 25)),
                                dataRow("a"),
                                notificationResponse(7, "orders", "1"),
                                dataRow("b"),
                                commandComplete("SELECT 2"),
                                readyForQuery('I')));
                var connection = DriverManager.getConnection(peer.jdbcUrl());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select x")) {
            assertThat(of(connection).poll()).containsExactly(new Notification("orders", "1", 7));
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("a");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("b");
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void oneThatArrivesByteByByteIsWaitedFor() throws Exception {
        try (var peer = ScriptedPeer.start(client -> client.welcome()
                        .dribble(
                                Duration.ofMillis(5),
                                noticeResponse("NOTICE", "00000", "by the way"),
                                notificationResponse(7, "orders", "slowly")));
                var connection = DriverManager.getConnection(peer.jdbcUrl())) {
            assertThat(of(connection).await(Duration.ofSeconds(30)))
                    .containsExactly(new Notification("orders", "slowly", 7));
        }
    }

    record Hostile(String name, String sqlState, byte[] said) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Hostile> hostileServers() {
        return Stream.of(
                new Hostile("answers what nobody asked", "08P01", commandComplete("SELECT 1")),
                new Hostile("is ready once more", "08P01", readyForQuery('I')),
                new Hostile("sends a row", "08P01", dataRow("x")),
                new Hostile("sends an unknown word", "08P01", message('!', new byte[3])),
                new Hostile("cuts a notification", "08P01", message('A', new byte[] {0, 0, 0, 1, 'x'})),
                new Hostile("says more than it should", "08P01", message('A', new byte[] {0, 0, 0, 1, 'x', 0, 0, 9})),
                new Hostile("shuts down", "57P01", errorResponse("FATAL", "57P01", "going down")),
                new Hostile("hangs up", "08006", new byte[0]));
    }

    @ParameterizedTest
    @MethodSource("hostileServers")
    void aHostileServerEndsTheWaitAndTheConnection(Hostile server) throws Exception {
        try (var peer = ScriptedPeer.start(
                        client -> client.welcome().send(server.said()).halfClose());
                var connection = DriverManager.getConnection(peer.jdbcUrl())) {
            assertThatThrownBy(() -> of(connection).await(Duration.ofSeconds(30)))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(server.sqlState()));
            assertThat(connection.isClosed()).isTrue();
        }
    }
}
