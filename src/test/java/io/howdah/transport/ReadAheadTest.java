package io.howdah.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
    private int reads;

    private InputStream counted(byte[] content) {
        return new FilterInputStream(new ByteArrayInputStream(content)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                reads++;
                return super.read(target, offset, length);
            }
        };
    }

    @Test
    void aSmallRecordAndItsHeaderAreOneRead() throws IOException {
        var in = new ReadAhead(counted(new byte[100]));
        assertThat(in.read(new byte[5], 0, 5)).isEqualTo(5);
        assertThat(in.available()).isEqualTo(95);
        assertThat(in.read(new byte[95], 0, 95)).isEqualTo(95);
        assertThat(reads).isEqualTo(1);
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void whatIsLargeGoesToItsReaderDirectly() throws IOException {
        var in = new ReadAhead(counted(new byte[20_000]));
        assertThat(in.read(new byte[16_000], 0, 16_000)).isEqualTo(16_000);
        assertThat(in.available()).isEqualTo(4_000);
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void nothingIsLostOrTurnedAroundInPiecesOfAnySize() throws IOException {
        var random = new Random(5);
        byte[] content = new byte[300_000];
        random.nextBytes(content);
        var in = new ReadAhead(new ByteArrayInputStream(content));
        byte[] read = new byte[content.length];
        int filled = 0;
        while (filled < read.length) {
            if (random.nextInt(10) == 0) {
                read[filled++] = (byte) in.read();
            } else {
                filled += in.read(read, filled, Math.min(read.length - filled, 1 + random.nextInt(20_000)));
            }
        }
        assertThat(read).isEqualTo(content);
        assertThat(in.read(new byte[1], 0, 1)).isEqualTo(-1);
        assertThat(in.read(new byte[1], 0, 0)).isZero();
    }
}
