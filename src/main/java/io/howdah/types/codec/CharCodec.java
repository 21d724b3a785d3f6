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
 * {@code "char"}: one byte, a character only where it is ASCII. Others are printed as {@code \ooo}, and zero as nothing
 * at all.
 */
final class CharCodec implements Codec<String> {
    static final CharCodec INSTANCE = new CharCodec();

    private CharCodec() {}

    @Override
    public PgType type() {
        return BuiltinTypes.CHAR;
    }

    @Override
    public Class<String> javaType() {
        return String.class;
    }

    @Override
    public String decode(Cell cell) throws SQLException {
        return readText(cell);
    }

    @Override
    public void encode(String value, ByteWriter out, CodecContext context) throws SQLException {
        out.int8(toByte(value));
    }

    private int toByte(String value) throws SQLException {
        if (value.isEmpty()) {
            return 0;
        }
        if (value.length() == 1 && value.charAt(0) < 0x80) {
            return value.charAt(0);
        }
        if (value.length() == 4 && value.charAt(0) == '\\') {
            int octal = 0;
            for (int i = 1; i < 4; i++) {
                int digit = value.charAt(i) - '0';
                octal = digit < 0 || digit > 7 ? 256 : octal * 8 + digit;
            }
            if (octal < 256) {
                return octal;
            }
        }
        throw SqlErrors.outOfRange("text", "\"char\", which is one byte");
    }

    @Override
    public String readText(Cell cell) throws SQLException {
        if (!cell.isBinary()) {
            return cell.text();
        }
        cell.requireLength(1, type());
        int value = cell.int8(0) & 0xFF;
        if (value == 0) {
            return "";
        }
        return value < 0x80
                ? String.valueOf((char) value)
                : new StringBuilder(4)
                        .append('\\')
                        .append(value >> 6)
                        .append(value >> 3 & 7)
                        .append(value & 7)
                        .toString();
    }

    @Override
    public boolean readBoolean(Cell cell) throws SQLException {
        return NumberText.parseBoolean(readText(cell), type().name());
    }

    @Override
    public BigDecimal readDecimal(Cell cell) throws SQLException {
        return NumberText.parseDecimal(readText(cell), type());
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
