package io.howdah.types.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.Cells;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.Format;
import io.howdah.types.PgType;
import io.howdah.types.TypeRegistry;
import io.howdah.types.TypeShape;
import io.howdah.wire.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is text becomes the same value in binary, wherever the JVM is, or nothing at all. */
class EncodeTextTest {
    private static final CodecContext BERLIN = new CodecContext("UTC", TimeZone.getTimeZone("Europe/Berlin"));
    private static final TypeRegistry TYPES = BuiltinCodecs.newRegistry(Set.of());
    private static final int VISIT = 71_000;

    static {
        TYPES.define(new PgType(
                "visit",
                "public",
                VISIT,
                0,
                new TypeShape.Composite(List.of(
                        attribute("at", BuiltinTypes.TIME),
                        attribute("zoned", BuiltinTypes.TIMETZ),
                        attribute("stamp", BuiltinTypes.TIMESTAMP),
                        attribute("day", BuiltinTypes.DATE),
                        attribute("flag", BuiltinTypes.BIT),
                        attribute("gone", BuiltinTypes.INT4)))));
    }

    private static TypeShape.Attribute attribute(String name, PgType type) {
        return new TypeShape.Attribute(name, type.oid(), -1);
    }

    private static Codec<?> codec(String type) {
        if (type.equals("visit")) {
            return TYPES.codec(VISIT);
        }
        boolean array = type.endsWith("[]");
        String name = array ? type.substring(0, type.length() - 2) : type;
        PgType named = BuiltinTypes.ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        return TYPES.codec(array ? named.arrayOid() : named.oid());
    }

    private static Cell text(String text, CodecContext context) {
        return Cells.in(context, Cells.text(text));
    }

    private static String printed(Codec<?> codec, ByteWriter binary, CodecContext context) throws SQLException {
        return codec.readText(new Cell().set(binary.bytes(), 0, binary.size(), Format.BINARY, context));
    }

    private static final String WRITTEN = """
            int4 | 42 | 42
            int4 | ' +42 ' | 42
            int8 | -9223372036854775808 | -9223372036854775808
            numeric | 1e3 | 1000
            numeric | NaN | NaN
            numeric | -Infinity | -Infinity
            float8 | 1e-300 | 1e-300
            float8 | -0.0e-999 | -0
            bool | on | t
            date | 0044-03-15 BC | 0044-03-15 BC
            date | 1582-10-10 | 1582-10-10
            date | -infinity | -infinity
            time | 24:00:00 | 24:00:00
            timetz | 24:00:00-15:59 | 24:00:00-15:59
            timestamp | 2024-03-31 02:30:00 | 2024-03-31 02:30:00
            timestamp | infinity | infinity
            timestamptz | 2024-03-31 02:30:00+02 | 2024-03-31 00:30:00+00
            daterange | [2024-02-29,infinity) | [2024-02-29,infinity)
            int4range | empty | empty
            nummultirange | {[1,2],(NaN,)} | {[1,2],(NaN,)}
            int4[] | {} | {}
            text[] | {{a,NULL},{"b c",d}} | {{a,NULL},{"b c",d}}
            int4[] | [0:1]={1,2} | [0:1]={1,2}
            time[] | {12:34:56.789012,24:00:00} | {12:34:56.789012,24:00:00}
            timetz[] | {12:00:00+02} | {12:00:00+02}
            timestamp[] | {"2024-03-31 02:30:00"} | {"2024-03-31 02:30:00"}
            date[] | {1582-10-10,0001-01-01} | {1582-10-10,0001-01-01}
            numeric[] | {1.50,NaN,Infinity} | {1.50,NaN,Infinity}
            visit | (24:00:00,12:00:00+02,"2024-03-31 02:30:00",1582-10-10,1,) | (24:00:00,12:00:00+02,"2024-03-31 02:30:00",1582-10-10,1,)
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = WRITTEN)
    void theSameValueIsWritten(String type, String given, String printed) throws SQLException {
        ByteWriter out = new ByteWriter(8);
        codec(type).encodeText(text(given, BERLIN), out);
        assertThat(printed(codec(type), out, BERLIN)).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int4 | 1.5",
                "int4 | 1e3",
                "int2 | 70000",
                "int8 | -",
                "oid | '\u20035'",
                "float8 | 1e-400",
                "float4 | 1e-50",
                "date | 01-02-03",
                "date | 999-01-02",
                "date | 0000-01-01",
                "date | 0000-01-01 BC",
                "timestamp | 24-03-31 02:30:00",
                "timetz | 12:00:00+17",
                "daterange | [01-02-03,)",
                "int4multirange | {[1.5,)}",
                "text[] | '{a, b}'",
                "text[] | '{ }'",
                "int4[] | {1.5}",
                "interval | 1-12",
                "visit | (,,,01-02-03,,)"
            })
    void whatTheServerMayReadOtherwiseIsNot(String type, String given) {
        assertThatThrownBy(() -> codec(type).encodeText(text(given, BERLIN), new ByteWriter(8)))
                .isInstanceOf(SQLException.class);
    }

    /** As the server does: only {@code sql_standard} takes a sign that stands first for that of all fields. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1 02:03:04 | -1 days +02:03:04 | -1 days -02:03:04",
                "-1-2 3 04:05:06 | -1 years -2 mons +3 days 04:05:06 | -1 years -2 mons -3 days -04:05:06",
                "-1-2 3 -04:05:06 | -1 years -2 mons +3 days -04:05:06 | -1 years -2 mons +3 days -04:05:06",
                "-1 day 02:03:04 | -1 days +02:03:04 | -1 days -02:03:04",
                "-1 day 2 hours | -1 days +02:00:00 | -1 days -02:00:00",
                "-1 day +02:03:04 | -1 days +02:03:04 | -1 days +02:03:04",
                "1 -02:03:04 | 1 day -02:03:04 | 1 day -02:03:04",
                "-02:03:04 | -02:03:04 | -02:03:04"
            })
    void theSignOfAnIntervalHangsOnTheStyle(String given, String byDefault, String bySql) throws SQLException {
        Codec<?> codec = codec("interval");
        ByteWriter out = new ByteWriter(16);
        codec.encodeText(text(given, BERLIN), out);
        assertThat(printed(codec, out, BERLIN)).isEqualTo(byDefault);
        out.clear();
        codec.encodeText(text(given, BERLIN.withIntervalStyle("sql_standard")), out);
        assertThat(printed(codec, out, BERLIN)).isEqualTo(bySql);
    }

    @Test
    void whatWasReadInTextGoesOnInBinaryWithoutADetour() throws SQLException {
        String times = "{12:34:56.789012,24:00:00}";
        ArrayCodec arrays = (ArrayCodec) codec("time[]");
        Array array = arrays.decode(text(times, BERLIN));
        ByteWriter out = new ByteWriter(8);
        assertThat(arrays.writeBinary(array, out, BERLIN)).isTrue();
        assertThat(printed(arrays, out, BERLIN)).isEqualTo(times);

        String visit = "(24:00:00,12:00:00+02,\"2024-03-31 02:30:00\",1582-10-10,1,)";
        CompositeCodec visits = (CompositeCodec) codec("visit");
        Struct struct = visits.decode(text(visit, BERLIN));
        out.clear();
        assertThat(visits.writeBinary(struct, out, BERLIN)).isTrue();
        assertThat(printed(visits, out, BERLIN)).isEqualTo(visit);
    }

    /** It was printed under the style of its own time. */
    @Test
    void whatWasReadIsUnderstoodAsItWasPrinted() throws SQLException {
        ArrayCodec intervals = (ArrayCodec) codec("interval[]");
        Array array = intervals.decode(text("{\"-1 2:03:04\"}", BERLIN.withIntervalStyle("sql_standard")));
        ByteWriter out = new ByteWriter(8);
        assertThat(intervals.writeBinary(array, out, BERLIN)).isTrue();
        assertThat(printed(intervals, out, BERLIN)).isEqualTo("{\"-1 days -02:03:04\"}");
    }

    @Test
    void whatCannotBeMovedStaysText() throws SQLException {
        ArrayCodec dates = (ArrayCodec) codec("date[]");
        Array array = dates.decode(text("{01-02-03}", BERLIN));
        assertThat(dates.writeBinary(array, new ByteWriter(8), BERLIN)).isFalse();
        ByteWriter out = new ByteWriter(8);
        assertThat(TypedValues.write(out, array, dates, BERLIN).format()).isEqualTo(Format.TEXT);
        assertThat(new String(out.toByteArray(), StandardCharsets.UTF_8)).isEqualTo("{01-02-03}");
    }
}
