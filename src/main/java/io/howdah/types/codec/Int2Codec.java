package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.CodecContext;
import io.howdah.types.NumberText;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;

/** {@code int2}: two bytes. */
final class Int2Codec extends IntegerCodec<Short> {
    static final Int2Codec INSTANCE = new Int2Codec();

    private Int2Codec() {
        super(BuiltinTypes.INT2, Short.class);
    }

    @Override
    public Short decode(Cell cell) throws SQLException {
        return (short) readInt(cell);
    }

    @Override
    public void encode(Short value, ByteWriter out, CodecContext context) {
        encode(value.shortValue(), out);
    }

    static void encode(short value, ByteWriter out) {
        out.int16(value);
    }

    @Override
    public int readInt(Cell cell) throws SQLException {
        if (cell.isBinary()) {
            cell.requireLength(2, type());
            return cell.int16(0);
        }
        long value = NumberText.readLong(cell, type());
        if (value != (short) value) {
            throw SqlErrors.outOfRange(type().name(), "short");
        }
        return (int) value;
    }

    @Override
    public long readLong(Cell cell) throws SQLException {
        return readInt(cell);
    }

    /** An Integer, as JDBC has it for SMALLINT. */
    @Override
    public Object readObject(Cell cell) throws SQLException {
        return readInt(cell);
    }
}
