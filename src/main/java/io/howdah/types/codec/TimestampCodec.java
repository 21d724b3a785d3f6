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
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** {@code timestamp}: µs since 2000-01-01 in eight bytes, whose largest and smallest number are the infinities. */
final class TimestampCodec implements DateTimeCodec<LocalDateTime> {
    static final TimestampCodec INSTANCE = new TimestampCodec();

    /** The µs of a second more fit in a long. */
    private static final long MAX_SECONDS = Long.MAX_VALUE / 1_000_000 - 2;

    private TimestampCodec() {}

    @Override
    public PgType type() {
        return BuiltinTypes.TIMESTAMP;
    }

    @Override
    public Class<LocalDateTime> javaType() {
        return LocalDateTime.class;
    }

    @Override
    public Kind kind() {
        return Kind.TIMESTAMP;
    }

    @Override
    public long readUnits(Cell cell) throws SQLException {
        if (cell.isBinary()) {
            cell.requireLength(8, type());
            return cell.int64(0);
        }
        DateTimeText text = DateTimeText.parse(cell, type());
        if (!text.hasDate()) {
            throw SqlErrors.notADateTime(type().name());
        }
        return text.localMicros();
    }

    @Override
    public LocalDateTime decode(Cell cell) throws SQLException {
        return JavaTimes.localDateTime(readUnits(cell));
    }

    @Override
    public void encode(LocalDateTime value, ByteWriter out, CodecContext context) throws SQLException {
        if (value.equals(LocalDateTime.MAX)) {
            out.int64(INFINITY);
        } else if (value.equals(LocalDateTime.MIN)) {
            out.int64(MINUS_INFINITY);
        } else {
            out.int64(micros(value.toEpochSecond(ZoneOffset.UTC), value.getNano(), LocalDateTime.class, type()));
        }
    }

    /**
     * µs since 2000-01-01, rounded. The server checks its own limits; here a value must only not turn into another one.
     *
     * @param epochSecond since 1970-01-01
     */
    static long micros(long epochSecond, int nano, Class<?> javaType, PgType type) throws SQLException {
        long second = epochSecond - EPOCH_SECOND;
        if (second > MAX_SECONDS || second < -MAX_SECONDS) {
            throw SqlErrors.dateTimeOverflow(javaType, type.name());
        }
        return second * 1_000_000 + (nano + 500) / 1000;
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
        StringBuilder out = new StringBuilder(32);
        long epochDay = appendDateTime(out, micros);
        DateTimeText.appendEra(out, epochDay);
        return out.toString();
    }

    /** Returns the day, whose era goes to the very end. */
    static long appendDateTime(StringBuilder out, long micros) {
        long epochDay = Math.floorDiv(micros, MICROS_PER_DAY) + EPOCH_DAY;
        DateTimeText.appendDate(out, epochDay);
        DateTimeText.appendTime(out.append(' '), Math.floorMod(micros, MICROS_PER_DAY));
        return epochDay;
    }

    @Override
    public Object readObject(Cell cell) throws SQLException {
        return SqlDateTimes.timestamp(this, cell, cell.context().clientZone());
    }
}
