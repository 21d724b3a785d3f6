package io.howdah.types.codec;

import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.CodecContext;
import io.howdah.types.NumberText;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;

/** {@code int8}: eight bytes. */
final class Int8Codec extends IntegerCodec<Long> {
    static final Int8Codec INSTANCE = new Int8Codec();

    private Int8Codec() {
        super(BuiltinTypes.INT8, Long.class);
    }

    @Override
    public Long decode(Cell cell) throws SQLException {
        return readLong(cell);
    }

    @Override
    public void encode(Long value, ByteWriter out, CodecContext context) {
        encode(value.longValue(), out);
    }

    static void encode(long value, ByteWriter out) {
        out.int64(value);
    }

    @Override
    public long readLong(Cell cell) throws SQLException {
        if (cell.isBinary()) {
            cell.requireLength(8, type());
            return cell.int64(0);
        }
        return NumberText.readLong(cell, type());
    }
}
