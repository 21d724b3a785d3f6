package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.NumberText;
import io.howdah.types.PgType;
import io.howdah.wire.ByteWriter;
import io.howdah.wire.UnencodableTextException;
import java.math.BigDecimal;
import java.sql.SQLException;

/**
 * The types that are text, whose two formats are the same bytes; and, in text only, every type we have no better codec
 * for. Numbers and booleans are read from what the text says.
 */
final class TextCodec implements Codec<String> {
    private final PgType type;
    private final boolean binary;

    private TextCodec(PgType type, boolean binary) {
        this.type = type;
        this.binary = binary;
    }

    /** For a type whose values are text. */
    static TextCodec ofText(PgType type) {
        return new TextCodec(type, true);
    }

    /** For a type of which nothing is known but how the server prints it. */
    static TextCodec ofAnyType(PgType type) {
        return new TextCodec(type, false);
    }

    @Override
    public PgType type() {
        return type;
    }

    @Override
    public Class<String> javaType() {
        return String.class;
    }

    @Override
    public boolean hasBinary() {
        return binary;
    }

    @Override
    public String decode(Cell cell) throws SQLException {
        return readText(cell);
    }

    @Override
    public void encode(String value, ByteWriter out, CodecContext context) throws SQLException {
        encode(value, out);
    }

    static void encode(String value, ByteWriter out) throws SQLException {
        try {
            out.utf8(value);
        } catch (UnencodableTextException e) {
            throw SqlErrors.textNotEncodable(e.getMessage());
        }
    }

    @Override
    public void encodeText(Cell text, ByteWriter out) {
        out.bytes(text.bytes(), text.offset(), text.length());
    }

    @Override
    public String readText(Cell cell) throws SQLException {
        return readable(cell).text();
    }

    @Override
    public byte[] readBytes(Cell cell) {
        return cell.copy();
    }

    @Override
    public boolean readBoolean(Cell cell) throws SQLException {
        return NumberText.readBoolean(readable(cell), type);
    }

    @Override
    public long readLong(Cell cell) throws SQLException {
        return NumberText.readLong(readable(cell), type);
    }

    @Override
    public double readDouble(Cell cell) throws SQLException {
        return NumberText.readDouble(readable(cell), type);
    }

    @Override
    public BigDecimal readDecimal(Cell cell) throws SQLException {
        return NumberText.readDecimal(readable(cell), type);
    }

    @Override
    public <C> C readAs(Cell cell, Class<C> target) throws SQLException {
        return ValueText.read(this, cell, target);
    }

    private Cell readable(Cell cell) throws SQLException {
        if (cell.isBinary() && !binary) {
            throw SqlErrors.malformedValue(type.name(), "they are in binary, which was not asked for");
        }
        return cell;
    }
}
