package io.howdah.peer;

import static io.howdah.peer.BackendMessages.commandComplete;
import static io.howdah.peer.BackendMessages.readyForQuery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ScriptedPeerTest {

    @Test
    void playsItsScriptAndRecordsBothSides() throws IOException {
        try (var peer = ScriptedPeer.start(client ->
                        client.welcome().expectQuery("begin").send(commandComplete("BEGIN"), readyForQuery('T')));
                var client = connect(peer)) {
            client.send(RawClient.sslRequest());
            assertThat(client.read()).isEqualTo('N');
            assertThat(client.send(RawClient.startup("me", "mine")).readTo('Z'))
                    .startsWith("RSS")
                    .endsWith("KZ");
            assertThat(client.send(RawClient.query("begin")).readTo('Z')).isEqualTo("CZ");
            assertThat(peer.roundTrips()).isEqualTo(3);
            assertThat(peer.transcript())
                    .startsWith("> SSLRequest \\x04\\xD2\\x16/\n< EncryptionN N\n> StartupMessage")
                    .endsWith("> Query begin\\x00\n< CommandComplete BEGIN\\x00\n< ReadyForQuery T\n");
        }
    }

    @Test
    void saysWhatCameInsteadOfTheExpected() throws IOException {
        var peer = ScriptedPeer.start(client -> client.welcome().expect("PB"));
        try (var client = connect(peer)) {
            client.send(RawClient.startup("me", "mine")).readTo('Z');
            client.send(RawClient.message('P', "\0select 1\0"), RawClient.query("select 2"));
            assertThat(client.read()).as("the connection ends with the script").isEqualTo(-1);
        }
        assertThatThrownBy(peer::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected 'B', number 2 of \"PB\", and got: > Query select 2");
    }

    @Test
    void aMessageAfterTheEndOfTheScriptIsAFailure() throws IOException {
        var peer = ScriptedPeer.start(Conversation::welcome);
        try (var client = connect(peer)) {
            client.send(RawClient.startup("me", "mine")).readTo('Z');
            client.send(RawClient.query("one too many")).read();
        }
        assertThatThrownBy(peer::close).hasMessageContaining("Expected the end and got: > Query one too many");
    }

    @Test
    void aConnectionWithoutAScriptIsAFailure() throws IOException {
        var peer = ScriptedPeer.start();
        try (var client = connect(peer)) {
            assertThat(client.read()).isEqualTo(-1);
        }
        assertThatThrownBy(peer::close).hasMessageContaining("no script for connection number 1");
    }

    @Test
    void playsAScriptForEachConnection() throws IOException {
        try (var peer = ScriptedPeer.start(Conversation::welcome, client -> client.send(readyForQuery('E')));
                var first = connect(peer)) {
            first.send(RawClient.startup("me", "mine")).readTo('Z');
            try (var second = connect(peer)) {
                assertThat(second.readTo('Z')).isEqualTo("Z");
            }
            assertThat(peer.connections()).isEqualTo(2);
            assertThat(peer.messages(1)).extracting(Message::toString).containsExactly("< ReadyForQuery E");
        }
    }

    @Test
    void namesItselfInAUrl() throws IOException {
        try (var peer = ScriptedPeer.start()) {
            assertThat(peer.jdbcUrl("a=b", "c=d"))
                    .isEqualTo("jdbc:howdah://127.0.0.1:" + peer.port()
                            + "/mine?user=me&password=secret&sslmode=disable&a=b&c=d");
        }
    }

    @Test
    void stallsUntilTold() throws IOException {
        var latch = new CountDownLatch(1);
        try (var peer = ScriptedPeer.start(client -> client.await(latch).send(readyForQuery('I')));
                var client = connect(peer)) {
            latch.countDown();
            assertThat(client.readTo('Z')).isEqualTo("Z");
        }
    }

    @Test
    void closingThePeerEndsAStallWithoutFailure() throws IOException {
        var peer = ScriptedPeer.start(Conversation::stall);
        try (var client = connect(peer)) {
            peer.close();
            assertThatThrownBy(() -> {
                        if (client.read() < 0) {
                            throw new SocketException("ended");
                        }
                    })
                    .isInstanceOf(SocketException.class);
        }
    }

    @Test
    void dribblesByteByByte() throws IOException {
        try (var peer = ScriptedPeer.start(client -> client.dribble(Duration.ofMillis(1), readyForQuery('I')));
                var client = connect(peer)) {
            assertThat(client.readTo('Z')).isEqualTo("Z");
        }
    }

    @Test
    void halfClosesAndStillListens() throws IOException {
        try (var peer = ScriptedPeer.start(client -> client.halfClose().expectStartup());
                var client = connect(peer)) {
            assertThat(client.read()).isEqualTo(-1);
            client.send(RawClient.startup("me", "mine"));
        }
    }

    @Test
    void closesAndResets() throws IOException {
        try (var peer = ScriptedPeer.start(
                Conversation::close, client -> client.expectStartup().reset())) {
            try (var client = connect(peer)) {
                assertThat(client.read()).isEqualTo(-1);
            }
            try (var client = connect(peer)) {
                client.send(RawClient.startup("me", "mine"));
                assertThatThrownBy(client::read).isInstanceOf(SocketException.class);
            }
        }
    }

    private static RawClient connect(ScriptedPeer peer) throws IOException {
        return new RawClient(peer.host(), peer.port());
    }
}
