package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.wire.ByteWriter;
import java.math.BigInteger;
import java.sql.SQLException;

/** {@code xid8}: eight bytes without a sign. */
final class Xid8Codec extends ValueCodec<BigInteger> {
    Xid8Codec() {
        super(BuiltinTypes.XID8, BigInteger.class);
    }

    @Override
    BigInteger fromBinary(Cell cell) throws SQLException {
        cell.requireLength(8, type());
        return new BigInteger(1, cell.copy());
    }

    @Override
    BigInteger fromText(String text) {
        if (text.length() > 20) {
            throw new IllegalArgumentException("it has more digits than a number of eight bytes");
        }
        return new BigInteger(text);
    }

    @Override
    void toBinary(BigInteger value, ByteWriter out) throws SQLException {
        if (value.signum() < 0 || value.bitLength() > 64) {
            throw SqlErrors.outOfRange("numeric", type().name());
        }
        out.int64(value.longValue());
    }
}
