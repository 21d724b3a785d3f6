package io.howdah.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code select x::float8} printed on a live server. */
class FloatTextTest {
    @ParameterizedTest
    @CsvSource({
        "1e23, 9.999999999999999e+22",
        "9007199254740993, 9.007199254740992e+15",
        "2e-323, 2e-323",
        "4.9e-324, 5e-324",
        "2.2250738585072014e-308, 2.2250738585072014e-308",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "1e15, 1e+15",
        "123456789012345, 123456789012345",
        "100000000000000, 100000000000000",
        "1e22, 1e+22",
        "1e-4, 0.0001",
        "1e-5, 1e-05",
        "0.1, 0.1",
        "0.30000000000000004, 0.30000000000000004",
        "-1234.5678, -1234.5678",
        "2.0E-3, 0.002",
        "1e100, 1e+100",
    })
    void float8(double value, String text) {
        assertThat(FloatText.of(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1e6, 1e+06",
        "123456, 123456",
        "1234567, 1.234567e+06",
        "16777216, 1.6777216e+07",
        "1.17549435e-38, 1.1754944e-38",
        "3.4028235e38, 3.4028235e+38",
        "9.5367431640625e-07, 9.536743e-07",
        "8.5899346e9, 8.589935e+09",
        "1e-45, 1e-45",
        "-263179.375, -263179.38",
        "0.1, 0.1",
    })
    void float4(float value, String text) {
        assertThat(FloatText.of(value)).isEqualTo(text);
    }

    @Test
    void leadsBackToTheSameNumberAndIsNoLongerThanJavas() {
        Random random = new Random(42);
        for (int i = 0; i < 5_000; i++) {
            double wide = Double.longBitsToDouble(random.nextLong());
            float narrow = Float.intBitsToFloat(random.nextInt());
            if (Double.isFinite(wide)) {
                String text = FloatText.of(wide);
                assertThat(Double.parseDouble(text)).isEqualTo(wide);
                assertThat(digits(text)).isLessThanOrEqualTo(digits(Double.toString(wide)));
            }
            if (Float.isFinite(narrow)) {
                assertThat(Float.parseFloat(FloatText.of(narrow))).isEqualTo(narrow);
            }
        }
    }

    /** Around powers of two and ten, where intervals change and ties lie. */
    @Test
    void isTheNearestOfTheShortestWhateverTheSize() {
        Random random = new Random(43);
        for (int i = 0; i < 40_000; i++) {
            double value =
                    switch (i % 5) {
                        case 0 -> Math.scalb(1.0, random.nextInt(100) - 45);
                        case 1 -> Math.scalb(1 + random.nextInt(64), random.nextInt(90) - 45);
                        case 2 -> random.nextInt(1_000_000) / 1000.0;
                        case 3 -> Math.nextUp(Math.pow(10, random.nextInt(28) - 11));
                        default -> Math.scalb(1 + random.nextDouble(), random.nextInt(90) - 40);
                    };
            assertThat(new BigDecimal(FloatText.of(value))).isEqualByComparingTo(shortest(value));
            float narrow = (float) value;
            assertThat(new BigDecimal(FloatText.of(narrow))).isEqualByComparingTo(shortest(narrow));
        }
    }

    private static BigDecimal shortest(double value) {
        return shortest(
                new BigDecimal(value), new BigDecimal(Math.nextDown(value)), new BigDecimal(Math.nextUp(value)));
    }

    private static BigDecimal shortest(float value) {
        return shortest(
                new BigDecimal(value), new BigDecimal(Math.nextDown(value)), new BigDecimal(Math.nextUp(value)));
    }

    /** By the definition: strictly nearer to the value than to its neighbours. */
    private static BigDecimal shortest(BigDecimal value, BigDecimal below, BigDecimal above) {
        BigDecimal two = BigDecimal.valueOf(2);
        for (int digits = 1; ; digits++) {
            BigDecimal best = null;
            for (var mode : new RoundingMode[] {RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP}) {
                BigDecimal rounded = value.round(new MathContext(digits, mode));
                boolean inside = rounded.compareTo(below.add(value).divide(two)) > 0
                        && rounded.compareTo(above.add(value).divide(two)) < 0;
                best = best == null && inside ? rounded : best;
            }
            if (best != null) {
                return best;
            }
        }
    }

    private static int digits(String number) {
        return number.split("[eE]")[0]
                .replaceAll("[-.]", "")
                .replaceAll("^0+|0+$", "")
                .length();
    }
}
