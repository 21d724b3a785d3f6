package io.howdah.types;

import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * From one class of {@code java.time} to another. What has no zone is taken to be in the client's, and what has one is
 * seen from it where a local date or time is wanted. MIN and MAX stand for the infinities and go over into each other.
 */
public final class JavaTimes {
    private static final LocalDate DAY_OF_TIMES = LocalDate.EPOCH;

    private JavaTimes() {}

    /** What a text holds: a LocalDate, LocalTime, OffsetTime, LocalDateTime or OffsetDateTime. */
    static Object fromText(DateTimeText text) throws SQLException {
        if (text.infinity() != 0) {
            return text.infinity() > 0 ? OffsetDateTime.MAX : OffsetDateTime.MIN;
        }
        if (!text.hasDate()) {
            LocalTime time = localTime(text.microOfDay());
            return text.hasZone() ? time.atOffset(ZoneOffset.ofTotalSeconds(text.offsetSeconds())) : time;
        }
        if (!text.hasTime()) {
            return LocalDate.ofEpochDay(text.epochDay());
        }
        LocalDateTime local = localDateTime(text.localMicros());
        return text.hasZone() ? local.atOffset(ZoneOffset.ofTotalSeconds(text.offsetSeconds())) : local;
    }

    /** @param micros of the day; 24:00 is LocalTime.MAX, which Java can say */
    public static LocalTime localTime(long micros) {
        return micros == DateTimeCodec.MICROS_PER_DAY ? LocalTime.MAX : LocalTime.ofNanoOfDay(micros * 1000);
    }

    /** @param micros since 2000-01-01 00:00, or an infinity */
    public static LocalDateTime localDateTime(long micros) {
        if (micros == DateTimeCodec.INFINITY) {
            return LocalDateTime.MAX;
        }
        if (micros == DateTimeCodec.MINUS_INFINITY) {
            return LocalDateTime.MIN;
        }
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L) + DateTimeCodec.EPOCH_SECOND,
                (int) Math.floorMod(micros, 1_000_000L) * 1000,
                ZoneOffset.UTC);
    }

    /** @param micros since 2000-01-01 00:00 UTC, or an infinity */
    public static OffsetDateTime offsetDateTime(long micros) {
        if (micros == DateTimeCodec.INFINITY) {
            return OffsetDateTime.MAX;
        }
        if (micros == DateTimeCodec.MINUS_INFINITY) {
            return OffsetDateTime.MIN;
        }
        return localDateTime(micros).atOffset(ZoneOffset.UTC);
    }

    public static LocalDate toLocalDate(Object value, ZoneId zone, PgType type) throws SQLException {
        return value instanceof LocalDate date
                ? date
                : toLocalDateTime(value, zone, type).toLocalDate();
    }

    public static LocalTime toLocalTime(Object value, ZoneId zone, PgType type) throws SQLException {
        if (value instanceof LocalTime time) {
            return time;
        }
        if (value instanceof OffsetTime time) {
            return time.toLocalTime();
        }
        if (value instanceof LocalDate) {
            throw SqlErrors.cannotConvert(type.name(), LocalTime.class);
        }
        LocalDateTime local = toLocalDateTime(value, zone, type);
        if (isInfinite(local)) {
            throw SqlErrors.cannotConvert(type.name(), LocalTime.class);
        }
        return local.toLocalTime();
    }

    public static OffsetTime toOffsetTime(Object value, ZoneId zone, PgType type) throws SQLException {
        if (value instanceof OffsetTime time) {
            return time;
        }
        if (value instanceof LocalTime time) {
            return time.atDate(DAY_OF_TIMES).atZone(zone).toOffsetDateTime().toOffsetTime();
        }
        if (value instanceof LocalDate) {
            throw SqlErrors.cannotConvert(type.name(), OffsetTime.class);
        }
        OffsetDateTime instant = toOffsetDateTime(value, zone, type);
        if (isInfinite(instant)) {
            throw SqlErrors.cannotConvert(type.name(), OffsetTime.class);
        }
        return instant.toOffsetTime();
    }

    public static LocalDateTime toLocalDateTime(Object value, ZoneId zone, PgType type) throws SQLException {
        if (value instanceof LocalDateTime local) {
            return local;
        }
        if (value instanceof LocalDate date) {
            return date.equals(LocalDate.MAX)
                    ? LocalDateTime.MAX
                    : date.equals(LocalDate.MIN) ? LocalDateTime.MIN : date.atStartOfDay();
        }
        if (value instanceof OffsetDateTime instant) {
            return isInfinite(instant)
                    ? instant.toLocalDateTime()
                    : instant.atZoneSameInstant(zone).toLocalDateTime();
        }
        throw SqlErrors.cannotConvert(type.name(), LocalDateTime.class);
    }

    public static OffsetDateTime toOffsetDateTime(Object value, ZoneId zone, PgType type) throws SQLException {
        if (value instanceof OffsetDateTime instant) {
            return instant;
        }
        if (!(value instanceof LocalDate || value instanceof LocalDateTime)) {
            throw SqlErrors.cannotConvert(type.name(), OffsetDateTime.class);
        }
        LocalDateTime local = toLocalDateTime(value, zone, type);
        if (local.equals(LocalDateTime.MAX)) {
            return OffsetDateTime.MAX;
        }
        return local.equals(LocalDateTime.MIN)
                ? OffsetDateTime.MIN
                : local.atZone(zone).toOffsetDateTime();
    }

    static ZonedDateTime toZonedDateTime(Object value, ZoneId zone, PgType type) throws SQLException {
        OffsetDateTime instant = toOffsetDateTime(value, zone, type);
        return isInfinite(instant) ? instant.toZonedDateTime() : instant.atZoneSameInstant(zone);
    }

    static Instant toInstant(Object value, ZoneId zone, PgType type) throws SQLException {
        OffsetDateTime instant = toOffsetDateTime(value, zone, type);
        if (instant.equals(OffsetDateTime.MAX)) {
            return Instant.MAX;
        }
        return instant.equals(OffsetDateTime.MIN) ? Instant.MIN : instant.toInstant();
    }

    private static boolean isInfinite(LocalDateTime local) {
        return local.equals(LocalDateTime.MAX) || local.equals(LocalDateTime.MIN);
    }

    private static boolean isInfinite(OffsetDateTime instant) {
        return instant.equals(OffsetDateTime.MAX) || instant.equals(OffsetDateTime.MIN);
    }
}
