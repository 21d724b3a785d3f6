package io.howdah.session;

import static io.howdah.session.ServerWords.complete;
import static io.howdah.session.ServerWords.error;
import static io.howdah.session.ServerWords.message;
import static io.howdah.session.ServerWords.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.wire.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The FunctionCall message, and what may come back. */
class FunctionCallScriptTest {
    private static final byte[] PARSED = message('1');
    private static final byte[] BOUND = message('2');
    private static final byte[] NULL = {-1, -1, -1, -1};

    private final ScriptedSession script = ScriptedSession.start();
    private final Session session = script.session();

    @Test
    void aCallIsOneMessageWithoutASync() throws SQLException {
        script.say(result("ab"), ready('I'));
        Outcome outcome =
                session.send(flight -> flight.call(870, oneInBinary("x"))).next();
        assertThat(outcome.result()).isEqualTo(new byte[] {'a', 'b'});
        assertThat(outcome.rows()).isNull();
        assertThat(written()).isEqualTo("F\0\0\0\u0015" + "\0\0\u0003\u0066" + "\0\1\0\1" + "\0\1\0\0\0\1x" + "\0\1");
    }

    @Test
    void aResultOfNullIsNull() throws SQLException {
        script.say(message('V', NULL), ready('I'));
        assertThat(call().next().result()).isNull();
    }

    @Test
    void anEmptyResultIsNotNull() throws SQLException {
        script.say(result(""), ready('I'));
        assertThat(call().next().result()).isEmpty();
    }

    @Test
    void eachOfSeveralCallsIsAnsweredByItself() throws SQLException {
        script.say(result("1"), ready('I'), error("ERROR", "42704", "no"), ready('I'), result("3"), ready('I'));
        Reply reply = session.send(flight -> {
            flight.call(1, Binding.NONE);
            flight.call(2, Binding.NONE);
            flight.call(3, Binding.NONE);
        });
        assertThat(reply.next().result()).isEqualTo(new byte[] {'1'});
        assertThat(reply.next().result()).isEqualTo(new byte[] {'3'});
        assertThatThrownBy(reply::next).isInstanceOf(SQLException.class).hasMessageContaining("no");
        assertThat(session.isClosed()).isFalse();
    }

    @Test
    void whatStandsBeforeAndBehindItGoesWithIt() throws SQLException {
        script.say(
                PARSED,
                BOUND,
                complete("BEGIN"),
                result("x"),
                ready('T'),
                PARSED,
                BOUND,
                complete("COMMIT"),
                ready('I'));
        Reply reply = session.send(flight -> {
            flight.executeQuietly(flight.statements().once("BEGIN"));
            flight.call(1, Binding.NONE);
            flight.executeQuietly(flight.statements().once("COMMIT"));
        });
        assertThat(reply.next().result()).isEqualTo(new byte[] {'x'});
        assertThat(reply.next()).isNull();
        assertThat(session.transactionStatus()).isEqualTo(TransactionStatus.IDLE);
    }

    @Test
    void aServerThatFailsBeforeTheCallSkipsIt() throws SQLException {
        script.say(error("ERROR", "25001", "no BEGIN now"), ready('I'));
        Reply reply = session.send(flight -> {
            flight.executeQuietly(flight.statements().once("BEGIN"));
            flight.call(1, Binding.NONE);
        });
        assertThatThrownBy(reply::next).hasMessageContaining("no BEGIN now");
        assertThat(written()).endsWith("S\0\0\0\4");
        script.say(result("x"), ready('I'));
        assertThat(call().next().result()).isEqualTo(new byte[] {'x'});
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, Integer.MIN_VALUE, 1, 3, Integer.MAX_VALUE})
    void aLengthThatIsALieEndsTheConnection(int length) throws SQLException {
        var body = new ByteWriter(8);
        body.int32(length);
        body.bytes(new byte[2]);
        script.say(message('V', body.toByteArray()), ready('I'));
        assertThatThrownBy(() -> call().next()).extracting("SQLState").isEqualTo("08P01");
        assertThat(session.isClosed()).isTrue();
    }

    @Test
    void aResultThatNobodyAskedForEndsTheConnection() throws SQLException {
        script.say(result("x"), ready('I'));
        assertThatThrownBy(() -> script.simple("select 1").next())
                .extracting("SQLState")
                .isEqualTo("08P01");
    }

    @Test
    void rowsInsteadOfAResultEndTheConnection() throws SQLException {
        script.say(complete("SELECT 1"), ready('I'));
        assertThatThrownBy(() -> call().next()).extracting("SQLState").isEqualTo("08P01");
    }

    private Reply call() throws SQLException {
        return session.send(flight -> flight.call(1, Binding.NONE));
    }

    private static Binding oneInBinary(String text) {
        return new Binding() {
            @Override
            public int count() {
                return 1;
            }

            @Override
            public void writeTo(ByteWriter out) {
                out.int16(1);
                out.int16(1);
                out.int16(1);
                out.int32(text.length());
                out.ascii(text);
            }
        };
    }

    private static byte[] result(String text) {
        var body = new ByteWriter(16);
        body.int32(text.length());
        body.ascii(text);
        return message('V', body.toByteArray());
    }

    private String written() {
        return new String(script.transport().takeWritten(), StandardCharsets.ISO_8859_1);
    }
}
