package io.howdah.connect;

import static io.howdah.connect.AuthenticationServerTest.securityOf;
import static io.howdah.peer.BackendMessages.authentication;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.ConnectionSecurity.Authentication;
import io.howdah.api.ConnectionSecurity.Encryption;
import io.howdah.auth.Credentials;
import io.howdah.auth.KerberosLogin;
import io.howdah.config.ConnectionConfig;
import io.howdah.config.UrlParser;
import io.howdah.peer.BackendMessages;
import io.howdah.peer.Conversation;
import io.howdah.peer.ScriptedPeer;
import io.howdah.testserver.Kdc;
import io.howdah.transport.Deadline;
import io.howdah.transport.Dialer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.Oid;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encryption by GSSAPI with peers that are no honest servers. The peer listens at 127.0.0.1, for which there is a key. */
class GssScriptTest {
    @BeforeAll
    static void startTheKdc() {
        Kdc.shared();
    }

    @Test
    void goesOnOnTheSameConnectionAfterANo() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client ->
                        client.expectGssRequest().send(new byte[] {'N'}).welcome());
                var connection = DriverManager.getConnection(url(peer, "prefer"))) {
            assertThat(securityOf(connection).encryption()).isEqualTo(Encryption.NONE);
        }
    }

    @Test
    void asksForTlsNext() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> client.expectGssRequest()
                .send(new byte[] {'N'})
                .expectSslRequest()
                .send(new byte[] {'N'})
                .welcome())) {
            DriverManager.getConnection(url(peer, "prefer").replace("sslmode=disable", "sslmode=prefer"))
                    .close();
        }
    }

    @Test
    void asksNotWithoutATicketAtHand() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> client.welcome())) {
            DriverManager.getConnection(peer.jdbcUrl("channelBinding=disable")).close();
        }
    }

    /** Servers before 12 say an error; others hang up; some say G and then nothing that is a token. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "E\0\0\0\22SFATAL\0Mevil\0\0",
                "",
                "X",
                "GE\0\0\0evil",
                "G\0\0\0\0",
                "G\177\377\377\377",
                "G\0\0\0\4evil",
                "GR\0\0\0\b\0\0\0\0Z\0\0\0\5I"
            })
    void fallsBackToANewConnectionUnlessEncryptionIsDemanded(String answer) throws IOException, SQLException {
        byte[] bytes = answer.getBytes(StandardCharsets.ISO_8859_1);
        ScriptedPeer.Script hostile =
                client -> client.expectGssRequest().send(bytes).close();
        try (var peer = ScriptedPeer.start(hostile, client -> client.welcome());
                var connection = DriverManager.getConnection(url(peer, "prefer"))) {
            assertThat(securityOf(connection).encryption()).isEqualTo(Encryption.NONE);
        }
        try (var peer = ScriptedPeer.start(hostile)) {
            assertThatThrownBy(() -> DriverManager.getConnection(url(peer, "require")))
                    .isInstanceOf(SQLException.class)
                    .hasMessageNotContaining("evil");
            assertThat(peer.transcript()).doesNotContain("StartupMessage");
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void namesThePropertyWhenTheAnswerDoesNotCome() throws IOException {
        try (var peer = ScriptedPeer.start(client -> client.expectGssRequest().stall())) {
            assertThatThrownBy(() -> DriverManager.getConnection(url(peer, "require") + "&gssResponseTimeout=100"))
                    .hasMessageContaining(
                            "no answer to the request for GSSAPI within 100 ms (property gssResponseTimeout");
        }
    }

    /** What somebody in between slips in behind the answer must not be taken for what the server says later. */
    @Test
    void failsOnPlainBytesBehindTheAnswer() throws IOException {
        byte[] slipped = "G\0\0\0\4evil".getBytes(StandardCharsets.ISO_8859_1);
        try (var peer = ScriptedPeer.start(
                client -> client.expectGssRequest().send(slipped).expectEnd())) {
            assertThatThrownBy(() -> DriverManager.getConnection(url(peer, "require")))
                    .hasMessageContaining("bytes came behind its answer to the request for GSSAPI");
        }
    }

    /** A peer without the server's key can say nothing that proves it. */
    @Test
    void refusesAServerThatDoesNotProveItself() throws IOException {
        for (byte[] answer :
                new byte[][] {BackendMessages.authenticationOk(), BackendMessages.authentication(8, (byte) 1, (byte) 2)
                }) {
            try (var peer = ScriptedPeer.start(client -> client.expectStartup()
                    .send(BackendMessages.authentication(7))
                    .expect("p")
                    .send(answer)
                    .expectEnd())) {
                assertThatThrownBy(() -> DriverManager.getConnection(url(peer, "disable")))
                        .hasMessageContaining("Kerberos (GSSAPI)");
            }
        }
    }

    /** What Windows servers ask for; our side takes the same ticket, wrapped. */
    @ParameterizedTest
    @CsvSource({"7, 1.2.840.113554.1.2.2", "9, 1.3.6.1.5.5.2"})
    void provesItselfAsTheServerAsks(int request, String mechanism) throws Exception {
        GSSContext context = Kdc.shared().acceptor();
        try (var peer = ScriptedPeer.start(client -> {
                    byte[] first = accept(client.expectStartup().send(authentication(request)), context);
                    assertThat(first).startsWith(0x60).contains(der(mechanism));
                    client.greet();
                });
                var connection = DriverManager.getConnection(url(peer, "disable"))) {
            assertThat(securityOf(connection).authentication()).isEqualTo(Authentication.GSSAPI);
            assertThat(context.getSrcName()).hasToString("alice@HOWDAH.TEST");
            assertThat(context.getCredDelegState()).isFalse();
        }
    }

    /** Feeds the acceptor until both sides are proven; the client's first token. */
    private static byte[] accept(Conversation client, GSSContext context) throws IOException {
        try {
            byte[] first = null;
            while (!context.isEstablished()) {
                byte[] token = client.read().body();
                first = first == null ? token : first;
                byte[] answer = context.acceptSecContext(token, 0, token.length);
                if (answer != null) {
                    client.send(authentication(8, answer));
                }
            }
            return first;
        } catch (GSSException e) {
            throw new IOException(e);
        }
    }

    private static byte[] der(String mechanism) {
        try {
            return new Oid(mechanism).getDER();
        } catch (GSSException e) {
            throw new IllegalArgumentException(mechanism, e);
        }
    }

    /** The KDC of these tests gives no tickets that can be passed on, so this looks at what is asked for. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void asksForDelegationOnlyIfTold(boolean told) throws Exception {
        var config = UrlParser.read(
                        "jdbc:howdah://127.0.0.1/x?user=alice&jaasApplicationName=alice&gssdelegation=" + told, null)
                .build()
                .config();
        assertThat(ticket(config).prove("127.0.0.1").context().getCredDelegState())
                .isEqualTo(told);
    }

    /** The key of a session that GSSAPI encrypts, also where that was a mere preference. */
    @ParameterizedTest
    @ValueSource(strings = {"N", "G\0\0\0\4evil", "GE\0\0\0evil", "E\0\0\0\22SFATAL\0Mevil\0\0", "X", ""})
    void sendsNoCancelKeyInTheClear(String answer) throws Exception {
        byte[] bytes = answer.getBytes(StandardCharsets.ISO_8859_1);
        try (var peer = ScriptedPeer.start(
                Conversation::expectEnd,
                client -> client.expectGssRequest().send(bytes).close())) {
            var config = UrlParser.read(url(peer, "prefer"), null).build().config();
            var host = config.hosts().get(0);
            var session = Dialer.connect(host, config.socket(), Deadline.NEVER);
            try {
                var requests = new CancelConnection(session, host, config, Optional.of(ticket(config)));
                assertThatThrownBy(() -> requests.send(4711, new byte[4]))
                        .isInstanceOf(IOException.class)
                        .hasMessageNotContaining("evil");
            } finally {
                session.close();
            }
            assertThat(peer.transcript()).doesNotContain("CancelRequest");
        }
    }

    private static KerberosLogin ticket(ConnectionConfig config) throws SQLException {
        var user = Credentials.withoutPassword(Kdc.ALICE);
        return new Logins(config, user, config.hosts().get(0), Deadline.NEVER, Optional.empty()).ticket();
    }

    private static String url(ScriptedPeer peer, String mode) {
        return peer.jdbcUrl("gssEncMode=" + mode, "jaasApplicationName=" + Kdc.ALICE);
    }
}
