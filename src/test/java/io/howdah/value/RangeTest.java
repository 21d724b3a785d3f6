package io.howdah.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "[1,5) | [1,5)",
                "(1,5] | (1,5]",
                "[1,1] | [1,1]",
                "[1,1) | empty",
                "(1,1] | empty",
                "[,] | (,)",
                "(,5] | (,5]",
                "[1,] | [1,)",
                "EMPTY | empty",
                " [ 1 , 5 ) | #[\" 1 \",\" 5 \")#"
            })
    void itsTextIsThatOfPostgres(String text, String expected) {
        Range<String> asText = Range.parse(text, Function.identity());
        if (!expected.equals("empty") || text.equals("EMPTY")) {
            assertThat(asText).hasToString(expected);
        }
        if (!text.contains(" ")) {
            assertThat(Range.parse(text, Integer::valueOf)).hasToString(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\"b", "a\\b", "a,b", "[", ")", "\t", "é", "\"\"", "\\"})
    void quotedBoundsComeBack(String bound) {
        Range<String> range = Range.of(bound, "z", Range.Ends.BOTH);
        assertThat(Range.parse(range.toString(), Function.identity())).isEqualTo(range);
        assertThat(Multirange.parse(Multirange.of(range, Range.from(bound)).toString(), Function.identity()))
                .isEqualTo(Multirange.of(range, Range.from(bound)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[", "[1", "[1,", "[1,2", "1,2", "[1,2) x", "[1;2)", "[1,2,3)", "[\"1,2)", "[1,\\", "[(1,2)"
            })
    void whatIsNoRangeIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Range.parse(text, Function.identity()));
        assertThatIllegalArgumentException().isThrownBy(() -> Multirange.parse("{" + text, Function.identity()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Multirange.parse("{[1,2)," + text + "}", Function.identity()));
    }

    @ParameterizedTest
    @CsvSource({
        "'[1,5)', 1, true",
        "'[1,5)', 5, false",
        "'(1,5]', 1, false",
        "'(1,5]', 5, true",
        "'(1,5]', 3, true",
        "'[1,5)', 0, false",
        "'(,5)', -9, true",
        "'(,5)', 5, false",
        "'[1,)', 99, true",
        "'(,)', 0, true",
        "empty, 1, false"
    })
    void containsWhatLiesWithin(String text, int value, boolean expected) {
        Range<Integer> range = Range.parse(text, Integer::valueOf);
        assertThat(range.contains(value)).isEqualTo(expected);
        assertThat(Multirange.of(range, Range.of(100, 200)).contains(value)).isEqualTo(expected);
    }

    @Test
    void makingOneSaysWhatItIs() {
        LocalDate day = LocalDate.of(2024, 8, 1);
        assertThat(Range.of(day, day.plusDays(1))).hasToString("[2024-08-01,2024-08-02)");
        assertThat(Range.closed(1, 2)).hasToString("[1,2]").isNotEqualTo(Range.of(1, 3));
        assertThat(Range.from(1)).hasToString("[1,)").isEqualTo(Range.of(1, null, Range.Ends.BOTH));
        assertThat(Range.before(1)).hasToString("(,1)");
        assertThat(Range.all()).hasToString("(,)").isEqualTo(Range.of(null, null, Range.Ends.BOTH));
        assertThat(Range.of(1, 1)).isEqualTo(Range.empty()).hasSameHashCodeAs(Range.empty());
        assertThat(Range.empty().lower()).isEmpty();
        assertThat(Range.of(1, 2).upper()).contains(2);
        assertThat(Multirange.of(Range.empty()).isEmpty()).isTrue();
        assertThat(Multirange.of()).hasToString("{}");
    }

    @Test
    void boundsAreEqualWhereTheServerSaysSo() {
        assertThat(Range.closed(0.0, -0.0)).hasToString("[0.0,-0.0]");
        assertThat(Range.closed(0f, -0f).contains(-0f)).isTrue();
        assertThat(Range.of(0.0, -0.0).isEmpty()).isTrue();
        assertThat(Range.of(0.0, 1.0).contains(-0.0)).isTrue();
        assertThat(Range.closed(1.0, Double.NaN).contains(Double.POSITIVE_INFINITY))
                .isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> Range.of(Double.NaN, 1.0));
        OffsetTime oneInParis = OffsetTime.parse("13:00+01:00");
        OffsetTime noon = OffsetTime.parse("12:00Z");
        assertThat(Range.closed(oneInParis, noon).isEmpty()).isFalse();
        OffsetDateTime there = OffsetDateTime.parse("2024-01-01T13:00+01:00");
        OffsetDateTime here = OffsetDateTime.parse("2024-01-01T12:00Z");
        assertThat(Range.closed(there, here).contains(here)).isTrue();
        assertThat(Range.of(here, there).isEmpty()).isTrue();
        assertThat(Range.closed(there.toZonedDateTime(), here.toZonedDateTime()).isEmpty())
                .isFalse();
    }

    @Test
    void onlyWhatJavaOrdersAsTheServerDoesIsChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> Range.of(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Range.closed(LocalDate.MAX, LocalDate.MIN));
        assertThat(Range.of("a", "B")).hasToString("[a,B)");
        assertThat(Range.of(new UUID(0, 0), new UUID(-1, 0)).isEmpty()).isFalse();
        Range<Object> things = Range.of(new Object(), new Object());
        assertThatThrownBy(() -> things.contains(1)).isInstanceOf(ClassCastException.class);
    }
}
