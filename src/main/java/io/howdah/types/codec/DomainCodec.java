package io.howdah.types.codec;

import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.PgType;
import io.howdah.wire.ByteWriter;
import java.math.BigDecimal;
import java.sql.SQLException;

/**
 * A domain: its values look as those of its base type do. Columns of results come as the base type anyway; this is for
 * parameters, and for the elements of arrays and composites.
 */
final class DomainCodec<T> implements Codec<T> {
    private final PgType type;
    private final Codec<T> base;

    DomainCodec(PgType type, Codec<T> base) {
        this.type = type;
        this.base = base;
    }

    @Override
    public PgType type() {
        return type;
    }

    @Override
    public Class<T> javaType() {
        return base.javaType();
    }

    @Override
    public Codec<?> base() {
        return base.base();
    }

    @Override
    public boolean hasBinary() {
        return base.hasBinary();
    }

    @Override
    public T decode(Cell cell) throws SQLException {
        return base.decode(cell);
    }

    @Override
    public void encode(T value, ByteWriter out, CodecContext context) throws SQLException {
        base.encode(value, out, context);
    }

    @Override
    public void encodeText(Cell text, ByteWriter out) throws SQLException {
        base.encodeText(text, out);
    }

    @Override
    public String readText(Cell cell) throws SQLException {
        return base.readText(cell);
    }

    @Override
    public boolean readBoolean(Cell cell) throws SQLException {
        return base.readBoolean(cell);
    }

    @Override
    public long readLong(Cell cell) throws SQLException {
        return base.readLong(cell);
    }

    @Override
    public int readInt(Cell cell) throws SQLException {
        return base.readInt(cell);
    }

    @Override
    public double readDouble(Cell cell) throws SQLException {
        return base.readDouble(cell);
    }

    @Override
    public float readFloat(Cell cell) throws SQLException {
        return base.readFloat(cell);
    }

    @Override
    public BigDecimal readDecimal(Cell cell) throws SQLException {
        return base.readDecimal(cell);
    }

    @Override
    public byte[] readBytes(Cell cell) throws SQLException {
        return base.readBytes(cell);
    }

    @Override
    public Object readObject(Cell cell) throws SQLException {
        return base.readObject(cell);
    }
}
