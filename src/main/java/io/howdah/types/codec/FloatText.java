package io.howdah.types.codec;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Floating-point numbers as PostgreSQL prints them: the fewest digits that lead back to the same number, with an exponent
 * of at least two digits where it is below -4, or from 15 (float8) or 6 (float4) on.
 *
 * <p>Java 17's own {@code Double.toString} sometimes prints more digits than it takes, and differs in form.
 */
final class FloatText {
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private FloatText() {}

    static String of(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return special(value);
        }
        double magnitude = Math.abs(value);
        BigDecimal digits = ofFewDigits(magnitude);
        if (digits == null) {
            // Below the normal range even one digit may do; above it, fewer than 16 were tried in vain if the number is
            // of medium size, and are found by cutting zeros otherwise.
            int from = magnitude < Double.MIN_NORMAL ? 1 : 15;
            digits = shortest(
                    new BigDecimal(magnitude),
                    new BigDecimal(Math.nextDown(magnitude)),
                    above(magnitude, Math.nextUp(magnitude), Math.ulp(magnitude)),
                    from);
        }
        return layOut(value < 0, digits, 15);
    }

    static String of(float value) {
        if (value == 0 || !Float.isFinite(value)) {
            return special(value);
        }
        float magnitude = Math.abs(value);
        int from = magnitude < Float.MIN_NORMAL ? 1 : 6;
        BigDecimal digits = shortest(
                new BigDecimal(magnitude),
                new BigDecimal(Math.nextDown(magnitude)),
                above(magnitude, Math.nextUp(magnitude), Math.ulp(magnitude)),
                from);
        return layOut(value < 0, digits, 6);
    }

    private static String special(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    }

    /** The neighbour, or where it would be if the largest number had one. */
    private static BigDecimal above(double value, double next, double ulp) {
        return Double.isInfinite(next) ? new BigDecimal(value).add(new BigDecimal(ulp)) : new BigDecimal(next);
    }

    /** Most numbers that people write: up to 15 digits, not far from 1. Null for others. */
    private static BigDecimal ofFewDigits(double value) {
        if (value < 1e-3 || value >= 1e15) {
            return null;
        }
        for (int scale = 0; scale < POWERS_OF_TEN.length; scale++) {
            double scaled = value * POWERS_OF_TEN[scale];
            if (scaled >= 1e15) {
                return null;
            }
            long digits = Math.round(scaled);
            // Both are exact, so the quotient is the double nearest to the decimal number.
            if (digits / POWERS_OF_TEN[scale] == value) {
                return BigDecimal.valueOf(digits, scale);
            }
        }
        return null;
    }

    /** The decimal number of fewest digits strictly nearer to the value than to its neighbours. */
    private static BigDecimal shortest(BigDecimal value, BigDecimal below, BigDecimal above, int from) {
        BigDecimal two = BigDecimal.valueOf(2);
        BigDecimal low = below.add(value).divide(two);
        BigDecimal high = above.add(value).divide(two);
        for (int precision = from; ; precision++) {
            BigDecimal down = value.round(new MathContext(precision, RoundingMode.DOWN));
            BigDecimal up = value.round(new MathContext(precision, RoundingMode.UP));
            boolean downFits = down.compareTo(low) > 0;
            boolean upFits = up.compareTo(high) < 0;
            if (downFits && upFits) {
                // Half-way between the two, PostgreSQL takes the even one.
                return value.round(new MathContext(precision, RoundingMode.HALF_EVEN));
            }
            if (downFits || upFits) {
                return downFits ? down : up;
            }
        }
    }

    private static String layOut(boolean negative, BigDecimal number, int exponentFrom) {
        BigDecimal stripped = number.stripTrailingZeros();
        String digits = stripped.unscaledValue().toString();
        int exponent = digits.length() - 1 - stripped.scale();
        StringBuilder out = new StringBuilder(24);
        if (negative) {
            out.append('-');
        }
        if (exponent >= -4 && exponent < exponentFrom) {
            return out.append(stripped.toPlainString()).toString();
        }
        out.append(digits.charAt(0));
        if (digits.length() > 1) {
            out.append('.').append(digits, 1, digits.length());
        }
        out.append(exponent < 0 ? "e-" : "e+");
        if (Math.abs(exponent) < 10) {
            out.append('0');
        }
        return out.append(Math.abs(exponent)).toString();
    }
}
