package io.howdah.session;

import static io.howdah.session.ServerWords.column;
import static io.howdah.session.ServerWords.complete;
import static io.howdah.session.ServerWords.error;
import static io.howdah.session.ServerWords.message;
import static io.howdah.session.ServerWords.notice;
import static io.howdah.session.ServerWords.parameterDescription;
import static io.howdah.session.ServerWords.parameterStatus;
import static io.howdah.session.ServerWords.ready;
import static io.howdah.session.ServerWords.row;
import static io.howdah.session.ServerWords.rowDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.howdah.api.PostgresException;
import io.howdah.api.ServerError;
import io.howdah.transport.Deadline;
import io.howdah.wire.ByteWriter;
import io.howdah.wire.CommandTag;
import io.howdah.wire.Frontend;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SessionScriptTest {
    private static final byte[] PARSED = message('1');
    private static final byte[] BOUND = message('2');
    private static final byte[] CLOSED = message('3');
    private static final byte[] NO_DATA = message('n');
    private static final String LARGE = "x".repeat(FlightWriter.WRITTEN_BY_CALLER);

    private final ScriptedSession script = ScriptedSession.start();
    private final Session session = script.session();

    // ---- what is written

    @Test
    void aFirstExecutionIsOneFlight() throws SQLException {
        sayPrepared(column("a", 25));
        assertThat(text(script.prepared("select 'x' a").next().rows())).containsExactly("x");
        assertThat(written())
                .isEqualTo("P\0\0\0\u0017S_1\0select 'x' a\0\0\0" + "D\0\0\0\u0009SS_1\0"
                        + "B\0\0\0\u000f\0S_1\0\0\0\0\0\0\0" + "E\0\0\0\u0009\0\0\0\0\0" + "S\0\0\0\u0004");
    }

    @Test
    void aSecondExecutionBindsOnlyAndAsksForTheFormatsChosen() throws SQLException {
        ScriptedSession binary = ScriptedSession.start(256, oid -> oid == 23 ? 1 : 0);
        binary.say(
                PARSED,
                parameterDescription(),
                rowDescription(column("i", 23), column("t", 25)),
                BOUND,
                row("1", "x"),
                complete("SELECT 1"),
                ready('I'));
        Outcome first = binary.prepared("q").next();
        assertThat(first.columns().field(0).format()).isZero();
        binary.transport().takeWritten();
        binary.say(BOUND, row(1, "x"), complete("SELECT 1"), ready('I'));
        Outcome second = binary.prepared("q").next();
        assertThat(latin1(binary.transport().takeWritten()))
                .isEqualTo("B\0\0\0\u0013\0S_1\0\0\0\0\0\0\2\0\1\0\0" + "E\0\0\0\u0009\0\0\0\0\0" + "S\0\0\0\u0004");
        assertThat(second.columns().field(0).format()).isEqualTo(1);
        assertThat(second.columns().field(1).format()).isZero();
    }

    @Test
    void withoutACacheTheUnnamedStatementIsParsedEachTime() throws SQLException {
        ScriptedSession unnamed = ScriptedSession.start(0, oid -> 1);
        for (int i = 0; i < 2; i++) {
            unnamed.say(PARSED, BOUND, rowDescription(column("a", 25)), row("x"), complete("SELECT 1"), ready('I'));
            assertThat(text(unnamed.prepared("q").next().rows())).containsExactly("x");
            assertThat(latin1(unnamed.transport().takeWritten()))
                    .isEqualTo("P\0\0\0\u0009\0q\0\0\0" + "B\0\0\0\u000c\0\0\0\0\0\0\0\0" + "D\0\0\0\u0006P\0"
                            + "E\0\0\0\u0009\0\0\0\0\0" + "S\0\0\0\u0004");
        }
    }

    @Test
    void aSimpleQueryNeedsNoSync() throws SQLException {
        script.say(complete("CREATE TABLE"), message('I'), ready('I'));
        Reply reply = script.simple("x;");
        assertThat(written()).isEqualTo("Q\0\0\0\u0007x;\0");
        Outcome created = reply.next();
        assertThat(created.command()).isEqualTo("CREATE TABLE");
        assertThat(created.count()).isEqualTo(CommandTag.NO_COUNT);
        assertThat(reply.next().command()).isEmpty();
        assertThat(reply.next()).isNull();
    }

    @Test
    void anEvictedStatementIsClosedWithTheNextFlight() throws SQLException {
        ScriptedSession small = ScriptedSession.start(1, ResultFormats.TEXT);
        for (String sql : List.of("one", "two")) {
            small.say(PARSED, parameterDescription(), NO_DATA, BOUND, complete("SET"), ready('I'));
            small.prepared(sql).next();
            assertThat(written(small)).startsWith("P").doesNotContain("C\0\0\0");
        }
        small.say(CLOSED, complete("SET"), ready('I'));
        small.simple("x");
        assertThat(written(small)).isEqualTo("C\0\0\0\u0009SS_1\0" + "Q\0\0\0\u0006x\0");
        small.say(complete("SET"), ready('I'));
        small.simple("x");
        assertThat(written(small)).isEqualTo("Q\0\0\0\u0006x\0");
    }

    @Test
    void statementsOfOneFlightStayUntilItIsAnswered() throws SQLException {
        ScriptedSession small = ScriptedSession.start(1, ResultFormats.TEXT);
        byte[] preparing = ServerWords.together(PARSED, parameterDescription(), NO_DATA, BOUND, complete("SET"));
        Plan both = flight -> {
            PreparedQuery first = flight.statements().get("one");
            PreparedQuery second = flight.statements().get("two");
            flight.executeQuietly(first);
            flight.execute(second, Binding.NONE, 0);
        };
        small.say(preparing, preparing, ready('I'));
        small.session().send(both);
        written(small);
        // The older of the two leaves now, and comes back under a new name.
        small.say(CLOSED, preparing, BOUND, complete("SET"), ready('I'));
        Reply reply = small.session().send(both);
        reply.throwIfFailed();
        assertThat(written(small))
                .startsWith("C\0\0\0\u0009SS_1\0P")
                .contains("S_3\0one")
                .contains("\0S_2\0");
    }

    @Test
    void oneStatementOfOneFlightIsParsedOnce() throws SQLException {
        script.say(PARSED, parameterDescription(), NO_DATA);
        script.say(BOUND, complete("INSERT 0 1"), BOUND, complete("INSERT 0 2"), BOUND, complete("SET"), ready('I'));
        Reply reply = session.send(flight -> {
            PreparedQuery query = flight.statements().get("q");
            flight.executeEach(query, nothings(2));
            flight.execute(query, Binding.NONE, 0);
        });
        assertThat(reply.next().counts()).containsExactly(1, 2);
        assertThat(reply.next().counts()).containsExactly(CommandTag.NO_COUNT);
        assertThat(reply.next()).isNull();
        assertThat(written().split("S_1\0q", -1)).hasSize(2);
    }

    @Test
    void aBatchOfNothingHasNoOutcome() throws SQLException {
        script.say(PARSED, parameterDescription(), NO_DATA, ready('I'));
        Reply reply =
                session.send(flight -> flight.executeEach(flight.statements().get("q"), nothings(0)));
        assertThat(reply.next()).isNull();
    }

    @Test
    void aBatchTellsWhatHadSucceededBeforeItFailed() throws SQLException {
        script.say(PARSED, parameterDescription(), NO_DATA, BOUND, complete("INSERT 0 1"), BOUND);
        script.say(error("ERROR", "23505", "duplicate"), ready('I'));
        Reply reply =
                session.send(flight -> flight.executeEach(flight.statements().get("q"), nothings(3)));
        assertThat(reply.arrived().get(0).counts()).containsExactly(1);
        assertThat(reply.arrived().get(0).executed()).isEqualTo(1);
        assertState(reply::throwIfFailed, "23505");
    }

    @Test
    void textThatCannotBeEncodedIsNeverSentAndLeavesTheSessionUsable() throws SQLException {
        for (String sql : List.of("select '\0'", "select '\ud800'")) {
            assertState(() -> script.simple(sql), "22021");
            assertState(() -> script.prepared(sql), "22021");
        }
        assertThat(written()).isEmpty();
        sayPrepared(column("a", 25));
        assertThat(text(script.prepared("q").next().rows())).containsExactly("x");
    }

    @Test
    void aPlanThatFailsIsNotSent() {
        SQLException mine = new SQLException("mine");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> session.send(flight -> {
                    flight.simple("x");
                    throw mine;
                }))
                .isSameAs(mine);
        assertThat(written()).isEmpty();
        assertThat(session.isClosed()).isFalse();
    }

    // ---- errors of the server

    @Test
    void anErrorLeavesTheSessionReady() throws SQLException {
        script.say(error("ERROR", "42601", "syntax error"), ready('T'));
        Reply reply = script.prepared("selec");
        Throwable thrown = assertState(reply::next, "42601");
        assertThat(((PostgresException) thrown).serverError().message()).isEqualTo("syntax error");
        assertThat(session.transactionStatus()).isEqualTo(TransactionStatus.IN_TRANSACTION);
        // A Parse that failed was never known.
        written();
        sayPrepared(column("a", 25));
        script.prepared("selec");
        assertThat(written()).startsWith("P");
    }

    @Test
    void anErrorSkipsToTheSyncOfItsOwn() throws SQLException {
        script.say(PARSED, error("ERROR", "57014", "canceled"), ready('E'));
        script.say(PARSED, parameterDescription(), NO_DATA, BOUND, complete("SET"), ready('E'));
        Reply reply = session.send(flight -> {
            flight.execute(flight.statements().get("one"), Binding.NONE, 0);
            flight.execute(flight.statements().get("never"), Binding.NONE, 0);
            flight.sync();
            flight.execute(flight.statements().get("two"), Binding.NONE, 0);
        });
        assertThat(reply.next().command()).isEqualTo("SET");
        assertState(reply::next, "57014");
        assertThat(session.transactionStatus()).isEqualTo(TransactionStatus.FAILED);
    }

    @Test
    void aStatementThatWasParsedButNotDescribedIsGivenUp() throws SQLException {
        script.say(PARSED, error("ERROR", "57014", "canceled"), ready('I'));
        script.prepared("q");
        written();
        script.say(CLOSED);
        sayPrepared(column("a", 25));
        assertThat(text(script.prepared("q").next().rows())).containsExactly("x");
        assertThat(written()).startsWith("C\0\0\0\u0009SS_1\0P").contains("S_2\0q\0");
    }

    @Test
    void aQueryBehindAFailedStatementIsSkippedWithIt() throws SQLException {
        script.say(error("ERROR", "53200", "out of memory"));
        script.say(ready('I'));
        Reply reply = session.send(flight -> {
            flight.executeQuietly(flight.statements().get("begin"));
            flight.simple("insert");
        });
        assertState(reply::next, "53200");
        // Without this Sync both sides would wait for each other.
        assertThat(written()).endsWith("insert\0" + "S\0\0\0\u0004");
        script.say(complete("SET"), ready('I'));
        assertThat(script.simple("x").next().command()).isEqualTo("SET");
    }

    @Test
    void aFatalErrorClosesAndIsRemembered() {
        script.say(error("FATAL", "57P01", "terminating connection"));
        assertState(() -> script.simple("x").next(), "57P01");
        assertThat(session.isClosed()).isTrue();
        assertThat(script.transport().isClosed()).isTrue();
        Throwable later = assertState(() -> script.simple("x"), "08003");
        assertThat(later).hasMessageContaining("terminating connection");
        assertThat(later.getCause()).isInstanceOf(PostgresException.class);
    }

    @Test
    void rowsBehindASettingThatFailedAreNotHandedOver() throws SQLException {
        ScriptedSession lazy = ScriptedSession.startLazy(1);
        lazy.say(error("ERROR", "42704", "unrecognized configuration parameter"), ready('I'));
        lazy.say(PARSED, parameterDescription(), rowDescription(column("a", 25)), BOUND, row("x"));
        lazy.say(row("y"), complete("SELECT 2"), ready('I'));
        Reply reply = lazy.session().send(flight -> {
            flight.executeQuietly(flight.statements().once("set x = 1"));
            flight.sync();
            flight.execute(flight.statements().get("q"), Binding.NONE, 0);
        });
        assertThat(reply.isFinished()).isTrue();
        assertState(reply::throwIfFailed, "42704");
    }

    @Test
    void ofErrorsWithoutEndAFewAreKept() throws SQLException {
        byte[][] flood = new byte[10_000][];
        Arrays.fill(flood, error("ERROR", "42601", "syntax error"));
        script.say(flood).say(ready('I'));
        Throwable thrown = assertState(() -> script.simple("x").next(), "42601");
        assertThat(thrown.getSuppressed()).hasSizeBetween(1, 10);
        assertThat(session.isClosed()).isFalse();
    }

    @Test
    void resultsWithoutEndEndTheConnection() {
        for (int i = 0; i < 1_000; i++) {
            script.say(complete("SELECT 1"));
        }
        script.say(ready('I'));
        assertThat(assertState(() -> script.simple("select 1"), "08P01"))
                .hasMessageContaining("more results than the text can have statements");
        assertThat(session.isClosed()).isTrue();
    }

    @Test
    void asManyAsTheTextCanHaveAreTaken() throws SQLException {
        String sql = "select 1;".repeat(500);
        for (int i = 0; i < 500; i++) {
            script.say(rowDescription(column("a", 25)), row("1"), complete("SELECT 1"));
        }
        script.say(ready('I'));
        assertThat(script.simple(sql).readAll()).hasSize(500);
    }

    @Test
    void ofEachSyncTheErrorsAreKept() throws SQLException {
        for (int i = 0; i < 20; i++) {
            script.say(error("ERROR", "22012", "division by zero"), ready('I'));
        }
        Reply reply = session.send(flight -> {
            for (int i = 0; i < 20; i++) {
                flight.execute(flight.statements().once("q"), Binding.NONE, 0);
                flight.sync();
            }
        });
        assertThat(assertState(reply::next, "22012").getSuppressed()).hasSize(19);
    }

    @Test
    void ofCopiesWithoutEndOneIsTold() throws SQLException {
        byte[][] flood = new byte[10_000][];
        Arrays.fill(flood, message('G', new byte[3]));
        script.say(flood).say(error("ERROR", "57014", "COPY from stdin failed"), ready('I'));
        assertThat(assertState(() -> script.simple("x").next(), "0AX00").getSuppressed())
                .hasSize(1);
    }

    @Test
    void copyWithoutAWayInIsRefusedAndTheSessionGoesOn() throws SQLException {
        script.say(message('G', new byte[3]));
        script.say(error("ERROR", "57014", "COPY from stdin failed"), ready('I'));
        Reply reply = script.simple("copy t from stdin");
        Throwable thrown = assertState(reply::next, "0AX00");
        assertThat(thrown.getSuppressed()).hasSize(1);
        assertThat(written()).contains("f\0\0\0");
        script.say(message('H', new byte[3]), message('d', new byte[9]), message('c'), complete("COPY 1"), ready('I'));
        Reply out = script.simple("copy t to stdout");
        assertThat(out.next().count()).isEqualTo(1);
        assertState(out::next, "0AX00");
        assertThat(session.isClosed()).isFalse();
    }

    // ---- broken conversations

    static Stream<Arguments> wrongAnswers() {
        byte[] columns = rowDescription(column("a", 25));
        return Stream.of(
                Arguments.of("a row without columns", ServerWords.together(row("x"))),
                Arguments.of("a row behind the end", ServerWords.together(columns, complete("SELECT 0"), row("x"))),
                Arguments.of("ready in the middle", ServerWords.together(columns, ready('I'))),
                Arguments.of("columns twice", ServerWords.together(columns, columns)),
                Arguments.of("an answer to no question", BOUND),
                Arguments.of("a parse nobody asked for", PARSED),
                Arguments.of("no data for a Query", NO_DATA),
                Arguments.of("an unknown type", message('?')),
                Arguments.of("a type of another phase", message('R', new byte[4])),
                Arguments.of("an unknown status", ready('X')),
                Arguments.of("a status too long", message('Z', new byte[] {'I', 'I'})),
                Arguments.of("a length below its own", new byte[] {'Z', 0, 0, 0, 3}),
                Arguments.of("a negative length", new byte[] {'D', -1, -1, -1, -1}),
                Arguments.of("a short message that is long", new byte[] {'Z', 0, 1, 0, 0}),
                Arguments.of("more columns than bytes", message('T', new byte[] {127, 127, 0})),
                Arguments.of("another encoding", parameterStatus("client_encoding", "LATIN1")),
                Arguments.of("an error without an end", message('E', new byte[] {'S', 'x'})));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongAnswers")
    void anAnswerOutOfOrderClosesTheSession(String what, byte[] answer) {
        script.say(answer);
        assertState(() -> script.simple("x"), "08P01");
        assertThat(script.transport().isClosed()).isTrue();
        assertState(() -> script.simple("x"), "08003");
        assertState(() -> session.ping(Deadline.NEVER), "08003");
    }

    static Stream<Arguments> wrongAnswersToAPreparedStatement() {
        byte[] described = ServerWords.together(PARSED, parameterDescription(), NO_DATA);
        return Stream.of(
                Arguments.of("bound first", BOUND),
                Arguments.of("columns before parameters", ServerWords.together(PARSED, NO_DATA)),
                Arguments.of(
                        "a count of parameters that lies",
                        ServerWords.together(PARSED, message('t', new byte[] {0, 9, 0, 0, 0, 0}))),
                Arguments.of("complete before bound", ServerWords.together(described, complete("SET"))),
                Arguments.of("a row of no columns", ServerWords.together(described, BOUND, row("x"))),
                Arguments.of("closed", ServerWords.together(described, CLOSED)),
                Arguments.of("an empty portal name", ServerWords.together(described, BOUND, BOUND)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongAnswersToAPreparedStatement")
    void anAnswerOutOfOrderToAPreparedStatementClosesTheSession(String what, byte[] answer) {
        script.say(answer);
        assertState(() -> script.prepared("x"), "08P01");
        assertThat(session.isClosed()).isTrue();
    }

    @Test
    void theEndOfTheStreamClosesTheSession() {
        script.say(rowDescription(column("a", 25)), Arrays.copyOf(row("x"), 6));
        script.transport().hangUp();
        Throwable thrown = assertState(() -> script.simple("x"), "08006");
        assertThat(thrown).hasMessageContaining("Whether the statement took effect is unknown");
        assertThat(assertState(() -> script.simple("x"), "08003").getCause()).isSameAs(thrown);
    }

    @Test
    void aFailedWriteTellsWhatTheServerHadToSay() {
        script.say(error("FATAL", "57P05", "idle session timeout"));
        IOException failure = new IOException("broken pipe");
        script.transport().failWrites(failure);
        Throwable thrown = assertState(() -> script.simple("x"), "57P05");
        assertThat(thrown.getSuppressed()).containsExactly(failure);
        assertThat(session.isClosed()).isTrue();
    }

    @Test
    void aFailedWriteClosesTheSessionWhateverIsRead() {
        script.say(error("ERROR", "42601", "syntax error"), ready('I'));
        script.transport().failWrites(new IOException("broken pipe"));
        assertState(() -> script.simple("x"), "42601");
        assertThat(script.transport().isClosed()).isTrue();
        assertState(() -> script.simple("x"), "08003");
    }

    /** The server waits for the rest of the flight then, and says nothing. */
    @Test
    void aLargeFlightThatCannotBeWrittenToItsEndIsNotWaitedFor() {
        script.transport().waitForClose();
        script.transport().beforeWrites(ScriptedSession::runOutOfMemory);
        Throwable thrown = assertState(() -> script.simple(LARGE), "08006");
        assertThat(thrown).hasMessageContaining("no memory");
        assertThat(session.isClosed()).isTrue();
        assertState(() -> script.simple("x"), "08003");
    }

    @Test
    void whatTheServerSaysToALargeFlightThatItDoesNotTakeIsHeard() {
        script.say(error("FATAL", "57P05", "idle session timeout"));
        script.transport().failWrites(new IOException("broken pipe"));
        assertState(() -> script.simple(LARGE).next(), "57P05");
        assertState(() -> script.simple("x"), "08003");
    }

    /** Such as that there is no thread to be had. */
    @Test
    void anErrorBeforeAnythingIsSentClosesTheSession() {
        script.transport().beforeWrites(ScriptedSession::runOutOfMemory);
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> script.simple("x"));
        assertThat(session.isClosed()).isTrue();
        assertThat(assertState(() -> script.simple("x"), "08003")).hasMessageContaining("no memory");
    }

    @Test
    void soDoesAnExceptionOfOurs() {
        script.transport().beforeWrites(() -> {
            throw new IllegalStateException("out of order");
        });
        assertThat(assertState(() -> script.simple("x"), "08006")).hasMessageContaining("out of order");
        assertState(() -> script.simple("x"), "08003");
    }

    @Test
    void aCopyWhoseEndCannotBeWrittenIsNotWaitedFor() throws SQLException {
        CopyReply copy = copyIn(10);
        script.transport().beforeWrites(ScriptedSession::runOutOfMemory);
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(copy::finish);
        assertThat((Throwable) copy.fail("given up")).hasMessageContaining("no memory");
        assertThat(session.isClosed()).isTrue();
    }

    /** Its end is written by a thread of its own, as its data was. */
    @Test
    void norIsTheEndOfALargeOne() throws SQLException {
        CopyReply copy = copyIn(2 * CopyReply.FRAME);
        script.transport().beforeWrites(ScriptedSession::runOutOfMemory);
        assertThat(assertState(copy::finish, "08006")).hasMessageContaining("no memory");
        assertThat((Throwable) copy.fail("given up")).hasMessageContaining("no memory");
        assertThat(session.isClosed()).isTrue();
    }

    private CopyReply copyIn(int byteCount) throws SQLException {
        script.say(message('G', new byte[3]));
        CopyReply copy =
                CopyReply.of(session.send(flight -> flight.copy("copy t from stdin", Flight.Transaction.NONE)));
        copy.write(new byte[byteCount], 0, byteCount);
        return copy;
    }

    @Test
    void aServerThatStaysSilentIsGivenUp() {
        session.setReadTimeout(Duration.ofSeconds(30));
        Throwable thrown = assertState(() -> script.simple("x"), "08006");
        assertThat(thrown).hasMessageContaining("30 s");
        assertThat(session.isClosed()).isTrue();
    }

    @Test
    void aNoticeDoesNotLiftTheReadTimeout() {
        session.setReadTimeout(Duration.ofSeconds(30));
        script.say(rowDescription(column("a", 25)), notice("working"));
        assertState(() -> script.simple("x"), "08006");
    }

    @Test
    void closingSaysGoodbyeOnce() throws SQLException {
        session.close();
        session.close();
        assertThat(written()).isEqualTo("X\0\0\0\u0004");
        assertState(() -> script.simple("x"), "08003");
    }

    @Test
    void abortSaysNothing() {
        session.abort();
        assertThat(written()).isEmpty();
        assertThat(script.transport().isClosed()).isTrue();
        assertState(() -> script.simple("x"), "08003");
    }

    // ---- the rest

    @Test
    void aPingIsABareSync() throws SQLException {
        script.say(notice("hello"), ready('T'));
        session.ping(Deadline.NEVER);
        assertThat(written()).isEqualTo("S\0\0\0\u0004");
        assertThat(session.transactionStatus()).isEqualTo(TransactionStatus.IN_TRANSACTION);
        assertState(() -> session.ping(Deadline.after(Duration.ofSeconds(5))), "08006");
    }

    @Test
    void aPingWaitsForTheRestOfAnAnswerUntilItsTimeIsUpAndLeavesItToItsReader() throws SQLException {
        ScriptedSession lazy = ScriptedSession.startLazy(1);
        lazy.say(rowDescription(column("a", 25)), row("x"));
        Rows rows = lazy.simple("q").next().rows();
        lazy.say(row("y"));
        assertThat(lazy.session().ping(Deadline.after(Duration.ofSeconds(5)))).isFalse();
        assertThat((Object) lazy.session().settledStatus(Deadline.after(Duration.ofSeconds(5))))
                .isNull();
        assertThat(lazy.session().isClosed()).isFalse();
        lazy.say(row("z"), complete("SELECT 3"), ready('I'), ready('I'));
        assertThat(lazy.session().ping(Deadline.after(Duration.ofSeconds(5)))).isTrue();
        assertThat(text(rows)).containsExactly("x", "y", "z");
    }

    @Test
    void aServerThatStaysSilentIsGivenUpByAPingToo() throws SQLException {
        ScriptedSession lazy = ScriptedSession.startLazy(1);
        lazy.say(rowDescription(column("a", 25)), row("x"));
        lazy.simple("q");
        lazy.transport().waitForDeadlines();
        lazy.session().setReadTimeout(Duration.ofMillis(20));
        assertState(() -> lazy.session().ping(Deadline.after(Duration.ofSeconds(60))), "08006");
        assertThat(lazy.session().isClosed()).isTrue();
    }

    @Test
    void noticesGoToThePlanWhoseAnswerIsRead() throws SQLException {
        List<String> heard = new ArrayList<>();
        script.say(notice("one"), complete("DO"), notice("two"), ready('I'));
        session.send(new Plan() {
            @Override
            public void write(Flight flight) {
                flight.simple("x");
            }

            @Override
            public void onNotice(ServerError notice) {
                heard.add(notice.message());
            }
        });
        assertThat(heard).containsExactly("one", "two");
    }

    @Test
    void reportedParametersAreKeptAndCounted() throws SQLException {
        int before = session.parameterChanges();
        script.say(parameterStatus("TimeZone", "UTC"), complete("SET"), parameterStatus("x", "y"), ready('I'));
        script.simple("x");
        assertThat(session.parameter("TimeZone")).isEqualTo("UTC");
        assertThat(session.parameterChanges()).isEqualTo(before + 2);
        assertThat(session.parameter("nobody")).isNull();
    }

    @Test
    void parametersWithoutEndEndTheConnection() {
        for (int length : new int[] {1, 29_000}) {
            ScriptedSession flooded = ScriptedSession.start();
            for (int i = 0; i < 1_001; i++) {
                flooded.say(parameterStatus("name" + i, "x".repeat(length)));
            }
            flooded.say(complete("SET"), ready('I'));
            assertThat(assertState(() -> flooded.simple("x"), "08P01")).hasMessageContaining("parameters");
            assertThat(flooded.session().isClosed()).isTrue();
        }
    }

    @Test
    void aParameterMayChangeWithoutEnd() throws SQLException {
        for (int i = 0; i < 2_000; i++) {
            script.say(parameterStatus("search_path", "x".repeat(20_000) + i));
        }
        script.say(complete("SET"), ready('I'));
        script.simple("x");
        assertThat(session.parameter("search_path")).endsWith("x1999");
    }

    @Test
    void afterDiscardAllEverythingIsParsedAnewAndNothingClosed() throws SQLException {
        sayPrepared(column("a", 25));
        script.prepared("q");
        script.say(complete("DISCARD ALL"), ready('I'));
        script.simple("discard all");
        written();
        sayPrepared(column("a", 25));
        script.prepared("q");
        assertThat(written()).startsWith("P\0\0\0\u000cS_2\0q\0");
    }

    @Test
    void afterOneDeallocateAllAreClosedSinceItMayHaveBeenAny() throws SQLException {
        sayPrepared(column("a", 25));
        script.prepared("q");
        script.say(complete("DEALLOCATE"), ready('I'));
        script.simple("deallocate p");
        written();
        script.say(CLOSED);
        sayPrepared(column("a", 25));
        script.prepared("q");
        assertThat(written()).startsWith("C\0\0\0\u0009SS_1\0" + "P\0\0\0\u000cS_2\0q\0");
    }

    @Test
    void aLimitOfRowsEndsTheResult() throws SQLException {
        script.say(PARSED, parameterDescription(), rowDescription(column("a", 25)), BOUND, row("x"), message('s'));
        script.say(ready('I'));
        Reply reply = session.send(flight -> flight.execute(flight.statements().get("q"), Binding.NONE, 1));
        Outcome outcome = reply.next();
        assertThat(text(outcome.rows())).containsExactly("x");
        assertThat(outcome.count()).isEqualTo(CommandTag.NO_COUNT);
        var execute = new ByteWriter(16);
        Frontend.execute(execute, "", 1);
        assertThat(written()).contains(latin1(execute.toByteArray()));
    }

    private void sayPrepared(io.howdah.wire.Field column) {
        script.say(
                PARSED,
                parameterDescription(),
                rowDescription(column),
                BOUND,
                row("x"),
                complete("SELECT 1"),
                ready('I'));
    }

    private String written() {
        return written(script);
    }

    private static String written(ScriptedSession script) {
        return latin1(script.transport().takeWritten());
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static List<String> text(Rows rows) throws SQLException {
        List<String> values = new ArrayList<>();
        while (rows.next()) {
            values.add(new String(rows.page(), rows.offset(0), rows.length(0), StandardCharsets.UTF_8));
        }
        return values;
    }

    private static Throwable assertState(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String sqlState) {
        SQLException thrown = catchThrowableOfType(SQLException.class, call);
        assertThat((Throwable) thrown).isNotNull();
        assertThat(thrown.getSQLState()).isEqualTo(sqlState);
        return thrown;
    }

    /** Executions without parameters. */
    private static Bindings nothings(int count) {
        return new Bindings() {
            @Override
            public int count() {
                return count;
            }

            @Override
            public long byteCount() {
                return 4L * count;
            }

            @Override
            public void writeTo(int index, ByteWriter out) {
                Binding.NONE.writeTo(out);
            }
        };
    }
}
