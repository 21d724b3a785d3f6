package io.howdah.replication;

import static io.howdah.peer.BackendMessages.commandComplete;
import static io.howdah.peer.BackendMessages.copyData;
import static io.howdah.peer.BackendMessages.copyDone;
import static io.howdah.peer.BackendMessages.copyOutResponse;
import static io.howdah.peer.BackendMessages.dataRow;
import static io.howdah.peer.BackendMessages.errorResponse;
import static io.howdah.peer.BackendMessages.readyForQuery;
import static io.howdah.peer.BackendMessages.rowDescription;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.BackupRequest;
import io.howdah.api.BaseBackup;
import io.howdah.peer.BackendMessages.Column;
import io.howdah.peer.ScriptedPeer;
import io.howdah.peer.ScriptedPeer.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Base backups of servers that do what a real one rarely does. */
@Timeout(60)
class BaseBackupScriptTest {
    private static final byte[] READY = readyForQuery('I');
    private static final String COMMAND = "BASE_BACKUP (LABEL 'x', WAIT false)";
    private static final byte[] START = result("0/100", "1");
    private static final byte[] TABLESPACES = result(null, null, "7");
    private static final byte[] FILE = copyData("nbase.tar\0/path\0".getBytes(UTF_8));

    private static byte[] result(String... values) {
        return together(
                rowDescription(IntStream.range(0, values.length)
                        .mapToObj(i -> Column.text("c" + i, 25))
                        .toArray(Column[]::new)),
                dataRow(values),
                commandComplete("SELECT"));
    }

    private static byte[] together(byte[]... messages) {
        var all = new ByteArrayOutputStream();
        for (byte[] message : messages) {
            all.writeBytes(message);
        }
        return all.toByteArray();
    }

    private static Connection connect(ScriptedPeer peer, String... more) throws SQLException {
        return DriverManager.getConnection(peer.jdbcUrl(
                Stream.concat(Stream.of("replication=true"), Stream.of(more)).toArray(String[]::new)));
    }

    private static BaseBackup begin(Connection connection) throws SQLException {
        return ReplicationServerTest.replication(connection).baseBackup(BackupRequest.labelled("x"));
    }

    private static void read(BaseBackup backup) throws SQLException, IOException {
        for (var file = backup.next(); file.isPresent(); file = backup.next()) {
            file.get().stream().readAllBytes();
        }
    }

    @Test
    void aServerThatFallsSilentIsGivenUp() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> client.welcome()
                        .expectQuery(COMMAND)
                        .send(START, TABLESPACES, copyOutResponse(0), FILE, copyData("dbytes".getBytes(UTF_8)))
                        .stall());
                var connection = connect(peer, "socketTimeout=1");
                var backup = begin(connection)) {
            var stream = backup.next().orElseThrow().stream();
            assertThat(stream.readNBytes(5)).isEqualTo("bytes".getBytes(UTF_8));
            assertThatThrownBy(stream::read)
                    .isInstanceOf(IOException.class)
                    .cause()
                    .hasMessageContaining("socketTimeout")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08006");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    record Odd(String name, byte[]... messages) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Odd> beginnings() {
        byte[] data = copyOutResponse(0);
        return Stream.of(
                new Odd("no results", data, FILE),
                new Odd("no position", result(null, "1"), TABLESPACES, data, FILE),
                new Odd("a position that is none", result("here", "1"), TABLESPACES, data, FILE),
                new Odd("no timeline", result("0/100", null), TABLESPACES, data, FILE),
                new Odd("rows of no columns", result(), TABLESPACES, data, FILE),
                new Odd("short rows of tablespaces", START, result("1"), data, FILE),
                new Odd("a tablespace without a number", START, result("x", "/path", "7"), data, FILE));
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void whatCannotBeginLeavesTheConnection(Odd beginning) throws IOException, SQLException {
        var cancelled = new CountDownLatch(1);
        try (var peer = ScriptedPeer.start(untilCancelled(cancelled, beginning.messages()), cancel(cancelled));
                var connection = connect(peer)) {
            assertThatThrownBy(() -> begin(connection))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("BASE_BACKUP")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08P01");
            isUsable(connection);
        }
    }

    static Stream<Odd> copies() {
        byte[] data = copyOutResponse(0);
        return Stream.of(
                new Odd("a second COPY", data, FILE, copyDone(), data, FILE),
                new Odd("an empty COPY and a second one", data, copyDone(), data, FILE),
                new Odd("data before a name", data, copyData("dbytes".getBytes(UTF_8))),
                new Odd("an unknown message", data, FILE, copyData("?".getBytes(UTF_8))));
    }

    @ParameterizedTest
    @MethodSource("copies")
    void whatCannotGoOnCanBeClosed(Odd copy) throws IOException, SQLException {
        var cancelled = new CountDownLatch(1);
        byte[] messages = together(START, TABLESPACES, together(copy.messages()));
        try (var peer = ScriptedPeer.start(untilCancelled(cancelled, messages), cancel(cancelled));
                var connection = connect(peer)) {
            try (var backup = begin(connection)) {
                assertThatThrownBy(() -> read(backup))
                        .satisfies(e -> assertThat(e instanceof IOException ? e.getCause() : e)
                                .isInstanceOf(SQLException.class)
                                .extracting(cause -> ((SQLException) cause).getSQLState())
                                .isEqualTo("08P01"));
            }
            isUsable(connection);
        }
    }

    @Test
    void aBackupThatDoesNotTellItsEndIsNotComplete() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> client.welcome()
                        .expectQuery(COMMAND)
                        .send(START, TABLESPACES, copyOutResponse(0), FILE, copyDone())
                        .send(result(null, "1"), commandComplete("BASE_BACKUP"), READY)
                        .expectQuery("IDENTIFY_SYSTEM")
                        .send(errorResponse("ERROR", "42601", "not today"), READY));
                var connection = connect(peer)) {
            try (var backup = begin(connection)) {
                backup.next();
                assertThatThrownBy(backup::next).hasMessageContaining("NULL");
                assertThatThrownBy(backup::next)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("BASE_BACKUP");
                assertThat(backup.end()).isEmpty();
            }
            isUsable(connection);
        }
    }

    private static Script untilCancelled(CountDownLatch cancelled, byte[]... messages) {
        return client -> client.welcome()
                .expectQuery(COMMAND)
                .send(messages)
                .await(cancelled)
                .send(errorResponse("ERROR", "57014", "canceling statement due to user request"), READY)
                .expectQuery("IDENTIFY_SYSTEM")
                .send(errorResponse("ERROR", "42601", "not today"), READY);
    }

    private static Script cancel(CountDownLatch cancelled) {
        return client -> {
            client.expectCancelRequest();
            cancelled.countDown();
            client.close();
        };
    }

    private static void isUsable(Connection connection) throws SQLException {
        assertThatThrownBy(() -> ReplicationServerTest.replication(connection).identifySystem())
                .hasMessageContaining("not today");
        assertThat(connection.isClosed()).isFalse();
    }
}
