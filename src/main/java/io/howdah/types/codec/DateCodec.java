package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.CodecContext;
import io.howdah.types.DateTimeCodec;
import io.howdah.types.DateTimeText;
import io.howdah.types.PgType;
import io.howdah.types.SqlDateTimes;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;
import java.time.LocalDate;

/** {@code date}: days since 2000-01-01 in four bytes, whose largest and smallest number are the infinities. */
final class DateCodec implements DateTimeCodec<LocalDate> {
    static final DateCodec INSTANCE = new DateCodec();

    private DateCodec() {}

    @Override
    public PgType type() {
        return BuiltinTypes.DATE;
    }

    @Override
    public Class<LocalDate> javaType() {
        return LocalDate.class;
    }

    @Override
    public Kind kind() {
        return Kind.DATE;
    }

    @Override
    public long readUnits(Cell cell) throws SQLException {
        if (cell.isBinary()) {
            cell.requireLength(4, type());
            return switch (cell.int32(0)) {
                case Integer.MAX_VALUE -> INFINITY;
                case Integer.MIN_VALUE -> MINUS_INFINITY;
                default -> cell.int32(0);
            };
        }
        DateTimeText text = DateTimeText.parse(cell, type());
        if (text.infinity() != 0) {
            return text.infinity() > 0 ? INFINITY : MINUS_INFINITY;
        }
        if (!text.hasDate()) {
            throw SqlErrors.notADateTime(type().name());
        }
        return text.epochDay() - EPOCH_DAY;
    }

    @Override
    public LocalDate decode(Cell cell) throws SQLException {
        long days = readUnits(cell);
        if (days == INFINITY) {
            return LocalDate.MAX;
        }
        return days == MINUS_INFINITY ? LocalDate.MIN : LocalDate.ofEpochDay(days + EPOCH_DAY);
    }

    @Override
    public void encode(LocalDate value, ByteWriter out, CodecContext context) throws SQLException {
        if (value.equals(LocalDate.MAX)) {
            out.int32(Integer.MAX_VALUE);
        } else if (value.equals(LocalDate.MIN)) {
            out.int32(Integer.MIN_VALUE);
        } else {
            encode(value.toEpochDay() - EPOCH_DAY, out);
        }
    }

    private void encode(long days, ByteWriter out) throws SQLException {
        // The server checks its own limits; here a date must only not turn into another one.
        if (days >= Integer.MAX_VALUE || days <= Integer.MIN_VALUE) {
            throw SqlErrors.dateTimeOverflow(LocalDate.class, type().name());
        }
        out.int32((int) days);
    }

    @Override
    public void encodeText(Cell text, ByteWriter out) throws SQLException {
        long days = readUnits(text);
        if (days == INFINITY) {
            out.int32(Integer.MAX_VALUE);
        } else if (days == MINUS_INFINITY) {
            out.int32(Integer.MIN_VALUE);
        } else {
            encode(days, out);
        }
    }

    @Override
    public String readText(Cell cell) throws SQLException {
        if (!cell.isBinary()) {
            return cell.text();
        }
        long days = readUnits(cell);
        if (days == INFINITY) {
            return "infinity";
        }
        if (days == MINUS_INFINITY) {
            return "-infinity";
        }
        StringBuilder out = new StringBuilder(16);
        DateTimeText.appendDate(out, days + EPOCH_DAY);
        DateTimeText.appendEra(out, days + EPOCH_DAY);
        return out.toString();
    }

    @Override
    public Object readObject(Cell cell) throws SQLException {
        return SqlDateTimes.date(this, cell, cell.context().clientZone());
    }
}
