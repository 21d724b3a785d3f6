package io.howdah.jdbc;

import io.howdah.sql.ParsedSql;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;

/** The setters of {@link CallableStatement} by name, each of which finds its placeholder and goes on by index. Nothing else. */
abstract class CallableSetters extends PreparedStatementImpl implements CallableStatement {
    CallableSetters(ConnectionImpl connection, JdbcContext context, ResultSetKind kind, ParsedSql parsed)
            throws SQLException {
        super(connection, context, kind, parsed, KeyRequest.NONE);
    }

    /** The JDBC index of the placeholder that stands for a parameter. */
    abstract int position(String parameterName) throws SQLException;

    @Override
    public final void setURL(String parameterName, URL value) throws SQLException {
        setURL(position(parameterName), value);
    }

    @Override
    public final void setNull(String parameterName, int sqlType) throws SQLException {
        setNull(position(parameterName), sqlType);
    }

    @Override
    public final void setBoolean(String parameterName, boolean value) throws SQLException {
        setBoolean(position(parameterName), value);
    }

    @Override
    public final void setByte(String parameterName, byte value) throws SQLException {
        setByte(position(parameterName), value);
    }

    @Override
    public final void setShort(String parameterName, short value) throws SQLException {
        setShort(position(parameterName), value);
    }

    @Override
    public final void setInt(String parameterName, int value) throws SQLException {
        setInt(position(parameterName), value);
    }

    @Override
    public final void setLong(String parameterName, long value) throws SQLException {
        setLong(position(parameterName), value);
    }

    @Override
    public final void setFloat(String parameterName, float value) throws SQLException {
        setFloat(position(parameterName), value);
    }

    @Override
    public final void setDouble(String parameterName, double value) throws SQLException {
        setDouble(position(parameterName), value);
    }

    @Override
    public final void setBigDecimal(String parameterName, BigDecimal value) throws SQLException {
        setBigDecimal(position(parameterName), value);
    }

    @Override
    public final void setString(String parameterName, String value) throws SQLException {
        setString(position(parameterName), value);
    }

    @Override
    public final void setBytes(String parameterName, byte[] value) throws SQLException {
        setBytes(position(parameterName), value);
    }

    @Override
    public final void setDate(String parameterName, Date value) throws SQLException {
        setDate(position(parameterName), value);
    }

    @Override
    public final void setTime(String parameterName, Time value) throws SQLException {
        setTime(position(parameterName), value);
    }

    @Override
    public final void setTimestamp(String parameterName, Timestamp value) throws SQLException {
        setTimestamp(position(parameterName), value);
    }

    @Override
    public final void setAsciiStream(String parameterName, InputStream value, int length) throws SQLException {
        setAsciiStream(position(parameterName), value, length);
    }

    @Override
    public final void setBinaryStream(String parameterName, InputStream value, int length) throws SQLException {
        setBinaryStream(position(parameterName), value, length);
    }

    @Override
    public final void setObject(String parameterName, Object value, int sqlType, int scale) throws SQLException {
        setObject(position(parameterName), value, sqlType, scale);
    }

    @Override
    public final void setObject(String parameterName, Object value, int sqlType) throws SQLException {
        setObject(position(parameterName), value, sqlType);
    }

    @Override
    public final void setObject(String parameterName, Object value) throws SQLException {
        setObject(position(parameterName), value);
    }

    @Override
    public final void setCharacterStream(String parameterName, Reader value, int length) throws SQLException {
        setCharacterStream(position(parameterName), value, length);
    }

    @Override
    public final void setDate(String parameterName, Date value, Calendar calendar) throws SQLException {
        setDate(position(parameterName), value, calendar);
    }

    @Override
    public final void setTime(String parameterName, Time value, Calendar calendar) throws SQLException {
        setTime(position(parameterName), value, calendar);
    }

    @Override
    public final void setTimestamp(String parameterName, Timestamp value, Calendar calendar) throws SQLException {
        setTimestamp(position(parameterName), value, calendar);
    }

    @Override
    public final void setNull(String parameterName, int sqlType, String typeName) throws SQLException {
        setNull(position(parameterName), sqlType, typeName);
    }

    @Override
    public final void setRowId(String parameterName, RowId value) throws SQLException {
        setRowId(position(parameterName), value);
    }

    @Override
    public final void setNString(String parameterName, String value) throws SQLException {
        setNString(position(parameterName), value);
    }

    @Override
    public final void setNCharacterStream(String parameterName, Reader value, long length) throws SQLException {
        setNCharacterStream(position(parameterName), value, length);
    }

    @Override
    public final void setNClob(String parameterName, NClob value) throws SQLException {
        setNClob(position(parameterName), value);
    }

    @Override
    public final void setClob(String parameterName, Reader value, long length) throws SQLException {
        setClob(position(parameterName), value, length);
    }

    @Override
    public final void setBlob(String parameterName, InputStream value, long length) throws SQLException {
        setBlob(position(parameterName), value, length);
    }

    @Override
    public final void setNClob(String parameterName, Reader value, long length) throws SQLException {
        setNClob(position(parameterName), value, length);
    }

    @Override
    public final void setSQLXML(String parameterName, SQLXML value) throws SQLException {
        setSQLXML(position(parameterName), value);
    }

    @Override
    public final void setBlob(String parameterName, Blob value) throws SQLException {
        setBlob(position(parameterName), value);
    }

    @Override
    public final void setClob(String parameterName, Clob value) throws SQLException {
        setClob(position(parameterName), value);
    }

    @Override
    public final void setAsciiStream(String parameterName, InputStream value, long length) throws SQLException {
        setAsciiStream(position(parameterName), value, length);
    }

    @Override
    public final void setBinaryStream(String parameterName, InputStream value, long length) throws SQLException {
        setBinaryStream(position(parameterName), value, length);
    }

    @Override
    public final void setCharacterStream(String parameterName, Reader value, long length) throws SQLException {
        setCharacterStream(position(parameterName), value, length);
    }

    @Override
    public final void setAsciiStream(String parameterName, InputStream value) throws SQLException {
        setAsciiStream(position(parameterName), value);
    }

    @Override
    public final void setBinaryStream(String parameterName, InputStream value) throws SQLException {
        setBinaryStream(position(parameterName), value);
    }

    @Override
    public final void setCharacterStream(String parameterName, Reader value) throws SQLException {
        setCharacterStream(position(parameterName), value);
    }

    @Override
    public final void setNCharacterStream(String parameterName, Reader value) throws SQLException {
        setNCharacterStream(position(parameterName), value);
    }

    @Override
    public final void setClob(String parameterName, Reader value) throws SQLException {
        setClob(position(parameterName), value);
    }

    @Override
    public final void setBlob(String parameterName, InputStream value) throws SQLException {
        setBlob(position(parameterName), value);
    }

    @Override
    public final void setNClob(String parameterName, Reader value) throws SQLException {
        setNClob(position(parameterName), value);
    }

    @Override
    public final void setObject(String parameterName, Object value, SQLType sqlType, int scaleOrLength)
            throws SQLException {
        setObject(position(parameterName), value, sqlType, scaleOrLength);
    }

    @Override
    public final void setObject(String parameterName, Object value, SQLType sqlType) throws SQLException {
        setObject(position(parameterName), value, sqlType);
    }
}
