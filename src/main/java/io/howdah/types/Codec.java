package io.howdah.types;

import io.howdah.error.SqlErrors;
import io.howdah.wire.ByteWriter;
import java.math.BigDecimal;
import java.sql.SQLException;

/**
 * Moves the values of one PostgreSQL type to Java and back, in text and in binary.
 *
 * <p>A cell given here is never NULL, and may be in either format: {@link Cell#isBinary()} tells. The {@code read}
 * methods are the getters of JDBC that need no object; a codec overrides those for which its type has an answer, the
 * others refuse.
 *
 * @param <T> the Java type in which nothing of the value is lost
 */
public interface Codec<T> {
    PgType type();

    Class<T> javaType();

    /** The codec that this one is but another name for: that of a domain's base type; else this. */
    default Codec<?> base() {
        return this;
    }

    /** Whether the server has both a binary input and a binary output function for the type. */
    default boolean hasBinary() {
        return true;
    }

    /** The value in its natural Java type. */
    T decode(Cell cell) throws SQLException;

    /** Writes the bytes of a value, without a length, in {@link Format#BINARY} if {@link #hasBinary()}, else in text. */
    void encode(T value, ByteWriter out, CodecContext context) throws SQLException;

    /**
     * Writes in binary what was said in text, so that it is what the server would make of that text. Only where
     * {@link #hasBinary()}.
     *
     * @param text not in the bytes of {@code out}
     * @throws SQLException where the text is no value of the type, or may be another one to the server; what was written then
     *     is to be dropped
     */
    default void encodeText(Cell text, ByteWriter out) throws SQLException {
        encode(decode(text), out, text.context());
    }

    /** The value as PostgreSQL prints it, whatever format it came in. */
    String readText(Cell cell) throws SQLException;

    default boolean readBoolean(Cell cell) throws SQLException {
        throw SqlErrors.cannotConvert(type().name(), boolean.class);
    }

    /** Truncated towards zero; 22003 where the value does not fit. */
    default long readLong(Cell cell) throws SQLException {
        throw SqlErrors.cannotConvert(type().name(), long.class);
    }

    /** As {@link #readLong}, 22003 where the value does not fit. */
    default int readInt(Cell cell) throws SQLException {
        long value = readLong(cell);
        if (value != (int) value) {
            throw SqlErrors.outOfRange(type().name(), "int");
        }
        return (int) value;
    }

    default double readDouble(Cell cell) throws SQLException {
        throw SqlErrors.cannotConvert(type().name(), double.class);
    }

    default float readFloat(Cell cell) throws SQLException {
        return (float) readDouble(cell);
    }

    default BigDecimal readDecimal(Cell cell) throws SQLException {
        throw SqlErrors.cannotConvert(type().name(), BigDecimal.class);
    }

    /** {@code getBytes}: the value's own bytes for {@code bytea}, the bytes of its text for all others. */
    default byte[] readBytes(Cell cell) throws SQLException {
        return readText(cell).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** {@code getObject} without a class: JDBC's choice, such as Integer for int2 and Timestamp for timestamptz. */
    default Object readObject(Cell cell) throws SQLException {
        return decode(cell);
    }

    /**
     * {@code getObject} with a class that only this codec knows how to make.
     *
     * @return null where it is none of those
     */
    default <C> C readAs(Cell cell, Class<C> target) throws SQLException {
        return null;
    }
}
