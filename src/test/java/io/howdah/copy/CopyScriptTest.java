package io.howdah.copy;

import static io.howdah.peer.BackendMessages.bindComplete;
import static io.howdah.peer.BackendMessages.commandComplete;
import static io.howdah.peer.BackendMessages.copyData;
import static io.howdah.peer.BackendMessages.copyDone;
import static io.howdah.peer.BackendMessages.copyInResponse;
import static io.howdah.peer.BackendMessages.copyOutResponse;
import static io.howdah.peer.BackendMessages.dataRow;
import static io.howdah.peer.BackendMessages.errorResponse;
import static io.howdah.peer.BackendMessages.message;
import static io.howdah.peer.BackendMessages.messageClaiming;
import static io.howdah.peer.BackendMessages.noticeResponse;
import static io.howdah.peer.BackendMessages.parseComplete;
import static io.howdah.peer.BackendMessages.readyForQuery;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.CopyOperations;
import io.howdah.api.HowdahConnection;
import io.howdah.peer.ScriptedPeer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class CopyScriptTest {
    private static final byte[] DATA = "1\tone\n".getBytes(UTF_8);
    private static final byte[] READY = readyForQuery('I');

    /** What the server says to a COPY, and what it says when the data has come, before it hangs up. */
    record Hostile(String name, String sql, byte[][] begin, byte[][] end) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Hostile in(String name, byte[] begin, byte[]... end) {
        return new Hostile(name, "copy t from stdin", new byte[][] {begin}, end);
    }

    private static Hostile out(String name, byte[]... messages) {
        return new Hostile(name, "copy t to stdout", messages, new byte[0][]);
    }

    static Stream<Hostile> hostileServers() {
        byte[] ok = copyInResponse(0, 0, 0);
        byte[] okOut = copyOutResponse(0, 0, 0);
        return Stream.of(
                in("hangs up at once", new byte[0]),
                in("announces an unknown format", copyInResponse(2)),
                in("announces more columns than it describes", message('G', new byte[] {0, 0, 9})),
                in("announces nothing", message('G', new byte[0])),
                in("hangs up before the data", ok),
                in("completes before the data is complete", together(ok, commandComplete("COPY 7"), READY)),
                in("sends data instead of taking it", together(ok, copyData(DATA))),
                in("is done before we are", together(ok, copyDone())),
                in("is ready before we are", together(ok, READY)),
                in("sends a row", ok, dataRow("x"), commandComplete("COPY 1"), READY),
                in("announces it twice", together(ok, ok)),
                in("turns around", ok, okOut, copyData(DATA), copyDone()),
                in("says a word that does not exist", ok, message('!', new byte[3])),
                in("cuts the completion", ok, Arrays.copyOf(commandComplete("COPY 1"), 8)),
                in("forgets to be ready", ok, commandComplete("COPY 1")),
                out("hangs up after the announcement", okOut),
                out("hangs up in the data", okOut, copyData(DATA), Arrays.copyOf(copyData(DATA), 7)),
                out("hangs up before it is done", okOut, copyData(DATA)),
                out("is not done and completes", okOut, copyData(DATA), commandComplete("COPY 1"), READY),
                out("sends data behind the end", okOut, copyDone(), copyData(DATA), commandComplete("COPY 1"), READY),
                out("sends a row", okOut, dataRow("x")),
                out("announces the format 9", copyOutResponse(9)),
                out("claims a gigabyte", okOut, messageClaiming(1 << 30, 'd', DATA)),
                out("claims a negative length", okOut, messageClaiming(-5, 'd', DATA)),
                out("turns around", okOut, ok),
                out("begins with data", copyData(DATA)),
                out("is of both directions", message('W', new byte[3])));
    }

    private static byte[] together(byte[]... messages) {
        int length = Stream.of(messages).mapToInt(m -> m.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] each : messages) {
            System.arraycopy(each, 0, all, at, each.length);
            at += each.length;
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("hostileServers")
    void aHostileServerCausesAnErrorAndNoMore(Hostile server) throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> {
                    client.welcome().expectQuery(server.sql()).send(server.begin());
                    if (server.end().length > 0) {
                        client.expect("dc").send(server.end());
                    }
                    client.halfClose();
                });
                var connection = DriverManager.getConnection(peer.jdbcUrl())) {
            assertThatThrownBy(
                            () -> run(connection.unwrap(HowdahConnection.class).copy(), server.sql()))
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState().substring(0, 2))
                    .isEqualTo("08");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("hostileServers")
    void norDoesOneInTheExtendedSubProtocol(Hostile server) throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> {
                    client.welcome()
                            .expect("PBEH")
                            .send(parseComplete(), bindComplete())
                            .send(server.begin());
                    if (server.end().length > 0) {
                        client.expect("dcS").send(server.end());
                    }
                    client.halfClose();
                });
                var connection = DriverManager.getConnection(peer.jdbcUrl())) {
            assertThatThrownBy(() ->
                            run(connection.unwrap(HowdahConnection.class).copy().extended(), server.sql()))
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState().substring(0, 2))
                    .isEqualTo("08");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    /** A Sync in front of the data would be lost; so it comes when the server takes it, and once only. */
    @Test
    void inTheExtendedSubProtocolTheSyncComesBehindTheEnd() throws IOException, SQLException {
        byte[] begun = together(parseComplete(), bindComplete());
        byte[] error = errorResponse("ERROR", "22P02", "no number");
        try (var peer = ScriptedPeer.start(client -> client.welcome()
                        .expect("PBEH")
                        .send(begun, copyInResponse(0, 0, 0))
                        .expect("dcS")
                        .send(commandComplete("COPY 1"), READY)
                        .expect("PBEH")
                        .send(begun, copyOutResponse(0, 0, 0), copyData(DATA), copyDone())
                        .expect("S")
                        .send(commandComplete("COPY 1"), READY)
                        // An error before the data,
                        .expect("PBEH")
                        .send(begun, error)
                        .expect("S")
                        .send(READY)
                        // one of the data,
                        .expect("PBEH")
                        .send(begun, copyInResponse(0, 0, 0))
                        .expect("dcS")
                        .send(error, READY)
                        // and one of ours.
                        .expect("PBEH")
                        .send(begun, copyInResponse(0, 0, 0))
                        .expect("fS")
                        .send(errorResponse("ERROR", "57014", "COPY from stdin failed"), READY));
                var connection = DriverManager.getConnection(peer.jdbcUrl())) {
            CopyOperations copy =
                    connection.unwrap(HowdahConnection.class).copy().extended();
            run(copy, "copy t from stdin");
            run(copy, "copy t to stdout");
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> run(copy, "copy t from stdin"))
                        .extracting(e -> ((SQLException) e).getSQLState())
                        .isEqualTo("22P02");
            }
            copy.openIn("copy t from stdin").close();
            assertThat(connection.isClosed()).isFalse();
        }
    }

    private static void run(CopyOperations copy, String sql) throws SQLException {
        if (sql.endsWith("stdin")) {
            copy.copyIn(sql, new ByteArrayInputStream(DATA));
        } else {
            copy.copyOut(sql, new StringWriter());
        }
    }

    @Test
    void noticesMayComeAtAnyTime() throws IOException, SQLException {
        byte[] notice = noticeResponse("NOTICE", "00000", "by the way");
        try (var peer = ScriptedPeer.start(client -> client.welcome()
                        .expectQuery("copy t from stdin")
                        .send(notice, copyInResponse(0, 0, 0), notice)
                        .expect("dc")
                        .send(notice, commandComplete("COPY 5000000000"), notice, READY)
                        .expectQuery("copy t to stdout")
                        .send(notice, copyOutResponse(0, 0, 0), notice, copyData(DATA), notice, copyDone())
                        .send(notice, commandComplete("COPY 1"), READY));
                var connection = DriverManager.getConnection(peer.jdbcUrl())) {
            CopyOperations copy = connection.unwrap(HowdahConnection.class).copy();
            assertThat(copy.copyIn("copy t from stdin", new ByteArrayInputStream(DATA)))
                    .isEqualTo(5_000_000_000L);
            var target = new StringWriter();
            assertThat(copy.copyOut("copy t to stdout", target)).isEqualTo(1);
            assertThat(target).hasToString("1\tone\n");
            assertThat(connection.getWarnings().getMessage()).isEqualTo("by the way");
        }
    }

    @Test
    void theReasonForAFailureIsToldToTheServer() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> client.welcome()
                        .expectQuery("copy t from stdin")
                        .send(copyInResponse(0, 0, 0))
                        .expect("f")
                        .send(errorResponse("ERROR", "57014", "COPY from stdin failed"), READY));
                var connection = DriverManager.getConnection(peer.jdbcUrl())) {
            var in = connection.unwrap(HowdahConnection.class).copy().openIn("copy t from stdin");
            in.cancel("no more today");
            assertThat(peer.transcript()).contains("no more today");
            assertThat(connection.isClosed()).isFalse();
        }
    }
}
