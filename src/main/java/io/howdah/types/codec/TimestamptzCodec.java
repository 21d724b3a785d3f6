package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.CodecContext;
import io.howdah.types.DateTimeCodec;
import io.howdah.types.DateTimeText;
import io.howdah.types.JavaTimes;
import io.howdah.types.PgType;
import io.howdah.types.SqlDateTimes;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * {@code timestamptz}: µs since 2000-01-01 UTC in eight bytes, whose largest and smallest number are the infinities. No
 * zone is stored; in text it is printed in the session's.
 */
final class TimestamptzCodec implements DateTimeCodec<OffsetDateTime> {
    static final TimestamptzCodec INSTANCE = new TimestamptzCodec();

    private TimestamptzCodec() {}

    @Override
    public PgType type() {
        return BuiltinTypes.TIMESTAMPTZ;
    }

    @Override
    public Class<OffsetDateTime> javaType() {
        return OffsetDateTime.class;
    }

    @Override
    public Kind kind() {
        return Kind.TIMESTAMPTZ;
    }

    @Override
    public long readUnits(Cell cell) throws SQLException {
        if (cell.isBinary()) {
            cell.requireLength(8, type());
            return cell.int64(0);
        }
        DateTimeText text = DateTimeText.parse(cell, type());
        if (!text.hasDate() || !text.hasZone() && text.infinity() == 0) {
            throw SqlErrors.notADateTime(type().name());
        }
        return text.utcMicros();
    }

    /** In UTC, or MAX or MIN. */
    @Override
    public OffsetDateTime decode(Cell cell) throws SQLException {
        return JavaTimes.offsetDateTime(readUnits(cell));
    }

    @Override
    public void encode(OffsetDateTime value, ByteWriter out, CodecContext context) throws SQLException {
        if (value.equals(OffsetDateTime.MAX)) {
            out.int64(INFINITY);
        } else if (value.equals(OffsetDateTime.MIN)) {
            out.int64(MINUS_INFINITY);
        } else {
            out.int64(TimestampCodec.micros(value.toEpochSecond(), value.getNano(), OffsetDateTime.class, type()));
        }
    }

    void encode(Instant value, ByteWriter out) throws SQLException {
        if (value.equals(Instant.MAX)) {
            out.int64(INFINITY);
        } else if (value.equals(Instant.MIN)) {
            out.int64(MINUS_INFINITY);
        } else {
            out.int64(TimestampCodec.micros(value.getEpochSecond(), value.getNano(), Instant.class, type()));
        }
    }

    @Override
    public String readText(Cell cell) throws SQLException {
        if (!cell.isBinary()) {
            return cell.text();
        }
        long micros = readUnits(cell);
        if (micros == INFINITY) {
            return "infinity";
        }
        if (micros == MINUS_INFINITY) {
            return "-infinity";
        }
        return text(micros, cell.context().sessionZone());
    }

    /** An instant that is not infinite as a clock in the zone shows it, with the zone's offset. */
    static String text(long micros, ZoneId zone) throws SQLException {
        long epochSecond = Math.floorDiv(micros, 1_000_000L) + EPOCH_SECOND;
        int offset =
                zone.getRules().getOffset(Instant.ofEpochSecond(epochSecond)).getTotalSeconds();
        // Hostile bytes near the ends of a long must not wrap around into another date.
        long shift = offset * 1_000_000L;
        long local = micros + shift;
        if ((micros ^ local) < 0 && (micros ^ shift) >= 0) {
            throw SqlErrors.malformedValue(BuiltinTypes.TIMESTAMPTZ.name(), "it is beyond the range of timestamps");
        }
        StringBuilder out = new StringBuilder(40);
        long epochDay = TimestampCodec.appendDateTime(out, local);
        DateTimeText.appendOffset(out, offset);
        DateTimeText.appendEra(out, epochDay);
        return out.toString();
    }

    @Override
    public Object readObject(Cell cell) throws SQLException {
        return SqlDateTimes.timestamp(this, cell, cell.context().clientZone());
    }
}
