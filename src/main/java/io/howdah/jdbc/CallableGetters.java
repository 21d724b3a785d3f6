package io.howdah.jdbc;

import io.howdah.sql.ParsedSql;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;

/** What {@link CallableStatement} has for OUT parameters, which are columns of one row. Nothing else. */
abstract class CallableGetters extends CallableSetters {
    CallableGetters(ConnectionImpl connection, JdbcContext context, ResultSetKind kind, ParsedSql parsed)
            throws SQLException {
        super(connection, context, kind, parsed);
    }

    /** Stands on the row of the OUT parameters. */
    abstract ResultSet values() throws SQLException;

    /** The column of an OUT parameter, as JDBC counts. */
    abstract int column(int parameterIndex) throws SQLException;

    abstract int column(String parameterName) throws SQLException;

    abstract void register(int parameterIndex, int sqlType, int scale) throws SQLException;

    abstract Object objectAt(int parameterIndex) throws SQLException;

    abstract <T> T objectAt(int parameterIndex, Class<T> type) throws SQLException;

    abstract Object object(String parameterName) throws SQLException;

    abstract <T> T object(String parameterName, Class<T> type) throws SQLException;

    private static int code(SQLType sqlType) throws SQLException {
        return OutType.code(sqlType);
    }

    @Override
    public final boolean wasNull() throws SQLException {
        return values().wasNull();
    }

    @Override
    public final void registerOutParameter(String parameterName, int sqlType) throws SQLException {
        registerOutParameter(position(parameterName), sqlType);
    }

    @Override
    public final void registerOutParameter(String parameterName, int sqlType, int scale) throws SQLException {
        registerOutParameter(position(parameterName), sqlType, scale);
    }

    @Override
    public final void registerOutParameter(String parameterName, int sqlType, String typeName) throws SQLException {
        registerOutParameter(position(parameterName), sqlType, typeName);
    }

    @Override
    public final void registerOutParameter(String parameterName, SQLType sqlType) throws SQLException {
        registerOutParameter(position(parameterName), sqlType);
    }

    @Override
    public final void registerOutParameter(String parameterName, SQLType sqlType, int scale) throws SQLException {
        registerOutParameter(position(parameterName), sqlType, scale);
    }

    @Override
    public final void registerOutParameter(String parameterName, SQLType sqlType, String typeName) throws SQLException {
        registerOutParameter(position(parameterName), sqlType, typeName);
    }

    @Override
    public final void registerOutParameter(int parameterIndex, int sqlType) throws SQLException {
        register(parameterIndex, sqlType, OutType.NO_SCALE);
    }

    @Override
    public final void registerOutParameter(int parameterIndex, int sqlType, int scale) throws SQLException {
        register(parameterIndex, sqlType, scale);
    }

    @Override
    public final void registerOutParameter(int parameterIndex, int sqlType, String typeName) throws SQLException {
        register(parameterIndex, sqlType, OutType.NO_SCALE);
    }

    @Override
    public final void registerOutParameter(int parameterIndex, SQLType sqlType) throws SQLException {
        register(parameterIndex, code(sqlType), OutType.NO_SCALE);
    }

    @Override
    public final void registerOutParameter(int parameterIndex, SQLType sqlType, int scale) throws SQLException {
        register(parameterIndex, code(sqlType), scale);
    }

    @Override
    public final void registerOutParameter(int parameterIndex, SQLType sqlType, String typeName) throws SQLException {
        register(parameterIndex, code(sqlType), OutType.NO_SCALE);
    }

    @Override
    public final String getString(int parameterIndex) throws SQLException {
        return values().getString(column(parameterIndex));
    }

    @Override
    public final boolean getBoolean(int parameterIndex) throws SQLException {
        return values().getBoolean(column(parameterIndex));
    }

    @Override
    public final byte getByte(int parameterIndex) throws SQLException {
        return values().getByte(column(parameterIndex));
    }

    @Override
    public final short getShort(int parameterIndex) throws SQLException {
        return values().getShort(column(parameterIndex));
    }

    @Override
    public final int getInt(int parameterIndex) throws SQLException {
        return values().getInt(column(parameterIndex));
    }

    @Override
    public final long getLong(int parameterIndex) throws SQLException {
        return values().getLong(column(parameterIndex));
    }

    @Override
    public final float getFloat(int parameterIndex) throws SQLException {
        return values().getFloat(column(parameterIndex));
    }

    @Override
    public final double getDouble(int parameterIndex) throws SQLException {
        return values().getDouble(column(parameterIndex));
    }

    @Override
    public final byte[] getBytes(int parameterIndex) throws SQLException {
        return values().getBytes(column(parameterIndex));
    }

    @Override
    public final Date getDate(int parameterIndex) throws SQLException {
        return values().getDate(column(parameterIndex));
    }

    @Override
    public final Time getTime(int parameterIndex) throws SQLException {
        return values().getTime(column(parameterIndex));
    }

    @Override
    public final Timestamp getTimestamp(int parameterIndex) throws SQLException {
        return values().getTimestamp(column(parameterIndex));
    }

    @Override
    public final BigDecimal getBigDecimal(int parameterIndex) throws SQLException {
        return values().getBigDecimal(column(parameterIndex));
    }

    @Override
    public final Ref getRef(int parameterIndex) throws SQLException {
        return values().getRef(column(parameterIndex));
    }

    @Override
    public final Blob getBlob(int parameterIndex) throws SQLException {
        return values().getBlob(column(parameterIndex));
    }

    @Override
    public final Clob getClob(int parameterIndex) throws SQLException {
        return values().getClob(column(parameterIndex));
    }

    @Override
    public final Array getArray(int parameterIndex) throws SQLException {
        return values().getArray(column(parameterIndex));
    }

    @Override
    public final Date getDate(int parameterIndex, Calendar calendar) throws SQLException {
        return values().getDate(column(parameterIndex), calendar);
    }

    @Override
    public final Time getTime(int parameterIndex, Calendar calendar) throws SQLException {
        return values().getTime(column(parameterIndex), calendar);
    }

    @Override
    public final Timestamp getTimestamp(int parameterIndex, Calendar calendar) throws SQLException {
        return values().getTimestamp(column(parameterIndex), calendar);
    }

    @Override
    public final URL getURL(int parameterIndex) throws SQLException {
        return values().getURL(column(parameterIndex));
    }

    @Override
    public final RowId getRowId(int parameterIndex) throws SQLException {
        return values().getRowId(column(parameterIndex));
    }

    @Override
    public final NClob getNClob(int parameterIndex) throws SQLException {
        return values().getNClob(column(parameterIndex));
    }

    @Override
    public final SQLXML getSQLXML(int parameterIndex) throws SQLException {
        return values().getSQLXML(column(parameterIndex));
    }

    @Override
    public final String getNString(int parameterIndex) throws SQLException {
        return values().getNString(column(parameterIndex));
    }

    @Override
    public final Reader getNCharacterStream(int parameterIndex) throws SQLException {
        return values().getNCharacterStream(column(parameterIndex));
    }

    @Override
    public final Reader getCharacterStream(int parameterIndex) throws SQLException {
        return values().getCharacterStream(column(parameterIndex));
    }

    @Override
    public final Object getObject(int parameterIndex) throws SQLException {
        return objectAt(parameterIndex);
    }

    @Override
    public final Object getObject(int parameterIndex, Map<String, Class<?>> map) throws SQLException {
        return values().getObject(column(parameterIndex), map);
    }

    @Override
    public final <T> T getObject(int parameterIndex, Class<T> type) throws SQLException {
        return objectAt(parameterIndex, type);
    }

    @Override
    public final String getString(String parameterName) throws SQLException {
        return values().getString(column(parameterName));
    }

    @Override
    public final boolean getBoolean(String parameterName) throws SQLException {
        return values().getBoolean(column(parameterName));
    }

    @Override
    public final byte getByte(String parameterName) throws SQLException {
        return values().getByte(column(parameterName));
    }

    @Override
    public final short getShort(String parameterName) throws SQLException {
        return values().getShort(column(parameterName));
    }

    @Override
    public final int getInt(String parameterName) throws SQLException {
        return values().getInt(column(parameterName));
    }

    @Override
    public final long getLong(String parameterName) throws SQLException {
        return values().getLong(column(parameterName));
    }

    @Override
    public final float getFloat(String parameterName) throws SQLException {
        return values().getFloat(column(parameterName));
    }

    @Override
    public final double getDouble(String parameterName) throws SQLException {
        return values().getDouble(column(parameterName));
    }

    @Override
    public final byte[] getBytes(String parameterName) throws SQLException {
        return values().getBytes(column(parameterName));
    }

    @Override
    public final Date getDate(String parameterName) throws SQLException {
        return values().getDate(column(parameterName));
    }

    @Override
    public final Time getTime(String parameterName) throws SQLException {
        return values().getTime(column(parameterName));
    }

    @Override
    public final Timestamp getTimestamp(String parameterName) throws SQLException {
        return values().getTimestamp(column(parameterName));
    }

    @Override
    public final BigDecimal getBigDecimal(String parameterName) throws SQLException {
        return values().getBigDecimal(column(parameterName));
    }

    @Override
    public final Ref getRef(String parameterName) throws SQLException {
        return values().getRef(column(parameterName));
    }

    @Override
    public final Blob getBlob(String parameterName) throws SQLException {
        return values().getBlob(column(parameterName));
    }

    @Override
    public final Clob getClob(String parameterName) throws SQLException {
        return values().getClob(column(parameterName));
    }

    @Override
    public final Array getArray(String parameterName) throws SQLException {
        return values().getArray(column(parameterName));
    }

    @Override
    public final Date getDate(String parameterName, Calendar calendar) throws SQLException {
        return values().getDate(column(parameterName), calendar);
    }

    @Override
    public final Time getTime(String parameterName, Calendar calendar) throws SQLException {
        return values().getTime(column(parameterName), calendar);
    }

    @Override
    public final Timestamp getTimestamp(String parameterName, Calendar calendar) throws SQLException {
        return values().getTimestamp(column(parameterName), calendar);
    }

    @Override
    public final URL getURL(String parameterName) throws SQLException {
        return values().getURL(column(parameterName));
    }

    @Override
    public final RowId getRowId(String parameterName) throws SQLException {
        return values().getRowId(column(parameterName));
    }

    @Override
    public final NClob getNClob(String parameterName) throws SQLException {
        return values().getNClob(column(parameterName));
    }

    @Override
    public final SQLXML getSQLXML(String parameterName) throws SQLException {
        return values().getSQLXML(column(parameterName));
    }

    @Override
    public final String getNString(String parameterName) throws SQLException {
        return values().getNString(column(parameterName));
    }

    @Override
    public final Reader getNCharacterStream(String parameterName) throws SQLException {
        return values().getNCharacterStream(column(parameterName));
    }

    @Override
    public final Reader getCharacterStream(String parameterName) throws SQLException {
        return values().getCharacterStream(column(parameterName));
    }

    @Override
    public final Object getObject(String parameterName) throws SQLException {
        return object(parameterName);
    }

    @Override
    public final Object getObject(String parameterName, Map<String, Class<?>> map) throws SQLException {
        return values().getObject(column(parameterName), map);
    }

    @Override
    public final <T> T getObject(String parameterName, Class<T> type) throws SQLException {
        return object(parameterName, type);
    }

    @Override
    @Deprecated
    public final BigDecimal getBigDecimal(int parameterIndex, int scale) throws SQLException {
        return values().getBigDecimal(column(parameterIndex), scale);
    }
}
