package io.howdah.types.codec;

import io.howdah.value.Interval;

/**
 * The text of an interval under the less usual values of {@code IntervalStyle}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-INTERVAL-OUTPUT">Interval
 *     Output</a>
 */
final class IntervalStyles {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final StringBuilder out = new StringBuilder(48);
    private final long years;
    private final long months;
    private final long days;
    private final long hours;
    private final long minutes;
    private final long seconds;
    private final long micros;

    /** Towards zero: all parts of the months have the months' sign, and likewise those of the time. */
    private IntervalStyles(Interval value) {
        years = value.months() / 12;
        months = value.months() % 12;
        days = value.days();
        hours = value.microseconds() / (3600 * MICROS_PER_SECOND);
        minutes = value.microseconds() / (60 * MICROS_PER_SECOND) % 60;
        seconds = value.microseconds() / MICROS_PER_SECOND % 60;
        micros = value.microseconds() % MICROS_PER_SECOND;
    }

    /** @param style as the server reports it; what is not known is taken for {@code postgres} */
    static String print(Interval value, String style) {
        if (value.isInfinite()) {
            return value.toString();
        }
        return switch (style) {
            case "iso_8601" -> new IntervalStyles(value).iso();
            case "sql_standard" -> new IntervalStyles(value).sql();
            case "postgres_verbose" -> new IntervalStyles(value).verbose();
            default -> value.toString();
        };
    }

    /**
     * The text of an interval with each sign said that the server would take for granted: a minus that stands first and alone
     * is that of all fields under {@code sql_standard}, and of its own field only under all other styles.
     */
    static String signed(String text, String style) {
        String given = text.strip();
        if (!given.startsWith("-")) {
            return given;
        }
        StringBuilder signed = new StringBuilder(given.length() + 8).append('-');
        char sign = style.equals("sql_standard") && !hasSignBehindFirst(given) ? '-' : '+';
        for (int i = 1; i < given.length(); i++) {
            char before = given.charAt(i - 1);
            if (isDigit(given.charAt(i)) && (before == ' ' || before >= 'a' && before <= 'z')) {
                signed.append(sign);
            }
            signed.append(given.charAt(i));
        }
        return signed.toString();
    }

    private static boolean hasSignBehindFirst(String text) {
        for (int i = 1; i < text.length(); i++) {
            boolean isSign = text.charAt(i) == '-' || text.charAt(i) == '+';
            // Between digits it stands between years and months.
            if (isSign && !isDigit(text.charAt(i - 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** {@code P1Y2M-3DT4H5M6.789S}. */
    private String iso() {
        if (isZero()) {
            return "PT0S";
        }
        out.append('P');
        iso(years, 'Y');
        iso(months, 'M');
        iso(days, 'D');
        if (hasTime()) {
            out.append('T');
            iso(hours, 'H');
            iso(minutes, 'M');
            if (seconds != 0 || micros != 0) {
                out.append(seconds < 0 || micros < 0 ? "-" : "");
                appendSeconds(1);
                out.append('S');
            }
        }
        return out.toString();
    }

    private void iso(long number, char unit) {
        if (number != 0) {
            out.append(number).append(unit);
        }
    }

    /** {@code 1-2} or {@code -3 4:05:06.789}, and {@code +1-2 -3 +4:05:06.789} for what the standard has no form for. */
    private String sql() {
        boolean hasYears = years != 0 || months != 0;
        boolean yearsNegative = years < 0 || months < 0;
        boolean timeNegative = hours < 0 || minutes < 0 || seconds < 0 || micros < 0;
        boolean negative = yearsNegative || days < 0 || timeNegative;
        boolean positive = hasYears && !yearsNegative || days > 0 || hasTime() && !timeNegative;
        if (!negative && !positive) {
            return "0";
        }
        if (negative && positive || hasYears && (days != 0 || hasTime())) {
            out.append(yearsNegative ? '-' : '+');
            appendYears();
            out.append(days < 0 ? " -" : " +").append(Math.abs(days));
            out.append(timeNegative ? " -" : " +");
            appendTime();
            return out.toString();
        }
        out.append(negative ? "-" : "");
        if (hasYears) {
            appendYears();
            return out.toString();
        }
        if (days != 0) {
            out.append(Math.abs(days)).append(' ');
        }
        appendTime();
        return out.toString();
    }

    private void appendYears() {
        out.append(Math.abs(years)).append('-').append(Math.abs(months));
    }

    private void appendTime() {
        out.append(Math.abs(hours)).append(':');
        out.append(Math.abs(minutes) < 10 ? "0" : "").append(Math.abs(minutes)).append(':');
        appendSeconds(2);
    }

    /** {@code @ 1 year 2 mons -3 days 4 hours 5 mins 6.789 secs}; the first sign is said by {@code ago}. */
    private String verbose() {
        if (isZero()) {
            return "@ 0";
        }
        out.append('@');
        int sign = verbose(0, years, "year");
        sign = verbose(sign, months, "mon");
        sign = verbose(sign, days, "day");
        sign = verbose(sign, hours, "hour");
        sign = verbose(sign, minutes, "min");
        if (seconds != 0 || micros != 0) {
            int own = seconds < 0 || micros < 0 ? -1 : 1;
            sign = sign == 0 ? own : sign;
            out.append(sign == own ? " " : " -");
            appendSeconds(1);
            out.append(Math.abs(seconds) != 1 || micros != 0 ? " secs" : " sec");
        }
        return out.append(sign < 0 ? " ago" : "").toString();
    }

    /** Returns the sign of the first number, 0 before there is one. */
    private int verbose(int sign, long number, String unit) {
        if (number == 0) {
            return sign;
        }
        int first = sign == 0 ? Long.signum(number) : sign;
        long shown = first * number;
        out.append(' ').append(shown).append(' ').append(unit).append(shown == 1 ? "" : "s");
        return first;
    }

    private void appendSeconds(int digits) {
        long whole = Math.abs(seconds);
        out.append(whole < 10 && digits == 2 ? "0" : "").append(whole);
        if (micros != 0) {
            String fraction = Long.toString(MICROS_PER_SECOND + Math.abs(micros));
            int end = fraction.length();
            while (fraction.charAt(end - 1) == '0') {
                end--;
            }
            out.append('.').append(fraction, 1, end);
        }
    }

    private boolean hasTime() {
        return hours != 0 || minutes != 0 || seconds != 0 || micros != 0;
    }

    private boolean isZero() {
        return years == 0 && months == 0 && days == 0 && !hasTime();
    }
}
