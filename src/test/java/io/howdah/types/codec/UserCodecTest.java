package io.howdah.types.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.TypeCodec;
import io.howdah.types.Cells;
import io.howdah.types.Codec;
import io.howdah.types.Conversions;
import io.howdah.types.Format;
import io.howdah.types.PgType;
import io.howdah.types.TypeRegistry;
import io.howdah.types.TypeShape;
import io.howdah.types.codec.FathomCodec.Fathoms;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Codecs that users bring. */
class UserCodecTest {
    private static final int OID = 16_500;

    private final TypeRegistry registry = BuiltinCodecs.newRegistry(Set.of());

    private Codec<?> codec(String schema, String name) {
        registry.define(new PgType(name, schema, OID, 0, TypeShape.BASE));
        return registry.codec(OID);
    }

    @Test
    void isFoundByItsNameOrItsNameAndSchema() {
        assertThat(codec("zoo", "howdah_fathom").javaType()).isEqualTo(Fathoms.class);
        assertThat(codec("other", "fathom").javaType()).isEqualTo(Fathoms.class);
        assertThat(codec("zoo", "fathom").javaType()).isEqualTo(String.class);
        assertThat(registry.codec(99_999).javaType()).isEqualTo(String.class);
    }

    @Test
    void oneOfTheConnectionComesBeforeOneOfTheServiceLoader() {
        TypeCodec<?> own = new TypeCodec<Integer>() {
            @Override
            public Set<String> typeNames() {
                return Set.of("howdah_fathom");
            }

            @Override
            public Class<Integer> javaType() {
                return Integer.class;
            }

            @Override
            public Integer fromText(String text) {
                return Integer.valueOf(text);
            }

            @Override
            public String toText(Integer value) {
                return value.toString();
            }
        };
        TypeRegistry mine = BuiltinCodecs.newRegistry(Set.of(), List.of(own));
        mine.define(new PgType("howdah_fathom", "zoo", OID, 0, TypeShape.BASE));
        assertThat(mine.codec(OID).javaType()).isEqualTo(Integer.class);
        assertThat(mine.resultFormat(OID)).isEqualTo(Format.TEXT);
    }

    @Test
    void readsAndWritesBothFormats() throws SQLException {
        @SuppressWarnings("unchecked")
        var codec = (Codec<Fathoms>) codec("zoo", "howdah_fathom");
        assertThat(registry.resultFormat(OID)).isEqualTo(Format.BINARY);
        assertThat(codec.decode(Cells.text("12"))).isEqualTo(new Fathoms(12));
        assertThat(codec.decode(Cells.binary("00000100"))).isEqualTo(new Fathoms(256));
        assertThat(codec.readText(Cells.binary("00000100"))).isEqualTo("256");
        assertThat(codec.readText(Cells.text(" 12"))).isEqualTo(" 12");
        assertThat(Conversions.as(codec, Cells.text("12"), Fathoms.class)).isEqualTo(new Fathoms(12));
        assertThat(Conversions.as(codec, Cells.text("12"), String.class)).isEqualTo("12");
        var out = new ByteWriter(8);
        codec.encode(new Fathoms(258), out, Cells.CONTEXT);
        assertThat(HexFormat.of().formatHex(out.toByteArray())).isEqualTo("00000102");
    }

    @Test
    void whateverItThrowsIsAnSqlException() {
        @SuppressWarnings("unchecked")
        var codec = (Codec<Fathoms>) codec("zoo", "howdah_fathom");
        assertThatThrownBy(() -> codec.decode(Cells.text("x")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("howdah_fathom")
                .hasCauseInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> codec.decode(Cells.binary("00")))
                .isInstanceOf(SQLException.class)
                .hasCauseInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> codec.encode(new Fathoms(-1), new ByteWriter(8), Cells.CONTEXT))
                .isInstanceOf(SQLException.class)
                .hasMessageNotContaining("-1")
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> codec.readText(Cells.binary("ffffffff")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("null");
    }
}
