package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.SQLException;

/**
 * The binary form of {@code numeric}: the count of digits, the weight of the first, the sign, how many decimals to show,
 * then the digits, which are in base 10000. The digit at index i counts 10000<sup>weight - i</sup>.
 */
final class NumericReader {
    static final int HEADER = 8;
    static final int POSITIVE = 0x0000;
    static final int NEGATIVE = 0x4000;
    static final int NAN = 0xC000;
    static final int INFINITY = 0xD000;
    static final int MINUS_INFINITY = 0xF000;
    static final int MAX_SCALE = 16_383;

    /** In base 10000: as many as 131072 places before the point and 16383 behind it can touch. */
    private static final int MAX_DIGITS = 131_072 / 4 + 16_384 / 4;

    /** In base 10000: halfway between two doubles is a number of at most 768 places. */
    private static final int ROUNDED_DIGITS = 768 / 4 + 1;

    private static final String TYPE = BuiltinTypes.NUMERIC.name();
    private static final int BASE = 10_000;
    private static final int MAX_LONG_DIGITS = 18;
    static final long[] POWERS_OF_TEN = new long[MAX_LONG_DIGITS + 1];
    /** Exact as doubles, as is every long below 2^53. */
    private static final double[] EXACT_POWERS = new double[23];

    static {
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = POWERS_OF_TEN[i - 1] * 10;
        }
        for (int i = 0; i < EXACT_POWERS.length; i++) {
            EXACT_POWERS[i] = BigDecimal.TEN.pow(i).doubleValue();
        }
    }

    private NumericReader() {}

    /** False for NaN and the infinities. */
    static boolean isFinite(Cell cell) throws SQLException {
        int sign = sign(cell);
        return sign == POSITIVE || sign == NEGATIVE;
    }

    static BigDecimal decimal(Cell cell) throws SQLException {
        int scale = scale(cell);
        // Digits beyond the scale are cut, as the server does on input; it sends none.
        int count = Math.min(count(cell), weight(cell) + 1 + (scale + 3) / 4);
        if (count <= 0) {
            return BigDecimal.valueOf(0, scale);
        }
        // Decimals that the digits make up; negative where zeros follow them before the point.
        int decimals = 4 * (count - 1 - weight(cell));
        if (fitsLong(cell, count)) {
            long value = toLong(cell, count);
            if (decimals >= scale && decimals - scale <= MAX_LONG_DIGITS) {
                return BigDecimal.valueOf(signed(cell, value / POWERS_OF_TEN[decimals - scale]), scale);
            }
            int missing = scale - decimals;
            if (missing > 0 && missing <= MAX_LONG_DIGITS && value < POWERS_OF_TEN[MAX_LONG_DIGITS - missing]) {
                return BigDecimal.valueOf(signed(cell, value * POWERS_OF_TEN[missing]), scale);
            }
        }
        BigInteger digits = toBigInteger(cell, 0, count);
        BigInteger value = sign(cell) == NEGATIVE ? digits.negate() : digits;
        return new BigDecimal(value, decimals).setScale(scale, RoundingMode.DOWN);
    }

    /** Truncated towards zero. */
    static long wholeNumber(Cell cell) throws SQLException {
        int count = count(cell);
        if (!isFinite(cell)) {
            throw SqlErrors.notANumber(TYPE);
        }
        int integerDigits = weight(cell) + 1;
        if (count == 0 || integerDigits <= 0) {
            return 0;
        }
        // Five digits of base 10000 hold all of a long.
        if (integerDigits > 5) {
            throw SqlErrors.outOfRange(TYPE, "long");
        }
        // Counted downwards, since there is one more negative long than there are positive ones.
        long value = 0;
        for (int i = 0; i < integerDigits; i++) {
            int digit = i < count ? digit(cell, i) : 0;
            if (value < (Long.MIN_VALUE + digit) / BASE) {
                throw SqlErrors.outOfRange(TYPE, "long");
            }
            value = value * BASE - digit;
        }
        if (sign(cell) == NEGATIVE) {
            return value;
        }
        if (value == Long.MIN_VALUE) {
            throw SqlErrors.outOfRange(TYPE, "long");
        }
        return -value;
    }

    static double toDouble(Cell cell) throws SQLException {
        int count = count(cell);
        switch (sign(cell)) {
            case NAN:
                return Double.NaN;
            case INFINITY:
                return Double.POSITIVE_INFINITY;
            case MINUS_INFINITY:
                return Double.NEGATIVE_INFINITY;
            default:
                break;
        }
        if (count == 0) {
            return 0;
        }
        int decimals = 4 * (count - 1 - weight(cell));
        if (fitsLong(cell, count) && Math.abs(decimals) < EXACT_POWERS.length) {
            long value = signed(cell, toLong(cell, count));
            if (Math.abs(value) < 1L << 53) {
                // Both exact, so the result is rounded once, as it should be.
                return decimals >= 0 ? value / EXACT_POWERS[decimals] : value * EXACT_POWERS[-decimals];
            }
        }
        double value = roundable(cell, count).doubleValue();
        if (Double.isInfinite(value)) {
            throw SqlErrors.outOfRange(TYPE, "double");
        }
        return sign(cell) == NEGATIVE ? -value : value;
    }

    /** Rounded once, not by way of a double. */
    static float toFloat(Cell cell) throws SQLException {
        int count = count(cell);
        if (!isFinite(cell) || count == 0) {
            return (float) toDouble(cell);
        }
        float value = roundable(cell, count).floatValue();
        if (Float.isInfinite(value)) {
            throw SqlErrors.outOfRange(TYPE, "float");
        }
        return sign(cell) == NEGATIVE ? -value : value;
    }

    /** What is rounded as the magnitude would be, and is never much longer than a number between two doubles may be. */
    private static BigDecimal roundable(Cell cell, int count) throws SQLException {
        int used = Math.min(count, ROUNDED_DIGITS);
        BigInteger digits = toBigInteger(cell, 0, used);
        int decimals = 4 * (used - 1 - weight(cell));
        for (int i = used; i < count; i++) {
            if (digit(cell, i) != 0) {
                // It is not halfway between two, but beyond.
                return new BigDecimal(digits.multiply(BigInteger.TEN).add(BigInteger.ONE), decimals + 1);
            }
        }
        return new BigDecimal(digits, decimals);
    }

    /** As PostgreSQL prints it: never an exponent, and as many decimals as the scale says. */
    static String text(Cell cell) throws SQLException {
        int count = count(cell);
        switch (sign(cell)) {
            case NAN:
                return "NaN";
            case INFINITY:
                return "Infinity";
            case MINUS_INFINITY:
                return "-Infinity";
            default:
                break;
        }
        int weight = weight(cell);
        int scale = scale(cell);
        StringBuilder out = new StringBuilder(4 * Math.max(weight + 1, 1) + scale + 2);
        if (sign(cell) == NEGATIVE) {
            out.append('-');
        }
        int start = out.length();
        for (int i = 0; i <= weight; i++) {
            int digit = i < count ? digit(cell, i) : 0;
            if (out.length() > start) {
                appendFour(out, digit);
            } else if (digit != 0) {
                out.append(digit);
            }
        }
        if (out.length() == start) {
            out.append('0');
        }
        if (scale > 0) {
            out.append('.');
            int end = out.length() + scale;
            for (int i = weight + 1; out.length() < end; i++) {
                appendFour(out, i >= 0 && i < count ? digit(cell, i) : 0);
            }
            out.setLength(end);
        }
        return out.toString();
    }

    private static void appendFour(StringBuilder out, int digit) {
        out.append((char) ('0' + digit / 1000))
                .append((char) ('0' + digit / 100 % 10))
                .append((char) ('0' + digit / 10 % 10))
                .append((char) ('0' + digit % 10));
    }

    /** Whether the digits, taken as one integer, have at most 18 decimal places. */
    private static boolean fitsLong(Cell cell, int count) throws SQLException {
        return count <= 4 || count == 5 && digit(cell, 0) < 100;
    }

    private static long toLong(Cell cell, int count) throws SQLException {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value * BASE + digit(cell, i);
        }
        return value;
    }

    /** By halves, which keeps the time bearable for the 147,455 digits a numeric may have. */
    private static BigInteger toBigInteger(Cell cell, int from, int to) throws SQLException {
        return toBigInteger(cell, from, to, new BigInteger[16]);
    }

    /** @param powers filled as they are needed: the one at index k is 10000 to the power of 2<sup>k</sup> */
    private static BigInteger toBigInteger(Cell cell, int from, int to, BigInteger[] powers) throws SQLException {
        int count = to - from;
        if (count <= 4) {
            long value = 0;
            for (int i = from; i < to; i++) {
                value = value * BASE + digit(cell, i);
            }
            return BigInteger.valueOf(value);
        }
        int low = Integer.highestOneBit(count - 1);
        BigInteger high = toBigInteger(cell, from, to - low, powers);
        return high.multiply(power(powers, Integer.numberOfTrailingZeros(low)))
                .add(toBigInteger(cell, to - low, to, powers));
    }

    private static BigInteger power(BigInteger[] powers, int index) {
        if (powers[index] == null) {
            if (index == 0) {
                powers[index] = BigInteger.valueOf(BASE);
            } else {
                BigInteger root = power(powers, index - 1);
                powers[index] = root.multiply(root);
            }
        }
        return powers[index];
    }

    private static long signed(Cell cell, long magnitude) throws SQLException {
        return sign(cell) == NEGATIVE ? -magnitude : magnitude;
    }

    /** Of digits in base 10000; the value's length is checked against it. */
    private static int count(Cell cell) throws SQLException {
        int count = cell.int16(0) & 0xFFFF;
        if (count > MAX_DIGITS || cell.length() != HEADER + 2 * count) {
            throw SqlErrors.malformedValue(TYPE, cell.length() + " bytes for " + count + " digits");
        }
        return count;
    }

    private static int weight(Cell cell) throws SQLException {
        return cell.int16(2);
    }

    private static int sign(Cell cell) throws SQLException {
        int sign = cell.int16(4) & 0xFFFF;
        return switch (sign) {
            case POSITIVE, NEGATIVE, NAN, INFINITY, MINUS_INFINITY -> sign;
            default -> throw SqlErrors.malformedValue(TYPE, "no sign is written 0x" + Integer.toHexString(sign));
        };
    }

    private static int scale(Cell cell) throws SQLException {
        int scale = cell.int16(6) & 0xFFFF;
        if (scale > MAX_SCALE) {
            throw SqlErrors.malformedValue(TYPE, "a scale of " + scale);
        }
        return scale;
    }

    private static int digit(Cell cell, int index) throws SQLException {
        int digit = cell.int16(HEADER + 2 * index);
        if (digit < 0 || digit >= BASE) {
            throw SqlErrors.malformedValue(TYPE, "a digit of " + digit);
        }
        return digit;
    }
}
