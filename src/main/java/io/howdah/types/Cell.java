package io.howdah.types;

import io.howdah.error.SqlErrors;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/**
 * One non-null value as it lies in the bytes it arrived in. The owner moves it from value to value; a codec reads it
 * and keeps nothing of it. Not thread-safe.
 *
 * <p>Offsets are relative to the value's first byte, and every read is checked against its length: a server's lie ends
 * in an SQLException.
 */
public final class Cell {
    private static final VarHandle INT16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int offset;
    private int length;
    private Format format;
    private CodecContext context;

    /** Moves to another value; returns this. */
    public Cell set(byte[] newBytes, int newOffset, int newLength, Format newFormat, CodecContext newContext) {
        bytes = newBytes;
        offset = newOffset;
        length = newLength;
        format = newFormat;
        context = newContext;
        return this;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Where the value starts in {@link #bytes()}. */
    public int offset() {
        return offset;
    }

    /** In bytes. */
    public int length() {
        return length;
    }

    public Format format() {
        return format;
    }

    public boolean isBinary() {
        return format == Format.BINARY;
    }

    public CodecContext context() {
        return context;
    }

    public byte int8(int at) throws SQLException {
        return bytes[offset + check(at, 1)];
    }

    public short int16(int at) throws SQLException {
        return (short) INT16.get(bytes, offset + check(at, 2));
    }

    public int int32(int at) throws SQLException {
        return (int) INT32.get(bytes, offset + check(at, 4));
    }

    public long int64(int at) throws SQLException {
        return (long) INT64.get(bytes, offset + check(at, 8));
    }

    /** The whole value as UTF-8 text. */
    public String text() {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }

    /** A copy of the whole value's bytes. */
    public byte[] copy() {
        byte[] copy = new byte[length];
        System.arraycopy(bytes, offset, copy, 0, length);
        return copy;
    }

    /** For types of one fixed size. */
    public void requireLength(int wanted, PgType type) throws SQLException {
        if (length != wanted) {
            throw SqlErrors.malformedValue(type.name(), length + " bytes instead of " + wanted);
        }
    }

    private int check(int at, int size) throws SQLException {
        if (at < 0 || at > length - size) {
            throw SqlErrors.malformedValue("value", "it ends after " + length + " bytes");
        }
        return at;
    }
}
