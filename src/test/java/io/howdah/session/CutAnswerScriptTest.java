package io.howdah.session;

import static io.howdah.session.ServerWords.column;
import static io.howdah.session.ServerWords.complete;
import static io.howdah.session.ServerWords.error;
import static io.howdah.session.ServerWords.message;
import static io.howdah.session.ServerWords.parameterDescription;
import static io.howdah.session.ServerWords.ready;
import static io.howdah.session.ServerWords.row;
import static io.howdah.session.ServerWords.rowDescription;
import static io.howdah.session.ServerWords.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.howdah.transport.Deadline;
import io.howdah.wire.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection ends, or the server falls silent, behind every single byte of an answer. */
class CutAnswerScriptTest {
    private static final byte[] PARSED = message('1');
    private static final byte[] BOUND = message('2');
    private static final byte[] SUSPENDED = message('s');
    private static final byte[] COLUMNS = rowDescription(column("a", 25));

    /** What is asked, and what a server says to it. */
    enum Exchange {
        COMMIT(together(complete("COMMIT"), ready('I')), List.of()) {
            @Override
            void run(ScriptedSession script, List<String> read) throws SQLException {
                Reply reply = script.simple("COMMIT");
                reply.throwIfFailed();
                reply.next();
                reply.next();
            }
        },
        BATCH(
                together(
                        PARSED,
                        parameterDescription(),
                        COLUMNS,
                        together(BOUND, row("one"), complete("INSERT 0 1")),
                        together(BOUND, row("two"), complete("INSERT 0 1")),
                        together(BOUND, row("three"), complete("INSERT 0 1")),
                        ready('I')),
                List.of("one", "two", "three")) {
            @Override
            void run(ScriptedSession script, List<String> read) throws SQLException {
                Reply reply = script.session()
                        .send(flight -> flight.executeEach(flight.statements().get("insert"), new Nothings(3)));
                readAll(reply, read);
                reply.throwIfFailed();
            }
        },
        PORTIONS_IN_A_TRANSACTION(
                together(
                        together(PARSED, parameterDescription(), COLUMNS),
                        together(BOUND, row("one"), row("two"), SUSPENDED, ready('T')),
                        together(row("three"), row("four"), SUSPENDED, ready('T')),
                        together(row("five"), complete("SELECT 1"), ready('T'))),
                List.of("one", "two", "three", "four", "five")) {
            @Override
            void run(ScriptedSession script, List<String> read) throws SQLException {
                readAll(portions(script, Flight.Transaction.OPEN), read);
            }
        },
        PORTIONS_IN_AUTOCOMMIT(
                together(
                        together(PARSED, parameterDescription(), COLUMNS),
                        together(BOUND, row("one"), row("two"), SUSPENDED),
                        together(row("three"), row("four"), SUSPENDED),
                        together(row("five"), complete("SELECT 1"), ready('I'))),
                List.of("one", "two", "three", "four", "five")) {
            @Override
            void run(ScriptedSession script, List<String> read) throws SQLException {
                readAll(portions(script, Flight.Transaction.NONE), read);
            }
        },
        PAGES(pages(), pageRows()) {
            @Override
            void run(ScriptedSession script, List<String> read) throws SQLException {
                readAll(script.simple("select"), read);
            }
        };

        private final byte[] answer;
        private final List<String> rows;

        Exchange(byte[] answer, List<String> rows) {
            this.answer = answer;
            this.rows = rows;
        }

        /** To the end, noting what was read. */
        abstract void run(ScriptedSession script, List<String> read) throws SQLException;

        private static Reply portions(ScriptedSession script, Flight.Transaction transaction) throws SQLException {
            return script.session()
                    .send(flight -> flight.open(flight.statements().get("select"), Binding.NONE, 2, transaction));
        }
    }

    private static List<String> pageRows() {
        return IntStream.range(0, 30).mapToObj(i -> i + "x".repeat(100 + i)).toList();
    }

    private static byte[] pages() {
        byte[][] rows = pageRows().stream().map(ServerWords::row).toArray(byte[][]::new);
        return together(COLUMNS, together(rows), complete("SELECT 30"), ready('I'));
    }

    private static void readAll(Reply reply, List<String> read) throws SQLException {
        Outcome outcome;
        while ((outcome = reply.next()) != null) {
            Rows rows = outcome.rows();
            while (rows.next()) {
                read.add(new String(rows.page(), rows.offset(0), rows.length(0), StandardCharsets.UTF_8));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCutBehindAnyByteIsAnErrorAndNothingElse(Exchange exchange) throws SQLException {
        for (int cut = 0; cut < exchange.answer.length; cut++) {
            ScriptedSession script = ScriptedSession.startLazy(1_000);
            script.transport().say(Arrays.copyOf(exchange.answer, cut));
            script.transport().hangUp();
            assertBroken(exchange, script, cut);
        }
        assertWhole(exchange);
    }

    @ParameterizedTest
    @EnumSource
    void silenceBehindAnyByteIsAnErrorAndNothingElse(Exchange exchange) throws SQLException {
        for (int cut = 0; cut < exchange.answer.length; cut++) {
            ScriptedSession script = ScriptedSession.startLazy(1_000);
            script.session().setReadTimeout(Duration.ofSeconds(30));
            if (cut > 0) {
                script.transport().say(Arrays.copyOf(exchange.answer, cut));
            }
            assertBroken(exchange, script, cut);
        }
    }

    private static void assertBroken(Exchange exchange, ScriptedSession script, int cut) {
        List<String> read = new ArrayList<>();
        SQLException thrown = catchThrowableOfType(SQLException.class, () -> exchange.run(script, read));
        assertThat((Throwable) thrown).as("cut behind " + cut + " bytes").isNotNull();
        assertThat(thrown.getSQLState()).as("cut behind " + cut + " bytes").isEqualTo("08006");
        assertThat(exchange.rows.subList(0, read.size())).isEqualTo(read);
        assertThat(script.session().isClosed()).isTrue();
        assertThat(script.transport().isClosed()).isTrue();
        SQLException later = catchThrowableOfType(SQLException.class, () -> script.simple("x"));
        assertThat(later.getSQLState()).isEqualTo("08003");
        assertThat(later.getCause()).isSameAs(thrown);
    }

    private static void assertWhole(Exchange exchange) throws SQLException {
        ScriptedSession script = ScriptedSession.startLazy(1_000);
        script.say(exchange.answer);
        List<String> read = new ArrayList<>();
        exchange.run(script, read);
        assertThat(read).isEqualTo(exchange.rows);
        assertThat(script.session().isClosed()).isFalse();
    }

    @Test
    void rowsThatHadArrivedAreReadBeforeTheCutIsTold() {
        ScriptedSession script = ScriptedSession.startLazy(1_000);
        byte[] answer = pages();
        script.transport().say(Arrays.copyOf(answer, 2_500));
        script.transport().hangUp();
        List<String> read = new ArrayList<>();
        catchThrowableOfType(SQLException.class, () -> readAll(script.simple("select"), read));
        assertThat(read).hasSizeGreaterThan(15).isEqualTo(pageRows().subList(0, read.size()));
    }

    /** Neither the statement's answer nor the cancel's effect comes in time. */
    @Test
    void aServerThatIgnoresTheCancelIsGivenUpBehindTheGrace() {
        ScriptedSession script = ScriptedSession.start();
        script.transport().waitForDeadlines();
        script.session().wire().reader().grantForCancel(Duration.ofMillis(30));
        script.say(COLUMNS, row("one"));
        SQLException thrown = catchThrowableOfType(
                SQLException.class, () -> script.session().send(new TimedQuery(Duration.ofMillis(20))));
        assertThat((Throwable) thrown).isInstanceOf(SQLTimeoutException.class);
        assertThat(thrown.getMessage()).contains("20 ms").contains("closed");
        assertThat(script.session().isClosed()).isTrue();
    }

    private record TimedQuery(Duration timeout) implements Plan {
        @Override
        public void write(Flight flight) {
            flight.simple("select");
        }
    }

    /** The server's error, wherever it comes, leaves the session as it is after any other. */
    @ParameterizedTest
    @EnumSource
    void anErrorInPlaceOfAnyMessageLeavesTheSessionReady(Exchange exchange) throws SQLException {
        for (int at : starts(exchange.answer)) {
            if (exchange.answer[at] == 'Z' && at + 6 < exchange.answer.length) {
                // It ends one flight of several; an error there would be the next one's.
                continue;
            }
            ScriptedSession script = ScriptedSession.startLazy(1_000);
            script.say(Arrays.copyOf(exchange.answer, at), error("ERROR", "22012", "division by zero"), ready('I'));
            List<String> read = new ArrayList<>();
            SQLException thrown = catchThrowableOfType(SQLException.class, () -> exchange.run(script, read));
            assertThat((Throwable) thrown).as("error at byte " + at).isNotNull();
            assertThat(thrown.getSQLState()).isEqualTo("22012");
            assertThat(exchange.rows.subList(0, read.size())).isEqualTo(read);
            script.say(ready('I'));
            assertThat(script.session().ping(Deadline.NEVER)).isTrue();
            assertThat(script.session().isClosed()).isFalse();
        }
    }

    /** Where each message begins. */
    private static List<Integer> starts(byte[] answer) {
        List<Integer> starts = new ArrayList<>();
        for (int at = 0; at < answer.length; ) {
            starts.add(at);
            at += 1 + (answer[at + 3] & 0xFF) * 256 + (answer[at + 4] & 0xFF);
        }
        return starts;
    }

    @ParameterizedTest
    @CsvSource({"22012, 22012", "'', XX000", "22, XX000", "220123, XX000", "'22 12', XX000", "2201x, XX000"})
    void whatIsNoSqlStateIsAnInternalError(String sent, String told) {
        ScriptedSession script = ScriptedSession.start();
        script.say(error("ERROR", sent, "strange"), ready('I'));
        SQLException thrown = catchThrowableOfType(
                SQLException.class, () -> script.simple("x").throwIfFailed());
        assertThat(thrown.getSQLState()).isEqualTo(told);
        assertThat(thrown.getMessage()).contains("strange");
    }

    /** Executions without parameters. */
    private record Nothings(int count) implements Bindings {
        @Override
        public long byteCount() {
            return 4L * count;
        }

        @Override
        public void writeTo(int index, ByteWriter out) {
            Binding.NONE.writeTo(out);
        }
    }
}
