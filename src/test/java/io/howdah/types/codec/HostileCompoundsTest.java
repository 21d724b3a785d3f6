package io.howdah.types.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.Cells;
import io.howdah.types.Codec;
import io.howdah.types.PgType;
import io.howdah.types.TypeRegistry;
import io.howdah.types.TypeShape;
import java.sql.SQLException;
import java.util.List;
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

    /** Each level has one attribute, which says that it is of the type itself. */
    @Test
    @Timeout(20)
    void aCompositeIsNoDeeperThanItsType() {
        int levels = 50_000;
        StringBuilder hex = new StringBuilder();
        for (int left = levels; left > 0; left--) {
            hex.append("00000001").append(String.format("%08X", PAIR)).append(String.format("%08X", 12 * left - 8));
        }
        hex.append("00000000");
        assertThatThrownBy(() -> TYPES.codec(PAIR).readText(Cells.binary(hex.toString())))
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
}
