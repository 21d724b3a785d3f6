package io.howdah.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.Role;
import io.howdah.testserver.TestServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RelayServerTest {
    private final TestServer server = TestServer.shared();

    @Test
    void recordsAndCountsWhatGoesToARealServer() throws IOException {
        try (var relay = Relay.to(server);
                var client = new RawClient(relay.host(), relay.port())) {
            client.send(RawClient.startup(server.user(Role.TRUSTED), server.database()))
                    .readTo('Z');
            assertThat(relay.roundTrips()).isEqualTo(1);
            relay.reset();

            var parse = RawClient.message('P', "\0select 42\0\0\0");
            var bind = RawClient.message('B', "\0\0\0\0\0\0\0\0");
            var execute = RawClient.message('E', "\0\0\0\0\0");
            assertThat(client.send(parse, bind, execute, RawClient.message('S', ""))
                            .readTo('Z'))
                    .isEqualTo("12DCZ");

            assertThat(relay.roundTrips()).isEqualTo(1);
            assertThat(relay.clientBursts()).isEqualTo(1);
            assertThat(relay.clientMessages()).containsExactly("Parse", "Bind", "Execute", "Sync");
            assertThat(relay.transcript()).isEqualTo("""
                            > Parse \\x00select 42\\x00\\x00\\x00
                            > Bind \\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00
                            > Execute \\x00\\x00\\x00\\x00\\x00
                            > Sync
                            < ParseComplete
                            < BindComplete
                            < DataRow \\x00\\x01\\x00\\x00\\x00\\x0242
                            < CommandComplete SELECT 1\\x00
                            < ReadyForQuery I
                            """);
        }
    }
}
