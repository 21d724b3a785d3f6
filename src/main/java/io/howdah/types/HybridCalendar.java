package io.howdah.types;

import java.time.LocalDate;
import java.util.TimeZone;

/**
 * From what a clock on the wall shows to {@code java.sql}'s milliseconds and back.
 *
 * <p>PostgreSQL counts by the Gregorian calendar for all time, {@code java.util.Date} by the Julian one before
 * 1582-10-15. Here the <em>digits</em> stay the same, not the instant: '1500-03-01' in the database is a Date that
 * prints 1500-03-01.
 */
final class HybridCalendar {
    private static final long MILLIS_PER_DAY = 86_400_000L;

    /** 1582-10-15, the first day of the Gregorian calendar, in days since 1970-01-01. */
    private static final long CUTOVER_DAY = -141_427;

    private static final long CUTOVER_MILLIS = CUTOVER_DAY * MILLIS_PER_DAY;

    /** 1970-01-01 counted in days from the start of the Julian day count. */
    private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;

    private HybridCalendar() {}

    /**
     * The instant at which a clock in the zone shows this.
     *
     * <p>As {@code java.util} decides: an hour that comes twice is the one of standard time; one that is left out is read
     * with the offset before the change.
     *
     * @param localMillis what the clock shows, as if it stood in UTC; proleptic Gregorian
     */
    static long toInstantMillis(long localMillis, TimeZone zone) {
        long local = localMillis < CUTOVER_MILLIS ? toHybrid(localMillis) : localMillis;
        int first = zone.getOffset(local - zone.getRawOffset());
        int second = zone.getOffset(local - first);
        if (first == second || zone.getOffset(local - second) == second) {
            return local - second;
        }
        return local - Math.min(first, second);
    }

    /** Moves an instant such that its digits in the zone stay, when it is read by the other calendar. */
    static long shiftInstant(long millis, TimeZone zone) {
        // A day more than enough, since the zone's offset is not known yet.
        if (millis >= CUTOVER_MILLIS + MILLIS_PER_DAY) {
            return millis;
        }
        long local = millis + zone.getOffset(millis);
        return local < CUTOVER_MILLIS ? millis + toHybrid(local) - local : millis;
    }

    private static long toHybrid(long localMillis) {
        long day = Math.floorDiv(localMillis, MILLIS_PER_DAY);
        return localMillis + (julianEpochDay(LocalDate.ofEpochDay(day)) - day) * MILLIS_PER_DAY;
    }

    /** The day whose Julian date has the digits of this Gregorian one. */
    private static long julianEpochDay(LocalDate date) {
        int january = (14 - date.getMonthValue()) / 12;
        long year = date.getYear() + 4800L - january;
        int month = date.getMonthValue() + 12 * january - 3;
        return date.getDayOfMonth()
                + (153L * month + 2) / 5
                + 365 * year
                + Math.floorDiv(year, 4L)
                - 32_083
                - JULIAN_DAY_OF_EPOCH;
    }

    /** Year (astronomical), month and day as {@code java.sql.Date.toString} would show them for a local day. */
    static int[] digits(long localEpochDay) {
        if (localEpochDay >= CUTOVER_DAY) {
            LocalDate date = LocalDate.ofEpochDay(localEpochDay);
            return new int[] {date.getYear(), date.getMonthValue(), date.getDayOfMonth()};
        }
        long c = localEpochDay + JULIAN_DAY_OF_EPOCH + 32_082;
        long d = Math.floorDiv(4 * c + 3, 1461L);
        long e = c - Math.floorDiv(1461 * d, 4L);
        int m = (int) ((5 * e + 2) / 153);
        int day = (int) (e - (153L * m + 2) / 5) + 1;
        int month = m + 3 - 12 * (m / 10);
        int year = (int) (d - 4800 + m / 10);
        return new int[] {year, month, day};
    }
}
