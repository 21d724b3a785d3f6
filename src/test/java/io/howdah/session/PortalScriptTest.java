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
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A portal outside of a transaction, which the next Sync would close, behind a setting that has a Sync of its own. */
class PortalScriptTest {
    private static final byte[] PARSED = message('1');
    private static final byte[] BOUND = message('2');
    private static final byte[] SUSPENDED = message('s');
    private static final String SYNC = "S\0\0\0\4";

    private final ScriptedSession script = ScriptedSession.start();

    private Reply send() throws SQLException {
        return script.session().send(flight -> {
            flight.executeQuietly(flight.statements().once("set x = 1"));
            flight.sync();
            flight.open(flight.statements().get("q"), Binding.NONE, 1, Flight.Transaction.NONE);
        });
    }

    private void sayFirstPortion() {
        script.say(PARSED, parameterDescription(), rowDescription(column("a", 25)), BOUND, row("x"), SUSPENDED);
    }

    private int writtenSyncs() {
        String written = new String(script.transport().takeWritten(), StandardCharsets.ISO_8859_1);
        return written.split(SYNC, -1).length - 1;
    }

    private static String next(Rows rows) throws SQLException {
        return rows.next()
                ? new String(rows.page(), rows.offset(0), rows.length(0), StandardCharsets.UTF_8)
                : "the end";
    }

    @Test
    void theSyncThatIsOwedWaitsForTheEndOfThePortal() throws SQLException {
        script.say(PARSED, BOUND, complete("SET"), ready('I'));
        sayFirstPortion();
        Rows rows = send().next().rows();
        assertThat(writtenSyncs()).isEqualTo(1);
        assertThat(next(rows)).isEqualTo("x");
        script.say(row("y"), SUSPENDED);
        assertThat(next(rows)).isEqualTo("y");
        assertThat(writtenSyncs()).isZero();
        script.say(complete("SELECT 0"), ready('I'));
        assertThat(next(rows)).isEqualTo("the end");
        assertThat(writtenSyncs()).isEqualTo(1);
        assertThat(script.session().isClosed()).isFalse();
    }

    @Test
    void aSettingThatFailsIsToldAtOnceAndThePortalEnds() throws SQLException {
        script.say(error("ERROR", "42704", "unrecognized configuration parameter"), ready('I'));
        sayFirstPortion();
        script.say(ready('I'));
        Reply reply = send();
        assertThat(reply.isFinished()).isTrue();
        assertThat(catchThrowableOfType(SQLException.class, reply::throwIfFailed)
                        .getSQLState())
                .isEqualTo("42704");
        assertThat(writtenSyncs()).isEqualTo(2);
        script.say(complete("SET"), ready('I'));
        assertThat(script.simple("set y = 2").next().command()).isEqualTo("SET");
    }

    @Test
    void anErrorOfItsOwnIsFollowedByTheSyncThatIsOwed() throws SQLException {
        script.say(PARSED, BOUND, complete("SET"), ready('I'));
        script.say(error("ERROR", "42P01", "relation does not exist"));
        script.say(ready('I'));
        Reply reply = send();
        assertThat(catchThrowableOfType(SQLException.class, reply::throwIfFailed)
                        .getSQLState())
                .isEqualTo("42P01");
        assertThat(writtenSyncs()).isEqualTo(2);
    }
}
