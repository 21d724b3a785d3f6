package io.howdah.types.codec;

import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.NumberText;
import io.howdah.types.PgType;
import io.howdah.wire.ByteWriter;
import java.math.BigDecimal;
import java.sql.SQLException;

/** What {@code int2}, {@code int4}, {@code int8} and {@code oid} have in common: all is said by {@link #readLong}. */
abstract class IntegerCodec<T> implements Codec<T> {
    private final PgType type;
    private final Class<T> javaType;

    IntegerCodec(PgType type, Class<T> javaType) {
        this.type = type;
        this.javaType = javaType;
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
    public abstract long readLong(Cell cell) throws SQLException;

    /** Digits only: the server reads neither {@code 1.5} nor {@code 1e3} as an integer. */
    @Override
    public final void encodeText(Cell text, ByteWriter out) throws SQLException {
        NumberText.requireWhole(text.text(), type);
        encode(decode(text), out, text.context());
    }

    @Override
    public final String readText(Cell cell) throws SQLException {
        return cell.isBinary() ? Long.toString(readLong(cell)) : cell.text();
    }

    @Override
    public final boolean readBoolean(Cell cell) throws SQLException {
        return NumberText.toBoolean(readLong(cell), type);
    }

    @Override
    public final double readDouble(Cell cell) throws SQLException {
        return readLong(cell);
    }

    @Override
    public final float readFloat(Cell cell) throws SQLException {
        return readLong(cell);
    }

    @Override
    public final BigDecimal readDecimal(Cell cell) throws SQLException {
        return BigDecimal.valueOf(readLong(cell));
    }
}
