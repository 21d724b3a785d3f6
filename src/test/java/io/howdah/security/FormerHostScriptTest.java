package io.howdah.security;

import static io.howdah.peer.BackendMessages.authenticationOk;
import static io.howdah.peer.BackendMessages.backendKeyData;
import static io.howdah.peer.BackendMessages.errorResponse;
import static io.howdah.peer.BackendMessages.parameterStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.HowdahConnection;
import io.howdah.api.ProtocolVersion;
import io.howdah.peer.Conversation;
import io.howdah.peer.ScriptedPeer;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

/** CVE-2018-10915: what one host said counts for no other. */
class FormerHostScriptTest {
    @Test
    void nothingOfAHostThatFailedIsLeft() throws Exception {
        try (var former = ScriptedPeer.start(client -> client.expectStartup()
                        .send(
                                authenticationOk(),
                                parameterStatus("evil", "yes"),
                                parameterStatus("server_version", "9.6"),
                                parameterStatus("standard_conforming_strings", "off"),
                                backendKeyData(666, (byte) 6, (byte) 6, (byte) 6, (byte) 6),
                                errorResponse("FATAL", "57P03", "not now")));
                var next = ScriptedPeer.start(Conversation::welcome);
                var connection = DriverManager.getConnection(
                        next.jdbcUrl().replace("//", "//127.0.0.1:" + former.port() + ","))) {
            var howdah = connection.unwrap(HowdahConnection.class);
            assertThat(howdah.backendPid()).isEqualTo(4711);
            assertThat(howdah.parameter("evil")).isNull();
            assertThat(howdah.serverVersion().major()).isEqualTo(18);
            assertThat(howdah.parameter("standard_conforming_strings")).isEqualTo("on");
            assertThat(howdah.protocolVersion()).isEqualTo(ProtocolVersion.V3_2);
        }
    }

    /** Each is asked for TLS anew, and gets nothing if it has none. */
    @Test
    void theDemandHoldsForEachHost() throws Exception {
        ScriptedPeer.Script without =
                client -> client.expectSslRequest().send(new byte[] {'N'}).expectEnd();
        try (var first = ScriptedPeer.start(without);
                var second = ScriptedPeer.start(without)) {
            String url = second.jdbcUrl()
                    .replace("//", "//127.0.0.1:" + first.port() + ",")
                    .replace("disable", "require");
            assertThatThrownBy(() -> DriverManager.getConnection(url)).hasMessageContaining("None of 2 hosts");
            assertThat(first.connections()).isEqualTo(1);
            assertThat(second.connections()).isEqualTo(1);
        }
    }
}
