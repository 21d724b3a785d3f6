package io.howdah.largeobject;

import static io.howdah.session.ServerWords.column;
import static io.howdah.session.ServerWords.complete;
import static io.howdah.session.ServerWords.message;
import static io.howdah.session.ServerWords.ready;
import static io.howdah.session.ServerWords.row;
import static io.howdah.session.ServerWords.rowDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.ServerError;
import io.howdah.session.Flight;
import io.howdah.session.Plan;
import io.howdah.session.Reply;
import io.howdah.session.ScriptedSession;
import io.howdah.types.BuiltinTypesOnly;
import io.howdah.types.DatabaseTypes;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Answers about large objects that no honest server gives. */
class ObjectStoreScriptTest {
    private final ScriptedSession script = ScriptedSession.start();
    private final ObjectStore store = new ObjectStore(new Host());

    @Test
    void moreBytesThanWereAskedForAreRefused() {
        script.say(result(1, 2, 3), ready('I'));
        fails(() -> store.read(1, 0, 2));
    }

    @Test
    void noBytesAtAllAreRefused() {
        script.say(message('V', new byte[] {-1, -1, -1, -1}), ready('I'));
        fails(() -> store.read(1, 0, 2));
    }

    @Test
    void anOidOfAnotherSizeIsRefused() {
        script.say(result(1, 2, 3), ready('I'));
        fails(() -> store.create(ObjectStore.ANY_OID));
        script.say(result(), ready('I'));
        fails(() -> store.create(new byte[0], 0, 0));
    }

    @Test
    void aSizeThatIsNoneIsRefused() {
        script.say(complete("SELECT 0"), ready('I'));
        fails(() -> store.size(1));
        script.say(rowDescription(column("a", 20)), complete("SELECT 0"), ready('I'));
        fails(() -> store.size(1));
        script.say(rowDescription(column("a", 20)), row((Object) null), complete("SELECT 1"), ready('I'));
        fails(() -> store.size(1));
        script.say(rowDescription(), row(), complete("SELECT 1"), ready('I'));
        fails(() -> store.size(1));
        script.say(rowDescription(column("a", 20)), row("many"), complete("SELECT 1"), ready('I'));
        assertThatThrownBy(() -> store.size(1)).isInstanceOf(SQLException.class);
        script.say(ready('I'));
        fails(() -> store.size(1));
    }

    @Test
    void anOidFromTheUpperHalfIsPositive() throws SQLException {
        script.say(result(255, 255, 255, 255), ready('I'));
        assertThat(store.create(ObjectStore.ANY_OID)).isEqualTo(4_294_967_295L);
    }

    private static void fails(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(SQLException.class)
                .extracting("SQLState")
                .isEqualTo("08P01");
    }

    private static byte[] result(int... bytes) {
        var body = new ByteWriter(16);
        body.int32(bytes.length);
        for (int each : bytes) {
            body.int8(each);
        }
        return message('V', body.toByteArray());
    }

    private final class Host implements LargeObjectHost {
        private final DatabaseTypes types = new BuiltinTypesOnly();

        @Override
        public Reply send(Plan plan) throws SQLException {
            return script.session().send(plan);
        }

        @Override
        public void open(Flight flight) {
            // Nothing is due.
        }

        @Override
        public Unit begin() {
            throw new UnsupportedOperationException();
        }

        @Override
        public DatabaseTypes types() {
            return types;
        }

        @Override
        public Duration timeout() {
            return Duration.ZERO;
        }

        @Override
        public void onNotice(ServerError notice) {
            throw new UnsupportedOperationException();
        }
    }
}
