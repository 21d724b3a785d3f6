package io.howdah.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the log is told of messages. */
class WireTraceTest {
    private final List<String> lines = new ArrayList<>();
    private final WireTrace trace = new WireTrace("db:5432", lines::add);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 4096})
    void findsMessagesHoweverTheyAreCut(int piece) {
        byte[] bytes = messages(
                message('R', new byte[] {0, 0, 0, 10, 'S', 'C', 'R', 'A', 'M'}),
                message('D', new byte[100]),
                message('D', new byte[50]),
                message('C', "SELECT 2\0".getBytes(UTF_8)),
                message('E', "SERROR\0VERROR\0C22012\0Mdivision by 4711\0\0".getBytes(UTF_8)),
                message('Z', new byte[] {'I'}));
        for (int at = 0; at < bytes.length; at += piece) {
            trace.received(bytes, at, Math.min(piece, bytes.length - at));
        }
        assertThat(lines)
                .containsExactly(
                        "db:5432 <- Authentication, 9 bytes: 10",
                        "db:5432 <- DataRow x 2, 150 bytes",
                        "db:5432 <- CommandComplete, 9 bytes: SELECT 2",
                        "db:5432 <- ErrorResponse, 40 bytes: 22012",
                        "db:5432 <- ReadyForQuery, 1 bytes: I");
    }

    @Test
    void knowsThatTheFirstMessageHasNoType() {
        byte[] startup = ByteBuffer.allocate(8).putInt(8).putInt(3 << 16).array();
        byte[] password = message('p', "secret\0".getBytes(UTF_8));
        byte[] query = message('Q', "select 'secret'\0".getBytes(UTF_8));
        trace.sent(startup, 0, startup.length);
        trace.sent(password, 0, password.length);
        trace.sent(query, 0, query.length);
        assertThat(lines)
                .containsExactly(
                        "db:5432 -> StartupMessage, 4 bytes",
                        "db:5432 -> (authentication), 7 bytes",
                        "db:5432 -> Query, 16 bytes");
    }

    @Test
    void whatAServerSaysCannotLookLikeALineOfTheLog() {
        byte[] tag = message('C', "SELECT 1\n2026 INFO all is well\0".getBytes(UTF_8));
        trace.received(tag, 0, tag.length);
        assertThat(lines).containsExactly("db:5432 <- CommandComplete, 31 bytes: SELECT 1?2026 INFO all is well");
    }

    @Test
    void aLengthThatCannotBeDoesNoHarm() {
        byte[] bytes = {
            'D', (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 'Z', 0, 0, 0, 5, 'I', (byte) 200, 0, 0, 0, 4
        };
        trace.received(bytes, 0, bytes.length);
        assertThat(lines)
                .containsExactly(
                        "db:5432 <- DataRow x 1, 0 bytes",
                        "db:5432 <- ReadyForQuery, 1 bytes: I",
                        "db:5432 <- (unknown message 200), 0 bytes");
    }

    private static byte[] message(char type, byte[] body) {
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) type)
                .putInt(4 + body.length)
                .put(body)
                .array();
    }

    private static byte[] messages(byte[]... each) {
        var all = new java.io.ByteArrayOutputStream();
        for (byte[] message : each) {
            all.writeBytes(message);
        }
        return all.toByteArray();
    }
}
