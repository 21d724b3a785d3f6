package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.CodecContext;
import io.howdah.types.NumberText;
import io.howdah.types.PgType;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;

/** {@code oid}, and {@code xid} and {@code cid}, which count in the same way: four bytes without a sign. */
final class OidCodec extends IntegerCodec<Long> {
    static final OidCodec INSTANCE = new OidCodec(BuiltinTypes.OID);

    private static final long MAX = 0xFFFF_FFFFL;

    OidCodec(PgType type) {
        super(type, Long.class);
    }

    @Override
    public Long decode(Cell cell) throws SQLException {
        return readLong(cell);
    }

    @Override
    public void encode(Long value, ByteWriter out, CodecContext context) throws SQLException {
        long oid = value;
        if (oid < 0 || oid > MAX) {
            throw SqlErrors.outOfRange("int8", type().name());
        }
        out.int32((int) oid);
    }

    @Override
    public long readLong(Cell cell) throws SQLException {
        if (cell.isBinary()) {
            cell.requireLength(4, type());
            return cell.int32(0) & MAX;
        }
        return NumberText.readLong(cell, type());
    }

    /** Only an {@code oid} is a number to JDBC. */
    @Override
    public Object readObject(Cell cell) throws SQLException {
        return this == INSTANCE ? (Object) readLong(cell) : readText(cell);
    }
}
