package io.howdah.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.types.codec.BuiltinCodecs;
import java.lang.reflect.Field;
import java.sql.Types;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcTypesTest {
    private static final TypeRegistry REGISTRY = BuiltinCodecs.newRegistry(Set.of());

    @ParameterizedTest
    @CsvSource({
        // type, modifier, code, class, precision, scale, display size, signed, case-sensitive
        "int2, -1, SMALLINT, java.lang.Integer, 5, 0, 6, true, false",
        "int4, -1, INTEGER, java.lang.Integer, 10, 0, 11, true, false",
        "int8, -1, BIGINT, java.lang.Long, 19, 0, 20, true, false",
        "oid, -1, BIGINT, java.lang.Long, 10, 0, 10, false, false",
        "numeric, -1, NUMERIC, java.math.BigDecimal, 0, 0, 131089, true, false",
        "numeric, 655366, NUMERIC, java.math.BigDecimal, 10, 2, 12, true, false",
        "numeric, 198658, NUMERIC, java.math.BigDecimal, 3, -2, 6, true, false",
        "float4, -1, REAL, java.lang.Float, 8, 8, 15, true, false",
        "float8, -1, DOUBLE, java.lang.Double, 17, 17, 25, true, false",
        "bool, -1, BIT, java.lang.Boolean, 1, 0, 1, false, false",
        "bit, 1, BIT, java.lang.Boolean, 1, 0, 1, false, false",
        "bit, 8, BIT, java.lang.String, 8, 0, 8, false, false",
        "char, -1, CHAR, java.lang.String, 1, 0, 1, false, true",
        "bpchar, 9, CHAR, java.lang.String, 5, 0, 5, false, true",
        "varchar, 24, VARCHAR, java.lang.String, 20, 0, 20, false, true",
        "varchar, -1, VARCHAR, java.lang.String, 2147483647, 0, 2147483647, false, true",
        "text, -1, VARCHAR, java.lang.String, 2147483647, 0, 2147483647, false, true",
        "bytea, -1, BINARY, [B, 2147483647, 0, 2147483647, false, true",
        "date, -1, DATE, java.sql.Date, 13, 0, 13, false, false",
        "time, -1, TIME, java.sql.Time, 15, 6, 15, false, false",
        "time, 3, TIME, java.sql.Time, 12, 3, 12, false, false",
        "timetz, -1, TIME, java.sql.Time, 21, 6, 21, false, false",
        "timestamp, -1, TIMESTAMP, java.sql.Timestamp, 29, 6, 29, false, false",
        "timestamp, 3, TIMESTAMP, java.sql.Timestamp, 26, 3, 26, false, false",
        "timestamptz, -1, TIMESTAMP, java.sql.Timestamp, 35, 6, 35, false, false",
        "interval, -1, OTHER, java.lang.String, 49, 6, 49, false, false",
        "uuid, -1, OTHER, java.util.UUID, 36, 0, 36, false, true",
        "jsonb, -1, OTHER, java.lang.String, 2147483647, 0, 2147483647, false, true",
        "xml, -1, SQLXML, java.sql.SQLXML, 2147483647, 0, 2147483647, false, true",
        "refcursor, -1, REF_CURSOR, java.sql.ResultSet, 2147483647, 0, 2147483647, false, true",
        "money, -1, DOUBLE, java.lang.String, 17, 0, 25, true, false",
        "_int4, -1, ARRAY, java.sql.Array, 10, 0, 11, true, false",
        "_numeric, 655366, ARRAY, java.sql.Array, 10, 2, 12, true, false",
    })
    void says(
            String name,
            int modifier,
            String code,
            String className,
            int precision,
            int scale,
            int displaySize,
            boolean signed,
            boolean caseSensitive)
            throws ReflectiveOperationException {
        PgType type = BuiltinTypes.ALL.stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow();
        Field sqlType = Types.class.getField(code);
        assertThat(JdbcTypes.sqlType(type)).isEqualTo(sqlType.getInt(null));
        assertThat(JdbcTypes.className(REGISTRY.codec(type.oid()), modifier)).isEqualTo(className);
        assertThat(JdbcTypes.precision(type, modifier)).isEqualTo(precision);
        assertThat(JdbcTypes.scale(type, modifier)).isEqualTo(scale);
        assertThat(JdbcTypes.displaySize(type, modifier)).isEqualTo(displaySize);
        assertThat(JdbcTypes.isSigned(type)).isEqualTo(signed);
        assertThat(JdbcTypes.isCaseSensitive(type)).isEqualTo(caseSensitive);
    }

    @Test
    void aTypeOfAUserIsNotMistakenForABuiltinOne() {
        PgType mine = new PgType("int4", "mine", 16_400, 16_399, TypeShape.BASE);
        assertThat(JdbcTypes.sqlType(mine)).isEqualTo(Types.OTHER);
        assertThat(JdbcTypes.isSigned(mine)).isFalse();
        assertThat(JdbcTypes.sqlType(new PgType("_mood", "mine", 16_399, 0, new TypeShape.ArrayOf(16_400, (char) 44))))
                .isEqualTo(Types.ARRAY);
    }
}
