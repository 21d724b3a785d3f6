package io.howdah.types.codec;

import io.howdah.types.Cell;
import io.howdah.types.CodecContext;
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
final class VectorCodec extends ValueCodec<float[]> {
    private static final int HEADER = 4;

    /** What its count can say. */
    private static final int MAX_COUNT = Short.MAX_VALUE;

    private final boolean binary;

    VectorCodec(PgType type) {
        super(type, float[].class);
        this.binary = type.name().equals("vector");
    }

    @Override
    public boolean hasBinary() {
        return binary;
    }

    @Override
    float[] fromBinary(Cell cell) throws SQLException {
        if (!binary) {
            throw new IllegalArgumentException("they are in binary, which was not asked for");
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
    float[] fromText(String text) {
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
    void toBinary(float[] value, ByteWriter out) throws SQLException {
        if (!binary) {
            out.ascii(print(value, null));
            return;
        }
        out.int16(value.length);
        out.int16(0);
        for (float number : value) {
            out.float32(number);
        }
    }

    @Override
    String print(float[] value, CodecContext context) {
        StringBuilder out = new StringBuilder(8 * value.length + 2).append('[');
        for (int i = 0; i < value.length; i++) {
            out.append(i == 0 ? "" : ",").append(FloatText.of(value[i]));
        }
        return out.append(']').toString();
    }
}
