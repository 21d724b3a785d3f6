package io.howdah.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboundTest {
    /** Messages of all sizes, in reads of all sizes, kept by nobody or held. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000, 100_000, Integer.MAX_VALUE})
    void cutsMessagesHoweverTheyArrive(int mostAtOnce) throws IOException {
        int[] sizes = {0, 1, 2040, 2048, 5000, 65_531, 65_536, 3, 200_000, 1_048_577, 0, 64};
        var stream = ByteBuffer.allocate(3_000_000);
        var random = new Random(1);
        for (int size : sizes) {
            byte[] body = new byte[size];
            random.nextBytes(body);
            stream.put((byte) 'D').putInt(4 + size).put(body);
        }
        stream.flip();
        var inbound = inbound(stream.duplicate(), mostAtOnce);
        for (int i = 0; i < sizes.length; i++) {
            assertThat(inbound.next()).isEqualTo('D');
            byte[] body = Body.of(inbound).rest();
            byte[] expected = new byte[sizes[i]];
            stream.position(stream.position() + 5).get(expected);
            assertThat(body).isEqualTo(expected);
            if (i % 2 == 0) {
                inbound.page().retain();
            }
        }
        assertThatThrownBy(inbound::next).isInstanceOf(EOFException.class);
    }

    /** The length field may lie: what is claimed is no reason to make room, what has arrived is. */
    @ParameterizedTest
    @CsvSource({"100, 65536", "70000, 2300000", "1000000, 34000000"})
    void makesRoomByWhatHasArrived(int arrived, int atMost) throws IOException {
        var stream = ByteBuffer.allocate(5 + arrived).put((byte) 'D').putInt(1 << 30);
        var inbound = inbound(stream.rewind(), Integer.MAX_VALUE);
        assertThatThrownBy(inbound::next).isInstanceOf(EOFException.class);
        assertThat(inbound.page().bytes().length).isLessThanOrEqualTo(atMost);
    }

    /** The sizes of the pages on the way to a message of a mebibyte. */
    @Test
    void growsToALargeMessageInFewSteps() throws IOException {
        var stream = ByteBuffer.allocate(5 + (1 << 20)).put((byte) 'D').putInt(4 + (1 << 20));
        stream.rewind();
        var capacities = new HashSet<Integer>();
        var inbound = new Inbound((buffer, offset, length) -> {
            capacities.add(buffer.length);
            int count = Math.min(length, Math.min(1000, stream.remaining()));
            stream.get(buffer, offset, count);
            return count;
        });
        inbound.allowLongMessages();
        assertThat(inbound.next()).isEqualTo('D');
        assertThat(capacities.stream().mapToInt(Integer::intValue).sum()).isLessThan(3 << 19);
    }

    private static Inbound inbound(ByteBuffer stream, int mostAtOnce) {
        var inbound = new Inbound((buffer, offset, length) -> {
            if (!stream.hasRemaining()) {
                return -1;
            }
            int count = Math.min(length, Math.min(mostAtOnce, stream.remaining()));
            stream.get(buffer, offset, count);
            return count;
        });
        inbound.allowLongMessages();
        return inbound;
    }
}
