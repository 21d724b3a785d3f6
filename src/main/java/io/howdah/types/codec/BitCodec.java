package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.NumberText;
import io.howdah.types.PgType;
import io.howdah.wire.ByteWriter;
import java.math.BigDecimal;
import java.sql.SQLException;

/** {@code bit}: zeros and ones in text. A single one is JDBC's BIT, and so a Boolean; more are a String. */
final class BitCodec implements Codec<String> {
    static final BitCodec INSTANCE = new BitCodec();

    private BitCodec() {}

    @Override
    public PgType type() {
        return BuiltinTypes.BIT;
    }

    @Override
    public Class<String> javaType() {
        return String.class;
    }

    @Override
    public boolean hasBinary() {
        return false;
    }

    @Override
    public String decode(Cell cell) throws SQLException {
        return readText(cell);
    }

    @Override
    public void encode(String value, ByteWriter out, CodecContext context) throws SQLException {
        TextCodec.encode(value, out);
    }

    @Override
    public String readText(Cell cell) throws SQLException {
        if (cell.isBinary()) {
            throw SqlErrors.malformedValue(type().name(), "they are in binary, which was not asked for");
        }
        return cell.text();
    }

    @Override
    public boolean readBoolean(Cell cell) throws SQLException {
        return NumberText.readBoolean(cell, type());
    }

    @Override
    public long readLong(Cell cell) throws SQLException {
        return NumberText.readLong(cell, type());
    }

    @Override
    public double readDouble(Cell cell) throws SQLException {
        return NumberText.readDouble(cell, type());
    }

    @Override
    public BigDecimal readDecimal(Cell cell) throws SQLException {
        return NumberText.readDecimal(cell, type());
    }

    @Override
    public Object readObject(Cell cell) throws SQLException {
        return cell.length() == 1 ? (Object) readBoolean(cell) : readText(cell);
    }
}
