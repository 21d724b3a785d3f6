package io.howdah.connect;

import static io.howdah.connect.AuthenticationServerTest.securityOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.ConnectionSecurity.Encryption;
import io.howdah.peer.BackendMessages;
import io.howdah.peer.ScriptedPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionScriptTest {
    private static final byte[] YES = {'S'};
    private static final byte[] NO = {'N'};

    @Test
    void goesOnOnTheSameConnectionAfterANo() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(
                        client -> client.expectSslRequest().send(NO).welcome());
                var connection = DriverManager.getConnection(url(peer, "prefer"))) {
            assertThat(securityOf(connection).encryption()).isEqualTo(Encryption.NONE);
        }
    }

    @Test
    void saysNothingMoreAfterANoThatMustNotBe() throws IOException {
        try (var peer =
                ScriptedPeer.start(client -> client.expectSslRequest().send(NO).expectEnd())) {
            assertThatThrownBy(() -> DriverManager.getConnection(url(peer, "require")))
                    .hasMessageContaining("does not support TLS")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08004");
        }
    }

    @Test
    void fallsBackFromAFailedHandshakeUnderPrefer() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(
                        client -> client.expectSslRequest().send(YES).close(), client -> client.welcome());
                var connection = DriverManager.getConnection(url(peer, "prefer"))) {
            assertThat(securityOf(connection).encryption()).isEqualTo(Encryption.NONE);
            assertThat(peer.messages(1).get(0).name()).isEqualTo("StartupMessage");
        }
    }

    @Test
    void tellsBothFailuresOfPrefer() throws IOException {
        try (var peer = ScriptedPeer.start(
                client -> client.expectSslRequest().send(YES).close(), client -> client.expectStartup()
                        .send(BackendMessages.errorResponse("FATAL", "28000", "no such line"))
                        .expectEnd())) {
            assertThatThrownBy(() -> DriverManager.getConnection(url(peer, "prefer")))
                    .hasMessage("FATAL: no such line")
                    .satisfies(e -> assertThat(e.getSuppressed()[0])
                            .hasMessageStartingWith("TLS with " + peer.host() + ":" + peer.port() + " failed: "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"require", "allow"})
    void doesNotFallBackFromAFailedHandshakeElsewhere(String sslmode) throws IOException {
        ScriptedPeer.Script refusal = client -> client.expectStartup()
                .send(BackendMessages.errorResponse("FATAL", "28000", "not in the clear"))
                .expectEnd();
        ScriptedPeer.Script broken =
                client -> client.expectSslRequest().send(YES).close();
        try (var peer = sslmode.equals("allow") ? ScriptedPeer.start(refusal, broken) : ScriptedPeer.start(broken)) {
            assertThatThrownBy(() -> DriverManager.getConnection(url(peer, sslmode)))
                    .isInstanceOf(SQLException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefer", "require"})
    void neitherShowsNorPassesOverAnErrorInAnswerToTheRequest(String sslmode) throws IOException {
        try (var peer = ScriptedPeer.start(client -> client.expectSslRequest()
                .send(BackendMessages.errorResponse("FATAL", "28000", "send your password to evil.example"))
                .expectEnd())) {
            assertThatThrownBy(() -> DriverManager.getConnection(url(peer, sslmode)))
                    .hasMessage("Cannot connect to " + peer.host() + ":" + peer.port()
                            + ": startup failed: the server answered the request for TLS with an error")
                    .hasMessageNotContaining("evil")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08001");
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    /** What somebody in between slips in behind the answer must not be taken for what the server says under TLS. */
    @Test
    void failsOnPlainBytesBehindTheAnswer() throws IOException {
        byte[] slipped = "S".concat("R\0\0\0\b\0\0\0\0Z\0\0\0\5I").getBytes(StandardCharsets.ISO_8859_1);
        try (var peer = ScriptedPeer.start(client -> client.expectSslRequest().send(slipped))) {
            assertThatThrownBy(() -> DriverManager.getConnection(url(peer, "require")))
                    .hasMessageStartingWith("Bytes that are not encrypted came from ")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08P01");
            // Never got as far as telling who we are.
            assertThat(peer.transcript()).doesNotContain("StartupMessage");
        }
    }

    @Test
    void namesThePropertyWhenTheAnswerDoesNotCome() throws IOException {
        try (var peer = ScriptedPeer.start(client -> client.expectSslRequest().stall())) {
            assertThatThrownBy(() -> DriverManager.getConnection(url(peer, "prefer") + "&sslResponseTimeout=100"))
                    .hasMessageContaining(
                            "no answer to the request for TLS within 100 ms (property sslResponseTimeout");
        }
    }

    private static String url(ScriptedPeer peer, String sslmode) {
        return peer.jdbcUrl().replace("sslmode=disable", "sslmode=" + sslmode);
    }
}
