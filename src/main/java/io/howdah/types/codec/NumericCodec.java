package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.NumberText;
import io.howdah.types.PgType;
import io.howdah.wire.ByteWriter;
import java.math.BigDecimal;
import java.sql.SQLException;

/**
 * {@code numeric}: a BigDecimal with the scale that PostgreSQL shows. NaN and the infinities, which BigDecimal lacks, are
 * doubles for {@link #readObject} and refused where a BigDecimal is asked for.
 */
final class NumericCodec implements Codec<BigDecimal> {
    static final NumericCodec INSTANCE = new NumericCodec();

    private NumericCodec() {}

    @Override
    public PgType type() {
        return BuiltinTypes.NUMERIC;
    }

    @Override
    public Class<BigDecimal> javaType() {
        return BigDecimal.class;
    }

    @Override
    public BigDecimal decode(Cell cell) throws SQLException {
        if (!cell.isBinary()) {
            return NumberText.readDecimal(cell, type());
        }
        if (!NumericReader.isFinite(cell)) {
            throw SqlErrors.notANumber(type().name());
        }
        return NumericReader.decimal(cell);
    }

    @Override
    public void encode(BigDecimal value, ByteWriter out, CodecContext context) throws SQLException {
        NumericWriter.write(value, out);
    }

    /** NaN and the infinities, which no BigDecimal is, among them. */
    @Override
    public void encodeText(Cell text, ByteWriter out) throws SQLException {
        String number = text.text();
        if (isSpecial(number)) {
            NumericWriter.writeSpecial(Double.parseDouble(number), out);
        } else {
            NumericWriter.write(NumberText.parseDecimal(number, type()), out);
        }
    }

    /** By PostgreSQL's names for them, which are Java's too. */
    static boolean isSpecial(String text) {
        return text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
    }

    @Override
    public String readText(Cell cell) throws SQLException {
        return cell.isBinary() ? NumericReader.text(cell) : cell.text();
    }

    @Override
    public BigDecimal readDecimal(Cell cell) throws SQLException {
        return decode(cell);
    }

    @Override
    public long readLong(Cell cell) throws SQLException {
        return cell.isBinary() ? NumericReader.wholeNumber(cell) : NumberText.readLong(cell, type());
    }

    @Override
    public double readDouble(Cell cell) throws SQLException {
        return cell.isBinary() ? NumericReader.toDouble(cell) : NumberText.readDouble(cell, type());
    }

    @Override
    public float readFloat(Cell cell) throws SQLException {
        return cell.isBinary() ? NumericReader.toFloat(cell) : NumberText.readFloat(cell, type());
    }

    @Override
    public boolean readBoolean(Cell cell) throws SQLException {
        return NumberText.toBoolean(readDouble(cell), type());
    }

    @Override
    public Object readObject(Cell cell) throws SQLException {
        return isFinite(cell) ? decode(cell) : (Object) readDouble(cell);
    }

    /** A Number is whichever of the two {@link #readObject} gives. */
    @Override
    public <C> C readAs(Cell cell, Class<C> target) throws SQLException {
        return target == Number.class ? target.cast(readObject(cell)) : null;
    }

    /** False for NaN and the infinities. */
    static boolean isFinite(Cell cell) throws SQLException {
        if (cell.isBinary()) {
            return NumericReader.isFinite(cell);
        }
        int last = cell.length() == 0 ? '0' : cell.int8(cell.length() - 1);
        return last >= '0' && last <= '9';
    }
}
