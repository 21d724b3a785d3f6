package io.howdah.types;

import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * A date or time in PostgreSQL's ISO style, taken apart. Proleptic Gregorian; years as PostgreSQL writes them, with
 * {@code BC} behind, and four digits or as many more as it takes: of {@code 01-02-03} only DateStyle knows what it is.
 * The static methods write the same style.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-DATETIME-OUTPUT">Date/Time
 *     Output</a>
 */
public final class DateTimeText {
    /** PostgreSQL's limit is 15:59:59, Java's 18:00. */
    private static final int MAX_OFFSET = 18 * 3600;

    private static final long MICROS_PER_SECOND = 1_000_000;

    /** Its µs, and a day more, fit in a long. */
    private static final long MAX_TIMESTAMP_DAYS = Long.MAX_VALUE / DateTimeCodec.MICROS_PER_DAY - 2;

    private final byte[] bytes;
    private final int end;
    private final String pgType;
    private int at;

    private boolean date;
    private boolean time;
    private boolean zone;
    private int infinity;
    private long epochDay;
    private long microOfDay;
    private int offsetSeconds;

    private DateTimeText(byte[] bytes, int start, int end, String pgType) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
        this.pgType = pgType;
    }

    /** @throws SQLException 22007 for what is no date or time */
    public static DateTimeText parse(Cell cell, PgType type) throws SQLException {
        int from = cell.offset();
        int to = from + cell.length();
        byte[] bytes = cell.bytes();
        while (from < to && bytes[from] == ' ') {
            from++;
        }
        while (to > from && bytes[to - 1] == ' ') {
            to--;
        }
        DateTimeText text = new DateTimeText(bytes, from, to, type.name());
        text.parse();
        return text;
    }

    /** True for infinity too. */
    public boolean hasDate() {
        return date;
    }

    public boolean hasTime() {
        return time;
    }

    public boolean hasZone() {
        return zone;
    }

    /** 1 for infinity, -1 for -infinity, else 0. */
    public int infinity() {
        return infinity;
    }

    /** Days since 1970-01-01; of no meaning for infinity. */
    public long epochDay() {
        return epochDay;
    }

    /** 0 if there is no time; 86,400,000,000 for 24:00. */
    public long microOfDay() {
        return microOfDay;
    }

    /** Seconds east of UTC; 0 if there is no zone. */
    public int offsetSeconds() {
        return offsetSeconds;
    }

    /**
     * Date and time as µs since 2000-01-01 00:00, as they stand, whatever the zone; for infinity as
     * {@link DateTimeCodec#readUnits} says it.
     *
     * @throws SQLException 22007 for a date that no timestamp reaches
     */
    public long localMicros() throws SQLException {
        if (infinity != 0) {
            return infinity > 0 ? DateTimeCodec.INFINITY : DateTimeCodec.MINUS_INFINITY;
        }
        long days = epochDay - DateTimeCodec.EPOCH_DAY;
        if (Math.abs(days) > MAX_TIMESTAMP_DAYS) {
            throw malformed();
        }
        return days * DateTimeCodec.MICROS_PER_DAY + microOfDay;
    }

    /** {@link #localMicros()} moved to UTC. */
    public long utcMicros() throws SQLException {
        long local = localMicros();
        return infinity != 0 ? local : local - offsetSeconds * MICROS_PER_SECOND;
    }

    private void parse() throws SQLException {
        if (is("infinity")) {
            date = true;
            infinity = 1;
            return;
        }
        if (is("-infinity")) {
            date = true;
            infinity = -1;
            return;
        }
        int year = 0;
        int month = 0;
        int day = 0;
        int mark = at;
        int first = number(1, 7);
        int digits = at - mark;
        if (next('-')) {
            date = true;
            year = first;
            if (digits < 4 || year == 0) {
                throw malformed();
            }
            month = number(1, 2);
            expect('-');
            day = number(1, 2);
            if (at < end && (bytes[at] == 'T' || bytes[at] == ' ' && startsTime(at + 1))) {
                at++;
                parseTime();
            }
        } else {
            at = mark;
            parseTime();
        }
        parseZone();
        if (date) {
            boolean beforeChrist = is(" BC");
            if (beforeChrist) {
                at = end;
            }
            setDate(beforeChrist ? 1 - year : year, month, day);
        }
        if (at != end) {
            throw malformed();
        }
    }

    private boolean startsTime(int from) {
        return from + 2 < end && isDigit(from) && (bytes[from + 1] == ':' || bytes[from + 2] == ':');
    }

    private void parseTime() throws SQLException {
        time = true;
        int hour = number(1, 2);
        expect(':');
        int minute = number(2, 2);
        int second = 0;
        long micros = 0;
        if (next(':')) {
            second = number(2, 2);
            if (next('.')) {
                micros = fraction();
            }
        }
        microOfDay = ((hour * 60L + minute) * 60 + second) * MICROS_PER_SECOND + micros;
        if (minute > 59 || second > 59 || microOfDay > DateTimeCodec.MICROS_PER_DAY) {
            throw malformed();
        }
    }

    /** Rounded to microseconds. */
    private long fraction() throws SQLException {
        long nanos = 0;
        int digits = 0;
        while (at < end && isDigit(at) && digits < 9) {
            nanos = nanos * 10 + bytes[at++] - '0';
            digits++;
        }
        if (digits == 0) {
            throw malformed();
        }
        for (; digits < 9; digits++) {
            nanos *= 10;
        }
        return (nanos + 500) / 1000;
    }

    private void parseZone() throws SQLException {
        int mark = at;
        next(' ');
        if (next('Z')) {
            zone = true;
            return;
        }
        boolean west = at < end && bytes[at] == '-';
        if (!west && !(at < end && bytes[at] == '+')) {
            at = mark;
            return;
        }
        at++;
        zone = true;
        int seconds = number(2, 2) * 3600;
        if (at < end && (next(':') || isDigit(at))) {
            seconds += minutesOrSeconds() * 60;
            if (next(':')) {
                seconds += minutesOrSeconds();
            }
        }
        if (seconds > MAX_OFFSET) {
            throw malformed();
        }
        offsetSeconds = west ? -seconds : seconds;
    }

    private int minutesOrSeconds() throws SQLException {
        int value = number(2, 2);
        if (value > 59) {
            throw malformed();
        }
        return value;
    }

    private void setDate(int year, int month, int day) throws SQLException {
        try {
            epochDay = LocalDate.of(year, month, day).toEpochDay();
        } catch (DateTimeException e) {
            throw malformed();
        }
    }

    private int number(int minDigits, int maxDigits) throws SQLException {
        int value = 0;
        int digits = 0;
        while (at < end && digits < maxDigits && isDigit(at)) {
            value = value * 10 + bytes[at++] - '0';
            digits++;
        }
        if (digits < minDigits) {
            throw malformed();
        }
        return value;
    }

    private boolean isDigit(int index) {
        return bytes[index] >= '0' && bytes[index] <= '9';
    }

    private boolean next(char wanted) {
        if (at < end && bytes[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) throws SQLException {
        if (!next(wanted)) {
            throw malformed();
        }
    }

    /** Whether the rest is this. */
    private boolean is(String rest) {
        if (end - at != rest.length()) {
            return false;
        }
        for (int i = 0; i < rest.length(); i++) {
            if (bytes[at + i] != rest.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private SQLException malformed() {
        return SqlErrors.notADateTime(pgType);
    }

    // ---- writing

    /** Without the era: {@link #appendEra} goes to the very end. */
    public static void appendDate(StringBuilder out, long epochDay) {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        appendDate(out, date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    static void appendDate(StringBuilder out, int prolepticYear, int month, int day) {
        int year = prolepticYear > 0 ? prolepticYear : 1 - prolepticYear;
        for (int limit = 1000; year < limit && limit > 1; limit /= 10) {
            out.append('0');
        }
        out.append(year).append('-');
        appendTwo(out, month);
        out.append('-');
        appendTwo(out, day);
    }

    public static void appendEra(StringBuilder out, long epochDay) {
        appendEra(out, LocalDate.ofEpochDay(epochDay).getYear());
    }

    static void appendEra(StringBuilder out, int prolepticYear) {
        if (prolepticYear <= 0) {
            out.append(" BC");
        }
    }

    /** {@code HH:MM:SS} and as many decimals as it takes. */
    public static void appendTime(StringBuilder out, long microOfDay) {
        long second = microOfDay / MICROS_PER_SECOND;
        appendTwo(out, (int) (second / 3600));
        out.append(':');
        appendTwo(out, (int) (second / 60 % 60));
        out.append(':');
        appendTwo(out, (int) (second % 60));
        int fraction = (int) (microOfDay % MICROS_PER_SECOND);
        if (fraction != 0) {
            out.append('.');
            for (int unit = 100_000; fraction != 0; unit /= 10) {
                out.append((char) ('0' + fraction / unit));
                fraction %= unit;
            }
        }
    }

    /** {@code +HH}, with minutes and seconds where there are any. */
    public static void appendOffset(StringBuilder out, int secondsEast) {
        int seconds = Math.abs(secondsEast);
        out.append(secondsEast < 0 ? '-' : '+');
        appendTwo(out, seconds / 3600);
        if (seconds % 3600 != 0) {
            out.append(':');
            appendTwo(out, seconds / 60 % 60);
            if (seconds % 60 != 0) {
                out.append(':');
                appendTwo(out, seconds % 60);
            }
        }
    }

    private static void appendTwo(StringBuilder out, int value) {
        out.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }
}
