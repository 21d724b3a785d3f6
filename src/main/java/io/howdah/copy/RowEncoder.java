package io.howdah.copy;

import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.Format;
import io.howdah.types.TypeShape;
import io.howdah.types.codec.NamedParameter;
import io.howdah.types.codec.ParameterType;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;

/** Writes values as columns of a COPY, in one of its formats. */
abstract class RowEncoder {
    private final Codec<?>[] codecs;
    private final boolean[] plain;
    private final CodecContext context;
    private final Cell cell = new Cell();

    RowEncoder(Codec<?>[] columns, CodecContext context) {
        this.codecs = new Codec<?>[columns.length];
        this.plain = new boolean[columns.length];
        this.context = context;
        for (int i = 0; i < columns.length; i++) {
            codecs[i] = columns[i].base();
            plain[i] = codecs[i].type().shape() == TypeShape.BASE;
        }
    }

    static RowEncoder of(Columns columns, CodecContext context) {
        return columns.isBinary()
                ? new BinaryRowEncoder(columns.codecs(), context)
                : new TextRowEncoder(columns.codecs(), context);
    }

    /** Before the first row. */
    abstract void begin(ByteWriter out);

    abstract void beginRow(ByteWriter out);

    /** @param value may be null */
    abstract void value(int column, Object value, ByteWriter out) throws SQLException;

    abstract void endRow(ByteWriter out);

    /** Behind the last row. */
    abstract void end(ByteWriter out);

    final int count() {
        return codecs.length;
    }

    /** The value's bytes and nothing else, in the format that is returned. */
    final Format encode(int column, Object value, ByteWriter out) throws SQLException {
        Codec<?> codec = codecs[column];
        if (plain[column] && codec.javaType().isInstance(value)) {
            write(codec, value, out);
            return codec.hasBinary() ? Format.BINARY : Format.TEXT;
        }
        ParameterType written = NamedParameter.write(out, value, codec, -1, context);
        return written.format();
    }

    /** Writes what was written in text from {@code from} on again, in binary. */
    final void reencode(int column, int from, ByteWriter out) throws SQLException {
        byte[] text = cell.set(out.bytes(), from, out.size() - from, Format.TEXT, context)
                .copy();
        out.truncate(from);
        codecs[column].encodeText(cell.set(text, 0, text.length, Format.TEXT, context), out);
    }

    /** As PostgreSQL would print what was written in binary to {@code from} and behind. */
    final String text(int column, ByteWriter binary) throws SQLException {
        return codecs[column].readText(cell.set(binary.bytes(), 0, binary.size(), Format.BINARY, context));
    }

    private <T> void write(Codec<T> codec, Object value, ByteWriter out) throws SQLException {
        codec.encode(codec.javaType().cast(value), out, context);
    }
}
