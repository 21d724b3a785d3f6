package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.Format;
import io.howdah.types.JdbcTypes;
import io.howdah.types.SqlObjects.MadeColumn;
import io.howdah.wire.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An array as JDBC has it: a copy of the bytes that the server sent, or would be sent, read when somebody asks. Not
 * bound to a transaction. Thread-safe but for {@link #free}.
 */
final class SqlArray implements Array {
    private final ArrayCodec codec;
    private final Format format;
    private final CodecContext context;

    /** Null when freed. */
    private byte[] bytes;

    SqlArray(ArrayCodec codec, byte[] bytes, Format format, CodecContext context) {
        this.codec = codec;
        this.bytes = bytes;
        this.format = format;
        this.context = context;
    }

    /** @param elements a Java array or Collection, nested for more than one dimension */
    static SqlArray of(ArrayCodec codec, Object elements, CodecContext context) throws SQLException {
        ByteWriter out = new ByteWriter(64);
        Format format = InnerValue.write(elements, codec, out, context);
        return new SqlArray(codec, out.toByteArray(), format, context);
    }

    // ---- for parameters

    boolean isOf(ArrayCodec other) {
        return codec.type().equals(other.type());
    }

    /** Whether its type means there what it means here. */
    boolean isTypedFor(CodecContext other) {
        return codec.type().isBuiltin() || context.objects() == other.objects();
    }

    ArrayCodec codec() {
        return codec;
    }

    boolean isBinary() {
        return format == Format.BINARY;
    }

    Format format() {
        return format;
    }

    /** Not to be changed. */
    byte[] bytes() throws SQLException {
        if (bytes == null) {
            throw SqlErrors.objectClosed("Array");
        }
        return bytes;
    }

    /** In its own context, in which its text is to be understood. */
    Cell cell() throws SQLException {
        return cell(context);
    }

    /** One for each dimension. */
    int[] lowerBounds() throws SQLException {
        return codec.elements(cell(context)).lowerBounds;
    }

    String text() throws SQLException {
        return codec.readText(cell(context));
    }

    // ---- JDBC

    @Override
    public String getBaseTypeName() throws SQLException {
        bytes();
        return context.objects().nameOf(codec.element().type());
    }

    @Override
    public int getBaseType() throws SQLException {
        bytes();
        return JdbcTypes.sqlType(codec.element().type());
    }

    @Override
    public Object getArray() throws SQLException {
        return JavaArrays.read(codec, cell(context), Object[].class);
    }

    @Override
    public Object getArray(Map<String, Class<?>> map) throws SQLException {
        return JavaArrays.read(codec, cell(with(map)), Object[].class);
    }

    @Override
    public Object getArray(long index, int count) throws SQLException {
        return slice(index, count, context);
    }

    @Override
    public Object getArray(long index, int count, Map<String, Class<?>> map) throws SQLException {
        return slice(index, count, with(map));
    }

    private Object slice(long index, int count, CodecContext understood) throws SQLException {
        Cell cell = cell(understood);
        ElementCursor elements = codec.elements(cell);
        requireWithin(elements, index, count);
        return JavaArrays.slice(codec, cell, elements, (int) index - 1, count);
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return rows(codec.elements(cell(context)), 1, Integer.MAX_VALUE, context);
    }

    @Override
    public ResultSet getResultSet(Map<String, Class<?>> map) throws SQLException {
        CodecContext understood = with(map);
        return rows(codec.elements(cell(understood)), 1, Integer.MAX_VALUE, understood);
    }

    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        ElementCursor elements = codec.elements(cell(context));
        requireWithin(elements, index, count);
        return rows(elements, index, count, context);
    }

    @Override
    public ResultSet getResultSet(long index, int count, Map<String, Class<?>> map) throws SQLException {
        CodecContext understood = with(map);
        ElementCursor elements = codec.elements(cell(understood));
        requireWithin(elements, index, count);
        return rows(elements, index, count, understood);
    }

    /** A row for each element of the outermost dimension: its index, from 1 on, and itself. */
    private ResultSet rows(ElementCursor elements, long index, int count, CodecContext understood) throws SQLException {
        List<byte[]> indexes = new ArrayList<>();
        List<byte[]> values = new ArrayList<>();
        int length = elements.count == 0 ? 0 : elements.lengths[0];
        int each = length == 0 ? 0 : elements.count / length;
        JavaArrays.skip(elements, (index - 1) * each);
        long end = Math.min(length, index - 1 + count);
        for (long i = index - 1; i < end; i++) {
            indexes.add(Long.toString(i + 1).getBytes(StandardCharsets.US_ASCII));
            values.add(elements.dimensions() == 1 ? copy(elements.next()) : subArray(elements, each));
        }
        Codec<?> valueCodec = elements.dimensions() > 1 ? codec : codec.element();
        return understood
                .objects()
                .rows(
                        List.of(
                                new MadeColumn("INDEX", indexCodec(), Format.TEXT, indexes),
                                new MadeColumn("VALUE", valueCodec, format, values)),
                        understood);
    }

    private static Codec<?> indexCodec() {
        return BuiltinCodecs.shared().codec(BuiltinTypes.INT4.oid());
    }

    private static byte[] copy(Cell cell) {
        return cell == null ? null : cell.copy();
    }

    /** The next elements as an array with the outermost dimension gone. */
    private byte[] subArray(ElementCursor elements, int count) throws SQLException {
        int[] lengths = new int[elements.dimensions() - 1];
        System.arraycopy(elements.lengths, 1, lengths, 0, lengths.length);
        if (format == Format.TEXT) {
            var text = new StringBuilder();
            codec.appendElements(elements, lengths, count, text);
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
        ByteWriter out = new ByteWriter(64);
        int nulls = ArrayCodec.writeHeader(out, lengths, codec.element().type().oid());
        for (int i = 0; i < count; i++) {
            Cell element = elements.next();
            if (element == null) {
                out.putInt32(nulls, 1);
                out.int32(-1);
            } else {
                out.int32(element.length());
                out.bytes(element.bytes(), element.offset(), element.length());
            }
        }
        return out.toByteArray();
    }

    @Override
    public void free() {
        bytes = null;
    }

    private void requireWithin(ElementCursor elements, long index, int count) throws SQLException {
        int length = elements.count == 0 ? 0 : elements.lengths[0];
        if (index < 1 || count < 0 || index - 1 > length - count) {
            throw SqlErrors.badArgument("There are no " + count + " elements from " + index + " on: the array has "
                    + length + ", counted from 1");
        }
    }

    private CodecContext with(Map<String, Class<?>> map) {
        return map == null ? context : context.withTypeMap(map);
    }

    private Cell cell(CodecContext understood) throws SQLException {
        byte[] value = bytes();
        return new Cell().set(value, 0, value.length, format, understood);
    }

    /** As PostgreSQL prints it. */
    @Override
    public String toString() {
        try {
            return text();
        } catch (SQLException e) {
            return codec.type().name() + " (" + e.getMessage() + ")";
        }
    }
}
