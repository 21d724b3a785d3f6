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
import java.time.LocalTime;

/** {@code time}: µs since midnight in eight bytes. 24:00, which PostgreSQL has and Java has not, is LocalTime.MAX. */
final class TimeCodec implements DateTimeCodec<LocalTime> {
    static final TimeCodec INSTANCE = new TimeCodec();

    private TimeCodec() {}

    @Override
    public PgType type() {
        return BuiltinTypes.TIME;
    }

    @Override
    public Class<LocalTime> javaType() {
        return LocalTime.class;
    }

    @Override
    public Kind kind() {
        return Kind.TIME;
    }

    @Override
    public long readUnits(Cell cell) throws SQLException {
        if (cell.isBinary()) {
            cell.requireLength(8, type());
            return checked(cell.int64(0), type());
        }
        DateTimeText text = DateTimeText.parse(cell, type());
        if (!text.hasTime()) {
            throw SqlErrors.notADateTime(type().name());
        }
        return text.microOfDay();
    }

    static long checked(long micros, PgType type) throws SQLException {
        if (micros < 0 || micros > MICROS_PER_DAY) {
            throw SqlErrors.malformedValue(type.name(), "it is beyond the end of the day");
        }
        return micros;
    }

    @Override
    public LocalTime decode(Cell cell) throws SQLException {
        return JavaTimes.localTime(readUnits(cell));
    }

    @Override
    public void encode(LocalTime value, ByteWriter out, CodecContext context) {
        out.int64(micros(value));
    }

    /** Rounded; LocalTime.MAX comes to 24:00. */
    static long micros(LocalTime value) {
        return (value.toNanoOfDay() + 500) / 1000;
    }

    @Override
    public String readText(Cell cell) throws SQLException {
        if (!cell.isBinary()) {
            return cell.text();
        }
        StringBuilder out = new StringBuilder(16);
        DateTimeText.appendTime(out, readUnits(cell));
        return out.toString();
    }

    @Override
    public Object readObject(Cell cell) throws SQLException {
        return SqlDateTimes.time(this, cell, cell.context().clientZone());
    }
}
