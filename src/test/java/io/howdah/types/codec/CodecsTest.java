package io.howdah.types.codec;

import static io.howdah.types.Cells.CONTEXT;
import static io.howdah.types.Cells.binary;
import static io.howdah.types.Cells.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.wire.ByteWriter;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values with the text and the bytes that a server sends for them. */
class CodecsTest {
    record Sample(Codec<?> codec, Object value, String text, String hex) {
        @Override
        public String toString() {
            return codec.type() + " " + text;
        }
    }

    static List<Sample> samples() {
        return List.of(
                of(BoolCodec.INSTANCE, true, "t", "01"),
                of(BoolCodec.INSTANCE, false, "f", "00"),
                of(Int2Codec.INSTANCE, (short) -2, "-2", "FFFE"),
                of(Int2Codec.INSTANCE, Short.MIN_VALUE, "-32768", "8000"),
                of(Int4Codec.INSTANCE, 305419896, "305419896", "12345678"),
                of(Int4Codec.INSTANCE, Integer.MIN_VALUE, "-2147483648", "80000000"),
                of(Int8Codec.INSTANCE, Long.MAX_VALUE, "9223372036854775807", "7FFFFFFFFFFFFFFF"),
                of(Int8Codec.INSTANCE, Long.MIN_VALUE, "-9223372036854775808", "8000000000000000"),
                of(OidCodec.INSTANCE, 4294967295L, "4294967295", "FFFFFFFF"),
                of(Float4Codec.INSTANCE, 0.1f, "0.1", "3DCCCCCD"),
                of(Float4Codec.INSTANCE, 16777216f, "1.6777216e+07", "4B800000"),
                of(Float8Codec.INSTANCE, 1e-5, "1e-05", "3EE4F8B588E368F1"),
                of(Float8Codec.INSTANCE, -0.0, "-0", "8000000000000000"),
                of(Float8Codec.INSTANCE, Double.NaN, "NaN", "7FF8000000000000"),
                of(Float8Codec.INSTANCE, Double.NEGATIVE_INFINITY, "-Infinity", "FFF0000000000000"),
                numeric("0", "0000 0000 0000 0000"),
                numeric("0.00", "0000 0000 0000 0002"),
                numeric("1", "0001 0000 0000 0000 0001"),
                numeric("-1", "0001 0000 4000 0000 0001"),
                numeric("1.50", "0002 0000 0000 0002 0001 1388"),
                numeric("10000", "0001 0001 0000 0000 0001"),
                numeric("0.0001", "0001 FFFF 0000 0004 0001"),
                numeric("-0.00001", "0001 FFFE 4000 0005 03E8"),
                numeric("123456.789", "0003 0001 0000 0003 000C 0D80 1ED2"),
                numeric("100000000000000000000", "0001 0005 0000 0000 0001"),
                numeric("-0.5", "0001 FFFF 4000 0001 1388"),
                numeric("999999999999999999", "0005 0004 0000 0000 0063 270F 270F 270F 270F"),
                numeric("0.00000000000000000012", "0001 FFFB 0000 0014 000C"),
                numeric("12345678901234567890.12", "0006 0004 0000 0002 04D2 162E 2334 0D80 1ED2 04B0"),
                of(TextCodec.ofText(BuiltinTypes.TEXT), "é€😀", "é€😀", "C3A9 E282AC F09F9880"),
                of(TextCodec.ofText(BuiltinTypes.TEXT), "", "", ""),
                of(TextCodec.ofText(BuiltinTypes.BPCHAR), "ab  ", "ab  ", "61622020"),
                of(CharCodec.INSTANCE, "x", "x", "78"),
                of(CharCodec.INSTANCE, "\\377", "\\377", "FF"),
                of(CharCodec.INSTANCE, "", "", "00"),
                of(ByteaCodec.INSTANCE, new byte[] {0, -1, '\\', '\''}, "\\x00ff5c27", "00FF5C27"),
                of(ByteaCodec.INSTANCE, new byte[0], "\\x", ""),
                of(DateCodec.INSTANCE, LocalDate.of(2000, 1, 1), "2000-01-01", "00000000"),
                of(DateCodec.INSTANCE, LocalDate.of(1999, 12, 31), "1999-12-31", "FFFFFFFF"),
                of(DateCodec.INSTANCE, LocalDate.of(-4713, 11, 24), "4714-11-24 BC", "FFDA97A7"),
                of(DateCodec.INSTANCE, LocalDate.of(5874897, 12, 31), "5874897-12-31", "7FDA970C"),
                of(DateCodec.INSTANCE, LocalDate.of(0, 2, 29), "0001-02-29 BC", "FFF4DAC6"),
                of(DateCodec.INSTANCE, LocalDate.MAX, "infinity", "7FFFFFFF"),
                of(DateCodec.INSTANCE, LocalDate.MIN, "-infinity", "80000000"),
                of(TimeCodec.INSTANCE, LocalTime.of(12, 34, 56, 789_000_000), "12:34:56.789", "0000000A8BE62608"),
                of(TimeCodec.INSTANCE, LocalTime.MAX, "24:00:00", "000000141DD76000"),
                of(
                        TimetzCodec.INSTANCE,
                        OffsetTime.parse("12:00:00+02:00"),
                        "12:00:00+02",
                        "0000000A0EEBB000 FFFFE3E0"),
                of(
                        TimetzCodec.INSTANCE,
                        OffsetTime.parse("00:00:00.000001-05:30:01"),
                        "00:00:00.000001-05:30:01",
                        "0000000000000001 00004D59"),
                of(
                        TimestampCodec.INSTANCE,
                        LocalDateTime.of(1970, 1, 1, 0, 0),
                        "1970-01-01 00:00:00",
                        "FFFCA2FEC4C82000"),
                of(
                        TimestampCodec.INSTANCE,
                        LocalDateTime.of(-4713, 11, 24, 0, 0),
                        "4714-11-24 00:00:00 BC",
                        "FD0F7CC1411FA000"),
                of(
                        TimestampCodec.INSTANCE,
                        LocalDateTime.of(294276, 12, 31, 23, 59, 59, 999_999_000),
                        "294276-12-31 23:59:59.999999",
                        "7FFFFF5BB3B29FFF"),
                of(TimestampCodec.INSTANCE, LocalDateTime.MAX, "infinity", "7FFFFFFFFFFFFFFF"),
                of(TimestampCodec.INSTANCE, LocalDateTime.MIN, "-infinity", "8000000000000000"),
                of(
                        TimestamptzCodec.INSTANCE,
                        OffsetDateTime.parse("1970-01-01T00:00:00Z"),
                        "1970-01-01 01:00:00+01",
                        "FFFCA2FEC4C82000"),
                of(
                        TimestamptzCodec.INSTANCE,
                        OffsetDateTime.parse("1800-01-01T00:00:00Z"),
                        "1800-01-01 00:53:28+00:53:28",
                        micros("1800-01-01T00:00:00Z")),
                of(
                        TimestamptzCodec.INSTANCE,
                        OffsetDateTime.parse("-0043-03-15T00:00:00.5Z"),
                        "0044-03-15 00:53:28.5+00:53:28 BC",
                        micros("-0043-03-15T00:00:00.5Z")),
                of(TimestamptzCodec.INSTANCE, OffsetDateTime.MAX, "infinity", "7FFFFFFFFFFFFFFF"),
                of(TimestamptzCodec.INSTANCE, OffsetDateTime.MIN, "-infinity", "8000000000000000"),
                of(
                        UuidCodec.INSTANCE,
                        UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
                        "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                        "A0EEBC99 9C0B4EF8 BB6D6BB9 BD380A11"),
                of(VoidCodec.INSTANCE, "", "", ""));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsBothFormats(Sample sample) throws SQLException {
        Codec<?> codec = sample.codec;
        assertThat(codec.decode(binary(sample.hex))).isEqualTo(sample.value);
        assertThat(codec.decode(text(sample.text))).isEqualTo(sample.value);
        assertThat(sample.value).isInstanceOf(codec.javaType());
        assertThat(codec.readText(binary(sample.hex))).isEqualTo(sample.text);
        assertThat(codec.readText(text(sample.text))).isEqualTo(sample.text);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void writesTheBytesOfTheServer(Sample sample) throws SQLException {
        ByteWriter out = new ByteWriter(8);
        encode(sample.codec, sample.value, out);
        assertThat(HexFormat.of().withUpperCase().formatHex(out.toByteArray())).isEqualTo(sample.hex.replace(" ", ""));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void givesTheSameObjectForBothFormats(Sample sample) throws SQLException {
        assertThat(sample.codec.readObject(binary(sample.hex))).isEqualTo(sample.codec.readObject(text(sample.text)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void refusesAFixedSizeThatIsNotItsOwn(Sample sample) {
        List<String> fixed = List.of(
                "bool",
                "int2",
                "int4",
                "int8",
                "oid",
                "float4",
                "float8",
                "char",
                "date",
                "time",
                "timetz",
                "timestamp",
                "timestamptz",
                "uuid",
                "numeric");
        if (!fixed.contains(sample.codec.type().name())) {
            return;
        }
        String hex = sample.hex.replace(" ", "");
        for (String wrong : List.of("", hex.substring(2), hex + "00")) {
            Cell cell = binary(wrong);
            assertThatThrownBy(() -> sample.codec.decode(cell))
                    .isInstanceOf(SQLException.class)
                    .hasFieldOrPropertyWithValue("SQLState", "22P03");
            assertThatThrownBy(() -> sample.codec.readText(cell))
                    .isInstanceOf(SQLException.class)
                    .hasFieldOrPropertyWithValue("SQLState", "22P03");
        }
    }

    private static <T> void encode(Codec<T> codec, Object value, ByteWriter out) throws SQLException {
        codec.encode(codec.javaType().cast(value), out, CONTEXT);
    }

    private static Sample of(Codec<?> codec, Object value, String text, String hex) {
        return new Sample(codec, value, text, hex);
    }

    private static Sample numeric(String text, String hex) {
        return of(NumericCodec.INSTANCE, new BigDecimal(text), text, hex);
    }

    private static String micros(String instant) {
        var seconds = OffsetDateTime.parse(instant);
        long micros = (seconds.toEpochSecond() - 946_684_800L) * 1_000_000 + seconds.getNano() / 1000;
        return HexFormat.of().withUpperCase().toHexDigits(micros);
    }
}
