package io.howdah.types.codec;

import io.howdah.types.Cell;
import io.howdah.types.PgType;
import io.howdah.wire.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/**
 * {@code jsonb}, {@code jsonpath}, and {@code ltree} with its queries: their text; in binary behind a byte that tells the
 * version, which is 1.
 */
final class VersionedTextCodec extends ValueCodec<String> {
    private static final int VERSION = 1;

    VersionedTextCodec(PgType type) {
        super(type, String.class);
    }

    @Override
    String fromBinary(Cell cell) throws SQLException {
        if (cell.int8(0) != VERSION) {
            throw new IllegalArgumentException("it is of version " + (cell.int8(0) & 0xFF) + ", and not " + VERSION);
        }
        return new String(cell.bytes(), cell.offset() + 1, cell.length() - 1, StandardCharsets.UTF_8);
    }

    @Override
    String fromText(String text) {
        return text;
    }

    @Override
    void toBinary(String value, ByteWriter out) throws SQLException {
        out.int8(VERSION);
        TextCodec.encode(value, out);
    }

    @Override
    public <C> C readAs(Cell cell, Class<C> target) throws SQLException {
        return ValueText.read(this, cell, target);
    }
}
