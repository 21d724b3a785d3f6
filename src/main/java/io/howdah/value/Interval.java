package io.howdah.value;

import java.time.Duration;
import java.time.Period;

/**
 * A span of time: {@code interval}. Its three parts stand side by side, and each may have its own sign, since a month
 * has no fixed number of days, and a day, where clocks change, none of hours.
 *
 * <p>{@code Interval.parse("1 year 2 mons -3 days +04:05:06.789")} is {@code new Interval(14, -3, 14_706_789_000L)}.
 *
 * <p>Equal are intervals of equal parts: {@code 1 mon} and {@code 30 days} are not, although PostgreSQL's {@code =}
 * says so.
 *
 * @param months twelve of them are a year
 * @see <a href="https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-INTERVAL-INPUT">Interval
 *     Input</a>
 */
public record Interval(int months, int days, long microseconds) {
    public static final Interval ZERO = new Interval(0, 0, 0);

    /** From PostgreSQL 17 on. */
    public static final Interval INFINITY = new Interval(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);

    /** From PostgreSQL 17 on. */
    public static final Interval MINUS_INFINITY = new Interval(Integer.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE);

    private static final long MICROS_PER_SECOND = 1_000_000;

    /**
     * Months and days.
     *
     * @throws ArithmeticException where the years are too many for a number of months
     */
    public static Interval of(Period period) {
        return new Interval(Math.toIntExact(period.toTotalMonths()), period.getDays(), 0);
    }

    /**
     * Microseconds, to the nearest of which it is rounded.
     *
     * @throws ArithmeticException beyond some 292,000 years
     */
    public static Interval of(Duration duration) {
        long micros = Math.multiplyExact(duration.getSeconds(), MICROS_PER_SECOND);
        return new Interval(0, 0, Math.addExact(micros, (duration.getNano() + 500) / 1000));
    }

    public boolean isInfinite() {
        return equals(INFINITY) || equals(MINUS_INFINITY);
    }

    /**
     * The days, taken to have 24 hours, and the time. What comes of subtracting timestamps has no months.
     *
     * @throws ArithmeticException for months, which have no fixed length, and for the infinite ones
     */
    public Duration toDuration() {
        if (isInfinite() || months != 0) {
            throw new ArithmeticException(
                    isInfinite() ? "it is infinite" : "it has months, which have no fixed length");
        }
        long seconds = Math.floorDiv(microseconds, MICROS_PER_SECOND);
        long nanos = Math.floorMod(microseconds, MICROS_PER_SECOND) * 1000;
        return Duration.ofDays(days).plusSeconds(seconds).plusNanos(nanos);
    }

    /**
     * Years, months and days.
     *
     * @throws ArithmeticException for a time of day, which a Period has no room for, and for the infinite ones
     */
    public Period toPeriod() {
        if (isInfinite() || microseconds != 0) {
            throw new ArithmeticException(isInfinite() ? "it is infinite" : "it has hours, minutes or seconds");
        }
        return Period.of(months / 12, months % 12, days);
    }

    /**
     * Reads what PostgreSQL prints, whatever {@code IntervalStyle} is: {@code 1 mon -2 days}, {@code P1M-2D}, {@code @ 1
     * mon -2 days}, {@code +0-1 -2 +0:00:00}.
     *
     * @throws IllegalArgumentException for any other text, and for numbers that are too large
     */
    public static Interval parse(String text) {
        return new IntervalParser(text).parse();
    }

    /** As under {@code IntervalStyle} {@code postgres}, the server's default. */
    @Override
    public String toString() {
        if (isInfinite()) {
            return months > 0 ? "infinity" : "-infinity";
        }
        StringBuilder out = new StringBuilder(40);
        // C's way and Java's of dividing agree: all towards zero.
        boolean afterNegative = append(out, months / 12, "year", false);
        afterNegative = append(out, months % 12, "mon", afterNegative);
        afterNegative = append(out, days, "day", afterNegative);
        if (microseconds != 0 || out.isEmpty()) {
            if (!out.isEmpty()) {
                out.append(' ');
            }
            out.append(microseconds < 0 ? "-" : afterNegative ? "+" : "");
            appendTime(out);
        }
        return out.toString();
    }

    /** Returns whether the number that now stands last is negative: a positive one behind it shows its sign. */
    private static boolean append(StringBuilder out, int number, String unit, boolean afterNegative) {
        if (number == 0) {
            return afterNegative;
        }
        if (!out.isEmpty()) {
            out.append(' ');
        }
        out.append(afterNegative && number > 0 ? "+" : "").append(number).append(' ');
        out.append(unit).append(number == 1 ? "" : "s");
        return number < 0;
    }

    private void appendTime(StringBuilder out) {
        long hours = Math.abs(microseconds / (3600 * MICROS_PER_SECOND));
        int seconds = (int) Math.abs(microseconds / MICROS_PER_SECOND % 3600);
        int fraction = (int) Math.abs(microseconds % MICROS_PER_SECOND);
        out.append(hours < 10 ? "0" : "").append(hours);
        out.append(seconds / 60 < 10 ? ":0" : ":").append(seconds / 60);
        out.append(seconds % 60 < 10 ? ":0" : ":").append(seconds % 60);
        if (fraction != 0) {
            int end = out.append('.').append(1_000_000 + fraction).length();
            out.deleteCharAt(end - 7);
            while (out.charAt(out.length() - 1) == '0') {
                out.setLength(out.length() - 1);
            }
        }
    }
}
