package io.howdah.jdbc.result;

import io.howdah.error.SqlErrors;
import io.howdah.jdbc.result.ColumnOrigins.Origin;
import io.howdah.jdbc.wrapper.SelfWrapper;
import io.howdah.types.JdbcTypes;
import io.howdah.types.PgType;
import io.howdah.wire.Field;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

/**
 * What the columns of a result are. Most of it stands in the result's description; the tables behind the columns are
 * asked for when somebody first wants to know of them, all columns at once.
 */
public final class ResultSetMetaDataImpl implements ResultSetMetaData, SelfWrapper {
    private final ColumnLayout layout;
    private final ColumnOrigins origins;
    private List<Origin> found;

    public ResultSetMetaDataImpl(ColumnLayout layout, ColumnOrigins origins) {
        this.layout = layout;
        this.origins = origins;
    }

    @Override
    public int getColumnCount() {
        return layout.count();
    }

    @Override
    public String getColumnLabel(int column) throws SQLException {
        return field(column).name();
    }

    /** {@inheritDoc} The label: tools read columns by what this returns. */
    @Override
    public String getColumnName(int column) throws SQLException {
        return field(column).name();
    }

    @Override
    public int getColumnType(int column) throws SQLException {
        return JdbcTypes.sqlType(type(column));
    }

    /** {@inheritDoc} A number that counts up by itself goes by {@code serial} and its like, as tools expect. */
    @Override
    public String getColumnTypeName(int column) throws SQLException {
        field(column);
        String name = layout.typeName(column - 1);
        return switch (name) {
            case "int2" -> isAutoIncrement(column) ? "smallserial" : name;
            case "int4" -> isAutoIncrement(column) ? "serial" : name;
            case "int8" -> isAutoIncrement(column) ? "bigserial" : name;
            default -> name;
        };
    }

    @Override
    public String getColumnClassName(int column) throws SQLException {
        field(column);
        return JdbcTypes.className(layout.knownCodec(column - 1), modifier(column));
    }

    @Override
    public int getPrecision(int column) throws SQLException {
        return JdbcTypes.precision(type(column), modifier(column));
    }

    @Override
    public int getScale(int column) throws SQLException {
        return JdbcTypes.scale(type(column), modifier(column));
    }

    @Override
    public int getColumnDisplaySize(int column) throws SQLException {
        return JdbcTypes.displaySize(type(column), modifier(column));
    }

    @Override
    public boolean isSigned(int column) throws SQLException {
        return JdbcTypes.isSigned(type(column));
    }

    @Override
    public boolean isCaseSensitive(int column) throws SQLException {
        return JdbcTypes.isCaseSensitive(type(column));
    }

    @Override
    public boolean isCurrency(int column) throws SQLException {
        return type(column).name().equals("money");
    }

    /** {@inheritDoc} Empty: a connection sees one database only. */
    @Override
    public String getCatalogName(int column) throws SQLException {
        field(column);
        return "";
    }

    @Override
    public String getSchemaName(int column) throws SQLException {
        return origin(column).schema();
    }

    @Override
    public String getTableName(int column) throws SQLException {
        return origin(column).table();
    }

    @Override
    public int isNullable(int column) throws SQLException {
        return origin(column).nullable();
    }

    @Override
    public boolean isAutoIncrement(int column) throws SQLException {
        return origin(column).autoIncrement();
    }

    @Override
    public boolean isSearchable(int column) throws SQLException {
        field(column);
        return true;
    }

    @Override
    public boolean isReadOnly(int column) throws SQLException {
        field(column);
        return false;
    }

    @Override
    public boolean isWritable(int column) throws SQLException {
        field(column);
        return true;
    }

    @Override
    public boolean isDefinitelyWritable(int column) throws SQLException {
        field(column);
        return false;
    }

    private Field field(int column) throws SQLException {
        if (column < 1 || column > layout.count()) {
            throw SqlErrors.columnIndex(column, layout.count());
        }
        return layout.description().field(column - 1);
    }

    private int modifier(int column) throws SQLException {
        return field(column).typeModifier();
    }

    private PgType type(int column) throws SQLException {
        field(column);
        return layout.knownCodec(column - 1).type();
    }

    private Origin origin(int column) throws SQLException {
        Field field = field(column);
        if (field.tableOid() == 0) {
            return Origin.NONE;
        }
        if (found == null) {
            found = origins.of(layout.description());
        }
        return found.get(column - 1);
    }
}
