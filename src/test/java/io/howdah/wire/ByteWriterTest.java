package io.howdah.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteWriterTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "\u00FC", "\u20AC", "\uD83D\uDC18", "a\u00FC\u20AC\uD83D\uDC18"})
    void writesShortAndLongTextsInUtf8(String piece) {
        for (int times : new int[] {1, 300, 1024, 50_000}) {
            var out = new ByteWriter(8);
            out.utf8(piece.repeat(times));
            assertThat(out.toByteArray()).isEqualTo(piece.repeat(times).getBytes(UTF_8));
        }
    }

    @Test
    void leavesLargeValuesWhereTheyLie() throws IOException {
        byte[] large = "x".repeat(20_000).getBytes(UTF_8);
        byte[] other = "y".repeat(30_000).getBytes(UTF_8);
        for (var out : List.of(new ByteWriter(8), ByteWriter.referring(8))) {
            for (int round = 0; round < 2; round++) {
                out.clear();
                int before = out.begin('A');
                out.large(large, 0, large.length);
                out.end(before);
                int message = out.begin('B');
                out.ascii("small");
                out.large(large, 10, 100);
                out.large(large, 0, large.length);
                out.large(other, 5, 25_000);
                out.end(message);
                int half = out.size();
                out.ascii("tail");
                assertThat(out.total()).isEqualTo(5 + 20_000 + 5 + 5 + 100 + 20_000 + 25_000 + 4);

                var drained = new ByteArrayOutputStream();
                out.drain(0, 2, drained::write);
                out.drain(2, half, drained::write);
                out.drain(half, out.size(), drained::write);
                var plain = new ByteArrayOutputStream();
                var lengths = new DataOutputStream(plain);
                lengths.writeByte('A');
                lengths.writeInt(4 + 20_000);
                lengths.write(large);
                lengths.writeByte('B');
                lengths.writeInt(4 + 5 + 100 + 20_000 + 25_000);
                lengths.writeBytes("small");
                lengths.write(large, 10, 100);
                lengths.write(large);
                lengths.write(other, 5, 25_000);
                lengths.writeBytes("tail");
                assertThat(drained.toByteArray()).isEqualTo(plain.toByteArray());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2000})
    void writesNothingOfWhatCannotBeEncoded(int length) {
        for (String bad : new String[] {"\0", "\uD83D", "\uDC18", "\uDC18\uD83D"}) {
            var out = new ByteWriter(8);
            String text = "a".repeat(length) + bad;
            assertThatThrownBy(() -> out.utf8(text)).isInstanceOf(UnencodableTextException.class);
            assertThat(out.size()).isZero();
        }
    }
}
