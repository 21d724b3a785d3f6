package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.CompoundCodec;
import io.howdah.types.Format;
import io.howdah.types.PgType;
import io.howdah.types.TypeRegistry;
import io.howdah.value.Range;
import io.howdah.wire.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.function.Function;

/**
 * Ranges of any type that has a codec: a byte of flags; then, each behind its length, the bounds that there are. The
 * bounds are of the class that loses nothing: a LocalDate, not a {@code java.sql.Date}.
 */
final class RangeCodec implements CompoundCodec<Range<?>> {
    private static final int EMPTY = 0x01;
    private static final int LOWER_INCLUSIVE = 0x02;
    private static final int UPPER_INCLUSIVE = 0x04;
    private static final int LOWER_INFINITE = 0x08;
    private static final int UPPER_INFINITE = 0x10;

    private final PgType type;
    private final Codec<?> subtype;

    private RangeCodec(PgType type, Codec<?> subtype) {
        this.type = type;
        this.subtype = subtype;
    }

    static RangeCodec of(PgType type, int subtypeOid, TypeRegistry types) {
        return new RangeCodec(type, types.codec(subtypeOid));
    }

    @Override
    public PgType type() {
        return type;
    }

    @Override
    @SuppressWarnings("unchecked") // Whatever the bounds, the class is the same.
    public Class<Range<?>> javaType() {
        return (Class<Range<?>>) (Class<?>) Range.class;
    }

    @Override
    public boolean hasBinary() {
        return subtype.hasBinary();
    }

    @Override
    public Range<?> decode(Cell cell) throws SQLException {
        if (!cell.isBinary()) {
            return decodeText(cell.text(), cell.context());
        }
        return readBinary(cell, subtype::decode);
    }

    private interface Reader {
        Object read(Cell bound) throws SQLException;
    }

    private Range<?> readBinary(Cell cell, Reader reader) throws SQLException {
        if (!hasBinary()) {
            throw malformed("they are in binary, which was not asked for");
        }
        int flags = cell.int8(0);
        int at = 1;
        if ((flags & EMPTY) != 0) {
            requireEnd(cell, at);
            return Range.empty();
        }
        Object lower = null;
        if ((flags & LOWER_INFINITE) == 0) {
            lower = reader.read(bound(cell, at));
            at += 4 + cell.int32(at);
        }
        Object upper = null;
        if ((flags & UPPER_INFINITE) == 0) {
            upper = reader.read(bound(cell, at));
            at += 4 + cell.int32(at);
        }
        requireEnd(cell, at);
        try {
            return Range.of(lower, upper, ends((flags & LOWER_INCLUSIVE) != 0, (flags & UPPER_INCLUSIVE) != 0));
        } catch (IllegalArgumentException e) {
            throw malformed(e.getMessage());
        }
    }

    private Cell bound(Cell cell, int at) throws SQLException {
        int length = cell.int32(at);
        if (length < 0 || length > cell.length() - at - 4) {
            throw malformed("a bound claims " + length + " bytes");
        }
        return new Cell().set(cell.bytes(), cell.offset() + at + 4, length, Format.BINARY, cell.context());
    }

    private void requireEnd(Cell cell, int at) throws SQLException {
        if (at != cell.length()) {
            throw malformed("there are bytes behind its bounds");
        }
    }

    private static Range.Ends ends(boolean lower, boolean upper) {
        return lower ? upper ? Range.Ends.BOTH : Range.Ends.LOWER : upper ? Range.Ends.UPPER : Range.Ends.NONE;
    }

    private Range<?> decodeText(String text, CodecContext context) throws SQLException {
        Bounds bounds = new Bounds(context);
        try {
            return Range.parse(text, bounds::read);
        } catch (BoundException e) {
            throw e.cause;
        } catch (IllegalArgumentException e) {
            throw malformed(e.getMessage());
        }
    }

    /** Reads the bounds of a text. */
    Object readBound(String bound, CodecContext context) throws BoundException {
        return new Bounds(context).read(bound);
    }

    /** Carries an SQLException through those who know of none. */
    static final class BoundException extends RuntimeException {
        private static final long serialVersionUID = 1;

        final transient SQLException cause;

        BoundException(SQLException cause) {
            super(null, cause, false, false);
            this.cause = cause;
        }
    }

    private final class Bounds {
        private final CodecContext context;

        Bounds(CodecContext context) {
            this.context = context;
        }

        Object read(String bound) {
            byte[] bytes = bound.getBytes(StandardCharsets.UTF_8);
            try {
                return subtype.decode(new Cell().set(bytes, 0, bytes.length, Format.TEXT, context));
            } catch (SQLException e) {
                throw new BoundException(e);
            }
        }
    }

    @Override
    public String readText(Cell cell) throws SQLException {
        return cell.isBinary()
                ? readBinary(cell, bound -> new BoundText(subtype.readText(bound)))
                        .toString()
                : cell.text();
    }

    /** Not comparable: the text of a lower bound may come after that of the upper one. */
    private record BoundText(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    @Override
    public void encode(Range<?> value, ByteWriter out, CodecContext context) throws SQLException {
        if (!hasBinary()) {
            TextCodec.encode(InnerValue.text(value, this, context), out);
        } else if (!writeBinary(value, out, context)) {
            throw SqlErrors.cannotBind(value.getClass(), type.name() + " in binary");
        }
    }

    @Override
    public boolean writeBinary(Object value, ByteWriter out, CodecContext context) throws SQLException {
        if (value instanceof CharSequence || !hasBinary()) {
            return false;
        }
        Range<?> range = rangeOf(value);
        writeFlags(range, out);
        return writeBound(range.lower().orElse(null), out, context)
                && writeBound(range.upper().orElse(null), out, context);
    }

    private static void writeFlags(Range<?> range, ByteWriter out) {
        if (range.isEmpty()) {
            out.int8(EMPTY);
            return;
        }
        out.int8((range.includesLower() ? LOWER_INCLUSIVE : 0)
                | (range.includesUpper() ? UPPER_INCLUSIVE : 0)
                | (range.lower().isEmpty() ? LOWER_INFINITE : 0)
                | (range.upper().isEmpty() ? UPPER_INFINITE : 0));
    }

    private boolean writeBound(Object bound, ByteWriter out, CodecContext context) throws SQLException {
        if (bound == null) {
            return true;
        }
        int mark = out.beginValue();
        boolean written = InnerValue.binary(bound, subtype, out, context);
        out.endValue(mark);
        return written;
    }

    /** Whether the bounds are in order, the server finds out. */
    @Override
    public void encodeText(Cell text, ByteWriter out) throws SQLException {
        Range<String> range;
        try {
            range = Range.parse(text.text(), Function.identity());
        } catch (IllegalArgumentException e) {
            throw malformed(e.getMessage());
        }
        encodeTexts(range, out, text.context());
    }

    /** @param range its bounds as texts */
    void encodeTexts(Range<String> range, ByteWriter out, CodecContext context) throws SQLException {
        writeFlags(range, out);
        if (range.lower().isPresent()) {
            encodeBound(range.lower().get(), out, context);
        }
        if (range.upper().isPresent()) {
            encodeBound(range.upper().get(), out, context);
        }
    }

    private void encodeBound(String bound, ByteWriter out, CodecContext context) throws SQLException {
        byte[] bytes = bound.getBytes(StandardCharsets.UTF_8);
        int mark = out.beginValue();
        subtype.encodeText(new Cell().set(bytes, 0, bytes.length, Format.TEXT, context), out);
        out.endValue(mark);
    }

    @Override
    public void appendText(Object value, StringBuilder out, CodecContext context) throws SQLException {
        if (value instanceof CharSequence text) {
            out.append(text);
            return;
        }
        try {
            out.append(rangeOf(value).toString(bound -> boundText(bound, context)));
        } catch (BoundException e) {
            throw e.cause;
        }
    }

    private String boundText(Object bound, CodecContext context) {
        try {
            return InnerValue.text(bound, subtype, context);
        } catch (SQLException e) {
            throw new BoundException(e);
        }
    }

    private Range<?> rangeOf(Object value) throws SQLException {
        if (value instanceof Range<?> range) {
            return range;
        }
        throw SqlErrors.cannotBind(value.getClass(), "a range (" + type.name() + ")");
    }

    private SQLException malformed(String why) {
        return SqlErrors.malformedValue(type.name(), why);
    }
}
