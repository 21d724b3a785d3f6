package io.howdah.types;

import io.howdah.error.SqlErrors;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.TimeZone;

/**
 * Cells of dates and times as {@code java.sql} has them: an instant, whose meaning as a local date and time depends on
 * a zone. A timestamptz is that instant; a date, time or timestamp is what the clock shows in the zone. Text is read by
 * what it holds.
 *
 * <p>The zone is that of the caller's Calendar, or {@link CodecContext#clientZone()} where none was given.
 */
public final class SqlDateTimes {
    /** Milliseconds that stand for infinity. Tools test for exactly these two. */
    static final long INFINITY_MILLIS = 9_223_372_036_825_200_000L;

    static final long MINUS_INFINITY_MILLIS = -9_223_372_036_832_400_000L;

    private static final long MILLIS_PER_DAY = 86_400_000L;
    private static final long EPOCH_MILLIS = DateTimeCodec.EPOCH_SECOND * 1000;

    private SqlDateTimes() {}

    public static Timestamp timestamp(Codec<?> codec, Cell cell, TimeZone zone) throws SQLException {
        if (codec instanceof DateTimeCodec<?> dateTime) {
            long units = dateTime.readUnits(cell);
            return switch (dateTime.kind()) {
                case TIMESTAMPTZ -> timestampOfInstant(units, zone);
                case TIMESTAMP -> timestampOfLocal(units, zone);
                case DATE ->
                    isInfinite(units)
                            ? new Timestamp(infinityMillis(units))
                            : new Timestamp(HybridCalendar.toInstantMillis(millisOfDays(units), zone));
                case TIME -> withMicros(HybridCalendar.toInstantMillis(units / 1000, zone), units);
                case TIMETZ -> withMicros(timetzMillis(units, dateTime.readOffsetSeconds(cell), zone), units);
            };
        }
        DateTimeText text = text(codec, cell, Timestamp.class);
        if (!text.hasDate()) {
            long millis = text.hasZone()
                    ? timetzMillis(text.microOfDay(), text.offsetSeconds(), zone)
                    : HybridCalendar.toInstantMillis(text.microOfDay() / 1000, zone);
            return withMicros(millis, text.microOfDay());
        }
        return text.hasZone() ? timestampOfInstant(text.utcMicros(), zone) : timestampOfLocal(text.localMicros(), zone);
    }

    /** Midnight in the zone. */
    public static Date date(Codec<?> codec, Cell cell, TimeZone zone) throws SQLException {
        if (codec instanceof DateTimeCodec<?> dateTime) {
            long units = dateTime.readUnits(cell);
            return switch (dateTime.kind()) {
                case DATE ->
                    isInfinite(units) ? new Date(infinityMillis(units)) : dateOfLocal(millisOfDays(units), zone);
                case TIMESTAMP ->
                    isInfinite(units) ? new Date(infinityMillis(units)) : dateOfLocal(millisOfMicros(units), zone);
                case TIMESTAMPTZ ->
                    isInfinite(units) ? new Date(infinityMillis(units)) : dateOfInstant(millisOfMicros(units), zone);
                case TIME, TIMETZ -> throw SqlErrors.cannotConvert(codec.type().name(), Date.class);
            };
        }
        DateTimeText text = text(codec, cell, Date.class);
        if (!text.hasDate()) {
            throw SqlErrors.notADateTime(codec.type().name());
        }
        if (text.infinity() != 0) {
            return new Date(infinityMillis(text.infinity()));
        }
        return text.hasZone() && text.hasTime()
                ? dateOfInstant(millisOfMicros(text.utcMicros()), zone)
                : dateOfLocal(text.epochDay() * MILLIS_PER_DAY, zone);
    }

    /** On 1970-01-01 in the zone; 24:00 is the midnight after it. */
    public static Time time(Codec<?> codec, Cell cell, TimeZone zone) throws SQLException {
        if (codec instanceof DateTimeCodec<?> dateTime) {
            long units = dateTime.readUnits(cell);
            return switch (dateTime.kind()) {
                case TIME -> timeOfLocal(units / 1000, zone);
                case TIMETZ -> new Time(timetzMillis(units, dateTime.readOffsetSeconds(cell), zone));
                case TIMESTAMP -> timeOfLocal(timeOfDay(finite(units, codec)), zone);
                case TIMESTAMPTZ -> timeOfInstant(millisOfMicros(finite(units, codec)), zone);
                case DATE -> throw SqlErrors.cannotConvert(codec.type().name(), Time.class);
            };
        }
        DateTimeText text = text(codec, cell, Time.class);
        if (!text.hasTime()) {
            throw SqlErrors.notADateTime(codec.type().name());
        }
        if (!text.hasZone()) {
            return timeOfLocal(text.microOfDay() / 1000, zone);
        }
        return text.hasDate()
                ? timeOfInstant(millisOfMicros(text.utcMicros()), zone)
                : new Time(timetzMillis(text.microOfDay(), text.offsetSeconds(), zone));
    }

    private static Timestamp timestampOfInstant(long units, TimeZone zone) {
        if (isInfinite(units)) {
            return new Timestamp(infinityMillis(units));
        }
        return withMicros(HybridCalendar.shiftInstant(millisOfMicros(units), zone), units);
    }

    private static Timestamp timestampOfLocal(long units, TimeZone zone) {
        if (isInfinite(units)) {
            return new Timestamp(infinityMillis(units));
        }
        return withMicros(HybridCalendar.toInstantMillis(millisOfMicros(units), zone), units);
    }

    /** @param micros of whose sub-second part the timestamp gets */
    private static Timestamp withMicros(long millis, long micros) {
        Timestamp timestamp = new Timestamp(millis);
        timestamp.setNanos((int) Math.floorMod(micros, 1_000_000L) * 1000);
        return timestamp;
    }

    private static Date dateOfLocal(long localMillis, TimeZone zone) {
        return new Date(
                HybridCalendar.toInstantMillis(Math.floorDiv(localMillis, MILLIS_PER_DAY) * MILLIS_PER_DAY, zone));
    }

    private static Date dateOfInstant(long millis, TimeZone zone) {
        return dateOfLocal(millis + zone.getOffset(millis), zone);
    }

    private static Time timeOfLocal(long milliOfDay, TimeZone zone) {
        return new Time(HybridCalendar.toInstantMillis(milliOfDay, zone));
    }

    private static Time timeOfInstant(long millis, TimeZone zone) {
        return timeOfLocal(Math.floorMod(millis + zone.getOffset(millis), MILLIS_PER_DAY), zone);
    }

    /** The instant on the day that is 1970-01-01 in the zone, but for 24:00. */
    private static long timetzMillis(long micros, int offsetSeconds, TimeZone zone) {
        long millis = micros / 1000 - offsetSeconds * 1000L;
        if (micros == DateTimeCodec.MICROS_PER_DAY) {
            return millis;
        }
        long local = Math.floorMod(millis + zone.getOffset(millis), MILLIS_PER_DAY);
        return HybridCalendar.toInstantMillis(local, zone);
    }

    private static long timeOfDay(long micros) {
        return Math.floorMod(Math.floorDiv(micros, 1000L), MILLIS_PER_DAY);
    }

    private static long millisOfMicros(long micros) {
        return Math.floorDiv(micros, 1000L) + EPOCH_MILLIS;
    }

    private static long millisOfDays(long days) {
        return (days + DateTimeCodec.EPOCH_DAY) * MILLIS_PER_DAY;
    }

    private static boolean isInfinite(long units) {
        return units == DateTimeCodec.INFINITY || units == DateTimeCodec.MINUS_INFINITY;
    }

    /** @param sign of which only the sign counts */
    private static long infinityMillis(long sign) {
        return sign > 0 ? INFINITY_MILLIS : MINUS_INFINITY_MILLIS;
    }

    private static long finite(long units, Codec<?> codec) throws SQLException {
        if (isInfinite(units)) {
            throw SqlErrors.cannotConvert(codec.type().name(), Time.class);
        }
        return units;
    }

    private static DateTimeText text(Codec<?> codec, Cell cell, Class<?> target) throws SQLException {
        if (codec.javaType() != String.class) {
            throw SqlErrors.cannotConvert(codec.type().name(), target);
        }
        return DateTimeText.parse(cell, codec.type());
    }
}
