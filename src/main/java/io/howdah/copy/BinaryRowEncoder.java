package io.howdah.copy;

import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.Format;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;

/**
 * Rows in the binary format.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, "Binary Format"</a>
 */
final class BinaryRowEncoder extends RowEncoder {
    static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};

    private static final int NULL = -1;
    private static final int TRAILER = -1;

    BinaryRowEncoder(Codec<?>[] columns, CodecContext context) {
        super(columns, context);
    }

    @Override
    void begin(ByteWriter out) {
        out.bytes(SIGNATURE);
        // No flags, no extension.
        out.int64(0);
    }

    @Override
    void beginRow(ByteWriter out) {
        out.int16(count());
    }

    @Override
    void value(int column, Object value, ByteWriter out) throws SQLException {
        if (value == null) {
            out.int32(NULL);
            return;
        }
        int mark = out.beginValue();
        int from = out.size();
        if (encode(column, value, out) == Format.TEXT) {
            reencode(column, from, out);
        }
        out.endValue(mark);
    }

    @Override
    void endRow(ByteWriter out) {}

    @Override
    void end(ByteWriter out) {
        out.int16(TRAILER);
    }
}
