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
 * {@code money}: the server's text, which follows {@code lc_monetary}. Its binary form does not tell how many decimals
 * the number has.
 */
final class MoneyCodec implements Codec<String> {
    static final MoneyCodec INSTANCE = new MoneyCodec();

    private MoneyCodec() {}

    @Override
    public PgType type() {
        return BuiltinTypes.MONEY;
    }

    @Override
    public Class<String> javaType() {
        return String.class;
    }

    @Override
    public boolean hasBinary() {
        return false;
    }

    @Override
    public String decode(Cell cell) throws SQLException {
        return readText(cell);
    }

    @Override
    public void encode(String value, ByteWriter out, CodecContext context) throws SQLException {
        TextCodec.encode(value, out);
    }

    @Override
    public String readText(Cell cell) throws SQLException {
        if (cell.isBinary()) {
            throw SqlErrors.malformedValue(type().name(), "they are in binary, which was not asked for");
        }
        return cell.text();
    }

    /**
     * {@inheritDoc} The last point or comma is the decimal one if one or two digits follow.
     *
     * @throws SQLException 22003 for text such as 1.234, which is a thousand in one country and one in another
     */
    @Override
    public BigDecimal readDecimal(Cell cell) throws SQLException {
        String text = readText(cell);
        StringBuilder digits = new StringBuilder(text.length() + 1);
        int separators = 0;
        int sinceSeparator = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isDigit(text, i)) {
                digits.append(c);
                sinceSeparator++;
            } else if ((c == '.' || c == ',') && digits.length() > 0 && isDigit(text, i + 1)) {
                // One before or behind all digits belongs to the currency, as in "5,00 kr."
                separators++;
                sinceSeparator = 0;
            }
        }
        boolean ambiguous = separators > 0 && sinceSeparator > 2;
        if (digits.length() == 0 || ambiguous) {
            throw SqlErrors.notANumber(type().name());
        }
        boolean negative = text.indexOf('-') >= 0 || text.indexOf('(') >= 0;
        BigDecimal value = new BigDecimal(digits.toString()).movePointLeft(separators > 0 ? sinceSeparator : 0);
        return negative ? value.negate() : value;
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    @Override
    public long readLong(Cell cell) throws SQLException {
        return NumberText.toLong(readDecimal(cell), type());
    }

    @Override
    public double readDouble(Cell cell) throws SQLException {
        return readDecimal(cell).doubleValue();
    }
}
