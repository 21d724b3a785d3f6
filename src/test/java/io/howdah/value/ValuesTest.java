package io.howdah.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.value.TextSearchVector.Lexeme;
import io.howdah.value.TextSearchVector.Position;
import io.howdah.value.TextSearchVector.Weight;
import java.io.StringReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Period;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    private static final List<Function<String, Object>> PARSERS = List.of(
            Interval::parse,
            Point::parse,
            Line::parse,
            LineSegment::parse,
            Box::parse,
            Path::parse,
            Polygon::parse,
            Circle::parse,
            Inet::parse,
            Cidr::parse,
            MacAddress::parse,
            Bits::parse,
            TextSearchVector::parse,
            TextSearchQuery::parse);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 year 2 mons -3 days +04:05:06.789 | 14 | -3 | 14706789000",
                "@ 1 year 2 mons -3 days 4 hours 5 mins 6.789 secs | 14 | -3 | 14706789000",
                "+1-2 -3 +4:05:06.789 | 14 | -3 | 14706789000",
                "P1Y2M-3DT4H5M6.789S | 14 | -3 | 14706789000",
                "-1 mons +1 day | -1 | 1 | 0",
                "@ 1 mon -1 days ago | -1 | 1 | 0",
                "-0-1 +1 +0:00:00 | -1 | 1 | 0",
                "P-1M1D | -1 | 1 | 0",
                "00:00:00 | 0 | 0 | 0",
                "@ 0 | 0 | 0 | 0",
                "0 | 0 | 0 | 0",
                "PT0S | 0 | 0 | 0",
                "-1-2 | -14 | 0 | 0",
                "-3 4:05:06 | 0 | -3 | -14706000000",
                "3 4:05:06 | 0 | 3 | 14706000000",
                "-3 days 04:05:06 | 0 | -3 | 14706000000",
                "@ 6.789 secs ago | 0 | 0 | -6789000",
                "PT-0.000001S | 0 | 0 | -1",
                "-2562047788:00:54.775808 | 0 | 0 | -9223372036854775808",
                "2562047788:00:54.775807 | 0 | 0 | 9223372036854775807",
                "-178956970 years -8 mons -2147483648 days | -2147483648 | -2147483648 | 0",
                "1 week 2 hours 3 minutes 4.5 seconds | 0 | 7 | 7384500000",
                "00:00:00.0000005 | 0 | 0 | 1"
            })
    void intervalsAreReadInEveryStyle(String text, int months, int days, long micros) {
        assertThat(Interval.parse(text)).isEqualTo(new Interval(months, days, micros));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1",
                "1 2",
                "-",
                "P",
                "P1",
                "PT",
                "P1H",
                "PT1Y",
                "P1.5D",
                "@",
                "@ ago",
                "@ 1",
                "@ 1 elephant",
                "1 day 2",
                "00:60:00",
                "00:00:60",
                "00:00",
                "1:2:3:4",
                "1.5 days",
                "2147483648 days",
                "1e5 days",
                "99999999999999999999 secs",
                "9223372036854775807 hours",
                "178956971 years",
                "Infinity",
                "1-2-3",
                "--1 day",
                "2562047788:00:54.775808"
            })
    void othersAreNoIntervals(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Interval.parse(text))
                .withMessageContaining("interval");
    }

    @Test
    void intervalsAndJavasSpansGoOverIntoEachOther() {
        Duration duration = Duration.ofSeconds(-5, 123_456_000);
        assertThat(Interval.of(duration).toDuration()).isEqualTo(duration);
        assertThat(Interval.of(Duration.ofNanos(1500))).isEqualTo(new Interval(0, 0, 2));
        assertThat(Interval.of(Duration.ofNanos(-500))).isEqualTo(Interval.ZERO);
        assertThat(new Interval(0, 2, -1).toDuration())
                .isEqualTo(Duration.ofDays(2).minusNanos(1000));
        assertThat(Interval.of(Period.of(1, -14, 3))).isEqualTo(new Interval(-2, 3, 0));
        assertThat(new Interval(-14, 3, 0).toPeriod()).isEqualTo(Period.of(-1, -2, 3));
        for (Interval each : List.of(new Interval(1, 0, 0), Interval.INFINITY, Interval.MINUS_INFINITY)) {
            assertThatThrownBy(each::toDuration).isInstanceOf(ArithmeticException.class);
        }
        for (Interval each : List.of(new Interval(0, 0, 1), Interval.INFINITY)) {
            assertThatThrownBy(each::toPeriod).isInstanceOf(ArithmeticException.class);
        }
    }

    @Test
    void whatIsPrintedIsReadAgain() {
        Random random = new Random(17);
        for (int i = 0; i < 5_000; i++) {
            Interval interval = new Interval(
                    random.nextInt() >> random.nextInt(32),
                    random.nextInt() >> random.nextInt(32),
                    random.nextLong() >> random.nextInt(64));
            assertThat(Interval.parse(interval.toString())).isEqualTo(interval);
            Point point = new Point(
                    Double.longBitsToDouble(random.nextLong()), (float) (random.nextInt() >> random.nextInt(32)) / 10);
            assertThat(Point.parse(point.toString())).isEqualTo(point);
            byte[] address = new byte[random.nextBoolean() ? 4 : 16];
            for (int j = 0; j < address.length; j++) {
                address[j] = (byte) (random.nextInt(3) == 0 ? random.nextInt() : 0);
            }
            Inet inet = Inet.of(address, random.nextInt(8 * address.length + 1));
            assertThat(Inet.parse(inet.toString())).isEqualTo(inet).hasSameHashCodeAs(inet);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1",
        "10.0.0.1/8, 10.0.0.1/8",
        "10.0.0.1/32, 10.0.0.1",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "::ffff:1.2.3.4, ::ffff:1.2.3.4",
        "::1.2.3.4, ::1.2.3.4",
        "::ffff:0:1.2.3.4, ::ffff:0:102:304",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "1:0:0:2:3:0:0:4, 1::2:3:0:0:4",
        "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
        "2001:DB8::/32, 2001:db8::/32",
        "1:2:3:4:5:6:7.8.9.10, 1:2:3:4:5:6:708:90a"
    })
    void addressesAreSaidInOneWay(String given, String printed) {
        assertThat(Inet.parse(given)).hasToString(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3.4/33",
                "1.2.3.4/",
                "1.2.3.4/-1",
                "1.2.3.-4",
                "1..2.3",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "12345::",
                "g::",
                "::/129",
                "::1.2.3",
                "1.2.3.4::",
                "1:2:3:4:5:6:7:1.2.3.4",
                "fe80::1%eth0",
                "١.2.3.4",
                "0x1.2.3.4",
                "::1.2.3.4:5"
            })
    void othersAreNoAddresses(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Inet.parse(text));
    }

    @Test
    void networksHaveNoBitsBehindTheirPrefix() throws Exception {
        assertThat(Cidr.parse("10.0.0.0/8")).isEqualTo(Cidr.of(InetAddress.getByName("10.0.0.0"), 8));
        assertThat(Cidr.parse("10.0.0.1")).hasToString("10.0.0.1/32");
        assertThat(Cidr.parse("fe00::/7").prefixLength()).isEqualTo(7);
        assertThatIllegalArgumentException().isThrownBy(() -> Cidr.parse("10.0.0.1/8"));
        assertThatIllegalArgumentException().isThrownBy(() -> Cidr.parse("ff00::/7"));
        assertThatIllegalArgumentException().isThrownBy(() -> Inet.of(new byte[5], 1));
    }

    @Test
    void aMappedAddressStaysWhatItIs() throws Exception {
        Inet mapped = Inet.parse("::ffff:10.0.0.1");
        assertThat(mapped.address()).hasSize(16);
        assertThat(mapped.toInetAddress()).isEqualTo(InetAddress.getByName("10.0.0.1"));
        assertThat(mapped).isNotEqualTo(Inet.parse("10.0.0.1"));
    }

    @Test
    void devicesHaveSixBytesOrEight() {
        assertThat(MacAddress.parse("08-00-2B-01-02-03")).hasToString("08:00:2b:01:02:03");
        assertThat(MacAddress.parse("08:00:2b:01:02:03:04:05").size()).isEqualTo(8);
        for (String wrong :
                List.of("", "08:00:2b:01:02", "08:00:2b:01:02:0", "08:00-2b:01:02:03", "08:00:2b:01:02:0g")) {
            assertThatIllegalArgumentException().isThrownBy(() -> MacAddress.parse(wrong));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> MacAddress.of(new byte[7]));
    }

    @Test
    void bitsAreCountedFromTheFirst() {
        Bits bits = Bits.parse("1010000001");
        assertThat(bits.length()).isEqualTo(10);
        assertThat(bits.get(0)).isTrue();
        assertThat(bits.get(1)).isFalse();
        assertThat(bits.toByteArray()).containsExactly(0xA0, 0x40);
        BitSet set = new BitSet();
        set.set(0);
        set.set(2);
        set.set(9);
        assertThat(bits.toBitSet()).isEqualTo(set);
        assertThat(Bits.of(set, 10)).isEqualTo(bits).hasSameHashCodeAs(bits);
        assertThat(Bits.of(set, 11)).isNotEqualTo(bits).hasToString("10100000010");
        assertThat(Bits.of(new byte[] {(byte) 0xFF}, 3)).hasToString("111").isEqualTo(Bits.parse("111"));
        assertThatIllegalArgumentException().isThrownBy(() -> Bits.of(set, 9));
        assertThatIllegalArgumentException().isThrownBy(() -> Bits.of(new byte[2], 8));
        assertThatIllegalArgumentException().isThrownBy(() -> Bits.parse("012"));
        assertThatThrownBy(() -> bits.get(10)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> bits.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aBoxIsItsUpperRightAndLowerLeftCorner() {
        Box box = new Box(new Point(1, 4), new Point(3, 2));
        assertThat(box).hasToString("(3,4),(1,2)").isEqualTo(Box.parse("( 3 , 2 ) , ( 1 , 4 )"));
        assertThat(new Box(new Point(1, 1), new Point(Double.NaN, 0))).hasToString("(NaN,1),(1,0)");
    }

    @Test
    void pathsAndPolygonsHaveAPoint() {
        assertThatIllegalArgumentException().isThrownBy(() -> Path.open());
        assertThatIllegalArgumentException().isThrownBy(() -> Polygon.of());
        assertThatIllegalArgumentException().isThrownBy(() -> Path.parse("[]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "(", "(1,2", "(1 2)", "(1,2))", "(,)", "(1d,2)", "(0x1p3,2)", "(1,2,3)", "(a,b)", "(1e,1)"})
    void othersAreNoPoints(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Point.parse(text));
    }

    @Test
    void wordsAreSortedAndSaidOnce() {
        TextSearchVector vector = TextSearchVector.parse("b:3,1B,1 'a ''\\\\x':2A b:4C \ud83d\ude00 \uffee ab");
        assertThat(vector).hasToString("'a ''\\\\x':2A 'ab' 'b':1B,3,4C '\uffee' '\ud83d\ude00'");
        assertThat(vector.lexemes().get(2))
                .isEqualTo(new Lexeme(
                        "b", List.of(new Position(1, Weight.B), new Position(3, Weight.D), new Position(4, Weight.C))));
        assertThat(TextSearchVector.parse("")).isEqualTo(new TextSearchVector(List.of()));
        assertThat(TextSearchVector.parse("a:99999999999")).hasToString("'a':16383");
        for (String wrong : List.of("'a", "'a\\", "a:", "a:0", "a:x", "a:1X", "a:1,", "''", ":1", "'a'b", "a'b'")) {
            assertThatIllegalArgumentException().isThrownBy(() -> TextSearchVector.parse(wrong));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            quoteCharacter = '`',
            value = {
                "'fat' & ( 'rat' | 'cat' ) = 'fat' & ( 'rat' | 'cat' )",
                "fat&rat|cat = 'fat' & 'rat' | 'cat'",
                "a & (b & c) = 'a' & 'b' & 'c'",
                "!(a&b) <2> !c:*BA = !( 'a' & 'b' ) <2> !'c':*AB",
                "a <-> (b <-> c) = 'a' <-> ( 'b' <-> 'c' )",
                "(a <-> b) <0> c = 'a' <-> 'b' <0> 'c'",
                "!!'it''s \\\\':D = !!'it''s \\\\':D"
            })
    void queriesHaveTheServersParentheses(String given, String printed) {
        assertThat(TextSearchQuery.parse(given)).hasToString(printed);
        assertThat(TextSearchQuery.parse(printed)).isEqualTo(TextSearchQuery.parse(given));
    }

    /** Phrases and parentheses together, each of them not too many by itself. */
    @Test
    void aQueryIsNotTooDeepToBePrinted() {
        String phrase = " <-> a".repeat(400);
        String deep = "(".repeat(400) + "a" + (phrase + ")").repeat(400);
        assertThatIllegalArgumentException().isThrownBy(() -> TextSearchQuery.parse(deep));
        String mixed = "(a" + phrase + ") | b & (a" + phrase + ")";
        assertThat(TextSearchQuery.parse(mixed).toString()).contains("'a' <-> 'a'");
        String ors = "(a|".repeat(200) + "!(a&".repeat(100) + "a" + ")".repeat(300);
        assertThat(TextSearchQuery.parse(ors).toString()).startsWith("'a' | ");
    }

    @Test
    void queriesAreMadeOfWords() {
        TextSearchQuery cat = TextSearchQuery.of("cat");
        TextSearchQuery rat = TextSearchQuery.of("rat");
        assertThat(cat.or(rat).and(cat.not()).followedBy(rat, 3))
                .hasToString("( ( 'cat' | 'rat' ) & !'cat' ) <3> 'rat'")
                .isEqualTo(TextSearchQuery.parse("((cat|rat)&!cat)<3>rat"));
        assertThat(TextSearchQuery.parse(" ")).isEqualTo(TextSearchQuery.EMPTY).hasToString("");
        assertThatIllegalArgumentException().isThrownBy(() -> cat.followedBy(rat, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> TextSearchQuery.of(""));
        String many = String.join("|", Collections.nCopies(50_000, "a"));
        assertThat(TextSearchQuery.parse(many).toString()).hasSize(6 * 50_000 - 3);
        for (String wrong : List.of(
                "a b",
                "a &",
                "& a",
                "(a",
                "a)",
                "a <",
                "a <x> b",
                "a <16385> b",
                "!",
                "''",
                "(".repeat(100_000),
                "!".repeat(100_000) + "a",
                "a" + "<->a".repeat(100_000))) {
            assertThatIllegalArgumentException().isThrownBy(() -> TextSearchQuery.parse(wrong));
        }
    }

    @Test
    void jsonIsItsText() throws Exception {
        String text = "{\"é\": 1}";
        assertThat(Json.of(text))
                .hasToString(text)
                .isEqualTo(Json.of(text.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Json.of(new StringReader(text)));
    }

    /** Anything is a value or an IllegalArgumentException, and soon. */
    @Test
    @Timeout(30)
    void onlyIllegalArgumentsComeOfAnyText() {
        String[] parts = {
            "1",
            "-",
            "+",
            ".",
            ":",
            "::",
            " ",
            "(",
            ")",
            "[",
            "]",
            "<",
            ">",
            "{",
            "}",
            ",",
            "/",
            "'",
            "\\",
            "P",
            "T",
            "@",
            "day",
            "ago",
            "S",
            "Y",
            "e9",
            "NaN",
            "Infinity",
            "infinity",
            "|",
            "&",
            "!",
            "<->",
            "\0",
            "é",
            "ffff",
            "9223372036854775807"
        };
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(8); j >= 0; j--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            parseAll(text.toString());
        }
        for (String part : parts) {
            parseAll(part.repeat(200_000));
            parseAll("(" + part.repeat(200_000));
        }
    }

    private static void parseAll(String text) {
        for (Function<String, Object> parser : PARSERS) {
            try {
                Objects.requireNonNull(parser.apply(text));
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).hasSizeBetween(10, 200);
            }
        }
    }
}
