package io.howdah.types.codec;

import io.howdah.error.ValueErrors;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.CodecContext;
import io.howdah.types.Format;
import io.howdah.value.Interval;
import io.howdah.wire.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.TemporalAmount;

/** {@code interval}: µs in eight bytes, days in four, months in four. Its text follows {@code IntervalStyle}. */
final class IntervalCodec extends ValueCodec<Interval> {
    IntervalCodec() {
        super(BuiltinTypes.INTERVAL, Interval.class);
    }

    @Override
    Interval fromBinary(Cell cell) throws SQLException {
        cell.requireLength(16, type());
        return new Interval(cell.int32(12), cell.int32(8), cell.int64(0));
    }

    @Override
    Interval fromText(String text) {
        return Interval.parse(text);
    }

    /** Read as the server would: what a leading sign is the sign of hangs on {@code IntervalStyle}. */
    @Override
    public void encodeText(Cell text, ByteWriter out) throws SQLException {
        CodecContext context = text.context();
        byte[] signed =
                IntervalStyles.signed(text.text(), context.intervalStyle()).getBytes(StandardCharsets.UTF_8);
        super.encodeText(new Cell().set(signed, 0, signed.length, Format.TEXT, context), out);
    }

    @Override
    void toBinary(Interval value, ByteWriter out) {
        out.int64(value.microseconds());
        out.int32(value.days());
        out.int32(value.months());
    }

    @Override
    String print(Interval value, CodecContext context) {
        return "postgres".equals(context.intervalStyle())
                ? value.toString()
                : IntervalStyles.print(value, context.intervalStyle());
    }

    @Override
    public <C> C readAs(Cell cell, Class<C> target) throws SQLException {
        if (target != Duration.class && target != Period.class && target != TemporalAmount.class) {
            return null;
        }
        Interval value = decode(cell);
        try {
            boolean isPeriod = target == Period.class
                    || target == TemporalAmount.class && value.microseconds() == 0 && !value.equals(Interval.ZERO);
            return target.cast(isPeriod ? value.toPeriod() : value.toDuration());
        } catch (ArithmeticException e) {
            throw ValueErrors.losesSomething(type().name(), target, e.getMessage());
        }
    }
}
