package io.howdah.session;

import static io.howdah.session.ServerWords.column;
import static io.howdah.session.ServerWords.complete;
import static io.howdah.session.ServerWords.error;
import static io.howdah.session.ServerWords.message;
import static io.howdah.session.ServerWords.parameterDescription;
import static io.howdah.session.ServerWords.ready;
import static io.howdah.session.ServerWords.row;
import static io.howdah.session.ServerWords.rowDescription;
import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.session.Failure.Stage;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What becomes of a flight that fails: where it failed, whether it can be undone, and whether to send it again. */
class GuardScriptTest {
    private static final byte[] PARSED = message('1');
    private static final byte[] BOUND = message('2');
    private static final byte[] NO_DATA = message('n');

    private final ScriptedSession script = ScriptedSession.start();
    private final Session session = script.session();

    private void begin() throws SQLException {
        script.say(complete("BEGIN"), ready('T')).simple("begin");
        script.transport().takeWritten();
    }

    private Reply guarded() throws SQLException {
        return session.send(flight -> {
            flight.guard();
            flight.execute(flight.statements().once("insert"), Binding.NONE, 0);
        });
    }

    /** The names of the messages, and the texts in them. */
    private String written() {
        return new String(script.transport().takeWritten(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aGuardIsReleasedAtTheEndOfThePlan() throws SQLException {
        begin();
        script.say(PARSED, BOUND, complete("SAVEPOINT"), PARSED, BOUND, NO_DATA, complete("INSERT 0 1"));
        script.say(PARSED, BOUND, complete("RELEASE"), ready('T'));
        Reply reply = guarded();
        assertThat(reply.next().command()).isEqualTo("INSERT");
        assertThat(reply.next()).isNull();
        assertThat(written()).containsSubsequence(Guard.SET, "insert", Guard.RELEASE, "S\0\0\0\4");
        assertThat(session.isGuarded()).isFalse();
    }

    @Test
    void aGuardThatStandsUndoesAFailure() throws SQLException {
        begin();
        script.say(PARSED, BOUND, complete("SAVEPOINT"), error("ERROR", "42P18", "$1"), ready('E'));
        Reply reply = guarded();
        assertThat(reply.canBeUndone()).isTrue();
        assertThat(reply.canBeSentAgain()).isFalse();
        assertThat(reply.failure().stage()).isEqualTo(Stage.PARSE);
        assertThat(reply.failure().query().sql()).isEqualTo("insert");
        written();
        script.say(PARSED, BOUND, complete("ROLLBACK"), PARSED, BOUND, NO_DATA, complete("INSERT 0 1"));
        script.say(PARSED, BOUND, complete("RELEASE"), ready('T'));
        Reply again = session.send(flight -> {
            flight.undo();
            assertThat(flight.isGuarded()).isTrue();
            flight.execute(flight.statements().once("insert"), Binding.NONE, 0);
        });
        assertThat(again.next().count()).isEqualTo(1);
        assertThat(written()).containsSubsequence(Guard.UNDO, "insert", Guard.RELEASE);
        assertThat(session.isGuarded()).isFalse();
    }

    @Test
    void aGuardThatWasReleasedUndoesNothing() throws SQLException {
        begin();
        script.say(PARSED, BOUND, complete("SAVEPOINT"), PARSED, BOUND, complete("RELEASE"));
        script.say(PARSED, BOUND, NO_DATA, error("ERROR", "23505", "twice"), ready('E'));
        Reply reply = session.send(flight -> {
            flight.guard();
            flight.release();
            flight.execute(flight.statements().once("insert"), Binding.NONE, 0);
        });
        assertThat(reply.failure().stage()).isEqualTo(Stage.EXECUTE);
        assertThat(reply.canBeUndone()).isFalse();
    }

    @Test
    void aGuardThatWasNeverSetUndoesNothing() throws SQLException {
        begin();
        script.say(PARSED, error("ERROR", "XX000", "no"), ready('E'));
        assertThat(guarded().canBeUndone()).isFalse();
        assertThat(session.isGuarded()).isFalse();
    }

    @Test
    void theUsersWayOutTakesTheGuardWithIt() throws SQLException {
        begin();
        script.say(PARSED, BOUND, complete("SAVEPOINT"), error("ERROR", "42P18", "$1"), ready('E'));
        guarded();
        assertThat(session.isGuarded()).isTrue();
        script.say(complete("ROLLBACK"), ready('T')).simple("rollback to mine");
        assertThat(session.isGuarded()).isFalse();
    }

    @Test
    void whatBeganTheTransactionCanBeTakenBackUnlessSomethingRan() throws SQLException {
        script.say(PARSED, error("ERROR", "42804", "no"), ready('I'));
        assertThat(session.send(flight -> flight.execute(flight.statements().once("a"), Binding.NONE, 0))
                        .canBeUndone())
                .isTrue();
        for (boolean undone : new boolean[] {false, true}) {
            script.say(PARSED, BOUND, NO_DATA, complete("INSERT 0 1"), error("ERROR", "42804", "no"), ready('I'));
            Reply reply = session.send(new Plan() {
                @Override
                public void write(Flight flight) {
                    flight.execute(flight.statements().once("a"), Binding.NONE, 0);
                    flight.execute(flight.statements().once("b"), Binding.NONE, 0);
                }

                @Override
                public boolean isUndoneByItsError() {
                    return undone;
                }
            });
            assertThat(reply.canBeUndone()).isEqualTo(undone);
        }
    }

    @Test
    void aRollbackMakesAFlightFresh() throws SQLException {
        begin();
        script.say(PARSED, BOUND, complete("ROLLBACK"), error("ERROR", "42804", "no"), ready('I'));
        Reply reply = session.send(flight -> {
            flight.rollback();
            flight.execute(flight.statements().once("a"), Binding.NONE, 0);
        });
        assertThat(reply.canBeUndone()).isTrue();
    }

    @Test
    void whatFailsBehindAFailureIsNotToldAgain() throws SQLException {
        begin();
        script.say(PARSED, BOUND, complete("SAVEPOINT"), error("ERROR", "22012", "zero"), ready('E'));
        script.say(error("ERROR", "25P02", "aborted"), ready('E'));
        Reply reply = session.send(flight -> {
            flight.guard();
            flight.simple("select 1/0");
        });
        assertThat(reply.error().getSQLState()).isEqualTo("22012");
        assertThat(reply.error().getSuppressed()).isEmpty();
        assertThat(reply.canBeUndone()).isTrue();
    }

    // ---- lost statements

    private void prepare() throws SQLException {
        script.say(PARSED, parameterDescription(), rowDescription(column("a", 25)), BOUND, row("x"));
        script.say(complete("SELECT 1"), ready('I'));
        script.prepared("q");
    }

    @Test
    void aLostStatementCanBeSentAgainOutsideOfATransaction() throws SQLException {
        prepare();
        script.say(error("ERROR", "26000", "no such statement"), ready('I'));
        Reply reply = script.prepared("q");
        assertThat(reply.failure().stage()).isEqualTo(Stage.BIND);
        assertThat(reply.canBeSentAgain()).isTrue();
        assertThat(reply.error().getSQLState()).isEqualTo("26000");
    }

    @Test
    void insideOneTheErrorSaysThatTheTransactionCanBeRunAgain() throws SQLException {
        prepare();
        begin();
        script.say(error("ERROR", "26000", "no such statement"), ready('E'));
        Reply reply = script.prepared("q");
        assertThat(reply.canBeSentAgain()).isFalse();
        assertThat(reply.error().getSQLState()).isEqualTo("40001");
        assertThat(session.send(flight -> assertThat(flight.statements().size()).isZero())
                        .isFinished())
                .isTrue();
    }

    @Test
    void theSameErrorFromWithinAStatementIsNotAboutIt() throws SQLException {
        prepare();
        script.say(BOUND, error("ERROR", "26000", "the user's own"), ready('I'));
        assertThat(script.prepared("q").canBeSentAgain()).isFalse();
    }
}
