package io.howdah.connect;

import static io.howdah.peer.BackendMessages.authenticationOk;
import static io.howdah.peer.BackendMessages.backendKeyData;
import static io.howdah.peer.BackendMessages.errorResponse;
import static io.howdah.peer.BackendMessages.message;
import static io.howdah.peer.BackendMessages.negotiateProtocolVersion;
import static io.howdah.peer.BackendMessages.parameterStatus;
import static io.howdah.peer.BackendMessages.readyForQuery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.HowdahConnection;
import io.howdah.api.ProtocolVersion;
import io.howdah.peer.Conversation;
import io.howdah.peer.ScriptedPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolVersionScriptTest {
    private static final byte[] VERSION = parameterStatus("server_version", "18.6");
    private static final int V3_0 = 3 << 16;
    private static final int V3_2 = 3 << 16 | 2;

    /** How a server or pooler that knows no minor versions may take it. */
    enum Refusal {
        CLOSE,
        RESET,
        NOT_SUPPORTED,
        PROTOCOL_VIOLATION,
        OLD_STYLE;

        void play(Conversation client) throws IOException {
            client.expectStartup();
            switch (this) {
                case CLOSE -> client.close();
                case RESET -> client.reset();
                case NOT_SUPPORTED -> client.send(errorResponse("FATAL", "0A000", "unsupported frontend protocol 3.2"));
                case PROTOCOL_VIOLATION -> client.send(errorResponse("ERROR", "08P01", "unsupported pkt header"));
                case OLD_STYLE ->
                    client.send("EFATAL:  unsupported frontend protocol 3.2\n\0".getBytes(StandardCharsets.US_ASCII))
                            .close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void asksAgainFor30(Refusal refusal) throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(refusal::play, Conversation::welcome);
                var connection = DriverManager.getConnection(peer.jdbcUrl())) {
            assertThat(versionOf(connection)).isEqualTo(ProtocolVersion.V3_0);
            assertThat(peer.messages(0).get(0).code()).isEqualTo(V3_2);
            assertThat(peer.messages(1).get(0).code()).isEqualTo(V3_0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void asksAgainOnlyOnce(Refusal refusal) throws IOException {
        try (var peer = ScriptedPeer.start(refusal::play, refusal::play)) {
            assertThatThrownBy(() -> DriverManager.getConnection(peer.jdbcUrl()))
                    .isInstanceOf(SQLException.class)
                    .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
            assertThat(peer.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxProtocolVersion=3.0", "minProtocolVersion=3.2"})
    void doesNotAskAgainWhereOnlyOneVersionWillDo(String property) throws IOException {
        try (var peer = ScriptedPeer.start(Refusal.NOT_SUPPORTED::play)) {
            assertThatThrownBy(() -> DriverManager.getConnection(peer.jdbcUrl(property)))
                    .hasMessage("FATAL: unsupported frontend protocol 3.2");
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void asksFor30IfTold() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(Conversation::welcome);
                var connection = DriverManager.getConnection(peer.jdbcUrl("maxProtocolVersion=3.0"))) {
            assertThat(peer.messages().get(0).code()).isEqualTo(V3_0);
            assertThat(versionOf(connection)).isEqualTo(ProtocolVersion.V3_0);
        }
    }

    @Test
    void takesTheOlderVersionOffered() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> client.expectStartup()
                        .send(negotiateProtocolVersion(V3_0))
                        .greet());
                var connection = DriverManager.getConnection(peer.jdbcUrl())) {
            assertThat(versionOf(connection)).isEqualTo(ProtocolVersion.V3_0);
        }
    }

    @Test
    void refusesAnOlderVersionThanDemanded() throws IOException {
        try (var peer = ScriptedPeer.start(client ->
                client.expectStartup().send(negotiateProtocolVersion(V3_0)).expectEnd())) {
            assertThatThrownBy(() -> DriverManager.getConnection(peer.jdbcUrl("minProtocolVersion=3.2")))
                    .hasMessage("The server speaks protocol 3.0, and minProtocolVersion=3.2 demands more")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08004");
        }
    }

    /** What libpq refuses too. */
    enum BadOffer {
        HIGHER(negotiateProtocolVersion(3 << 16 | 3)),
        THE_SAME(negotiateProtocolVersion(V3_2)),
        NEVER_RELEASED(negotiateProtocolVersion(3 << 16 | 1)),
        OTHER_MAJOR(negotiateProtocolVersion(2 << 16)),
        BARE_MINOR(negotiateProtocolVersion(0)),
        TWICE(negotiateProtocolVersion(V3_0), negotiateProtocolVersion(V3_0)),
        OPTION_WE_DID_NOT_SEND(negotiateProtocolVersion(V3_0, "_pq_.what")),
        NEGATIVE_COUNT(message('v', new byte[] {0, 3, 0, 0, -1, -1, -1, -1})),
        TOO_SHORT(message('v', new byte[] {0, 3, 0, 0, 0, 0})),
        TOO_LONG(message('v', new byte[] {0, 3, 0, 0, 0, 0, 0, 0, 0})),
        MUCH_TOO_LONG(message('v', Arrays.copyOf(new byte[] {0, 3}, 3000)));

        final byte[][] bytes;

        BadOffer(byte[]... bytes) {
            this.bytes = bytes;
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesABadOffer(BadOffer offer) throws IOException {
        try (var peer = ScriptedPeer.start(
                client -> client.expectStartup().send(offer.bytes).expectEnd())) {
            assertThatThrownBy(() -> DriverManager.getConnection(peer.jdbcUrl()))
                    .hasMessageContaining("does not answer like a PostgreSQL server")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08P01");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 32, 256})
    void keepsCancelKeysOfTheirLength(int length) throws IOException, SQLException {
        byte[] key = new byte[length];
        Arrays.fill(key, (byte) 0x7E);
        try (var peer = ScriptedPeer.start(
                        client -> client.expectStartup()
                                .send(authenticationOk(), VERSION, backendKeyData(99, key), readyForQuery('I'))
                                .expectQuery("select 1")
                                .stall(),
                        client -> client.expectCancelRequest().close());
                var connection = DriverManager.getConnection(peer.jdbcUrl("queryTimeout=50ms"));
                var statement = connection.createStatement()) {
            assertThat(connection.unwrap(HowdahConnection.class).backendPid()).isEqualTo(99);
            var executing = new Thread(() ->
                    assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class));
            executing.start();
            awaitConnections(peer, 2);
            byte[] request = awaitFirst(peer, 1);
            assertThat(request).hasSize(8 + length).endsWith(key);
            connection.abort(Runnable::run);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 257})
    void refusesCancelKeysOfOtherLengths(int length) throws IOException {
        try (var peer = ScriptedPeer.start(client -> client.expectStartup()
                .send(authenticationOk(), backendKeyData(99, new byte[length]), readyForQuery('I')))) {
            assertThatThrownBy(() -> DriverManager.getConnection(peer.jdbcUrl()))
                    .hasMessageContaining("its cancel key has " + length + " bytes under protocol version 3.2");
        }
    }

    @Test
    void refusesALongCancelKeyUnder30() throws IOException {
        try (var peer = ScriptedPeer.start(client -> client.expectStartup()
                .send(negotiateProtocolVersion(V3_0), authenticationOk(), backendKeyData(99, new byte[32])))) {
            assertThatThrownBy(() -> DriverManager.getConnection(peer.jdbcUrl()))
                    .hasMessageContaining("its cancel key has 32 bytes under protocol version 3.0");
        }
    }

    @Test
    void doesWithoutACancelKeyUntilSomebodyCancels() throws IOException, SQLException, InterruptedException {
        try (var peer = ScriptedPeer.start(client -> client.expectStartup()
                        .send(authenticationOk(), VERSION, readyForQuery('I'))
                        .expectQuery("select 1")
                        .stall());
                var connection = DriverManager.getConnection(peer.jdbcUrl());
                var statement = connection.createStatement()) {
            assertThat(connection.unwrap(HowdahConnection.class).backendPid()).isZero();
            var executing = new Thread(() ->
                    assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class));
            executing.start();
            while (peer.messages().stream().noneMatch(message -> message.type() == 'Q')) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(statement::cancel)
                    .hasMessageContaining("could not be sent: the server gave no cancel key at startup");
            connection.abort(Runnable::run);
            executing.join();
        }
    }

    private static void awaitConnections(ScriptedPeer peer, int count) {
        while (peer.connections() < count) {
            Thread.onSpinWait();
        }
    }

    private static byte[] awaitFirst(ScriptedPeer peer, int connection) {
        while (peer.messages(connection).isEmpty()) {
            Thread.onSpinWait();
        }
        return peer.messages(connection).get(0).body();
    }

    private static ProtocolVersion versionOf(Connection connection) throws SQLException {
        return connection.unwrap(HowdahConnection.class).protocolVersion();
    }
}
