package io.howdah.types.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.Cells;
import io.howdah.types.Codec;
import io.howdah.types.Format;
import io.howdah.types.PgType;
import io.howdah.types.TypeRegistry;
import io.howdah.types.TypeShape;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes come for an array, a range, a composite: a value or an SQLException comes of them, and soon. */
class HostileCompoundsTest {
    private static final TypeRegistry TYPES = BuiltinCodecs.newRegistry(Set.of());
    private static final int PAIR = 70_000;
    private static final int PAIRS = 70_001;

    static {
        TYPES.define(new PgType(
                "pair",
                "public",
                PAIR,
                PAIRS,
                new TypeShape.Composite(List.of(
                        new TypeShape.Attribute("a", BuiltinTypes.INT4.oid(), -1),
                        new TypeShape.Attribute("b", BuiltinTypes.TEXT.arrayOid(), -1)))));
        TYPES.define(new PgType("_pair", "public", PAIRS, 0, new TypeShape.ArrayOf(PAIR, ',')));
    }

    private static Codec<?> ints() {
        return TYPES.codec(BuiltinTypes.INT4.arrayOid());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00000001",
                "FFFFFFFF 00000000 00000017",
                "00000007 00000000 00000017",
                "7FFFFFFF 00000000 00000017",
                "00000000 00000000 00000017 00",
                // 2^31 - 1 elements in 20 bytes; two dimensions whose product overflows; none of one dimension.
                "00000001 00000000 00000017 7FFFFFFF 00000001",
                "00000002 00000000 00000017 00010000 00000001 00010000 00000001",
                "00000002 00000000 00000017 7FFFFFFF 00000001 7FFFFFFF 00000001",
                "00000001 00000000 00000017 80000000 00000001",
                "00000002 00000000 00000017 00000000 00000001 80000000 00000001",
                "00000001 00000000 00000017 00000001 00000001 7FFFFFFF",
                "00000001 00000000 00000017 00000001 00000001 FFFFFFFE",
                "00000001 00000000 00000017 00000001 00000001 00000005 0000000001",
                "00000001 00000000 00000017 00000001 00000001 00000004 00000001 00"
            })
    void anArrayIsNotBelieved(String hex) {
        assertThatThrownBy(() -> ints().readAs(Cells.binary(hex), int[].class))
                .isInstanceOf(SQLException.class)
                .hasFieldOrPropertyWithValue("SQLState", "22P03");
    }

    @Test
    void noElementsAreNoneWhateverTheDimensions() throws SQLException {
        Cell cell = Cells.binary("00000002 00000000 00000017 7FFFFFFF 00000001 00000000 00000001");
        assertThatThrownBy(() -> ints().decode(cell)).isInstanceOf(SQLException.class);
        Cell empty = Cells.binary("00000002 00000000 00000017 00000000 00000001 00000003 00000001");
        assertThat(ints().readText(empty)).isEqualTo("{}");
        assertThat(ints().readAs(empty, Integer[][].class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "}",
                "{1",
                "1",
                "{1}}",
                "{{1}",
                "{1},",
                "{1}x",
                "{,}",
                "{1,}",
                "{,1}",
                "{1 2",
                "{{1},2}",
                "{1,{2}}",
                "{{1},{2,3}}",
                "{{1},{{2}}}",
                "{{{{{{{1}}}}}}}",
                "{\"1}",
                "{\"1\\\"}",
                "{1\"2\"}",
                "{a\\b}",
                "[1:1]{1}",
                "[1:1]=",
                "[1:2]={1}",
                "[1:1][1:1]={1}",
                "[:]={1}",
                "[1:99999999999]={1}",
                "[1:1][1:1][1:1][1:1][1:1][1:1][1:1]={1}",
                "[1={1}",
                "[",
                "[-",
                "[1:1",
                "{{},{}}"
            })
    void textThatIsNoArrayIsRefused(String text) {
        assertThatThrownBy(() -> TYPES.codec(BuiltinTypes.TEXT.arrayOid()).decode(Cells.text(text)))
                .isInstanceOf(SQLException.class)
                .hasFieldOrPropertyWithValue("SQLState", "22P03");
    }

    @Test
    @Timeout(20)
    void braceBombsAreRefusedSoon() {
        for (String bomb : List.of("{".repeat(1_000_000), "{\"".repeat(500_000), "[1:1]".repeat(200_000))) {
            assertThatThrownBy(() -> ints().decode(Cells.text(bomb))).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> TYPES.codec(PAIR).decode(Cells.text("(" + bomb)))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(
                            () -> TYPES.codec(BuiltinTypes.INT4MULTIRANGE.oid()).decode(Cells.text(bomb)))
                    .isInstanceOf(SQLException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "int4range, 00",
        "int4range, ''",
        "int4range, 0200000004",
        "int4range, 027FFFFFFF",
        "int4range, 02FFFFFFFF",
        "int4range, 0100",
        "int4range, 02000000040000000500000004 00000001",
        "int4multirange, 7FFFFFFF",
        "int4multirange, FFFFFFFF",
        "int4multirange, 00000001FFFFFFFF01",
        "int4multirange, 00000001 00000001 01 00",
        "int4multirange, 00000001 0000000201",
        "pair, 7FFFFFFF",
        "pair, FFFFFFFF",
        "pair, 00000001",
        "pair, 00000001 00000017 7FFFFFFF",
        "pair, 00000001 00000017 FFFFFFFE",
        "pair, 00000000 00",
        "pair, 00000002 00000017 FFFFFFFF"
    })
    void rangesAndCompositesAreNotBelieved(String type, String hex) {
        Codec<?> codec =
                switch (type) {
                    case "int4range" -> TYPES.codec(BuiltinTypes.INT4RANGE.oid());
                    case "int4multirange" -> TYPES.codec(BuiltinTypes.INT4MULTIRANGE.oid());
                    default -> TYPES.codec(PAIR);
                };
        assertThatThrownBy(() -> codec.decode(Cells.binary(hex)))
                .isInstanceOf(SQLException.class)
                .hasFieldOrPropertyWithValue("SQLState", "22P03");
    }

    @Test
    void aTypeThatIsSaidToBeInItselfHasNoBinaryForm() {
        TypeRegistry hostile = BuiltinCodecs.newRegistry(Set.of());
        hostile.define(new PgType(
                "snake",
                "public",
                80_000,
                80_001,
                new TypeShape.Composite(List.of(new TypeShape.Attribute("tail", 80_001, -1)))));
        hostile.define(new PgType("_snake", "public", 80_001, 0, new TypeShape.ArrayOf(80_000, ',')));
        assertThat(hostile.codec(80_000).hasBinary()).isFalse();
        assertThat(hostile.codec(80_001).hasBinary()).isFalse();
        assertThatThrownBy(() -> hostile.codec(80_000).decode(Cells.binary("00000000")))
                .isInstanceOf(SQLException.class);
    }

    @Test
    @Timeout(60)
    void onlySqlExceptionsComeOfChangedBytes() {
        List<String> binaries = List.of(
                "00000002 00000001 00000017 00000002 00000002 00000001 FFFFFFFF 00000004 00000001 FFFFFFFF",
                "02 00000004 00000001 00000004 00000005",
                "00000001 00000011 02 00000004 00000001 00000004 00000005",
                "00000002 00000017 00000004 00000001 000003F1 0000001C"
                        + "00000001 00000000 00000019 00000001 00000001 00000001 78");
        List<String> texts = List.of(
                "[0:1][1:2]={{1,NULL},{\"a \\\"b\",4}}",
                "(1,\"{\"\"a b\"\",NULL}\")",
                "[1,5)",
                "{[1,3),[5,8)}",
                "empty");
        List<Codec<?>> codecs = List.of(
                ints(),
                TYPES.codec(BuiltinTypes.TEXT.arrayOid()),
                TYPES.codec(BuiltinTypes.INT4RANGE.oid()),
                TYPES.codec(BuiltinTypes.NUMRANGE.arrayOid()),
                TYPES.codec(BuiltinTypes.INT4MULTIRANGE.oid()),
                TYPES.codec(BuiltinTypes.RECORD.oid()),
                TYPES.codec(PAIR),
                TYPES.codec(PAIRS));
        Random random = new Random(20_000_101);
        for (int round = 0; round < 3_000; round++) {
            for (Codec<?> codec : codecs) {
                byte[] binary = HexFormat.of()
                        .parseHex(binaries.get(random.nextInt(binaries.size())).replace(" ", ""));
                readAll(codec, Cells.of(changed(binary, random), Format.BINARY));
                byte[] text = texts.get(random.nextInt(texts.size())).getBytes(StandardCharsets.UTF_8);
                readAll(codec, Cells.of(changed(text, random), Format.TEXT));
            }
        }
    }

    private static byte[] changed(byte[] bytes, Random random) {
        byte[] changed = Arrays.copyOf(bytes, bytes.length - (random.nextInt(4) == 0 ? 1 : 0));
        for (int i = random.nextInt(3); i > 0; i--) {
            changed[random.nextInt(changed.length)] =
                    random.nextBoolean() ? (byte) random.nextInt(256) : bytes[random.nextInt(bytes.length)];
        }
        return changed;
    }

    private interface Read {
        Object from(Codec<?> codec, Cell cell) throws SQLException;
    }

    private record Row(Integer a, List<String> b) {}

    private static final List<Read> READS = List.of(
            Codec::readText,
            (codec, cell) -> codec.readObject(cell).toString(),
            (codec, cell) -> codec.decode(cell) instanceof Array array ? array.getArray() : null,
            (codec, cell) -> codec.decode(cell) instanceof Struct struct ? struct.getAttributes() : null,
            (codec, cell) -> codec.readAs(cell, List.class),
            (codec, cell) -> codec.readAs(cell, int[][].class),
            (codec, cell) -> codec.readAs(cell, String[].class),
            (codec, cell) -> codec.readAs(cell, Row.class));

    private static void readAll(Codec<?> codec, Cell cell) {
        for (int i = 0; i < READS.size(); i++) {
            try {
                READS.get(i).from(codec, cell);
            } catch (SQLException e) {
                assertThat(e.getSQLState()).hasSize(5);
            } catch (RuntimeException | Error e) {
                fail(
                        codec.type() + " " + cell.format() + " "
                                + HexFormat.of().formatHex(cell.copy()) + " read " + i,
                        e);
            }
        }
    }
}
