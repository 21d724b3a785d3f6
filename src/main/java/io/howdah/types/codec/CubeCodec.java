package io.howdah.types.codec;

import io.howdah.error.ValueErrors;
import io.howdah.types.Cell;
import io.howdah.types.PgType;
import io.howdah.value.FloatText;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * {@code cube} of the extension of that name: {@code (1, 2),(3, 4.5)}, or {@code (1, 2)} for a point. In binary the count
 * of dimensions in four bytes, whose highest bit tells a point, and the numbers of one corner or both.
 */
final class CubeCodec extends ValueCodec<String> {
    private static final int HEADER = 4;
    private static final int POINT = 0x8000_0000;

    /** The server's limit. */
    private static final int MAX_DIMENSIONS = 100;

    CubeCodec(PgType type) {
        super(type, String.class);
    }

    @Override
    String fromBinary(Cell cell) throws SQLException {
        int header = cell.int32(0);
        int dimensions = header & ~POINT;
        if (dimensions > MAX_DIMENSIONS) {
            throw new IllegalArgumentException("it has more than " + MAX_DIMENSIONS + " dimensions");
        }
        int corners = (header & POINT) != 0 ? 1 : 2;
        requireParts(cell, HEADER, corners * dimensions, Double.BYTES);
        double[] first = corner(cell, HEADER, dimensions);
        double[] second = corners == 1 ? first : corner(cell, HEADER + Double.BYTES * dimensions, dimensions);
        var text = new StringBuilder(16 * corners * dimensions);
        append(first, text);
        if (!same(first, second)) {
            append(second, text.append(','));
        }
        return text.toString();
    }

    private static double[] corner(Cell cell, int from, int dimensions) throws SQLException {
        double[] corner = new double[dimensions];
        for (int i = 0; i < dimensions; i++) {
            corner[i] = Double.longBitsToDouble(cell.int64(from + Double.BYTES * i));
        }
        return corner;
    }

    private static void append(double[] corner, StringBuilder text) {
        text.append('(');
        for (int i = 0; i < corner.length; i++) {
            text.append(i == 0 ? "" : ", ").append(FloatText.of(corner[i]));
        }
        text.append(')');
    }

    /** As the server compares: NaN is never the same. */
    private static boolean same(double[] first, double[] second) {
        for (int i = 0; i < first.length; i++) {
            if (first[i] != second[i]) {
                return first == second;
            }
        }
        return true;
    }

    @Override
    String fromText(String text) {
        return text;
    }

    @Override
    void toBinary(String value, ByteWriter out) throws SQLException {
        double[][] corners;
        try {
            corners = parse(value.strip());
        } catch (IllegalArgumentException e) {
            throw ValueErrors.unreadableText("text", double[].class, "it is no cube such as (1, 2),(3, 4.5)");
        }
        boolean point = Arrays.equals(corners[0], corners[corners.length - 1]);
        out.int32(corners[0].length | (point ? POINT : 0));
        for (int i = 0; i < (point ? 1 : 2); i++) {
            for (double number : corners[i]) {
                out.float64(number);
            }
        }
    }

    /** {@code [(1),(2)]} and {@code 1, 2} too, as the server reads them. */
    private static double[][] parse(String text) {
        return text.startsWith("[") && text.endsWith("]")
                ? corners(text.substring(1, text.length() - 1).strip())
                : corners(text);
    }

    private static double[][] corners(String text) {
        if (!text.startsWith("(")) {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("it is empty");
            }
            return new double[][] {numbers(text)};
        }
        int end = text.indexOf(')');
        String rest = end < 0 ? "" : text.substring(end + 1).strip();
        if (end < 0 || !rest.isEmpty() && !(rest.startsWith(",") && rest.endsWith(")"))) {
            throw new IllegalArgumentException("it is not in parentheses");
        }
        double[] first = numbers(text.substring(1, end));
        if (rest.isEmpty()) {
            return new double[][] {first};
        }
        String other = rest.substring(1).strip();
        if (!other.startsWith("(")) {
            throw new IllegalArgumentException("it is not in parentheses");
        }
        double[] second = numbers(other.substring(1, other.length() - 1));
        if (second.length != first.length) {
            throw new IllegalArgumentException("its corners are not of the same dimensions");
        }
        return new double[][] {first, second};
    }

    private static double[] numbers(String list) {
        if (list.isBlank()) {
            return new double[0];
        }
        String[] parts = list.split(",", MAX_DIMENSIONS + 1);
        double[] numbers = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = number(parts[i].strip());
        }
        return numbers;
    }

    private static double number(String text) {
        // Java alone would take hexadecimal forms and the suffixes d and f.
        char last = text.isEmpty() ? 'x' : text.charAt(text.length() - 1);
        boolean named = text.endsWith("Infinity") || text.equals("NaN");
        if (!named && (last < '0' || last > '9') && last != '.' || text.indexOf('x') >= 0) {
            throw new NumberFormatException();
        }
        double number = Double.parseDouble(text);
        if (!named && Double.isInfinite(number)) {
            // The server refuses such a one.
            throw new NumberFormatException();
        }
        return number;
    }
}
