package io.howdah.types.codec;

import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.CodecContext;
import io.howdah.types.NumberText;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;

/** {@code int4}: four bytes. */
final class Int4Codec extends IntegerCodec<Integer> {
    static final Int4Codec INSTANCE = new Int4Codec();

    private Int4Codec() {
        super(BuiltinTypes.INT4, Integer.class);
    }

    @Override
    public Integer decode(Cell cell) throws SQLException {
        return readInt(cell);
    }

    @Override
    public void encode(Integer value, ByteWriter out, CodecContext context) {
        encode(value.intValue(), out);
    }

    static void encode(int value, ByteWriter out) {
        out.int32(value);
    }

    @Override
    public int readInt(Cell cell) throws SQLException {
        if (cell.isBinary()) {
            cell.requireLength(4, type());
            return cell.int32(0);
        }
        return NumberText.toInt(NumberText.readLong(cell, type()), type());
    }

    @Override
    public long readLong(Cell cell) throws SQLException {
        return readInt(cell);
    }
}
