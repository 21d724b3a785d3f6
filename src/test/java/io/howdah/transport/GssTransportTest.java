package io.howdah.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.MessageProp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cipher here is a letter in front: what it makes of a packet is the letter's to say. */
class GssTransportTest {
    private final Chunks below = new Chunks();

    @Test
    void cutsWhatItWritesIntoPackets() throws IOException {
        byte[] bytes = new byte[40_000];
        Arrays.fill(bytes, (byte) 'x');
        bytes[39_999] = 'y';
        transport().write(bytes, 0, bytes.length);
        var written = ByteBuffer.wrap(below.written.toByteArray());
        int plain = 0;
        while (written.hasRemaining()) {
            int length = written.getInt();
            assertThat(length).isBetween(2, 16_380);
            assertThat(written.get()).isEqualTo((byte) 'E');
            written.position(written.position() + length - 1);
            plain += length - 1;
        }
        assertThat(plain).isEqualTo(40_000);
        assertThat(written.get(written.limit() - 1)).isEqualTo((byte) 'y');
    }

    @Test
    void readsPacketsHoweverTheyArrive() throws IOException {
        byte[] packets = concat(packet("Eabc"), packet("E"), packet("Edefgh"));
        for (int size = 1; size <= packets.length; size++) {
            for (int start = 0; start < packets.length; start += size) {
                below.arrives(Arrays.copyOfRange(packets, start, Math.min(packets.length, start + size)));
            }
            var transport = transport();
            var read = new StringBuilder();
            byte[] buffer = new byte[10];
            while (read.length() < 8) {
                int count = transport.read(buffer, 1, 2, Deadline.NEVER);
                read.append(new String(buffer, 1, count, US_ASCII));
            }
            assertThat(read).hasToString("abcdefgh");
            assertThat(transport.available()).isZero();
            assertThat(transport.read(buffer, 0, 10, Deadline.NEVER)).isEqualTo(Transport.END_OF_STREAM);
        }
    }

    @Test
    void readsTheLargestPacket() throws IOException {
        below.arrives(packet("E" + "x".repeat(16_379)));
        assertThat(transport().read(new byte[20_000], 0, 20_000, Deadline.NEVER))
                .isEqualTo(16_379);
    }

    @Test
    void losesNothingWhenTheDeadlinePasses() throws IOException {
        byte[] packet = packet("Eabc");
        below.arrives(Arrays.copyOf(packet, 3)).arrives(new byte[0]);
        below.arrives(Arrays.copyOfRange(packet, 3, packet.length));
        var transport = transport();
        byte[] buffer = new byte[3];
        assertThat(transport.read(buffer, 0, 3, Deadline.NEVER)).isEqualTo(Transport.TIMED_OUT);
        assertThat(transport.read(buffer, 0, 3, Deadline.NEVER)).isEqualTo(3);
        assertThat(buffer).isEqualTo("abc".getBytes(US_ASCII));
    }

    @Test
    void aPeerThatDribblesDoesNotKeepAReadGoing() throws Exception {
        for (byte b : packet("Eabc")) {
            below.arrives(new byte[] {b});
        }
        Deadline passed = Deadline.after(Duration.ofNanos(1));
        var transport = transport();
        int timeouts = 0;
        while (transport.read(new byte[3], 0, 3, passed) == Transport.TIMED_OUT) {
            timeouts++;
        }
        assertThat(timeouts).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, 16_381, Integer.MAX_VALUE, 0x45525200})
    void refusesALengthThatNoPacketHas(int length) {
        below.arrives(ByteBuffer.allocate(8).putInt(length).array());
        refuses(IOException.class, "16380 are the most");
    }

    @ParameterizedTest
    @CsvSource({
        "Pabc, not encrypted",
        "Dabc, 'twice, late or out of order'",
        "Oabc, 'twice, late or out of order'",
        "Uabc, 'twice, late or out of order'",
        "Gabc, 'twice, late or out of order'",
        "Xabc, cannot be read",
        "Rabc, cannot be read",
    })
    void refusesAPacketThatIsNotRight(String packet, String why) {
        below.arrives(packet(packet));
        refuses(IOException.class, why);
    }

    @Test
    void anEndInTheMidstOfAPacketIsNone() {
        below.arrives(Arrays.copyOf(packet("Eabc"), 6));
        refuses(EOFException.class, "in the midst of a GSSAPI packet");
    }

    /** Else a read beside it would wait for the answer to what was not sent. */
    @Test
    void whatCannotBeEncryptedEndsTheConnection() throws IOException {
        var transport = transport();
        assertThatThrownBy(() -> transport.write("!".getBytes(US_ASCII), 0, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot encrypt");
        assertThat(below.closed).isTrue();
    }

    private void refuses(Class<? extends IOException> type, String why) {
        assertThatThrownBy(() -> transport().read(new byte[10], 0, 10, Deadline.NEVER))
                .isInstanceOf(type)
                .hasMessageContaining(why);
    }

    private Transport transport() throws IOException {
        return GssTransport.over(below, context());
    }

    private static byte[] packet(String content) {
        return ByteBuffer.allocate(4 + content.length())
                .putInt(content.length())
                .put(content.getBytes(US_ASCII))
                .array();
    }

    private static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static GSSContext context() {
        return (GSSContext) Proxy.newProxyInstance(
                GssTransportTest.class.getClassLoader(),
                new Class<?>[] {GSSContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getWrapSizeLimit" -> (int) arguments[2] - 1;
                    case "wrap" -> {
                        if (((byte[]) arguments[0])[(int) arguments[1]] == '!') {
                            throw new GSSException(GSSException.FAILURE);
                        }
                        byte[] wrapped = new byte[(int) arguments[2] + 1];
                        wrapped[0] = 'E';
                        System.arraycopy((byte[]) arguments[0], (int) arguments[1], wrapped, 1, (int) arguments[2]);
                        yield wrapped;
                    }
                    case "unwrap" ->
                        unwrap((byte[]) arguments[0], (int) arguments[1], (int) arguments[2], (MessageProp)
                                arguments[3]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static byte[] unwrap(byte[] bytes, int offset, int length, MessageProp said) throws GSSException {
        switch (bytes[offset]) {
            case 'E' -> {}
            case 'P' -> said.setPrivacy(false);
            case 'D' -> said.setSupplementaryStates(true, false, false, false, 0, null);
            case 'O' -> said.setSupplementaryStates(false, true, false, false, 0, null);
            case 'U' -> said.setSupplementaryStates(false, false, true, false, 0, null);
            case 'G' -> said.setSupplementaryStates(false, false, false, true, 0, null);
            case 'R' -> throw new ArrayIndexOutOfBoundsException("a parser's surprise");
            default -> throw new GSSException(GSSException.DEFECTIVE_TOKEN);
        }
        return Arrays.copyOfRange(bytes, offset + 1, offset + length);
    }

    /** Gives what arrives chunk by chunk; an empty chunk is a deadline that passes. */
    private static final class Chunks implements Transport {
        private final Queue<byte[]> chunks = new ArrayDeque<>();
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private boolean closed;

        Chunks arrives(byte[] chunk) {
            chunks.add(chunk);
            return this;
        }

        @Override
        public int read(byte[] buffer, int offset, int length, Deadline deadline) {
            byte[] chunk = chunks.poll();
            if (chunk == null) {
                return END_OF_STREAM;
            }
            System.arraycopy(chunk, 0, buffer, offset, chunk.length);
            return chunk.length;
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            written.write(buffer, offset, length);
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public Transport redial(Deadline deadline) throws IOException {
            throw new IOException("nowhere to go");
        }
    }
}
