package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.PgType;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;
import java.util.UUID;

/** {@code uuid}: sixteen bytes, most significant first. */
final class UuidCodec implements Codec<UUID> {
    static final UuidCodec INSTANCE = new UuidCodec();

    private UuidCodec() {}

    @Override
    public PgType type() {
        return BuiltinTypes.UUID;
    }

    @Override
    public Class<UUID> javaType() {
        return UUID.class;
    }

    @Override
    public UUID decode(Cell cell) throws SQLException {
        if (cell.isBinary()) {
            cell.requireLength(16, type());
            return new UUID(cell.int64(0), cell.int64(8));
        }
        // The JDK takes shorter forms too, and fills them up; PostgreSQL prints this one only.
        cell.requireLength(36, type());
        try {
            return UUID.fromString(cell.text());
        } catch (IllegalArgumentException e) {
            throw SqlErrors.malformedValue(type().name(), "it is not 36 characters of hexadecimal digits and hyphens");
        }
    }

    @Override
    public void encode(UUID value, ByteWriter out, CodecContext context) {
        out.int64(value.getMostSignificantBits());
        out.int64(value.getLeastSignificantBits());
    }

    @Override
    public String readText(Cell cell) throws SQLException {
        return cell.isBinary() ? decode(cell).toString() : cell.text();
    }
}
