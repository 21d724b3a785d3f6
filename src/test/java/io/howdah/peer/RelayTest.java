package io.howdah.peer;

import static io.howdah.peer.BackendMessages.copyData;
import static io.howdah.peer.BackendMessages.readyForQuery;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RelayTest {

    @Test
    void cutsAfterSoManyBytesOfTheServer() throws IOException {
        try (var peer = ScriptedPeer.start(client ->
                        client.expectStartup().send(copyData(new byte[100])).stall());
                var relay = Relay.to(peer.host(), peer.port())) {
            relay.cutAfterServerBytes(8);
            try (var client = new RawClient(relay.host(), relay.port())) {
                client.send(RawClient.startup("me", "mine"));
                int count = 0;
                while (count <= 8 && client.read() >= 0) {
                    count++;
                }
                assertThat(count).isEqualTo(8);
            }
        }
    }

    @Test
    void cutsAfterSoManyBytesOfTheClient() throws IOException {
        try (var peer = ScriptedPeer.start(client -> client.welcome().expectEnd());
                var relay = Relay.to(peer.host(), peer.port());
                var client = new RawClient(relay.host(), relay.port())) {
            client.send(RawClient.startup("me", "mine")).readTo('Z');
            relay.cutAfterClientBytes(3);
            client.send(RawClient.query("select 1"));
            assertThat(client.read()).isEqualTo(-1);
        }
    }

    @Test
    void aCutHitsWhatIsOpenAndNothingLater() throws IOException {
        try (var peer = ScriptedPeer.start(Conversation::welcome, client -> client.send(readyForQuery('I')));
                var relay = Relay.to(peer.host(), peer.port());
                var first = new RawClient(relay.host(), relay.port())) {
            first.send(RawClient.startup("me", "mine")).readTo('Z');
            relay.cut();
            assertThat(first.read()).isEqualTo(-1);
            try (var second = new RawClient(relay.host(), relay.port())) {
                assertThat(second.readTo('Z')).isEqualTo("Z");
            }
        }
    }
}
