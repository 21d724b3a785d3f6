package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.wire.ByteWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.SQLException;

/** Writes the binary form of {@code numeric}, which {@link NumericReader} describes. */
final class NumericWriter {
    /** PostgreSQL's limit before the point. */
    private static final int MAX_INTEGER_DIGITS = 131_072;

    private static final int BASE = 10_000;

    private NumericWriter() {}

    /**
     * The value with its scale. Decimals beyond PostgreSQL's limit of 16383 are rounded.
     *
     * @throws SQLException 22003 for more than 131072 digits before the point
     */
    static void write(BigDecimal value, ByteWriter out) throws SQLException {
        // Looked at before it is expanded: 1e999999999 is a small object until then.
        if (value.signum() != 0 && (long) value.precision() - value.scale() > MAX_INTEGER_DIGITS) {
            throw SqlErrors.outOfRange("BigDecimal", "numeric");
        }
        int scale = Math.max(0, Math.min(value.scale(), NumericReader.MAX_SCALE));
        boolean vanishes = (long) value.precision() - value.scale() < -NumericReader.MAX_SCALE;
        BigDecimal shown = vanishes ? BigDecimal.valueOf(0, scale) : value.setScale(scale, RoundingMode.HALF_UP);
        if ((long) shown.precision() - shown.scale() > MAX_INTEGER_DIGITS) {
            // By rounding, from nines alone.
            throw SqlErrors.outOfRange("BigDecimal", "numeric");
        }
        if (shown.signum() == 0) {
            header(out, 0, 0, NumericReader.POSITIVE, scale);
        } else if (shown.precision() <= 18 && scale <= 16) {
            writeLong(shown.unscaledValue().longValue(), scale, out);
        } else {
            writeBig(shown.unscaledValue(), scale, out);
        }
    }

    /** NaN or an infinity, which servers before 14 do not read. */
    static void writeSpecial(double value, ByteWriter out) {
        int sign = Double.isNaN(value)
                ? NumericReader.NAN
                : value > 0 ? NumericReader.INFINITY : NumericReader.MINUS_INFINITY;
        header(out, 0, 0, sign, 0);
    }

    /** For up to 18 digits, 16 of them decimals: all arithmetic is on longs, nothing is allocated. */
    private static void writeLong(long unscaled, int scale, ByteWriter out) {
        long magnitude = Math.abs(unscaled);
        int fractionDigits = (scale + 3) / 4;
        long whole = magnitude / power(scale);
        long fraction = magnitude % power(scale) * power(4 * fractionDigits - scale);
        int start = out.size();
        header(out, 0, 0, unscaled < 0 ? NumericReader.NEGATIVE : NumericReader.POSITIVE, scale);
        int count = 0;
        int significant = 0;
        int weight = 0;
        for (int at = 4; at >= -fractionDigits; at--) {
            long digit = at >= 0 ? whole / power(4 * at) % BASE : fraction / power(4 * (fractionDigits + at)) % BASE;
            if (count == 0 && digit == 0) {
                continue;
            }
            if (count == 0) {
                weight = at;
            }
            out.int16((int) digit);
            count++;
            if (digit != 0) {
                significant = count;
            }
        }
        out.truncate(start + NumericReader.HEADER + 2 * significant);
        out.putInt32(start, significant << 16 | weight & 0xFFFF);
    }

    private static long power(int exponent) {
        return NumericReader.POWERS_OF_TEN[exponent];
    }

    /** By its decimal text, which the JDK makes of any size in less time than division by 10000 would take. */
    private static void writeBig(BigInteger unscaled, int scale, ByteWriter out) {
        String text = unscaled.abs().toString();
        int integerDigits = text.length() - scale;
        // Zeros on the left make the first digit of base 10000 whole, those on the right the last.
        int left = Math.floorMod(-integerDigits, 4);
        int weight = Math.floorDiv(integerDigits + 3, 4) - 1;
        int count = (left + text.length() + 3) / 4;
        while (count > 0 && digit(text, 4 * (count - 1) - left) == 0) {
            count--;
        }
        header(out, count, weight, unscaled.signum() < 0 ? NumericReader.NEGATIVE : NumericReader.POSITIVE, scale);
        for (int i = 0; i < count; i++) {
            out.int16(digit(text, 4 * i - left));
        }
    }

    private static int digit(String text, int at) {
        int digit = 0;
        for (int i = at; i < at + 4; i++) {
            digit = digit * 10 + (i >= 0 && i < text.length() ? text.charAt(i) - '0' : 0);
        }
        return digit;
    }

    private static void header(ByteWriter out, int count, int weight, int sign, int scale) {
        out.int16(count);
        out.int16(weight);
        out.int16(sign);
        out.int16(scale);
    }
}
