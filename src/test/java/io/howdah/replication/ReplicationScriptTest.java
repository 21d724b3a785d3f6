package io.howdah.replication;

import static io.howdah.peer.BackendMessages.commandComplete;
import static io.howdah.peer.BackendMessages.copyBothResponse;
import static io.howdah.peer.BackendMessages.copyData;
import static io.howdah.peer.BackendMessages.copyDone;
import static io.howdah.peer.BackendMessages.copyInResponse;
import static io.howdah.peer.BackendMessages.dataRow;
import static io.howdah.peer.BackendMessages.errorResponse;
import static io.howdah.peer.BackendMessages.message;
import static io.howdah.peer.BackendMessages.messageClaiming;
import static io.howdah.peer.BackendMessages.noticeResponse;
import static io.howdah.peer.BackendMessages.readyForQuery;
import static io.howdah.peer.BackendMessages.rowDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.LogSequenceNumber;
import io.howdah.api.PgOutputOptions;
import io.howdah.api.ReplicationStream;
import io.howdah.api.StreamRequest;
import io.howdah.api.WalMessage;
import io.howdah.peer.BackendMessages.Column;
import io.howdah.peer.Conversation;
import io.howdah.peer.ScriptedPeer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class ReplicationScriptTest {
    private static final byte[] READY = readyForQuery('I');
    private static final String START = "START_REPLICATION SLOT \"s\" LOGICAL 0/0";
    private static final StreamRequest REQUEST = StreamRequest.ofSlot("s").withStatusInterval(Duration.ofHours(1));

    private static byte[] wal(long position, String data) {
        byte[] bytes = data.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return copyData(ByteBuffer.allocate(25 + bytes.length)
                .put((byte) 'w')
                .putLong(position)
                .putLong(position)
                .putLong(0)
                .put(bytes)
                .array());
    }

    private static byte[] keepalive(long position, int answerWanted) {
        return copyData(ByteBuffer.allocate(18)
                .put((byte) 'k')
                .putLong(position)
                .putLong(0)
                .put((byte) answerWanted)
                .array());
    }

    private static ReplicationStream<WalMessage> start(Connection connection) throws SQLException {
        return ReplicationServerTest.replication(connection).startLogical(REQUEST);
    }

    private static Connection connect(ScriptedPeer peer, String... more) throws SQLException {
        return DriverManager.getConnection(
                peer.jdbcUrl(Stream.concat(Stream.of("replication=database"), Stream.of(more))
                        .toArray(String[]::new)));
    }

    // ---- the order of things

    @Test
    void keepalivesAreAnsweredAndTheEndIsAHandshake() throws IOException, SQLException {
        byte[] notice = noticeResponse("WARNING", "55000", "by the way");
        try (var peer = ScriptedPeer.start(client -> client.welcome()
                        .expectQuery(START)
                        .send(notice, copyBothResponse(0), keepalive(100, 1))
                        .expect("d")
                        .send(wal(150, "one"), notice, keepalive(200, 0), keepalive(200, 1))
                        .expect("d")
                        .send(wal(250, "two"))
                        .expect("dc")
                        .send(wal(300, "nobody wants it"), copyDone(), commandComplete("COPY 0"))
                        .send(commandComplete("START_REPLICATION"), READY)
                        .expectQuery("IDENTIFY_SYSTEM")
                        .send(errorResponse("ERROR", "42601", "not today"), READY));
                var connection = connect(peer)) {
            var stream = start(connection);
            WalMessage first = stream.read().orElseThrow();
            assertThat(first.start()).isEqualTo(new LogSequenceNumber(150));
            assertThat(first.data()).isEqualTo("one".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(first.sentAt()).isEqualTo("2000-01-01T00:00:00Z");
            assertThat(stream.read()).isPresent();
            stream.flushed(new LogSequenceNumber(250));
            stream.close();
            assertThatThrownBy(
                            () -> ReplicationServerTest.replication(connection).identifySystem())
                    .hasMessageContaining("not today");
            assertThat(connection.isClosed()).isFalse();
            assertThat(flushedPositions(peer)).containsExactly(100L, 100L, 250L);
        }
    }

    /** What the client confirmed, one after the other: nothing by itself while there is something unconfirmed. */
    private static Stream<Long> flushedPositions(ScriptedPeer peer) {
        return peer.messages().stream()
                .filter(message -> message.type() == 'd' && message.body().length == 34)
                .map(message -> ByteBuffer.wrap(message.body()).getLong(9));
    }

    @Test
    void aMessageWhereTheServerStoodIsNotConfirmedByKeepalives() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> client.welcome()
                        .expectQuery(START)
                        .send(copyBothResponse(0), keepalive(200, 1))
                        .expect("d")
                        .send(wal(200, "a change without its commit"), keepalive(250, 1))
                        .expect("d")
                        .send(copyDone(), commandComplete("COPY 0"))
                        .expect("c")
                        .send(commandComplete("START_REPLICATION"), READY));
                var connection = connect(peer)) {
            var stream = start(connection);
            assertThat(stream.read().orElseThrow().start()).isEqualTo(new LogSequenceNumber(200));
            assertThat(stream.read()).isEmpty();
            assertThat(flushedPositions(peer)).containsExactly(200L, 200L);
        }
    }

    @Test
    void theServerMayEndTheStreamByItself() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> client.welcome()
                        .expectQuery(START)
                        .send(copyBothResponse(0), wal(1, "x"), copyDone())
                        .expect("c")
                        .send(commandComplete("COPY 0"), commandComplete("START_REPLICATION"), READY));
                var connection = connect(peer)) {
            var stream = start(connection);
            assertThat(stream.read()).isPresent();
            assertThat(stream.read()).isEmpty();
            assertThat(stream.isEnded()).isTrue();
            assertThat(connection.isClosed()).isFalse();
        }
    }

    @Test
    void anErrorEndsTheStreamAndLeavesTheConnection() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> client.welcome()
                        .expectQuery(START)
                        .send(copyBothResponse(0), errorResponse("ERROR", "55000", "the slot is invalid"), READY));
                var connection = connect(peer)) {
            var stream = start(connection);
            assertThatThrownBy(stream::read).hasMessageContaining("the slot is invalid");
            assertThat(stream.isEnded()).isTrue();
            stream.close();
            assertThat(connection.isClosed()).isFalse();
        }
    }

    @Test
    void aServerThatStopsHasSentAllAndHangsUp() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> client.welcome()
                        .expectQuery(START)
                        .send(copyBothResponse(0), wal(1, "x"), commandComplete("COPY 0"))
                        .halfClose());
                var connection = connect(peer)) {
            var stream = start(connection);
            assertThat(stream.read()).isPresent();
            assertThatThrownBy(stream::read)
                    .hasMessageContaining("shutting down")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("57P01");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void aMessageThatIsNotUnderstoodIsPassedOver() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> client.welcome()
                        .expectQuery(START)
                        .send(copyBothResponse(0))
                        .send(copyData(new byte[0]), copyData(new byte[] {'w', 0}), copyData(new byte[] {'?'}))
                        .send(copyData(new byte[] {'k', 1}), wal(7, "good"))
                        .stall());
                var connection = connect(peer)) {
            var stream = start(connection);
            for (int i = 0; i < 4; i++) {
                assertThatThrownBy(stream::read)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("not understood")
                        .extracting(e -> ((SQLException) e).getSQLState())
                        .isEqualTo("08P01");
            }
            assertThat(stream.read().orElseThrow().start()).isEqualTo(new LogSequenceNumber(7));
            connection.close();
        }
    }

    @Test
    void aServerThatIsSilentIsAskedAndThenGivenUp() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> client.welcome()
                        .expectQuery(START)
                        .send(copyBothResponse(0))
                        .expect("d")
                        .send(keepalive(1, 0))
                        .expect("d")
                        .stall());
                var connection = connect(peer, "socketTimeout=1")) {
            var stream = start(connection);
            assertThatThrownBy(stream::read)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08006");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    // ---- what begins, and cannot go on

    private static byte[][] shown(String... values) {
        return new byte[][] {
            rowDescription(Stream.of(values)
                    .map(value -> Column.text("wal_sender_timeout", 25))
                    .toArray(Column[]::new)),
            dataRow(values),
            commandComplete("SHOW"),
            READY
        };
    }

    static Stream<Hostile> oddTimeouts() {
        return Stream.of(
                new Hostile("NULL", shown(new String[] {null})),
                new Hostile("a row of no columns", shown()),
                new Hostile("no row", READY));
    }

    @ParameterizedTest
    @MethodSource("oddTimeouts")
    void aStreamWhoseTimeoutIsNotUnderstoodIsEnded(Hostile server) throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> ended(client.welcome()
                        .expectQuery("SHOW wal_sender_timeout")
                        .expectQuery(START)
                        .send(server.messages())
                        .send(copyBothResponse(0), keepalive(100, 0))));
                var connection = connect(peer)) {
            assertThatThrownBy(
                            () -> ReplicationServerTest.replication(connection).startLogical(StreamRequest.ofSlot("s")))
                    .hasMessageContaining("SHOW")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08P01");
            isUsable(connection);
        }
    }

    @Test
    void aStreamWhoseTimeoutIsRefusedIsEnded() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> ended(client.welcome()
                        .expectQuery("SHOW wal_sender_timeout")
                        .expectQuery(START)
                        .send(errorResponse("ERROR", "42501", "no looking"), READY)
                        .send(copyBothResponse(0))));
                var connection = connect(peer)) {
            assertThatThrownBy(
                            () -> ReplicationServerTest.replication(connection).startLogical(StreamRequest.ofSlot("s")))
                    .hasMessageContaining("no looking");
            isUsable(connection);
        }
    }

    static Stream<Throwable> failuresOfExecutors() {
        return Stream.of(
                new RejectedExecutionException("no room"), new OutOfMemoryError("unable to create native thread"));
    }

    @ParameterizedTest
    @MethodSource("failuresOfExecutors")
    void aStreamWhoseStatusNobodyTellsIsEnded(Throwable failure) throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(
                        client -> ended(client.welcome().expectQuery(START).send(copyBothResponse(0))));
                var connection = connect(peer)) {
            var request = REQUEST.withStatusExecutor(task -> {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            });
            assertThatThrownBy(
                            () -> ReplicationServerTest.replication(connection).startLogical(request))
                    .satisfies(e -> assertThat(e instanceof SQLException ? e.getCause() : e)
                            .isSameAs(failure));
            isUsable(connection);
        }
    }

    @Test
    void aTimelineThatIsNotUnderstoodIsAnError() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> client.welcome()
                        .expectQuery(START)
                        .send(copyBothResponse(0), copyDone())
                        .expect("c")
                        .send(rowDescription(Column.text("next_tli", 20), Column.text("next_tli_startpos", 25)))
                        .send(
                                dataRow("2", null),
                                commandComplete("SELECT"),
                                commandComplete("START_REPLICATION"),
                                READY)
                        .expectQuery("IDENTIFY_SYSTEM")
                        .send(errorResponse("ERROR", "42601", "not today"), READY));
                var connection = connect(peer)) {
            var stream = start(connection);
            assertThatThrownBy(stream::read)
                    .hasMessageContaining("START_REPLICATION")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08P01");
            assertThat(stream.isEnded()).isTrue();
            isUsable(connection);
        }
    }

    static Stream<Hostile> oddTypes() {
        byte[] complete = commandComplete("SELECT");
        byte[] columns = rowDescription(Column.text("atttypid", 26));
        return Stream.of(
                new Hostile("no number", columns, dataRow("x"), complete, READY),
                new Hostile("NULL", columns, dataRow(new String[] {null}), complete, READY),
                new Hostile("no columns", rowDescription(), dataRow(new String[0]), complete, READY));
    }

    @ParameterizedTest
    @MethodSource("oddTypes")
    void typesThatAreNotUnderstoodAreAnError(Hostile server) throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> client.welcome()
                        .expect("Q")
                        .send(server.messages())
                        .expectQuery("IDENTIFY_SYSTEM")
                        .send(errorResponse("ERROR", "42601", "not today"), READY));
                var connection = connect(peer)) {
            assertThatThrownBy(() -> ReplicationServerTest.replication(connection)
                            .startPgOutput(REQUEST, PgOutputOptions.ofPublications("p")))
                    .hasMessageContaining("published types")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08P01");
            isUsable(connection);
        }
    }

    /** The client says that it sends no more, and goes on to something else. */
    private static void ended(Conversation client) throws IOException {
        client.expect("c")
                .send(copyDone(), commandComplete("COPY 0"), commandComplete("START_REPLICATION"), READY)
                .expectQuery("IDENTIFY_SYSTEM")
                .send(errorResponse("ERROR", "42601", "not today"), READY);
    }

    private static void isUsable(Connection connection) throws SQLException {
        assertThatThrownBy(() -> ReplicationServerTest.replication(connection).identifySystem())
                .hasMessageContaining("not today");
        assertThat(connection.isClosed()).isFalse();
    }

    // ---- hostile servers

    record Hostile(String name, byte[]... messages) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Hostile> hostileServers() {
        byte[] ok = copyBothResponse(0);
        return Stream.of(
                new Hostile("hangs up at once"),
                new Hostile("hangs up after the announcement", ok),
                new Hostile("announces an unknown format", copyBothResponse(5)),
                new Hostile("announces columns that are not there", message('W', new byte[] {0, 0, 9})),
                new Hostile("wants data", copyInResponse(0)),
                new Hostile("announces it twice", ok, ok),
                new Hostile("sends a row", ok, dataRow("x")),
                new Hostile("is done twice", ok, copyDone(), copyDone()),
                new Hostile("is ready in the middle", ok, READY),
                new Hostile("sends data behind the end", ok, commandComplete("COPY 0"), wal(1, "x"), READY),
                new Hostile("cuts a message", ok, Arrays.copyOf(wal(1, "long"), 12)),
                new Hostile("claims a gigabyte", ok, messageClaiming(1 << 30, 'd', new byte[10])),
                new Hostile("says a word that does not exist", ok, message('!', new byte[3])));
    }

    @ParameterizedTest
    @MethodSource("hostileServers")
    void aHostileServerCausesAnErrorAndNoMore(Hostile server) throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> client.welcome()
                        .expectQuery(START)
                        .send(server.messages())
                        .halfClose());
                var connection = connect(peer)) {
            assertThatThrownBy(() -> {
                        var stream = start(connection);
                        while (!stream.isEnded()) {
                            stream.read();
                        }
                    })
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isIn("08006", "08P01", "57P01");
            assertThat(connection.isClosed()).isTrue();
        }
    }
}
