package io.howdah.types;

import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.util.TimeZone;

/**
 * {@code java.sql} dates and times as text that PostgreSQL reads: local digits in a zone and the zone's offset behind, so
 * that types with a zone get the instant and types without get the digits.
 *
 * <p>Only the milliseconds are looked at, so any {@code java.util.Date} will do.
 */
public final class SqlDateTimeText {
    /** The µs of these milliseconds fit in a long with any offset. */
    private static final long MAX_MILLIS = Long.MAX_VALUE / 1000 - 86_400_000L;

    private SqlDateTimeText() {}

    /** {@code 2024-03-07 +01}. */
    public static String date(java.util.Date date, TimeZone zone) throws SQLException {
        long millis = date.getTime();
        if (isInfinite(millis)) {
            return infinity(millis);
        }
        check(date);
        int offset = offsetSeconds(millis, zone);
        StringBuilder out = new StringBuilder(24);
        int year = appendDate(out, millis * 1000 + offset * 1_000_000L);
        DateTimeText.appendOffset(out.append(' '), offset);
        DateTimeText.appendEra(out, year);
        return out.toString();
    }

    /** {@code 12:34:56.789+01}. */
    public static String time(java.util.Date time, TimeZone zone) throws SQLException {
        check(time);
        long millis = time.getTime();
        int offset = offsetSeconds(millis, zone);
        StringBuilder out = new StringBuilder(24);
        appendTime(out, millis * 1000 + offset * 1_000_000L);
        DateTimeText.appendOffset(out, offset);
        return out.toString();
    }

    /** {@code 2024-03-07 12:34:56.789012+01}; a Timestamp's nanoseconds are rounded to microseconds. */
    public static String timestamp(java.util.Date timestamp, TimeZone zone) throws SQLException {
        long millis = timestamp.getTime();
        if (isInfinite(millis)) {
            return infinity(millis);
        }
        check(timestamp);
        int offset = offsetSeconds(millis, zone);
        long local = millis * 1000 + offset * 1_000_000L;
        if (timestamp instanceof java.sql.Timestamp precise) {
            local = Math.floorDiv(local, 1_000_000L) * 1_000_000L + (precise.getNanos() + 500) / 1000;
        }
        StringBuilder out = new StringBuilder(40);
        int year = appendDate(out, local);
        appendTime(out.append(' '), local);
        DateTimeText.appendOffset(out, offset);
        DateTimeText.appendEra(out, year);
        return out.toString();
    }

    private static boolean isInfinite(long millis) {
        return millis == SqlDateTimes.INFINITY_MILLIS || millis == SqlDateTimes.MINUS_INFINITY_MILLIS;
    }

    private static String infinity(long millis) {
        return millis > 0 ? "infinity" : "-infinity";
    }

    private static void check(java.util.Date value) throws SQLException {
        if (value.getTime() > MAX_MILLIS || value.getTime() < -MAX_MILLIS) {
            throw SqlErrors.dateTimeOverflow(value.getClass(), "timestamp");
        }
    }

    private static int offsetSeconds(long millis, TimeZone zone) {
        return zone.getOffset(millis) / 1000;
    }

    /** Returns the year, whose era goes to the very end. */
    private static int appendDate(StringBuilder out, long localMicros) {
        int[] digits = HybridCalendar.digits(Math.floorDiv(localMicros, DateTimeCodec.MICROS_PER_DAY));
        DateTimeText.appendDate(out, digits[0], digits[1], digits[2]);
        return digits[0];
    }

    private static void appendTime(StringBuilder out, long localMicros) {
        DateTimeText.appendTime(out, Math.floorMod(localMicros, DateTimeCodec.MICROS_PER_DAY));
    }
}
