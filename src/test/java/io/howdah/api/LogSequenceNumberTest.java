package io.howdah.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogSequenceNumberTest {
    @ParameterizedTest
    @CsvSource({"0/0, 0", "16/B374D848, 97500059720", "1/00000001, 4294967297", "ffffffff/FFFFFFFF, -1"})
    void isTwoHalvesInHexadecimal(String text, long value) {
        assertThat(LogSequenceNumber.parse(text)).isEqualTo(new LogSequenceNumber(value));
        assertThat(LogSequenceNumber.parse(LogSequenceNumber.parse(text).toString())
                        .value())
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "1/", "/1", "1", "123456789/0", "0/123456789", "g/0", "0/-1", "1/2/3", "٣/0"})
    void isNothingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> LogSequenceNumber.parse(text));
    }

    @Test
    void isComparedWithoutASign() {
        assertThat(new LogSequenceNumber(-1)).isGreaterThan(new LogSequenceNumber(1));
        assertThat(LogSequenceNumber.INVALID)
                .isLessThan(new LogSequenceNumber(1))
                .hasToString("0/0");
    }
}
