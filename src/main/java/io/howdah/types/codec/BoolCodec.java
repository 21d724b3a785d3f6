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

/** {@code bool}: one byte, 0 or 1; {@code t} or {@code f} in text. As a number, 1 or 0. */
final class BoolCodec implements Codec<Boolean> {
    static final BoolCodec INSTANCE = new BoolCodec();

    private BoolCodec() {}

    @Override
    public PgType type() {
        return BuiltinTypes.BOOL;
    }

    @Override
    public Class<Boolean> javaType() {
        return Boolean.class;
    }

    @Override
    public Boolean decode(Cell cell) throws SQLException {
        return readBoolean(cell);
    }

    @Override
    public void encode(Boolean value, ByteWriter out, CodecContext context) {
        encode(value.booleanValue(), out);
    }

    static void encode(boolean value, ByteWriter out) {
        out.int8(value ? 1 : 0);
    }

    /** As it is written by people, not only as the server prints it. */
    @Override
    public void encodeText(Cell text, ByteWriter out) throws SQLException {
        encode(NumberText.readBoolean(text, type()), out);
    }

    @Override
    public String readText(Cell cell) throws SQLException {
        return readBoolean(cell) ? "t" : "f";
    }

    @Override
    public boolean readBoolean(Cell cell) throws SQLException {
        cell.requireLength(1, type());
        byte value = cell.int8(0);
        if (cell.isBinary()) {
            return value != 0;
        }
        if (value != 't' && value != 'f') {
            throw SqlErrors.malformedValue(type().name(), "it is neither t nor f");
        }
        return value == 't';
    }

    @Override
    public long readLong(Cell cell) throws SQLException {
        return readBoolean(cell) ? 1 : 0;
    }

    @Override
    public double readDouble(Cell cell) throws SQLException {
        return readLong(cell);
    }

    @Override
    public BigDecimal readDecimal(Cell cell) throws SQLException {
        return BigDecimal.valueOf(readLong(cell));
    }
}
