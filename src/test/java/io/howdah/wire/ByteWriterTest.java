package io.howdah.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
