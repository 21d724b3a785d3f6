package io.howdah.session;

import static io.howdah.session.ServerWords.column;
import static io.howdah.session.ServerWords.complete;
import static io.howdah.session.ServerWords.error;
import static io.howdah.session.ServerWords.message;
import static io.howdah.session.ServerWords.notice;
import static io.howdah.session.ServerWords.ready;
import static io.howdah.session.ServerWords.row;
import static io.howdah.session.ServerWords.rowDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.howdah.wire.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RowsScriptTest {
    private final ScriptedSession script = ScriptedSession.start();

    @Test
    void givesValuesNullsAndEmptyValuesInOrder() throws SQLException {
        script.say(
                rowDescription(column("a", 25), column("b", 25)),
                row("one", null),
                row(null, ""),
                row("", "two"),
                complete("SELECT 3"),
                ready('I'));
        Rows rows = script.simple("x").next().rows();
        assertThat(rows.columns().count()).isEqualTo(2);
        assertRow(rows, "one", null);
        assertRow(rows, null, "");
        assertRow(rows, "", "two");
        assertThat(rows.next()).isFalse();
        assertThat(rows.next()).isFalse();
    }

    @Test
    void rowsWithoutColumnsAreRows() throws SQLException {
        script.say(rowDescription(), row(), row(), complete("SELECT 2"), ready('I'));
        Rows rows = script.simple("x").next().rows();
        assertThat(rows.next()).isTrue();
        assertThat(rows.next()).isTrue();
        assertThat(rows.next()).isFalse();
    }

    @Test
    void aResultWithoutRowsEndsAtOnce() throws SQLException {
        script.say(rowDescription(column("a", 25)), complete("SELECT 0"), ready('I'));
        Rows rows = script.simple("x").next().rows();
        assertThat(rows.hasNext()).isFalse();
        assertThat(rows.next()).isFalse();
    }

    @Test
    void anErrorBehindRowsComesWhenTheyAreRead() throws SQLException {
        script.say(rowDescription(column("a", 25)), row("x"), error("ERROR", "22012", "division by zero"), ready('I'));
        Reply reply = script.simple("x");
        Rows rows = reply.next().rows();
        assertRow(rows, "x");
        assertThat(rows.hasNext()).isTrue();
        for (int i = 0; i < 2; i++) {
            assertState(rows::next, "22012");
        }
        assertState(reply::next, "22012");
        assertThat(script.session().isClosed()).isFalse();
    }

    @Test
    void aConnectionThatBreaksBehindRowsKeepsTheRowsThatArrived() {
        script.say(rowDescription(column("a", 25)), row("x"));
        script.transport().hangUp();
        assertState(() -> script.simple("x"), "08006");
    }

    @Test
    void noticesAndParametersBetweenRowsDisturbNothing() throws SQLException {
        script.say(rowDescription(column("a", 25)), row("1"), notice("n"), row("2"));
        script.say(notice("n"), row("3"), ServerWords.parameterStatus("p", "q"), row("4"));
        script.say(complete("SELECT 4"), ready('I'));
        Rows rows = script.simple("x").next().rows();
        for (String expected : new String[] {"1", "2", "3", "4"}) {
            assertRow(rows, expected);
        }
        assertThat(rows.next()).isFalse();
    }

    @Test
    void rowsOverManyPagesKeepTheirBytes() throws SQLException {
        int count = 20_000;
        var bytes = new ByteWriter(1 << 20);
        bytes.bytes(rowDescription(column("a", 25), column("b", 25)));
        for (int i = 0; i < count; i++) {
            bytes.bytes(row("row " + i, i % 7 == 0 ? null : "x".repeat(i % 50)));
        }
        bytes.bytes(complete("SELECT " + count));
        bytes.bytes(ready('I'));
        // Cut anywhere, also in the middle of lengths.
        Random random = new Random(42);
        byte[] all = bytes.toByteArray();
        for (int at = 0; at < all.length; ) {
            int end = Math.min(all.length, at + 1 + random.nextInt(9_000));
            script.transport().say(Arrays.copyOfRange(all, at, end));
            at = end;
        }
        Reply reply = script.simple("x");
        Rows rows = reply.next().rows();
        for (int i = 0; i < count; i++) {
            assertThat(rows.hasNext()).isTrue();
            assertRow(rows, "row " + i, i % 7 == 0 ? null : "x".repeat(i % 50));
        }
        assertThat(rows.hasNext()).isFalse();
        assertThat(rows.next()).isFalse();
    }

    @Test
    void everyCutOfAnAnswerIsReadAlike() throws SQLException {
        byte[] answer = ServerWords.together(
                rowDescription(column("a", 25)), row("one"), row((Object) null), complete("SELECT 2"), ready('I'));
        for (int cut = 1; cut < answer.length; cut++) {
            ScriptedSession cutScript = ScriptedSession.start();
            cutScript.transport().say(Arrays.copyOf(answer, cut));
            cutScript.transport().say(Arrays.copyOfRange(answer, cut, answer.length));
            Rows rows = cutScript.simple("x").next().rows();
            assertRow(rows, "one");
            assertRow(rows, (String) null);
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void aRowLargerThanAPageIsWhole() throws SQLException {
        String large = "0123456789".repeat(30_000);
        byte[] row = row("before", large);
        script.say(rowDescription(column("a", 25), column("b", 25)), row("small", "row"));
        for (int at = 0; at < row.length; at += 40_000) {
            script.transport().say(Arrays.copyOfRange(row, at, Math.min(row.length, at + 40_000)));
        }
        script.say(row("after", "it"), complete("SELECT 3"), ready('I'));
        Rows rows = script.simple("x").next().rows();
        assertRow(rows, "small", "row");
        assertRow(rows, "before", large);
        assertRow(rows, "after", "it");
        assertThat(rows.next()).isFalse();
    }

    @Test
    void anOpenResultOutlivesLaterStatements() throws SQLException {
        script.say(rowDescription(column("a", 25)), row("first"), row("second"), complete("SELECT 2"), ready('I'));
        Rows open = script.simple("x").next().rows();
        assertRow(open, "first");
        for (int i = 0; i < 100; i++) {
            script.say(rowDescription(column("a", 25)), row("y".repeat(2_000)), complete("SELECT 1"), ready('I'));
            Rows other = script.simple("y").next().rows();
            assertRow(other, "y".repeat(2_000));
            other.close();
        }
        assertThat(text(open, 0)).isEqualTo("first");
        assertRow(open, "second");
        assertThat(open.next()).isFalse();
    }

    @Test
    void closedRowsGiveTheirPageBackAndEnd() throws SQLException {
        script.say(rowDescription(column("a", 25)), row("x"), row("y"), complete("SELECT 2"), ready('I'));
        Rows rows = script.simple("x").next().rows();
        assertRow(rows, "x");
        rows.close();
        rows.close();
        assertThat(rows.next()).isFalse();
        script.say(complete("SET"), ready('I'));
        assertThat(script.simple("x").next().rows()).isNull();
    }

    static Stream<Arguments> malformedRows() {
        return Stream.of(
                Arguments.of("no count", new byte[] {0}),
                Arguments.of("too many columns", body(2, 0, 0)),
                Arguments.of("too few columns", body(0)),
                Arguments.of("a length of -2", body(1, -2)),
                Arguments.of("the least length there is", body(1, Integer.MIN_VALUE)),
                Arguments.of("a length beyond the row", body(1, 1)),
                Arguments.of("the greatest length there is", body(1, Integer.MAX_VALUE)),
                Arguments.of("bytes behind the last column", body(1, 0, 7)),
                Arguments.of("no length", new byte[] {0, 1}),
                Arguments.of("half a length", new byte[] {0, 1, 0, 0}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformedRows")
    void aMalformedRowClosesTheSession(String what, byte[] body) throws SQLException {
        script.say(
                rowDescription(column("a", 25)),
                row("fine"),
                message('D', body),
                row("never seen"),
                complete("SELECT 3"),
                ready('I'));
        Rows rows = script.simple("x").next().rows();
        assertRow(rows, "fine");
        assertState(rows::next, "08P01");
        assertThat(script.transport().isClosed()).isTrue();
        assertState(() -> script.simple("x"), "08003");
    }

    private static byte[] body(int count, int... words) {
        var out = new ByteWriter(64);
        out.int16(count);
        for (int word : words) {
            out.int32(word);
        }
        return out.toByteArray();
    }

    private static void assertRow(Rows rows, String... values) throws SQLException {
        assertThat(rows.next()).isTrue();
        for (int i = 0; i < values.length; i++) {
            assertThat(text(rows, i)).isEqualTo(values[i]);
        }
    }

    private static String text(Rows rows, int column) {
        int offset = rows.offset(column);
        return offset == Rows.NULL
                ? null
                : new String(rows.page(), offset, rows.length(column), StandardCharsets.UTF_8);
    }

    private static void assertState(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String sqlState) {
        SQLException thrown = catchThrowableOfType(SQLException.class, call);
        assertThat((Throwable) thrown).isNotNull();
        assertThat(thrown.getSQLState()).isEqualTo(sqlState);
    }
}
