package io.howdah.types.codec;

import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.CompoundCodec;
import io.howdah.types.Format;
import io.howdah.types.JdbcTypes;
import io.howdah.wire.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLData;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Types;
import java.util.Date;

/** Writes Java values as values of a given type: whole ones, or what is inside an array, a range, a composite. */
final class InnerValue {
    private InnerValue() {}

    /** In binary if that is possible, else in text. */
    static Format write(Object value, Codec<?> codec, ByteWriter out, CodecContext context) throws SQLException {
        int mark = out.size();
        if (codec.hasBinary() && binary(value, codec, out, context)) {
            return Format.BINARY;
        }
        out.truncate(mark);
        TextCodec.encode(text(value, codec, context), out);
        return Format.TEXT;
    }

    /**
     * Writes the value in binary.
     *
     * @return false if it can be said in text only; what was written then is to be dropped
     */
    static boolean binary(Object value, Codec<?> given, ByteWriter out, CodecContext context) throws SQLException {
        Codec<?> codec = given.base();
        if (codec instanceof CompoundCodec<?> compound) {
            return compound.writeBinary(value, out, context);
        }
        if (!codec.hasBinary()) {
            return false;
        }
        if (codec.javaType().isInstance(value)) {
            encode(codec, value, out, context);
            return true;
        }
        if (isText(value)) {
            ByteWriter text = new ByteWriter(32);
            TextCodec.encode(value.toString(), text);
            Cell cell = cell(text, 0, Format.TEXT, context);
            if (isNumber(codec)) {
                // What is none is told at once.
                codec.encodeText(cell, out);
                return true;
            }
            return copy(cell, codec, out);
        }
        int mark = out.size();
        ParameterType written = convert(value, codec, out, context);
        if (written.format() == Format.BINARY) {
            return written.oid() == codec.type().oid();
        }
        if (codec instanceof TextCodec) {
            return true;
        }
        byte[] text = cell(out, mark, Format.TEXT, context).copy();
        out.truncate(mark);
        boolean isText = value instanceof Date || codec.javaType() == String.class;
        return isText && copy(new Cell().set(text, 0, text.length, Format.TEXT, context), codec, out);
    }

    private static boolean isNumber(Codec<?> codec) {
        return codec instanceof IntegerCodec<?>
                || codec instanceof NumericCodec
                || codec instanceof Float4Codec
                || codec instanceof Float8Codec
                || codec instanceof BoolCodec;
    }

    private static boolean isText(Object value) {
        return value instanceof CharSequence || value instanceof Character;
    }

    /**
     * Writes in binary what is there in either format.
     *
     * @return false if it can be said in text only; what was written then is to be dropped
     */
    static boolean copy(Cell cell, Codec<?> codec, ByteWriter out) {
        if (cell.isBinary()) {
            out.bytes(cell.bytes(), cell.offset(), cell.length());
            return true;
        }
        try {
            codec.encodeText(cell, out);
            return true;
        } catch (SQLException e) {
            // The server may understand what we do not: it is sent as text, and is the server's to judge.
            return false;
        }
    }

    /** As PostgreSQL reads it, without the quotes that it needs where it is inside another. */
    static String text(Object value, Codec<?> given, CodecContext context) throws SQLException {
        Codec<?> codec = given.base();
        if (isText(value)) {
            return value.toString();
        }
        if (codec instanceof CompoundCodec<?> compound) {
            var text = new StringBuilder();
            compound.appendText(value, text, context);
            return text.toString();
        }
        ByteWriter out = new ByteWriter(32);
        if (binary(value, codec, out, context)) {
            return codec.readText(cell(out, 0, Format.BINARY, context));
        }
        out.clear();
        return read(out, convert(value, codec, out, context), context);
    }

    /** As {@link #text}, of a value whose type nobody said. */
    static String text(Object value, CodecContext context) throws SQLException {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Struct || value instanceof SQLData) {
            return CompositeParameter.text(value, context);
        }
        if (JavaElements.isArray(value)) {
            return ArrayParameter.text(value, context);
        }
        ByteWriter out = new ByteWriter(32);
        return read(out, ParameterEncoder.object(out, value, context), context);
    }

    private static String read(ByteWriter out, ParameterType written, CodecContext context) throws SQLException {
        if (written.format() == Format.TEXT) {
            return new String(out.bytes(), 0, out.size(), StandardCharsets.UTF_8);
        }
        return BuiltinCodecs.shared().codec(written.oid()).readText(cell(out, 0, Format.BINARY, context));
    }

    private static ParameterType convert(Object value, Codec<?> codec, ByteWriter out, CodecContext context)
            throws SQLException {
        int sqlType =
                switch (codec.type().name()) {
                    // By JDBC's names for columns they would lose their zones.
                    case "timetz" -> Types.TIME_WITH_TIMEZONE;
                    case "timestamptz" -> Types.TIMESTAMP_WITH_TIMEZONE;
                    // JDBC's BIT is a boolean, and has but one.
                    case "bit" -> Types.OTHER;
                    default -> JdbcTypes.sqlType(codec.type());
                };
        return ParameterEncoder.object(out, value, sqlType, -1, context);
    }

    private static Cell cell(ByteWriter out, int from, Format format, CodecContext context) {
        return new Cell().set(out.bytes(), from, out.size() - from, format, context);
    }

    private static <T> void encode(Codec<T> codec, Object value, ByteWriter out, CodecContext context)
            throws SQLException {
        codec.encode(codec.javaType().cast(value), out, context);
    }
}
