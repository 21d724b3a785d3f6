package io.howdah.types.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.types.Cell;
import io.howdah.types.CodecContext;
import io.howdah.types.Format;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.TimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyCodecTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$1.50 | 1.50",
                "-$1,234,567.89 | -1234567.89",
                "($0.05) | -0.05",
                "1.234,50 kr. | 1234.50",
                "5,00 kr. | 5.00",
                "Rs.1,234.5 | 1234.5",
                "12 345,67 € | 12345.67",
                "¥5 | 5",
                "-92233720368547758.08 | -92233720368547758.08"
            })
    void isANumberWhereTheTextLeavesNoDoubt(String text, String number) throws SQLException {
        assertThat(MoneyCodec.INSTANCE.readDecimal(cell(text))).isEqualTo(new BigDecimal(number));
        assertThat(MoneyCodec.INSTANCE.readDouble(cell(text))).isEqualTo(Double.parseDouble(number));
        assertThat(MoneyCodec.INSTANCE.readLong(cell(text))).isEqualTo(new BigDecimal(number).longValue());
        assertThat(MoneyCodec.INSTANCE.readObject(cell(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "$", "1.234", "¥1,234,567", "1.234,567"})
    void isNoNumberWhereItDoes(String text) {
        assertThatThrownBy(() -> MoneyCodec.INSTANCE.readDecimal(cell(text)))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22003"));
    }

    private static Cell cell(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var context = new CodecContext("UTC", TimeZone.getTimeZone("UTC"));
        return new Cell().set(bytes, 0, bytes.length, Format.TEXT, context);
    }
}
