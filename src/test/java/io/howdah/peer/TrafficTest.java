package io.howdah.peer;

import static io.howdah.peer.BackendMessages.authenticationCleartextPassword;
import static io.howdah.peer.BackendMessages.authenticationOk;
import static io.howdah.peer.BackendMessages.message;
import static io.howdah.peer.BackendMessages.readyForQuery;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficTest {
    private final Traffic traffic = new Traffic();

    /** Chunks by their sender: {@code >} and the types of a client's write, {@code <} and those of a server's. */
    @ParameterizedTest
    @CsvSource({
        "a simple query,                         '>Q <TDCZ', 1",
        "one flight in one write,                '>PBDES <12TDCZ', 1",
        "one flight in many writes,              '>P >B >D >E >S <12TDCZ', 1",
        "a server that answers before the end,   '>PBDE <12 >BE <TDC >BES <2DCZ', 1",
        "two flights,                            '>PBES <12CZ >BES <2CZ', 2",
        "pipelined syncs,                        '>PBES >BES <12CZ <2CZ', 1",
        "a query sent while an answer is due,    '>Q <T >Q <DCZ <TDCZ', 1",
        "rows fetched by Flush,                  '>PBEH <12Ds >EH <Ds >ES <DCZ', 3",
        "copy in waits for the server once,      '>Q <G >dd >c <CZ >Q <CZ', 3",
        "goodbye is no question,                 '>Q <CZ >X', 1",
        "nothing,                                '', 0",
    })
    void countsHowOftenTheClientWaited(String what, String chunks, int expected) {
        fromClient(RawClient.startup("me", "mine"));
        fromServer(readyForQuery('I'));
        traffic.reset();
        for (String chunk : chunks.isEmpty() ? new String[0] : chunks.split(" ")) {
            var bytes = new ByteArrayOutputStream();
            for (char type : chunk.substring(1).toCharArray()) {
                bytes.writeBytes(message(type, new byte[] {0}));
            }
            if (chunk.startsWith(">")) {
                fromClient(bytes.toByteArray());
            } else {
                fromServer(bytes.toByteArray());
            }
        }
        assertThat(traffic.roundTrips()).as(what).isEqualTo(expected);
    }

    @Test
    void countsThePasswordAsARoundTripOfItsOwn() {
        fromClient(RawClient.startup("me", "mine"));
        fromServer(authenticationCleartextPassword());
        fromClient(message('p', new byte[] {'x', 0}));
        fromServer(authenticationOk());
        fromServer(readyForQuery('I'));
        assertThat(traffic.roundTrips()).isEqualTo(2);
    }

    @Test
    void putsMessagesTogetherFromSingleBytes() {
        for (byte b : RawClient.startup("me", "mine")) {
            fromClient(b);
        }
        for (byte b : RawClient.query("select 'ä\\'")) {
            fromClient(b);
        }
        assertThat(Traffic.transcript(traffic.messages())).isEqualTo("""
                        > StartupMessage \\x00\\x03\\x00\\x00user\\x00me\\x00database\\x00mine\\x00\\x00
                        > Query select '\\xC3\\xA4\\x5C'\\x00
                        """);
    }

    @Test
    void readsTheSingleByteThatAnswersAnSslRequest() {
        fromClient(RawClient.sslRequest());
        fromServer((byte) 'N');
        fromClient(RawClient.startup("me", "mine"));
        fromServer(authenticationOk());
        assertThat(names()).containsExactly("SSLRequest", "EncryptionN", "StartupMessage", "Authentication");
        assertThat(traffic.roundTrips()).isEqualTo(2);
    }

    @Test
    void countsChangesOfDirectionOnceEncrypted() {
        fromClient(RawClient.sslRequest());
        fromServer((byte) 'S');
        fromClient((byte) 22, (byte) 3);
        fromClient((byte) 1);
        fromServer((byte) 22);
        fromClient((byte) 20);
        assertThat(names()).containsExactly("SSLRequest", "EncryptionS");
        assertThat(traffic.roundTrips()).isEqualTo(3);
    }

    @Test
    void keepsALengthThatMakesNoSenseAsALump() {
        fromServer(new byte[] {'Z', 0, 0, 0, 3, 'I'});
        fromServer(readyForQuery('I'));
        assertThat(traffic.messages()).isEmpty();
    }

    private List<String> names() {
        return traffic.messages().stream().map(Message::name).toList();
    }

    private void fromClient(byte... bytes) {
        traffic.fromClient(bytes, bytes.length);
    }

    private void fromServer(byte... bytes) {
        traffic.fromServer(bytes, bytes.length);
    }
}
