package io.howdah.jdbc.result;

import static io.howdah.session.ServerWords.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.howdah.jdbc.result.ColumnOrigins.Origin;
import io.howdah.wire.Field;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultSetMetaDataImplTest {
    private static final int NUMERIC_10_2 = (10 << 16 | 2) + 4;

    @ParameterizedTest
    @CsvSource({
        "21, -1, int2, 5, java.lang.Integer, 5, 0, 6, true, false",
        "23, -1, int4, 4, java.lang.Integer, 10, 0, 11, true, false",
        "20, -1, int8, -5, java.lang.Long, 19, 0, 20, true, false",
        "26, -1, oid, -5, java.lang.Long, 10, 0, 10, false, false",
        "1700, -1, numeric, 2, java.math.BigDecimal, 0, 0, 131089, true, false",
        "1700, " + NUMERIC_10_2 + ", numeric, 2, java.math.BigDecimal, 10, 2, 12, true, false",
        "700, -1, float4, 7, java.lang.Float, 8, 8, 15, true, false",
        "701, -1, float8, 8, java.lang.Double, 17, 17, 25, true, false",
        "16, -1, bool, -7, java.lang.Boolean, 1, 0, 1, false, false",
        "1042, 9, bpchar, 1, java.lang.String, 5, 0, 5, false, true",
        "1043, 24, varchar, 12, java.lang.String, 20, 0, 20, false, true",
        "25, -1, text, 12, java.lang.String, 2147483647, 0, 2147483647, false, true",
        "17, -1, bytea, -2, [B, 2147483647, 0, 2147483647, false, true",
        "1082, -1, date, 91, java.sql.Date, 13, 0, 13, false, false",
        "1083, 3, time, 92, java.sql.Time, 12, 3, 12, false, false",
        "1114, -1, timestamp, 93, java.sql.Timestamp, 29, 6, 29, false, false",
        "1184, -1, timestamptz, 93, java.sql.Timestamp, 35, 6, 35, false, false",
        "1007, -1, _int4, 2003, java.sql.Array, 10, 0, 11, true, false",
    })
    void tellsOfTypesWhatToolsExpect(
            int oid,
            int modifier,
            String name,
            int sqlType,
            String className,
            int precision,
            int scale,
            int displaySize,
            boolean signed,
            boolean caseSensitive)
            throws SQLException {
        ResultSetMetaData metaData = new ResultSetMetaDataImpl(
                Results.layout(List.of(new Field("a", 0, 0, oid, -1, modifier, 0))), ColumnOrigins.UNKNOWN);
        assertThat(metaData.getColumnTypeName(1)).isEqualTo(name);
        assertThat(metaData.getColumnType(1)).isEqualTo(sqlType);
        assertThat(metaData.getColumnClassName(1)).isEqualTo(className);
        assertThat(metaData.getPrecision(1)).isEqualTo(precision);
        assertThat(metaData.getScale(1)).isEqualTo(scale);
        assertThat(metaData.getColumnDisplaySize(1)).isEqualTo(displaySize);
        assertThat(metaData.isSigned(1)).isEqualTo(signed);
        assertThat(metaData.isCaseSensitive(1)).isEqualTo(caseSensitive);
        assertThat(metaData.isCurrency(1)).isFalse();
    }

    @Test
    void withoutOriginsNothingIsKnownOfTables() throws SQLException {
        ResultSetMetaData metaData = new ResultSetMetaDataImpl(
                Results.layout(List.of(tableColumn("label", 16384, 1, 23))), ColumnOrigins.UNKNOWN);
        assertThat(metaData.getColumnCount()).isEqualTo(1);
        assertThat(metaData.getColumnLabel(1)).isEqualTo("label");
        assertThat(metaData.getColumnName(1)).isEqualTo("label");
        assertThat(metaData.getSchemaName(1)).isEmpty();
        assertThat(metaData.getTableName(1)).isEmpty();
        assertThat(metaData.getCatalogName(1)).isEmpty();
        assertThat(metaData.isNullable(1)).isEqualTo(ResultSetMetaData.columnNullableUnknown);
        assertThat(metaData.isAutoIncrement(1)).isFalse();
        assertThat(metaData.isSearchable(1)).isTrue();
        assertThat(metaData.isWritable(1)).isTrue();
        assertThat(metaData.isReadOnly(1)).isFalse();
        assertThat(metaData.isDefinitelyWritable(1)).isFalse();
    }

    @Test
    void originsAreAskedOnceForAllColumnsAndNotBeforeTheyAreNeeded() throws SQLException {
        int[] asked = {0};
        Origin id = new Origin("public", "t", "id", ResultSetMetaData.columnNoNulls, true);
        ResultSetMetaData metaData = new ResultSetMetaDataImpl(
                Results.layout(
                        List.of(tableColumn("key", 16384, 1, 20), column("sum", 23), tableColumn("s", 16384, 2, 21))),
                columns -> {
                    asked[0]++;
                    assertThat(columns.count()).isEqualTo(3);
                    return List.of(id, Origin.NONE, new Origin("public", "t", "s", 1, true));
                });
        assertThat(metaData.getColumnType(1)).isEqualTo(Types.BIGINT);
        // Neither a table's nor able to count up.
        assertThat(metaData.getColumnTypeName(2)).isEqualTo("int4");
        assertThat(metaData.isNullable(2)).isEqualTo(ResultSetMetaData.columnNullableUnknown);
        assertThat(asked[0]).isZero();
        assertThat(metaData.getColumnTypeName(1)).isEqualTo("bigserial");
        assertThat(metaData.getColumnTypeName(3)).isEqualTo("smallserial");
        assertThat(metaData.getSchemaName(1)).isEqualTo("public");
        assertThat(metaData.getTableName(1)).isEqualTo("t");
        assertThat(metaData.getColumnName(1)).isEqualTo("key");
        assertThat(metaData.isNullable(1)).isEqualTo(ResultSetMetaData.columnNoNulls);
        assertThat(metaData.isAutoIncrement(1)).isTrue();
        assertThat(asked[0]).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 2})
    void refusesColumnsThatAreNotThere(int column) throws ReflectiveOperationException {
        ResultSetMetaData metaData =
                new ResultSetMetaDataImpl(Results.layout(List.of(column("a", 23))), ColumnOrigins.UNKNOWN);
        for (var method : ResultSetMetaData.class.getDeclaredMethods()) {
            if (method.getParameterCount() == 1) {
                Throwable thrown = catchThrowable(() -> method.invoke(metaData, column));
                assertThat(thrown).as(method.toString()).isNotNull();
                assertThat(((SQLException) thrown.getCause()).getSQLState()).isEqualTo("22023");
            }
        }
    }

    private static Field tableColumn(String name, int tableOid, int attributeNumber, int typeOid) {
        return new Field(name, tableOid, attributeNumber, typeOid, -1, -1, 0);
    }
}
