package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
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

/** {@code float8}: IEEE 754 double precision. */
final class Float8Codec implements Codec<Double> {
    static final Float8Codec INSTANCE = new Float8Codec();

    private Float8Codec() {}

    @Override
    public PgType type() {
        return BuiltinTypes.FLOAT8;
    }

    @Override
    public Class<Double> javaType() {
        return Double.class;
    }

    @Override
    public Double decode(Cell cell) throws SQLException {
        return readDouble(cell);
    }

    @Override
    public void encode(Double value, ByteWriter out, CodecContext context) {
        encode(value.doubleValue(), out);
    }

    static void encode(double value, ByteWriter out) {
        out.float64(value);
    }

    @Override
    public void encodeText(Cell text, ByteWriter out) throws SQLException {
        double value = readDouble(text);
        if (value == 0) {
            // Not so small that nothing is left of it, which the server refuses.
            NumberText.requireZero(text.text(), type());
        }
        encode(value, out);
    }

    @Override
    public String readText(Cell cell) throws SQLException {
        return cell.isBinary() ? FloatText.of(readDouble(cell)) : cell.text();
    }

    @Override
    public double readDouble(Cell cell) throws SQLException {
        if (cell.isBinary()) {
            cell.requireLength(8, type());
            return Double.longBitsToDouble(cell.int64(0));
        }
        return NumberText.readDouble(cell, type());
    }

    @Override
    public boolean readBoolean(Cell cell) throws SQLException {
        return NumberText.toBoolean(readDouble(cell), type());
    }

    @Override
    public long readLong(Cell cell) throws SQLException {
        return NumberText.toLong(readDouble(cell), type());
    }

    /** 22003 for a finite value beyond float's range. */
    @Override
    public float readFloat(Cell cell) throws SQLException {
        double value = readDouble(cell);
        float narrow = (float) value;
        if (Float.isInfinite(narrow) && !Double.isInfinite(value)) {
            throw SqlErrors.outOfRange(type().name(), "float");
        }
        return narrow;
    }

    @Override
    public BigDecimal readDecimal(Cell cell) throws SQLException {
        return NumberText.parseDecimal(readText(cell), type());
    }
}
