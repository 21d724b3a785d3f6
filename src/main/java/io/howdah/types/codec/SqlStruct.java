package io.howdah.types.codec;

import io.howdah.types.Cell;
import io.howdah.types.CodecContext;
import io.howdah.types.Format;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.Map;

/**
 * A composite value as JDBC has it: a copy of the bytes that the server sent, or would be sent, read when somebody asks.
 * Immutable.
 */
final class SqlStruct implements Struct {
    private final CompositeCodec codec;
    private final byte[] bytes;
    private final Format format;
    private final CodecContext context;

    SqlStruct(CompositeCodec codec, byte[] bytes, Format format, CodecContext context) {
        this.codec = codec;
        this.bytes = bytes;
        this.format = format;
        this.context = context;
    }

    static SqlStruct of(CompositeCodec codec, Object[] attributes, CodecContext context) throws SQLException {
        ByteWriter out = new ByteWriter(64);
        Format format = InnerValue.write(attributes, codec, out, context);
        return new SqlStruct(codec, out.toByteArray(), format, context);
    }

    boolean isOf(CompositeCodec other) {
        return !codec.isAnonymous() && codec.type().equals(other.type());
    }

    /** Whether its type means there what it means here. */
    boolean isTypedFor(CodecContext other) {
        return !codec.isAnonymous() && context.objects() == other.objects();
    }

    CompositeCodec codec() {
        return codec;
    }

    boolean isBinary() {
        return format == Format.BINARY;
    }

    /** Not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** In its own context, in which its text is to be understood. */
    Cell cell() {
        return cell(context);
    }

    String text() throws SQLException {
        return codec.readText(cell(context));
    }

    @Override
    public String getSQLTypeName() throws SQLException {
        return context.objects().nameOf(codec.type());
    }

    @Override
    public Object[] getAttributes() throws SQLException {
        return codec.fields(cell(context)).objects();
    }

    /** @param map null for the connection's */
    @Override
    public Object[] getAttributes(Map<String, Class<?>> map) throws SQLException {
        return codec.fields(cell(map == null ? context : context.withTypeMap(map)))
                .objects();
    }

    private Cell cell(CodecContext understood) {
        return new Cell().set(bytes, 0, bytes.length, format, understood);
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
