package io.howdah.jdbc;

import io.howdah.api.PostgresType;
import io.howdah.error.ConversionErrors;
import io.howdah.error.SqlErrors;
import io.howdah.types.Codec;
import io.howdah.types.codec.NamedParameter;
import io.howdah.types.codec.ParameterEncoder;
import io.howdah.types.codec.ParameterType;
import io.howdah.types.codec.StreamLength;
import io.howdah.types.codec.StreamedParameter;
import io.howdah.wire.ByteWriter;
import io.howdah.wire.MessageTooLargeException;
import io.howdah.wire.UnencodableTextException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
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
        int slot = slot(index);
        Codec<?> named = typeName == null ? null : context().findCodec(typeName);
        parameters.setNull(slot, named == null ? ParameterType.ofNull(sqlType) : NamedParameter.ofNull(named));
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
        if (value instanceof Blob blob) {
            setBlob(index, blob);
            return;
        }
        if (value instanceof Clob clob) {
            setClob(index, clob);
            return;
        }
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
        set(index, value, sqlType, (out, given) -> {
            ParameterType type = ParameterEncoder.object(
                    out, given, sqlType, scaleOrLength, context().codecContext());
            return isLarge(sqlType) ? type.large() : type;
        });
    }

    private static boolean isLarge(int sqlType) {
        return sqlType == Types.BLOB || sqlType == Types.CLOB || sqlType == Types.NCLOB;
    }

    @Override
    public final void setObject(int index, Object value, SQLType sqlType) throws SQLException {
        setObject(index, value, sqlType, -1);
    }

    @Override
    public final void setObject(int index, Object value, SQLType sqlType, int scaleOrLength) throws SQLException {
        if (sqlType instanceof PostgresType named) {
            setNamed(index, value, named.name(), scaleOrLength);
        } else {
            setObject(index, value, code(sqlType), scaleOrLength);
        }
    }

    private void setNamed(int index, Object value, String typeName, int scale) throws SQLException {
        int slot = slot(index);
        Codec<?> codec = context().codecNamed(typeName);
        if (value == null) {
            parameters.setNull(slot, NamedParameter.ofNull(codec));
            return;
        }
        set(
                index,
                value,
                Types.OTHER,
                (out, given) ->
                        NamedParameter.write(out, given, codec, scale, context().codecContext()));
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
        setText(index, value, StreamLength.UNKNOWN);
    }

    @Override
    public final void setCharacterStream(int index, Reader value, int length) throws SQLException {
        setText(index, value, StreamLength.first(length));
    }

    @Override
    public final void setCharacterStream(int index, Reader value, long length) throws SQLException {
        setText(index, value, StreamLength.first(length));
    }

    @Override
    public final void setNCharacterStream(int index, Reader value) throws SQLException {
        setText(index, value, StreamLength.UNKNOWN);
    }

    @Override
    public final void setNCharacterStream(int index, Reader value, long length) throws SQLException {
        setText(index, value, StreamLength.first(length));
    }

    @Override
    public final void setAsciiStream(int index, InputStream value) throws SQLException {
        setAscii(index, value, StreamLength.UNKNOWN);
    }

    @Override
    public final void setAsciiStream(int index, InputStream value, int length) throws SQLException {
        setAscii(index, value, StreamLength.first(length));
    }

    @Override
    public final void setAsciiStream(int index, InputStream value, long length) throws SQLException {
        setAscii(index, value, StreamLength.first(length));
    }

    /** {@inheritDoc} In UTF-8; the length counts bytes. */
    @Override
    @Deprecated
    public final void setUnicodeStream(int index, InputStream value, int length) throws SQLException {
        StreamLength bytes = StreamLength.first(length);
        set(index, value, Types.VARCHAR, (out, given) -> StreamedParameter.utf8(out, given, bytes));
    }

    @Override
    public final void setBinaryStream(int index, InputStream value) throws SQLException {
        setBytes(index, value, StreamLength.UNKNOWN);
    }

    @Override
    public final void setBinaryStream(int index, InputStream value, int length) throws SQLException {
        setBytes(index, value, StreamLength.first(length));
    }

    @Override
    public final void setBinaryStream(int index, InputStream value, long length) throws SQLException {
        setBytes(index, value, StreamLength.first(length));
    }

    @Override
    public final void setBlob(int index, InputStream value) throws SQLException {
        setBlob(index, value, StreamLength.UNKNOWN);
    }

    @Override
    public final void setBlob(int index, InputStream value, long length) throws SQLException {
        setBlob(index, value, StreamLength.exactly(length));
    }

    @Override
    public final void setClob(int index, Reader value) throws SQLException {
        setClob(index, value, StreamLength.UNKNOWN);
    }

    @Override
    public final void setClob(int index, Reader value, long length) throws SQLException {
        setClob(index, value, StreamLength.exactly(length));
    }

    @Override
    public final void setNClob(int index, Reader value) throws SQLException {
        setClob(index, value);
    }

    @Override
    public final void setNClob(int index, Reader value, long length) throws SQLException {
        setClob(index, value, length);
    }

    private void setBlob(int index, InputStream value, StreamLength length) throws SQLException {
        set(index, value, Types.BLOB, (out, given) -> StreamedParameter.bytes(out, given, length)
                .large());
    }

    private void setClob(int index, Reader value, StreamLength length) throws SQLException {
        set(index, value, Types.CLOB, (out, given) -> StreamedParameter.text(out, given, length)
                .large());
    }

    private void setText(int index, Reader value, StreamLength length) throws SQLException {
        set(index, value, Types.VARCHAR, (out, given) -> StreamedParameter.text(out, given, length));
    }

    private void setAscii(int index, InputStream value, StreamLength length) throws SQLException {
        set(index, value, Types.VARCHAR, (out, given) -> StreamedParameter.ascii(out, given, length));
    }

    private void setBytes(int index, InputStream value, StreamLength length) throws SQLException {
        set(index, value, Types.VARBINARY, (out, given) -> StreamedParameter.bytes(out, given, length));
    }

    // ---- objects of JDBC

    @Override
    public final void setBlob(int index, Blob value) throws SQLException {
        set(index, value, Types.BLOB, (out, given) -> StreamedParameter.blob(out, given)
                .large());
    }

    @Override
    public final void setClob(int index, Clob value) throws SQLException {
        set(index, value, Types.CLOB, (out, given) -> StreamedParameter.clob(out, given)
                .large());
    }

    @Override
    public final void setNClob(int index, NClob value) throws SQLException {
        setClob(index, value);
    }

    @Override
    public final void setSQLXML(int index, SQLXML value) throws SQLException {
        set(index, value, Types.SQLXML, (out, given) -> StreamedParameter.xml(out, given));
    }

    @Override
    public final void setRowId(int index, RowId value) throws SQLException {
        set(index, value, Types.ROWID, (out, given) -> StreamedParameter.rowId(out, given));
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
            throw ConversionErrors.ofParameter(index, SqlErrors.textNotEncodable(e.getMessage()));
        } catch (MessageTooLargeException e) {
            throw SqlErrors.messageTooLarge(e.byteCount());
        } catch (SQLException e) {
            throw ConversionErrors.ofParameter(index, e);
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
}
