package io.howdah.jdbc;

import io.howdah.error.SqlErrors;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.OffsetTime;

/**
 * As what an OUT parameter was registered.
 *
 * @param sqlType a code of {@link Types}
 * @param scale of decimals; {@link #NO_SCALE} leaves them as they are
 */
record OutType(int sqlType, int scale) {
    static final int NO_SCALE = -1;

    static int code(SQLType sqlType) throws SQLException {
        if (sqlType == null || sqlType.getVendorTypeNumber() == null) {
            throw SqlErrors.badArgument("The SQLType of an OUT parameter is null or has no number");
        }
        return sqlType.getVendorTypeNumber();
    }

    /** What {@code getObject} gives for that type; what the column's own type gives, where that is none of these. */
    Object read(ResultSet row, int column) throws SQLException {
        Object value =
                switch (sqlType) {
                    case Types.BIT, Types.BOOLEAN -> row.getBoolean(column);
                    case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> row.getInt(column);
                    case Types.BIGINT -> row.getLong(column);
                    case Types.REAL -> row.getFloat(column);
                    case Types.FLOAT, Types.DOUBLE -> row.getDouble(column);
                    case Types.NUMERIC, Types.DECIMAL -> decimal(row.getBigDecimal(column));
                    case Types.CHAR,
                            Types.VARCHAR,
                            Types.LONGVARCHAR,
                            Types.NCHAR,
                            Types.NVARCHAR,
                            Types.LONGNVARCHAR -> row.getString(column);
                    case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> row.getBytes(column);
                    case Types.DATE -> row.getDate(column);
                    case Types.TIME -> row.getTime(column);
                    case Types.TIMESTAMP -> row.getTimestamp(column);
                    case Types.TIME_WITH_TIMEZONE -> row.getObject(column, OffsetTime.class);
                    case Types.TIMESTAMP_WITH_TIMEZONE -> row.getObject(column, OffsetDateTime.class);
                    case Types.BLOB -> row.getBlob(column);
                    case Types.CLOB -> row.getClob(column);
                    case Types.NCLOB -> row.getNClob(column);
                    case Types.SQLXML -> row.getSQLXML(column);
                    case Types.ROWID -> row.getRowId(column);
                    default -> row.getObject(column);
                };
        return row.wasNull() ? null : value;
    }

    private BigDecimal decimal(BigDecimal value) {
        return value == null || scale == NO_SCALE ? value : value.setScale(scale, RoundingMode.HALF_UP);
    }
}
