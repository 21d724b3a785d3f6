package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.CompoundCodec;
import io.howdah.types.Format;
import io.howdah.types.PgType;
import io.howdah.types.TypeRegistry;
import io.howdah.value.Multirange;
import io.howdah.value.Range;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Multiranges: the number of ranges, then each of them behind its length. */
final class MultirangeCodec implements CompoundCodec<Multirange<?>> {
    private final PgType type;
    private final RangeCodec range;

    private MultirangeCodec(PgType type, RangeCodec range) {
        this.type = type;
        this.range = range;
    }

    static Codec<?> of(PgType type, int rangeOid, TypeRegistry types) {
        return types.codec(rangeOid) instanceof RangeCodec range
                ? new MultirangeCodec(type, range)
                : TextCodec.ofAnyType(type);
    }

    @Override
    public PgType type() {
        return type;
    }

    @Override
    @SuppressWarnings("unchecked") // Whatever the bounds, the class is the same.
    public Class<Multirange<?>> javaType() {
        return (Class<Multirange<?>>) (Class<?>) Multirange.class;
    }

    @Override
    public boolean hasBinary() {
        return range.hasBinary();
    }

    @Override
    public Multirange<?> decode(Cell cell) throws SQLException {
        if (!cell.isBinary()) {
            return decodeText(cell);
        }
        List<Range<Object>> ranges = new ArrayList<>();
        readBinary(cell, each -> ranges.add(widened(range.decode(each))));
        return new Multirange<>(ranges);
    }

    private interface Taker {
        void take(Cell range) throws SQLException;
    }

    private void readBinary(Cell cell, Taker taker) throws SQLException {
        if (!hasBinary()) {
            throw malformed("they are in binary, which was not asked for");
        }
        int count = cell.int32(0);
        // A range takes five bytes at the least.
        if (count < 0 || count > cell.length() / 5) {
            throw malformed("it claims " + count + " ranges");
        }
        Cell inner = new Cell();
        int at = 4;
        for (int i = 0; i < count; i++) {
            int length = cell.int32(at);
            at += 4;
            if (length < 0 || length > cell.length() - at) {
                throw malformed("range " + (i + 1) + " claims " + length + " bytes");
            }
            inner.set(cell.bytes(), cell.offset() + at, length, Format.BINARY, cell.context());
            taker.take(inner);
            at += length;
        }
        if (at != cell.length()) {
            throw malformed("there are bytes behind its last range");
        }
    }

    @SuppressWarnings("unchecked") // A Range gives its bounds and takes none.
    private static Range<Object> widened(Range<?> range) {
        return (Range<Object>) range;
    }

    private Multirange<Object> decodeText(Cell cell) throws SQLException {
        try {
            return Multirange.parse(cell.text(), bound -> range.readBound(bound, cell.context()));
        } catch (RangeCodec.BoundException e) {
            throw e.cause;
        } catch (IllegalArgumentException e) {
            throw malformed(e.getMessage());
        }
    }

    @Override
    public String readText(Cell cell) throws SQLException {
        if (!cell.isBinary()) {
            return cell.text();
        }
        StringBuilder out = new StringBuilder("{");
        readBinary(cell, each -> out.append(out.length() == 1 ? "" : ",").append(range.readText(each)));
        return out.append('}').toString();
    }

    @Override
    public void encode(Multirange<?> value, ByteWriter out, CodecContext context) throws SQLException {
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
        Collection<?> ranges = rangesOf(value);
        out.int32(ranges.size());
        for (Object each : ranges) {
            int mark = out.beginValue();
            if (!InnerValue.binary(each, range, out, context)) {
                return false;
            }
            out.endValue(mark);
        }
        return true;
    }

    @Override
    public void encodeText(Cell text, ByteWriter out) throws SQLException {
        Multirange<String> multirange;
        try {
            multirange = Multirange.parse(text.text(), Function.identity());
        } catch (IllegalArgumentException e) {
            throw malformed(e.getMessage());
        }
        out.int32(multirange.ranges().size());
        for (Range<String> each : multirange.ranges()) {
            int mark = out.beginValue();
            range.encodeTexts(each, out, text.context());
            out.endValue(mark);
        }
    }

    @Override
    public void appendText(Object value, StringBuilder out, CodecContext context) throws SQLException {
        if (value instanceof CharSequence text) {
            out.append(text);
            return;
        }
        char before = '{';
        for (Object each : rangesOf(value)) {
            out.append(before).append(InnerValue.text(each, range, context));
            before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
    }

    private Collection<?> rangesOf(Object value) throws SQLException {
        if (value instanceof Multirange<?> multirange) {
            return multirange.ranges();
        }
        if (value instanceof Range<?> single) {
            return List.of(single);
        }
        throw SqlErrors.cannotBind(value.getClass(), "a multirange (" + type.name() + ")");
    }

    private SQLException malformed(String why) {
        return SqlErrors.malformedValue(type.name(), why);
    }
}
