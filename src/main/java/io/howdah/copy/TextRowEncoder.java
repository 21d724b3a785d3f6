package io.howdah.copy;

import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.Format;
import io.howdah.wire.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/**
 * Rows in the text format, for columns of types that cannot be written in binary.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, "Text Format"</a>
 */
final class TextRowEncoder extends RowEncoder {
    private final ByteWriter value = new ByteWriter(64);
    private boolean first;

    TextRowEncoder(Codec<?>[] columns, CodecContext context) {
        super(columns, context);
    }

    @Override
    void begin(ByteWriter out) {}

    @Override
    void beginRow(ByteWriter out) {
        first = true;
    }

    @Override
    void value(int column, Object given, ByteWriter out) throws SQLException {
        if (!first) {
            out.int8('\t');
        }
        first = false;
        if (given == null) {
            out.ascii("\\N");
            return;
        }
        value.clear();
        if (encode(column, given, value) == Format.TEXT) {
            escaped(value.bytes(), value.size(), out);
        } else {
            byte[] text = text(column, value).getBytes(StandardCharsets.UTF_8);
            escaped(text, text.length, out);
        }
    }

    private static void escaped(byte[] text, int length, ByteWriter out) {
        for (int i = 0; i < length; i++) {
            byte c = text[i];
            switch (c) {
                case '\\' -> out.ascii("\\\\");
                case '\n' -> out.ascii("\\n");
                case '\r' -> out.ascii("\\r");
                case '\t' -> out.ascii("\\t");
                default -> out.int8(c);
            }
        }
    }

    @Override
    void endRow(ByteWriter out) {
        out.int8('\n');
    }

    @Override
    void end(ByteWriter out) {}
}
