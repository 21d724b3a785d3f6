package io.howdah.types.codec;

import io.howdah.types.Cell;
import io.howdah.types.PgType;
import io.howdah.value.Bits;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;

/**
 * {@code bit} and {@code varbit}: a count of bits, and eight of them to a byte; zeros and ones in text. A single one of
 * {@code bit} is JDBC's BIT, and so a Boolean; more are a String.
 */
final class BitCodec extends ValueCodec<Bits> {
    private static final int HEADER = 4;

    BitCodec(PgType type) {
        super(type, Bits.class);
    }

    @Override
    Bits fromBinary(Cell cell) throws SQLException {
        int length = cell.int32(0);
        int count = (int) ((length + 7L) / 8);
        requireParts(cell, HEADER, length < 0 ? length : count, 1);
        int from = cell.offset() + HEADER;
        return Bits.of(Arrays.copyOfRange(cell.bytes(), from, from + count), length);
    }

    @Override
    Bits fromText(String text) {
        return Bits.parse(text);
    }

    @Override
    void toBinary(Bits value, ByteWriter out) {
        out.int32(value.length());
        out.bytes(value.toByteArray());
    }

    @Override
    public boolean readBoolean(Cell cell) throws SQLException {
        if (cell.isBinary() && cell.length() == HEADER + 1 && cell.int32(0) == 1) {
            return cell.int8(HEADER) < 0;
        }
        return super.readBoolean(cell);
    }

    @Override
    public Object readObject(Cell cell) throws SQLException {
        int length = cell.isBinary() ? cell.int32(0) : cell.length();
        return length == 1 && type().name().equals("bit") ? (Object) readBoolean(cell) : readText(cell);
    }

    @Override
    public <C> C readAs(Cell cell, Class<C> target) throws SQLException {
        return target == BitSet.class ? target.cast(decode(cell).toBitSet()) : null;
    }
}
