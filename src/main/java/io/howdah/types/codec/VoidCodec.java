package io.howdah.types.codec;

import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.PgType;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;

/** {@code void}, which functions return that return nothing: no bytes in either format, and yet not NULL. */
final class VoidCodec implements Codec<String> {
    static final VoidCodec INSTANCE = new VoidCodec();

    private VoidCodec() {}

    @Override
    public PgType type() {
        return BuiltinTypes.VOID;
    }

    @Override
    public Class<String> javaType() {
        return String.class;
    }

    @Override
    public String decode(Cell cell) throws SQLException {
        cell.requireLength(0, type());
        return "";
    }

    @Override
    public void encode(String value, ByteWriter out, CodecContext context) {
        // Its value is that there is none.
    }

    @Override
    public String readText(Cell cell) throws SQLException {
        return decode(cell);
    }
}
