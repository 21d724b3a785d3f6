package io.howdah.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Floating-point numbers as PostgreSQL prints them: the fewest digits that lead back to the same number, with an exponent
 * of at least two digits where it is below -4, or from 15 (float8) or 6 (float4) on.
 *
 * <p>Java 17's own {@code Double.toString} sometimes prints more digits than it takes, and differs in form.
 */
public final class FloatText {
    private static final long[] POWERS_OF_FIVE = powers(5, 28);
    private static final long[] POWERS_OF_TEN = powers(10, 19);

    /** Decimal digits that tell any two numbers apart, and those from where on a layout has an exponent. */
    private static final int DOUBLE_DIGITS = 17;

    private static final int DOUBLE_PLAIN = 15;
    private static final int FLOAT_DIGITS = 9;
    private static final int FLOAT_PLAIN = 6;

    private static final double LOG10_OF_2 = Math.log10(2);

    /** Of two, for {@link #mediumSized}: from about 1e-9 on. */
    private static final int SMALLEST_EXPONENT = -29;

    private FloatText() {}

    /** {@code 0.1}, {@code 1e+15}, {@code -0}, {@code NaN}, {@code Infinity}. */
    public static String of(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return special(value);
        }
        double magnitude = Math.abs(value);
        int exponent = Math.getExponent(magnitude);
        if (exponent >= SMALLEST_EXPONENT && exponent < 50) {
            long significand = Double.doubleToRawLongBits(magnitude) & (1L << 52) - 1 | 1L << 52;
            return mediumSized(value < 0, significand, exponent, 52, DOUBLE_DIGITS, DOUBLE_PLAIN);
        }
        // Below the normal range even one digit may do; above it the first 15 tell nothing but zeros to be cut.
        BigDecimal digits = shortest(
                new BigDecimal(magnitude),
                new BigDecimal(Math.nextDown(magnitude)),
                above(magnitude, Math.nextUp(magnitude), Math.ulp(magnitude)),
                magnitude < Double.MIN_NORMAL ? 1 : DOUBLE_PLAIN);
        return layOut(value < 0, digits.unscaledValue().longValueExact(), digits.scale(), DOUBLE_PLAIN);
    }

    /** As {@code float4} is printed: {@code 0.1}, {@code 1e+06}. */
    public static String of(float value) {
        if (value == 0 || !Float.isFinite(value)) {
            return special(value);
        }
        float magnitude = Math.abs(value);
        int exponent = Math.getExponent(magnitude);
        if (exponent >= SMALLEST_EXPONENT && exponent < 20) {
            long significand = Float.floatToRawIntBits(magnitude) & (1 << 23) - 1 | 1 << 23;
            return mediumSized(value < 0, significand, exponent, 23, FLOAT_DIGITS, FLOAT_PLAIN);
        }
        BigDecimal digits = shortest(
                new BigDecimal(magnitude),
                new BigDecimal(Math.nextDown(magnitude)),
                above(magnitude, Math.nextUp(magnitude), Math.ulp(magnitude)),
                magnitude < Float.MIN_NORMAL ? 1 : FLOAT_PLAIN);
        return layOut(value < 0, digits.unscaledValue().longValueExact(), digits.scale(), FLOAT_PLAIN);
    }

    private static String special(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    }

    /**
     * Numbers near enough to 1 that value and neighbours are whole numbers of 128 bits once they are scaled to the most
     * digits that may be needed. Exact, and without an allocation but the text's.
     *
     * @param significand with its leading bit, which stands for two to the power of {@code exponent}
     * @param bits of the significand behind the leading one
     */
    private static String mediumSized(
            boolean negative, long significand, int exponent, int bits, int mostDigits, int fewDigits) {
        // Such that the scaled value has mostDigits digits, or one more, which shows below.
        int scale = mostDigits - 1 - (int) Math.floor(exponent * LOG10_OF_2);
        while (true) {
            // In units of 2^-shift the value is 4 * significand * 5^scale, and half the way to a neighbour 2 * 5^scale.
            int shift = 2 - (exponent - bits + scale);
            long five = POWERS_OF_FIVE[scale];
            long high = Math.multiplyHigh(significand << 2, five);
            long low = (significand << 2) * five;
            long whole = whole(high, low, shift);
            if (whole >= POWERS_OF_TEN[mostDigits]) {
                scale--;
                continue;
            }
            // Below a power of two the numbers lie twice as close.
            long down = significand == 1L << bits ? five : 2 * five;
            long floor = whole(high - (Long.compareUnsigned(low, down) < 0 ? 1 : 0), low - down, shift);
            long top = low + 2 * five;
            long topHigh = high + (Long.compareUnsigned(top, low) < 0 ? 1 : 0);
            boolean topIsWhole = fraction(top, shift) == 0;
            long ceiling = whole(topHigh, top, shift) + (topIsWhole ? 0 : 1);
            long digits = nearest(whole, fraction(low, shift), shift, floor, ceiling, mostDigits - fewDigits);
            return layOut(negative, digits, scale, fewDigits);
        }
    }

    /**
     * The whole number with the most zeros at its end that lies between floor and ceiling, and of those the nearest.
     *
     * @param fraction what the value has beyond {@code whole}, in units of 2^-shift
     * @param floor smaller numbers, and itself, are too small
     * @param ceiling larger numbers, and itself, are too large
     */
    private static long nearest(long whole, long fraction, int shift, long floor, long ceiling, int mostZeros) {
        for (int zeros = mostZeros; ; zeros--) {
            long unit = POWERS_OF_TEN[zeros];
            long down = whole - whole % unit;
            if (down == whole && fraction == 0) {
                return down;
            }
            long up = down + unit;
            boolean downFits = down > floor;
            boolean upFits = up < ceiling;
            if (downFits && upFits) {
                long beyond = whole - down;
                int side = zeros == 0
                        ? Long.compare(fraction, 1L << shift - 1)
                        : beyond == unit / 2 ? Long.signum(fraction) : Long.compare(beyond, unit / 2);
                // Half-way between the two, PostgreSQL takes the even one.
                return side < 0 || side == 0 && down / unit % 2 == 0 ? down : up;
            }
            if (downFits || upFits) {
                return downFits ? down : up;
            }
        }
    }

    private static long whole(long high, long low, int shift) {
        return high << 64 - shift | low >>> shift;
    }

    private static long fraction(long low, int shift) {
        return low & (1L << shift) - 1;
    }

    private static long[] powers(int base, int count) {
        long[] powers = new long[count];
        powers[0] = 1;
        for (int i = 1; i < count; i++) {
            powers[i] = powers[i - 1] * base;
        }
        return powers;
    }

    /** The neighbour, or where it would be if the largest number had one. */
    private static BigDecimal above(double value, double next, double ulp) {
        return Double.isInfinite(next) ? new BigDecimal(value).add(new BigDecimal(ulp)) : new BigDecimal(next);
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

    private static String layOut(boolean negative, long number, int scaleOfNumber, int exponentFrom) {
        long digits = number;
        int scale = scaleOfNumber;
        while (digits % 10 == 0) {
            digits /= 10;
            scale--;
        }
        StringBuilder out = new StringBuilder(26);
        if (negative) {
            out.append('-');
        }
        int start = out.length();
        out.append(digits);
        int count = out.length() - start;
        int exponent = count - 1 - scale;
        if (exponent < -4 || exponent >= exponentFrom) {
            if (count > 1) {
                out.insert(start + 1, '.');
            }
            out.append(exponent < 0 ? "e-" : "e+");
            if (Math.abs(exponent) < 10) {
                out.append('0');
            }
            return out.append(Math.abs(exponent)).toString();
        }
        for (int i = scale; i < 0; i++) {
            out.append('0');
        }
        if (exponent < 0) {
            out.insert(start, "0.0000", 0, 1 - exponent);
        } else if (scale > 0) {
            out.insert(start + exponent + 1, '.');
        }
        return out.toString();
    }
}
