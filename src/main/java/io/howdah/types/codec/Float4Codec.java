package io.howdah.types.codec;

import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.NumberText;
import io.howdah.types.PgType;
import io.howdah.value.FloatText;
import io.howdah.wire.ByteWriter;
import java.math.BigDecimal;
import java.sql.SQLException;

/** {@code float4}: IEEE 754 single precision. As a double it is the same number, not the same digits. */
final class Float4Codec implements Codec<Float> {
    static final Float4Codec INSTANCE = new Float4Codec();

    private Float4Codec() {}

    @Override
    public PgType type() {
        return BuiltinTypes.FLOAT4;
    }

    @Override
    public Class<Float> javaType() {
        return Float.class;
    }

    @Override
    public Float decode(Cell cell) throws SQLException {
        return readFloat(cell);
    }

    @Override
    public void encode(Float value, ByteWriter out, CodecContext context) {
        encode(value.floatValue(), out);
    }

    static void encode(float value, ByteWriter out) {
        out.float32(value);
    }

    @Override
    public void encodeText(Cell text, ByteWriter out) throws SQLException {
        float value = readFloat(text);
        if (value == 0) {
            // Not so small that nothing is left of it, which the server refuses.
            NumberText.requireZero(text.text(), type());
        }
        encode(value, out);
    }

    @Override
    public String readText(Cell cell) throws SQLException {
        return cell.isBinary() ? FloatText.of(readFloat(cell)) : cell.text();
    }

    @Override
    public float readFloat(Cell cell) throws SQLException {
        if (cell.isBinary()) {
            cell.requireLength(4, type());
            return Float.intBitsToFloat(cell.int32(0));
        }
        return NumberText.readFloat(cell, type());
    }

    @Override
    public double readDouble(Cell cell) throws SQLException {
        return readFloat(cell);
    }

    @Override
    public boolean readBoolean(Cell cell) throws SQLException {
        return NumberText.toBoolean(readFloat(cell), type());
    }

    @Override
    public long readLong(Cell cell) throws SQLException {
        return NumberText.toLong(readFloat(cell), type());
    }

    @Override
    public BigDecimal readDecimal(Cell cell) throws SQLException {
        return NumberText.parseDecimal(readText(cell), type());
    }
}
