package io.howdah.connect;

import static io.howdah.peer.BackendMessages.authenticationOk;
import static io.howdah.peer.BackendMessages.backendKeyData;
import static io.howdah.peer.BackendMessages.noticeResponse;
import static io.howdah.peer.BackendMessages.notificationResponse;
import static io.howdah.peer.BackendMessages.parameterStatus;
import static io.howdah.peer.BackendMessages.readyForQuery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.HowdahConnection;
import io.howdah.peer.ScriptedPeer;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class StartupScriptTest {
    @Test
    void takesNoticesParametersAndNotificationsAtAnyTime() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> client.expectStartup()
                        .send(
                                authenticationOk(),
                                notificationResponse(7, "news", "early"),
                                noticeResponse("WARNING", "01P01", "your password is about to expire"),
                                parameterStatus("server_version", "18.6"),
                                backendKeyData(4711, (byte) 1, (byte) 2, (byte) 3, (byte) 4),
                                parameterStatus("TimeZone", "UTC"),
                                noticeResponse("NOTICE", "00000", "welcome"),
                                notificationResponse(7, "news", "late"),
                                parameterStatus("TimeZone", "Asia/Kolkata"),
                                readyForQuery('I')));
                var connection = DriverManager.getConnection(peer.jdbcUrl())) {
            var first = connection.getWarnings();
            assertThat(first.getMessage()).isEqualTo("your password is about to expire");
            assertThat(first.getSQLState()).isEqualTo("01P01");
            assertThat(first.getNextWarning().getMessage()).isEqualTo("welcome");
            assertThat(first.getNextWarning().getNextWarning() == null).isTrue();
            var howdah = connection.unwrap(HowdahConnection.class);
            assertThat(howdah.parameter("TimeZone")).isEqualTo("Asia/Kolkata");
            assertThat(howdah.backendPid()).isEqualTo(4711);
            assertThat(howdah.serverVersion().major()).isEqualTo(18);
            assertThat(peer.roundTrips()).isEqualTo(1);
        }
    }

    @Test
    void readsAStartupThatComesByteByByte() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> client.expectStartup()
                        .dribble(
                                Duration.ofMillis(1),
                                authenticationOk(),
                                parameterStatus("server_version", "18.6"),
                                readyForQuery('I')));
                var connection = DriverManager.getConnection(peer.jdbcUrl())) {
            assertThat(connection.unwrap(HowdahConnection.class).parameter("server_version"))
                    .isEqualTo("18.6");
        }
    }

    @Test
    void keepsAHundredNoticesAtMost() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> {
                    client.expectStartup().send(authenticationOk());
                    for (int i = 0; i < 1000; i++) {
                        client.send(noticeResponse("NOTICE", "00000", "number " + i));
                    }
                    client.send(readyForQuery('I'));
                });
                var connection = DriverManager.getConnection(peer.jdbcUrl())) {
            var texts = new ArrayList<String>();
            for (var warning = connection.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                texts.add(warning.getMessage());
            }
            assertThat(texts).hasSize(100).last().isEqualTo("number 99");
        }
    }

    @Test
    void parametersWithoutEndEndTheStartup() throws IOException {
        try (var peer = ScriptedPeer.start(client -> {
            client.expectStartup().send(authenticationOk());
            // The last is the one that is too much.
            for (int i = 0; i < 37; i++) {
                client.send(parameterStatus("name" + i, "x".repeat(29_000)));
            }
            client.expectEnd();
        })) {
            assertThatThrownBy(() -> DriverManager.getConnection(peer.jdbcUrl()))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08P01"))
                    .hasMessageContaining("parameters");
        }
    }
}
