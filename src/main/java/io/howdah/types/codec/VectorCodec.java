package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.error.ValueErrors;
import io.howdah.types.Cell;
import io.howdah.types.PgType;
import io.howdah.value.FloatText;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;

/**
 * {@code vector} and {@code halfvec} of the extension pgvector: {@code [1,2.5,3]}. In binary a count in two bytes, two
 * bytes without meaning, and the numbers; {@code halfvec}, whose numbers Java has no type for, comes and goes in text.
 *
 * @see <a href="https://github.com/pgvector/pgvector">pgvector</a>
 */
final class VectorCodec extends ValueCodec<String> {
    private static final int HEADER = 4;

    /** What its count can say. */
    private static final int MAX_COUNT = Short.MAX_VALUE;

    private final boolean binary;

    VectorCodec(PgType type) {
        super(type, String.class);
        this.binary = type.name().equals("vector");
    }

    @Override
    public boolean hasBinary() {
        return binary;
    }

    @Override
    String fromBinary(Cell cell) throws SQLException {
        return print(numbers(cell));
    }

    private float[] numbers(Cell cell) throws SQLException {
        if (!binary) {
            throw SqlErrors.malformedValue(type().name(), "they are in binary, which was not asked for");
        }
        int count = cell.int16(0) & 0xFFFF;
        requireParts(cell, HEADER, count, Float.BYTES);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = Float.intBitsToFloat(cell.int32(HEADER + Float.BYTES * i));
        }
        return numbers;
    }

    @Override
    String fromText(String text) {
        return text;
    }

    private static float[] parse(String text) {
        int end = text.length() - 1;
        if (end < 1 || text.charAt(0) != '[' || text.charAt(end) != ']') {
            throw new IllegalArgumentException("it is not in brackets");
        }
        String[] parts = text.substring(1, end).split(",", -1);
        if (parts.length > MAX_COUNT) {
            throw new IllegalArgumentException("it has more than " + MAX_COUNT + " numbers");
        }
        float[] numbers = new float[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = number(parts[i]);
        }
        return numbers;
    }

    private static float number(String text) {
        // Java alone would take hexadecimal forms and the suffixes d and f; the server's vectors have no infinities.
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && ".-+e".indexOf(c) < 0) {
                throw new NumberFormatException();
            }
        }
        return Float.parseFloat(text);
    }

    @Override
    void toBinary(String value, ByteWriter out) throws SQLException {
        if (!binary) {
            TextCodec.encode(value, out);
            return;
        }
        float[] numbers;
        try {
            numbers = parse(value);
        } catch (IllegalArgumentException e) {
            throw ValueErrors.unreadableText("text", float[].class, "it is no vector such as [1,2.5,3]");
        }
        out.int16(numbers.length);
        out.int16(0);
        for (float number : numbers) {
            out.float32(number);
        }
    }

    @Override
    public <C> C readAs(Cell cell, Class<C> target) throws SQLException {
        if (target != float[].class) {
            return null;
        }
        if (cell.isBinary()) {
            return target.cast(numbers(cell));
        }
        try {
            return target.cast(parse(cell.text()));
        } catch (IllegalArgumentException e) {
            throw SqlErrors.malformedValue(type().name(), "they are no numbers in brackets");
        }
    }

    private static String print(float[] value) {
        StringBuilder out = new StringBuilder(8 * value.length + 2).append('[');
        for (int i = 0; i < value.length; i++) {
            out.append(i == 0 ? "" : ",").append(FloatText.of(value[i]));
        }
        return out.append(']').toString();
    }
}
