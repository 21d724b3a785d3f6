package io.howdah.jdbc;

import io.howdah.error.SqlErrors;
import io.howdah.types.codec.ParameterEncoder;
import io.howdah.types.codec.ParameterType;
import io.howdah.wire.ByteWriter;
import io.howdah.wire.UnencodableTextException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Calendar;
import java.util.TimeZone;

/** The setters of {@link PreparedStatement}: each encodes its value at once. */
abstract class ParameterSetters extends StatementImpl implements PreparedStatement {
    private final Parameters parameters;

    ParameterSetters(ConnectionImpl connection, JdbcContext context, ResultSetKind kind, int count) {
        super(connection, context, kind);
        this.parameters = new Parameters(count, context.settings().stringType());
    }

    final Parameters parameters() {
        return parameters;
    }

    @Override
    public final void clearParameters() throws SQLException {
        requireOpen();
        parameters.clear();
    }

    // ---- null

    @Override
    public final void setNull(int index, int sqlType) throws SQLException {
        parameters.setNull(slot(index), ParameterType.ofNull(sqlType));
    }

    @Override
    public final void setNull(int index, int sqlType, String typeName) throws SQLException {
        setNull(index, sqlType);
    }

    // ---- numbers

    @Override
    public final void setBoolean(int index, boolean value) throws SQLException {
        int slot = slot(index);
        int from = parameters.writer().size();
        parameters.written(slot, from, ParameterEncoder.bool(parameters.writer(), value));
    }

    @Override
    public final void setByte(int index, byte value) throws SQLException {
        setShort(index, value);
    }

    @Override
    public final void setShort(int index, short value) throws SQLException {
        int slot = slot(index);
        int from = parameters.writer().size();
        parameters.written(slot, from, ParameterEncoder.int2(parameters.writer(), value));
    }

    @Override
    public final void setInt(int index, int value) throws SQLException {
        int slot = slot(index);
        int from = parameters.writer().size();
        parameters.written(slot, from, ParameterEncoder.int4(parameters.writer(), value));
    }

    @Override
    public final void setLong(int index, long value) throws SQLException {
        int slot = slot(index);
        int from = parameters.writer().size();
        parameters.written(slot, from, ParameterEncoder.int8(parameters.writer(), value));
    }

    @Override
    public final void setFloat(int index, float value) throws SQLException {
        int slot = slot(index);
        int from = parameters.writer().size();
        parameters.written(slot, from, ParameterEncoder.float4(parameters.writer(), value));
    }

    @Override
    public final void setDouble(int index, double value) throws SQLException {
        int slot = slot(index);
        int from = parameters.writer().size();
        parameters.written(slot, from, ParameterEncoder.float8(parameters.writer(), value));
    }

    @Override
    public final void setBigDecimal(int index, BigDecimal value) throws SQLException {
        set(index, value, Types.NUMERIC, (out, given) -> ParameterEncoder.numeric(out, given));
    }

    // ---- text and bytes

    @Override
    public final void setString(int index, String value) throws SQLException {
        set(index, value, Types.VARCHAR, (out, given) -> ParameterEncoder.text(out, given));
    }

    @Override
    public final void setNString(int index, String value) throws SQLException {
        setString(index, value);
    }

    @Override
    public final void setBytes(int index, byte[] value) throws SQLException {
        set(index, value, Types.VARBINARY, (out, given) -> ParameterEncoder.bytea(out, given));
    }

    @Override
    public final void setURL(int index, URL value) throws SQLException {
        setString(index, value == null ? null : value.toString());
    }

    // ---- dates and times

    @Override
    public final void setDate(int index, Date value) throws SQLException {
        setDate(index, value, null);
    }

    @Override
    public final void setDate(int index, Date value, Calendar calendar) throws SQLException {
        set(index, value, Types.DATE, (out, given) -> ParameterEncoder.date(out, given, zone(calendar)));
    }

    @Override
    public final void setTime(int index, Time value) throws SQLException {
        setTime(index, value, null);
    }

    @Override
    public final void setTime(int index, Time value, Calendar calendar) throws SQLException {
        set(index, value, Types.TIME, (out, given) -> ParameterEncoder.time(out, given, zone(calendar)));
    }

    @Override
    public final void setTimestamp(int index, Timestamp value) throws SQLException {
        setTimestamp(index, value, null);
    }

    @Override
    public final void setTimestamp(int index, Timestamp value, Calendar calendar) throws SQLException {
        set(index, value, Types.TIMESTAMP, (out, given) -> ParameterEncoder.timestamp(out, given, zone(calendar)));
    }

    private TimeZone zone(Calendar calendar) {
        return calendar == null ? context().codecContext().clientZone() : calendar.getTimeZone();
    }

    // ---- objects

    @Override
    public final void setObject(int index, Object value) throws SQLException {
        set(
                index,
                value,
                Types.NULL,
                (out, given) -> ParameterEncoder.object(out, given, context().codecContext()));
    }

    @Override
    public final void setObject(int index, Object value, int sqlType) throws SQLException {
        setObject(index, value, sqlType, -1);
    }

    @Override
    public final void setObject(int index, Object value, int sqlType, int scaleOrLength) throws SQLException {
        set(
                index,
                value,
                sqlType,
                (out, given) -> ParameterEncoder.object(
                        out, given, sqlType, scaleOrLength, context().codecContext()));
    }

    @Override
    public final void setObject(int index, Object value, SQLType sqlType) throws SQLException {
        setObject(index, value, code(sqlType), -1);
    }

    @Override
    public final void setObject(int index, Object value, SQLType sqlType, int scaleOrLength) throws SQLException {
        setObject(index, value, code(sqlType), scaleOrLength);
    }

    private static int code(SQLType sqlType) throws SQLException {
        if (sqlType == null || sqlType.getVendorTypeNumber() == null) {
            throw SqlErrors.badArgument("The SQLType of a parameter is null or has no number");
        }
        return sqlType.getVendorTypeNumber();
    }

    // ---- streams: read here and now, the caller may close them afterwards

    @Override
    public final void setCharacterStream(int index, Reader value) throws SQLException {
        setCharacterStream(index, value, Long.MAX_VALUE);
    }

    @Override
    public final void setCharacterStream(int index, Reader value, int length) throws SQLException {
        setCharacterStream(index, value, (long) length);
    }

    @Override
    public final void setCharacterStream(int index, Reader value, long length) throws SQLException {
        setString(index, value == null ? null : Streams.text(value, length));
    }

    @Override
    public final void setNCharacterStream(int index, Reader value) throws SQLException {
        setCharacterStream(index, value);
    }

    @Override
    public final void setNCharacterStream(int index, Reader value, long length) throws SQLException {
        setCharacterStream(index, value, length);
    }

    @Override
    public final void setAsciiStream(int index, InputStream value) throws SQLException {
        setAsciiStream(index, value, Long.MAX_VALUE);
    }

    @Override
    public final void setAsciiStream(int index, InputStream value, int length) throws SQLException {
        setAsciiStream(index, value, (long) length);
    }

    @Override
    public final void setAsciiStream(int index, InputStream value, long length) throws SQLException {
        setString(index, value == null ? null : new String(Streams.bytes(value, length), StandardCharsets.US_ASCII));
    }

    @Override
    @Deprecated
    public final void setUnicodeStream(int index, InputStream value, int length) throws SQLException {
        setString(index, value == null ? null : new String(Streams.bytes(value, length), StandardCharsets.UTF_8));
    }

    @Override
    public final void setBinaryStream(int index, InputStream value) throws SQLException {
        setBinaryStream(index, value, Long.MAX_VALUE);
    }

    @Override
    public final void setBinaryStream(int index, InputStream value, int length) throws SQLException {
        setBinaryStream(index, value, (long) length);
    }

    @Override
    public final void setBinaryStream(int index, InputStream value, long length) throws SQLException {
        setBytes(index, value == null ? null : Streams.bytes(value, length));
    }

    // ---- kinds of values that have no codec yet

    @Override
    public final void setArray(int index, Array value) throws SQLException {
        set(
                index,
                value,
                Types.ARRAY,
                (out, given) -> ParameterEncoder.object(out, given, context().codecContext()));
    }

    @Override
    public final void setRef(int index, Ref value) throws SQLException {
        refuse(index, value, "setRef");
    }

    @Override
    public final void setRowId(int index, RowId value) throws SQLException {
        refuse(index, value, "setRowId");
    }

    @Override
    public final void setSQLXML(int index, SQLXML value) throws SQLException {
        refuse(index, value, "setSQLXML");
    }

    @Override
    public final void setBlob(int index, Blob value) throws SQLException {
        refuse(index, value, "setBlob");
    }

    @Override
    public final void setBlob(int index, InputStream value) throws SQLException {
        setBinaryStream(index, value);
    }

    @Override
    public final void setBlob(int index, InputStream value, long length) throws SQLException {
        setBinaryStream(index, value, length);
    }

    @Override
    public final void setClob(int index, Clob value) throws SQLException {
        refuse(index, value, "setClob");
    }

    @Override
    public final void setClob(int index, Reader value) throws SQLException {
        setCharacterStream(index, value);
    }

    @Override
    public final void setClob(int index, Reader value, long length) throws SQLException {
        setCharacterStream(index, value, length);
    }

    @Override
    public final void setNClob(int index, NClob value) throws SQLException {
        refuse(index, value, "setNClob");
    }

    @Override
    public final void setNClob(int index, Reader value) throws SQLException {
        setCharacterStream(index, value);
    }

    @Override
    public final void setNClob(int index, Reader value, long length) throws SQLException {
        setCharacterStream(index, value, length);
    }

    private void refuse(int index, Object value, String call) throws SQLException {
        if (value == null) {
            setNull(index, Types.NULL);
            return;
        }
        slot(index);
        throw SqlErrors.notSupported(call + " is not supported yet");
    }

    // ---- the one way in

    private interface Writing<T> {
        ParameterType write(ByteWriter out, T value) throws SQLException;
    }

    private <T> void set(int index, T value, int nullType, Writing<T> writing) throws SQLException {
        int slot = slot(index);
        if (value == null) {
            parameters.setNull(slot, ParameterType.ofNull(nullType));
            return;
        }
        ByteWriter out = parameters.writer();
        int from = out.size();
        ParameterType type = null;
        try {
            type = writing.write(out, value);
        } catch (UnencodableTextException e) {
            throw SqlErrors.textNotEncodable(e.getMessage());
        } finally {
            if (type == null) {
                parameters.abandon(from);
            }
        }
        parameters.written(slot, from, type);
    }

    private int slot(int index) throws SQLException {
        requireOpen();
        return parameters.slot(index);
    }

    /** Reading what callers hand in. */
    private static final class Streams {
        static String text(Reader reader, long length) throws SQLException {
            requireLength(length);
            var text = new StringBuilder();
            var buffer = new char[8192];
            try {
                while (text.length() < length) {
                    int count = reader.read(buffer, 0, (int) Math.min(buffer.length, length - text.length()));
                    if (count < 0) {
                        break;
                    }
                    text.append(buffer, 0, count);
                }
            } catch (IOException e) {
                throw SqlErrors.unreadable("Reader", e);
            }
            return text.toString();
        }

        static byte[] bytes(InputStream stream, long length) throws SQLException {
            requireLength(length);
            try {
                return length > Integer.MAX_VALUE ? stream.readAllBytes() : stream.readNBytes((int) length);
            } catch (IOException e) {
                throw SqlErrors.unreadable("InputStream", e);
            }
        }

        private static void requireLength(long length) throws SQLException {
            if (length < 0) {
                throw SqlErrors.badArgument("The length of a stream is " + length + " and must not be negative");
            }
        }
    }
}
