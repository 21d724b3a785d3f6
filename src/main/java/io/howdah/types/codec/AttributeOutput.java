package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLData;
import java.sql.SQLException;
import java.sql.SQLOutput;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;

/** Collects the attributes that a user's {@link SQLData} writes, one after the other. */
final class AttributeOutput implements SQLOutput {
    private final List<Object> attributes = new ArrayList<>();

    private AttributeOutput() {}

    static Object[] attributes(SQLData data) throws SQLException {
        AttributeOutput output = new AttributeOutput();
        data.writeSQL(output);
        return output.attributes.toArray();
    }

    @Override
    public void writeString(String value) {
        attributes.add(value);
    }

    @Override
    public void writeNString(String value) {
        attributes.add(value);
    }

    @Override
    public void writeBoolean(boolean value) {
        attributes.add(value);
    }

    @Override
    public void writeByte(byte value) {
        attributes.add(value);
    }

    @Override
    public void writeShort(short value) {
        attributes.add(value);
    }

    @Override
    public void writeInt(int value) {
        attributes.add(value);
    }

    @Override
    public void writeLong(long value) {
        attributes.add(value);
    }

    @Override
    public void writeFloat(float value) {
        attributes.add(value);
    }

    @Override
    public void writeDouble(double value) {
        attributes.add(value);
    }

    @Override
    public void writeBigDecimal(BigDecimal value) {
        attributes.add(value);
    }

    @Override
    public void writeBytes(byte[] value) {
        attributes.add(value);
    }

    @Override
    public void writeDate(Date value) {
        attributes.add(value);
    }

    @Override
    public void writeTime(Time value) {
        attributes.add(value);
    }

    @Override
    public void writeTimestamp(Timestamp value) {
        attributes.add(value);
    }

    @Override
    public void writeCharacterStream(Reader value) throws SQLException {
        if (value == null) {
            attributes.add(null);
            return;
        }
        try {
            StringWriter text = new StringWriter();
            value.transferTo(text);
            attributes.add(text.toString());
        } catch (IOException e) {
            throw SqlErrors.unreadable("Reader", e);
        }
    }

    @Override
    public void writeAsciiStream(InputStream value) throws SQLException {
        attributes.add(value == null ? null : new String(bytes(value), StandardCharsets.US_ASCII));
    }

    @Override
    public void writeBinaryStream(InputStream value) throws SQLException {
        attributes.add(value == null ? null : bytes(value));
    }

    private static byte[] bytes(InputStream stream) throws SQLException {
        try {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw SqlErrors.unreadable("InputStream", e);
        }
    }

    @Override
    public void writeObject(SQLData value) {
        attributes.add(value);
    }

    /** The attribute's own type decides; the one that is named here is not needed. */
    @Override
    public void writeObject(Object value, SQLType ignored) {
        attributes.add(value);
    }

    @Override
    public void writeStruct(Struct value) {
        attributes.add(value);
    }

    @Override
    public void writeArray(Array value) {
        attributes.add(value);
    }

    @Override
    public void writeBlob(Blob value) throws SQLException {
        attributes.add(value == null ? null : value.getBytes(1, Math.toIntExact(value.length())));
    }

    @Override
    public void writeClob(Clob value) throws SQLException {
        attributes.add(value == null ? null : value.getSubString(1, Math.toIntExact(value.length())));
    }

    @Override
    public void writeNClob(NClob value) throws SQLException {
        writeClob(value);
    }

    @Override
    public void writeSQLXML(SQLXML value) throws SQLException {
        attributes.add(value == null ? null : value.getString());
    }

    @Override
    public void writeRowId(RowId value) {
        attributes.add(value == null ? null : value.toString());
    }

    @Override
    public void writeURL(URL value) {
        attributes.add(value == null ? null : value.toString());
    }

    @Override
    public void writeRef(Ref value) throws SQLException {
        throw SqlErrors.notSupported("REF values cannot be written: PostgreSQL has none");
    }
}
