package io.howdah.types;

import io.howdah.error.SqlErrors;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Numbers and booleans written in characters, and narrowing from one Java number to another. What is no number, or too
 * large for what was asked, is 22003.
 */
public final class NumberText {
    /** The longest numeric that PostgreSQL prints: 131072 digits, a point, 16383 digits, a sign. */
    public static final int MAX_LENGTH = 131_072 + 1 + 16_383 + 1;

    private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private NumberText() {}

    /** The text of a cell as a whole number, truncated towards zero. Allocates nothing for up to 18 plain digits. */
    public static long readLong(Cell cell, PgType type) throws SQLException {
        byte[] bytes = cell.bytes();
        int at = cell.offset();
        int end = at + cell.length();
        boolean negative = at < end && bytes[at] == '-';
        if (negative) {
            at++;
        }
        int digits = end - at;
        if (digits < 1 || digits > 18) {
            return toLong(parseDecimal(cell.text(), type), type);
        }
        long value = 0;
        for (; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return toLong(parseDecimal(cell.text(), type), type);
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }

    public static double readDouble(Cell cell, PgType type) throws SQLException {
        return parseDouble(cell.text(), type);
    }

    /** As {@link #readDouble}, and rounded once: what is rounded to a double first may come to lie between two floats. */
    public static float readFloat(Cell cell, PgType type) throws SQLException {
        String text = cell.text();
        double wide = parseDouble(text, type);
        float value = Double.isFinite(wide) ? Float.parseFloat(text.strip()) : (float) wide;
        if (Float.isInfinite(value) && Double.isFinite(wide)) {
            throw SqlErrors.outOfRange(type.name(), "float");
        }
        return value;
    }

    public static BigDecimal readDecimal(Cell cell, PgType type) throws SQLException {
        return parseDecimal(cell.text(), type);
    }

    /** That the text is an integer as the server reads one: a sign, if any, and digits; blanks may be around them. */
    public static void requireWhole(String text, PgType type) throws SQLException {
        int at = 0;
        int end = text.length();
        while (at < end && isBlank(text.charAt(at))) {
            at++;
        }
        while (end > at && isBlank(text.charAt(end - 1))) {
            end--;
        }
        if (at < end && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            at++;
        }
        if (at == end) {
            throw SqlErrors.notANumber(type.name());
        }
        for (; at < end; at++) {
            if (text.charAt(at) < '0' || text.charAt(at) > '9') {
                throw SqlErrors.notANumber(type.name());
            }
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    /** That a number which was read as zero is one. */
    public static void requireZero(String text, PgType type) throws SQLException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'e' || c == 'E') {
                return;
            }
            if (c >= '1' && c <= '9') {
                throw SqlErrors.outOfRange("text", type.name());
            }
        }
    }

    /** By PostgreSQL's spellings and JDBC's; others are 42846. */
    public static boolean readBoolean(Cell cell, PgType type) throws SQLException {
        return parseBoolean(cell.length() > 100 ? "" : cell.text(), type.name());
    }

    /** @param type what the text is, for the message of the error */
    public static boolean parseBoolean(String text, String type) throws SQLException {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "t", "true", "yes", "y", "on", "1" -> true;
            case "f", "false", "no", "n", "off", "0" -> false;
            default -> throw SqlErrors.notABoolean(type);
        };
    }

    public static BigDecimal parseDecimal(String text, PgType type) throws SQLException {
        String number = text.strip();
        // Java's parser takes time in the square of the length, and takes digits that are not ASCII.
        if (number.length() > MAX_LENGTH || !isPlainNumber(number)) {
            throw SqlErrors.notANumber(type.name());
        }
        try {
            return new BigDecimal(number);
        } catch (NumberFormatException e) {
            throw SqlErrors.notANumber(type.name());
        }
    }

    /** Takes NaN and the infinities by PostgreSQL's names, beside what {@link #parseDecimal} takes. */
    public static double parseDouble(String text, PgType type) throws SQLException {
        String number = text.strip();
        double value;
        switch (number) {
            case "NaN":
                return Double.NaN;
            case "Infinity":
                return Double.POSITIVE_INFINITY;
            case "-Infinity":
                return Double.NEGATIVE_INFINITY;
            default:
                // Java alone would take hexadecimal forms and the suffixes d and f.
                if (!isPlainNumber(number)) {
                    throw SqlErrors.notANumber(type.name());
                }
                try {
                    value = Double.parseDouble(number);
                } catch (NumberFormatException e) {
                    throw SqlErrors.notANumber(type.name());
                }
        }
        if (Double.isInfinite(value)) {
            throw SqlErrors.outOfRange(type.name(), "double");
        }
        return value;
    }

    /** Truncated towards zero. */
    public static long toLong(BigDecimal value, PgType type) throws SQLException {
        // Looked at before it is expanded: 1e999999999 is a small object until then.
        long integerDigits = integerDigits(value);
        if (integerDigits > 19) {
            throw SqlErrors.outOfRange(type.name(), "long");
        }
        if (integerDigits <= 0) {
            return 0;
        }
        BigDecimal whole = value.setScale(0, RoundingMode.DOWN);
        if (whole.compareTo(LONG_MIN) < 0 || whole.compareTo(LONG_MAX) > 0) {
            throw SqlErrors.outOfRange(type.name(), "long");
        }
        return whole.longValue();
    }

    /** Truncated towards zero. */
    public static long toLong(double value, PgType type) throws SQLException {
        // 2^63 itself is a double and no long; NaN fails both tests.
        if (value >= -0x1p63 && value < 0x1p63) {
            return (long) value;
        }
        throw SqlErrors.outOfRange(type.name(), "long");
    }

    /** Truncated towards zero; 22003 beyond what PostgreSQL's numeric holds. */
    public static BigInteger toBigInteger(BigDecimal value, PgType type) throws SQLException {
        long integerDigits = integerDigits(value);
        if (integerDigits > MAX_LENGTH) {
            throw SqlErrors.outOfRange(type.name(), "BigInteger");
        }
        return integerDigits <= 0 ? BigInteger.ZERO : value.toBigInteger();
    }

    public static int toInt(long value, PgType type) throws SQLException {
        if (value != (int) value) {
            throw SqlErrors.outOfRange(type.name(), "int");
        }
        return (int) value;
    }

    /** 1 and 0 only; others are 42846. */
    public static boolean toBoolean(double value, PgType type) throws SQLException {
        if (value == 1) {
            return true;
        }
        if (value == 0) {
            return false;
        }
        throw SqlErrors.notABoolean(type.name());
    }

    /** Digits before the point; zero or less where there are none but zeros. */
    private static long integerDigits(BigDecimal value) {
        return value.signum() == 0 ? 0 : (long) value.precision() - value.scale();
    }

    private static boolean isPlainNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
