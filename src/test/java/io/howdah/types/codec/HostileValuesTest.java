package io.howdah.types.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cells;
import io.howdah.types.Codec;
import io.howdah.types.Format;
import io.howdah.types.PgType;
import io.howdah.types.TypeShape;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of the rarer types, and what is too short or too long; what else may come is {@link CodecFuzz}'s. */
class HostileValuesTest {
    record Sample(Codec<?> codec, byte[] bytes, String text) {
        @Override
        public String toString() {
            return codec.type().name();
        }
    }

    static List<Sample> samples() {
        List<Sample> samples = new ArrayList<>(List.of(
                of("interval", "000000036C97CA88 00000003 0000000E", "1 year 2 mons 3 days 04:05:06.789"),
                of("point", "3FF8000000000000 C000000000000000", "(1.5,-2)"),
                of("line", "3FF0000000000000 BFF0000000000000 0000000000000000", "{1,-1,0}"),
                of("lseg", "0000000000000000".repeat(4), "[(0,0),(0,0)]"),
                of("box", "0000000000000000".repeat(4), "(0,0),(0,0)"),
                of("path", "01 00000001 3FF8000000000000 C000000000000000", "((1.5,-2))"),
                of("path", "00 00000002" + "0000000000000000".repeat(4), "[(0,0),(0,0)]"),
                of("polygon", "00000001 3FF8000000000000 C000000000000000", "((1.5,-2))"),
                of("circle", "0000000000000000".repeat(3), "<(0,0),0>"),
                of("inet", "02 18 00 04 C0A80001", "192.168.0.1/24"),
                of("inet", "03 80 00 10" + "00".repeat(15) + "01", "::1"),
                of("cidr", "02 08 01 04 0A000000", "10.0.0.0/8"),
                of("macaddr", "08002B010203", "08:00:2b:01:02:03"),
                of("macaddr8", "08002B0102030405", "08:00:2b:01:02:03:04:05"),
                of("bit", "00000004 A0", "1010"),
                of("varbit", "00000009 A080", "101000001"),
                of("varbit", "00000000", ""),
                of("jsonb", "01 7B7D", "{}"),
                of("jsonpath", "01 2224222E", "\"$\"."),
                of("xid", "FFFFFFFF", "4294967295"),
                of("xid8", "FFFFFFFFFFFFFFFF", "18446744073709551615"),
                of("pg_lsn", "00000016B374D848", "16/B374D848"),
                of("tsvector", "00000002 61 00 0002 C001 0002 62 00 0000", "'a':1A,2 'b'"),
                of("tsvector", "00000000", "")));
        PgType hstore = new PgType("hstore", "public", 16_500, 0, TypeShape.BASE);
        samples.add(new Sample(
                new HstoreCodec(hstore),
                bytes("00000002 00000001 61 00000001 31 00000001 62 FFFFFFFF"),
                "\"a\"=>\"1\", \"b\"=>NULL"));
        PgType vector = new PgType("vector", "public", 16_501, 0, TypeShape.BASE);
        samples.add(new Sample(new VectorCodec(vector), bytes("0002 0000 3F800000 40000000"), "[1,2]"));
        PgType cube = new PgType("cube", "public", 16_502, 0, TypeShape.BASE);
        samples.add(new Sample(new CubeCodec(cube), bytes("00000001 3FF0000000000000 4000000000000000"), "(1),(2)"));
        return samples;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleIsReadInBothFormats(Sample sample) throws SQLException {
        assertThat(sample.codec.readText(Cells.of(sample.bytes, Format.BINARY))).isEqualTo(sample.text);
        Object value = sample.codec.decode(Cells.of(sample.bytes, Format.BINARY));
        assertThat(sample.codec.decode(Cells.text(sample.text))).isEqualTo(value);
        assertThat(value).isInstanceOf(sample.codec.javaType());
        assertThat(sample.codec.readObject(Cells.of(sample.bytes, Format.BINARY)))
                .isEqualTo(sample.codec.readObject(Cells.text(sample.text)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anyOtherLengthIsRefused(Sample sample) {
        boolean isText = sample.toString().startsWith("json");
        for (int length = 0; length <= sample.bytes.length + 3; length++) {
            byte[] cut = Arrays.copyOf(sample.bytes, length);
            if (length == sample.bytes.length || isText && length > 0) {
                continue;
            }
            assertThatThrownBy(() -> sample.codec.decode(Cells.of(cut, Format.BINARY)))
                    .as("%d bytes", length)
                    .isInstanceOf(SQLException.class)
                    .hasFieldOrPropertyWithValue("SQLState", "22P03");
        }
    }

    /** What the server says of itself is no secret, what is in a column may be one. */
    @ParameterizedTest
    @MethodSource("samples")
    void noMessageTellsTheValue(Sample sample) {
        if (sample.codec.javaType() == String.class) {
            return;
        }
        assertThatThrownBy(() -> sample.codec.decode(Cells.text("'4111")))
                .isInstanceOf(SQLException.class)
                .message()
                .doesNotContain("4111");
    }

    private static Sample of(String type, String hex, String text) {
        PgType builtin = BuiltinTypes.ALL.stream()
                .filter(each -> each.name().equals(type))
                .findFirst()
                .orElseThrow();
        return new Sample(BuiltinCodecs.shared().codec(builtin.oid()), bytes(hex), text);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
