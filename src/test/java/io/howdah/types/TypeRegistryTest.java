package io.howdah.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.types.codec.BuiltinCodecs;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TypeRegistryTest {
    private final TypeRegistry registry = BuiltinCodecs.newRegistry(Set.of(BuiltinTypes.NUMERIC.oid()));

    @Test
    void namesEveryBuiltinTypeOnce() {
        assertThat(BuiltinTypes.ALL.stream().map(PgType::oid).collect(Collectors.toSet()))
                .hasSameSizeAs(BuiltinTypes.ALL);
        assertThat(registry.type(3802)).isEqualTo(BuiltinTypes.JSONB);
        assertThat(registry.type(1007).name()).isEqualTo("_int4");
        assertThat(registry.type(1186).name()).isEqualTo("interval");
        assertThat(registry.knows(3807)).isTrue();
    }

    @Test
    void asksForBinaryWhereTheCodecReadsItAndNobodyForbids() {
        assertThat(registry.resultFormat(BuiltinTypes.INT4.oid())).isEqualTo(Format.BINARY);
        assertThat(registry.resultFormat(BuiltinTypes.NUMERIC.oid())).isEqualTo(Format.TEXT);
        assertThat(registry.resultFormat(BuiltinTypes.ACLITEM.oid())).isEqualTo(Format.TEXT);
        assertThat(registry.resultFormat(BuiltinTypes.REGCLASS.oid())).isEqualTo(Format.TEXT);
        assertThat(registry.resultFormat(99_999)).isEqualTo(Format.TEXT);
        assertThat(BuiltinCodecs.newRegistry(Set.of()).resultFormat(BuiltinTypes.NUMERIC.oid()))
                .isEqualTo(Format.BINARY);
    }

    @Test
    void readsUnknownTypesAsText() throws SQLException {
        assertThat(registry.knows(-5)).isFalse();
        assertThat(registry.type(-5).name()).isEqualTo("unknown oid 4294967291");
        assertThat(registry.type(16_400).name()).isEqualTo("unknown oid 16400");
        assertThat(registry.codec(16_400).readObject(Cells.text("happy"))).isEqualTo("happy");
    }

    @Test
    void learnsTypesOfOneDatabaseWithoutTellingOthers() {
        registry.define(new PgType("mood", "public", 16_400, 16_399, TypeShape.ENUM));
        registry.define(new PgType("_mood", "public", 16_399, 0, new TypeShape.ArrayOf(16_400, (char) 44)));
        registry.define(new PgType("mood2", "public", 16_400, 16_399, TypeShape.ENUM));
        assertThat(registry.type(16_400).name()).isEqualTo("mood2");
        assertThat(registry.type(16_399).name()).isEqualTo("_mood");
        assertThat(registry.knows(16_400)).isTrue();
        assertThat(BuiltinCodecs.newRegistry(Set.of()).knows(16_400)).isFalse();
    }
}
