package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.PgType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.net.MalformedURLException;
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
import java.sql.SQLInput;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/** Hands the attributes of a composite value to a user's {@link SQLData}, one after the other. */
final class AttributeInput implements SQLInput {
    private final CompositeFields fields;
    private final PgType type;
    private int next;
    private boolean wasNull;

    private AttributeInput(CompositeFields fields, PgType type) {
        this.fields = fields;
        this.type = type;
    }

    /** @param target a class of SQLData with a constructor without parameters */
    static <T> T read(CompositeFields fields, PgType type, Class<T> target) throws SQLException {
        T value = make(target);
        ((SQLData) value).readSQL(new AttributeInput(fields, type), type.name());
        return value;
    }

    private static <T> T make(Class<T> target) throws SQLException {
        try {
            Constructor<T> constructor = target.getDeclaredConstructor();
            if (!constructor.trySetAccessible()) {
                throw SqlErrors.notInstantiable(target, null);
            }
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw SqlErrors.notInstantiable(target, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw SqlErrors.notInstantiable(target, e);
        }
    }

    /** The next attribute's index, or -1 if it is NULL. */
    private int advance() throws SQLException {
        if (next == fields.count()) {
            throw SqlErrors.badArgument(
                    "The type " + type.name() + " has " + fields.count() + " attributes, and more are read");
        }
        wasNull = fields.isNull(next);
        return wasNull ? -1 - next++ : next++;
    }

    private <T> T as(Class<T> target) throws SQLException {
        int index = advance();
        return index < 0 ? null : fields.as(index, target);
    }

    @Override
    public boolean wasNull() {
        return wasNull;
    }

    @Override
    public String readString() throws SQLException {
        return as(String.class);
    }

    @Override
    public String readNString() throws SQLException {
        return readString();
    }

    @Override
    public boolean readBoolean() throws SQLException {
        int index = advance();
        return index >= 0 && fields.codec(index).readBoolean(fields.cell(index));
    }

    @Override
    public byte readByte() throws SQLException {
        Byte value = as(Byte.class);
        return value == null ? 0 : value;
    }

    @Override
    public short readShort() throws SQLException {
        Short value = as(Short.class);
        return value == null ? 0 : value;
    }

    @Override
    public int readInt() throws SQLException {
        int index = advance();
        return index < 0 ? 0 : fields.codec(index).readInt(fields.cell(index));
    }

    @Override
    public long readLong() throws SQLException {
        int index = advance();
        return index < 0 ? 0 : fields.codec(index).readLong(fields.cell(index));
    }

    @Override
    public float readFloat() throws SQLException {
        int index = advance();
        return index < 0 ? 0 : fields.codec(index).readFloat(fields.cell(index));
    }

    @Override
    public double readDouble() throws SQLException {
        int index = advance();
        return index < 0 ? 0 : fields.codec(index).readDouble(fields.cell(index));
    }

    @Override
    public BigDecimal readBigDecimal() throws SQLException {
        return as(BigDecimal.class);
    }

    @Override
    public byte[] readBytes() throws SQLException {
        return as(byte[].class);
    }

    @Override
    public Date readDate() throws SQLException {
        return as(Date.class);
    }

    @Override
    public Time readTime() throws SQLException {
        return as(Time.class);
    }

    @Override
    public Timestamp readTimestamp() throws SQLException {
        return as(Timestamp.class);
    }

    @Override
    public Reader readCharacterStream() throws SQLException {
        String text = readString();
        return text == null ? null : new StringReader(text);
    }

    @Override
    public InputStream readAsciiStream() throws SQLException {
        String text = readString();
        return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public InputStream readBinaryStream() throws SQLException {
        byte[] bytes = readBytes();
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    @Override
    public Object readObject() throws SQLException {
        int index = advance();
        return index < 0 ? null : fields.object(index);
    }

    @Override
    public <T> T readObject(Class<T> target) throws SQLException {
        return as(target);
    }

    @Override
    public Array readArray() throws SQLException {
        return as(Array.class);
    }

    @Override
    public Blob readBlob() throws SQLException {
        return as(Blob.class);
    }

    @Override
    public Clob readClob() throws SQLException {
        return as(Clob.class);
    }

    @Override
    public NClob readNClob() throws SQLException {
        return as(NClob.class);
    }

    @Override
    public SQLXML readSQLXML() throws SQLException {
        return as(SQLXML.class);
    }

    @Override
    public RowId readRowId() throws SQLException {
        return as(RowId.class);
    }

    @Override
    public Ref readRef() throws SQLException {
        throw SqlErrors.notSupported("REF values cannot be read: PostgreSQL has none");
    }

    @Override
    public URL readURL() throws SQLException {
        String text = readString();
        try {
            return text == null ? null : new URL(text);
        } catch (MalformedURLException e) {
            throw SqlErrors.notAUrl(type.name(), e);
        }
    }
}
