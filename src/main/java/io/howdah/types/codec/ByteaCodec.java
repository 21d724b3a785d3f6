package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.PgType;
import io.howdah.wire.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * {@code bytea}: the bytes as they are. In text either {@code \x} and hexadecimal digits, or, where {@code bytea_output}
 * is {@code escape}, characters with {@code \\} and {@code \ooo} among them.
 */
final class ByteaCodec implements Codec<byte[]> {
    static final ByteaCodec INSTANCE = new ByteaCodec();

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private ByteaCodec() {}

    @Override
    public PgType type() {
        return BuiltinTypes.BYTEA;
    }

    @Override
    public Class<byte[]> javaType() {
        return byte[].class;
    }

    @Override
    public byte[] decode(Cell cell) throws SQLException {
        if (cell.isBinary()) {
            return cell.copy();
        }
        byte[] bytes = cell.bytes();
        int from = cell.offset();
        int to = from + cell.length();
        boolean hex = cell.length() >= 2 && bytes[from] == '\\' && bytes[from + 1] == 'x';
        return hex ? fromHex(bytes, from + 2, to) : fromEscape(bytes, from, to);
    }

    @Override
    public byte[] readBytes(Cell cell) throws SQLException {
        return decode(cell);
    }

    @Override
    public void encode(byte[] value, ByteWriter out, CodecContext context) {
        out.bytes(value);
    }

    @Override
    public String readText(Cell cell) throws SQLException {
        if (!cell.isBinary()) {
            return cell.text();
        }
        if (cell.length() > (Integer.MAX_VALUE - 16) / 2) {
            throw SqlErrors.outOfRange(type().name(), "String");
        }
        byte[] text = new byte[2 + 2 * cell.length()];
        text[0] = '\\';
        text[1] = 'x';
        byte[] bytes = cell.bytes();
        int at = 2;
        for (int i = cell.offset(), end = i + cell.length(); i < end; i++) {
            text[at++] = HEX[bytes[i] >> 4 & 0xF];
            text[at++] = HEX[bytes[i] & 0xF];
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** The server prints none, but takes white space between the pairs. */
    private byte[] fromHex(byte[] text, int from, int to) throws SQLException {
        byte[] value = new byte[(to - from) / 2];
        int size = 0;
        int at = from;
        while (at < to) {
            if (text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\r') {
                at++;
                continue;
            }
            if (at + 1 == to) {
                throw malformed("it has an odd number of hexadecimal digits");
            }
            value[size++] = (byte) (hexDigit(text[at]) << 4 | hexDigit(text[at + 1]));
            at += 2;
        }
        return size == value.length ? value : Arrays.copyOf(value, size);
    }

    private byte[] fromEscape(byte[] text, int from, int to) throws SQLException {
        byte[] value = new byte[to - from];
        int size = 0;
        int at = from;
        while (at < to) {
            if (text[at] != '\\') {
                value[size++] = text[at++];
            } else if (at + 1 < to && text[at + 1] == '\\') {
                value[size++] = '\\';
                at += 2;
            } else if (at + 3 < to && text[at + 1] <= '3') {
                value[size++] = (byte)
                        (octalDigit(text[at + 1]) << 6 | octalDigit(text[at + 2]) << 3 | octalDigit(text[at + 3]));
                at += 4;
            } else {
                throw malformed("a backslash is followed by neither a backslash nor three octal digits");
            }
        }
        return size == value.length ? value : Arrays.copyOf(value, size);
    }

    private int hexDigit(byte c) throws SQLException {
        int digit = Character.digit(c, 16);
        if (digit < 0) {
            throw malformed("it holds a character that is no hexadecimal digit");
        }
        return digit;
    }

    private int octalDigit(byte c) throws SQLException {
        if (c < '0' || c > '7') {
            throw malformed("a backslash is followed by neither a backslash nor three octal digits");
        }
        return c - '0';
    }

    private SQLException malformed(String why) {
        return SqlErrors.malformedValue(type().name(), why);
    }
}
