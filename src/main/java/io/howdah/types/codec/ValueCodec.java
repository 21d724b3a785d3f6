package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.NumberText;
import io.howdah.types.PgType;
import io.howdah.wire.ByteWriter;
import java.math.BigDecimal;
import java.sql.SQLException;

/**
 * A type whose values have a class of ours, which says itself as PostgreSQL prints it. {@code getObject} without a class
 * gives that text; so do the getters of numbers and booleans, which take it for one if it is.
 *
 * <p>Whatever is wrong with a value an implementation says by an IllegalArgumentException, without the value itself.
 */
abstract class ValueCodec<T> implements Codec<T> {
    private final PgType type;
    private final Class<T> javaType;

    ValueCodec(PgType type, Class<T> javaType) {
        this.type = type;
        this.javaType = javaType;
    }

    abstract T fromBinary(Cell cell) throws SQLException;

    abstract T fromText(String text);

    abstract void toBinary(T value, ByteWriter out) throws SQLException;

    /** Of a value that came in binary. */
    String print(T value, CodecContext context) {
        return value.toString();
    }

    @Override
    public final PgType type() {
        return type;
    }

    @Override
    public final Class<T> javaType() {
        return javaType;
    }

    @Override
    public final T decode(Cell cell) throws SQLException {
        try {
            return cell.isBinary() ? fromBinary(cell) : fromText(cell.text());
        } catch (NumberFormatException e) {
            // Java's message has the value in it.
            throw SqlErrors.malformedValue(type.name(), "it has a number that is none");
        } catch (IllegalArgumentException e) {
            throw SqlErrors.malformedValue(type.name(), e.getMessage());
        }
    }

    @Override
    public final void encode(T value, ByteWriter out, CodecContext context) throws SQLException {
        toBinary(value, out);
    }

    @Override
    public final String readText(Cell cell) throws SQLException {
        return cell.isBinary() ? print(decode(cell), cell.context()) : cell.text();
    }

    @Override
    public Object readObject(Cell cell) throws SQLException {
        return readText(cell);
    }

    @Override
    public boolean readBoolean(Cell cell) throws SQLException {
        String text = readText(cell);
        return NumberText.parseBoolean(text.length() > 100 ? "" : text, type.name());
    }

    @Override
    public long readLong(Cell cell) throws SQLException {
        return NumberText.toLong(readDecimal(cell), type);
    }

    @Override
    public final double readDouble(Cell cell) throws SQLException {
        return NumberText.parseDouble(readText(cell), type);
    }

    @Override
    public final BigDecimal readDecimal(Cell cell) throws SQLException {
        return NumberText.parseDecimal(readText(cell), type);
    }

    /** What a count says, before anything is made of it: {@code count} parts of so many bytes behind so many others. */
    final void requireParts(Cell cell, int header, int count, int size) throws SQLException {
        if (count < 0 || header + (long) size * count != cell.length()) {
            throw SqlErrors.malformedValue(type.name(), cell.length() + " bytes for a count of " + count);
        }
    }
}
