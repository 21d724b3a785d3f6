package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.CompoundCodec;
import io.howdah.types.PgType;
import io.howdah.types.TypeRegistry;
import io.howdah.types.TypeShape;
import io.howdah.wire.ByteWriter;
import java.sql.Array;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Arrays of any type that has a codec, of any number of dimensions: PostgreSQL does not tell those apart by type.
 *
 * @see <a href="https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO">Array Input and Output Syntax</a>
 */
final class ArrayCodec implements CompoundCodec<Array> {
    private static final int NULL = -1;

    private final PgType type;
    private final TypeShape.ArrayOf shape;

    /** Null for a type of one database: then asked for each time, since the type may be defined anew. */
    private final Codec<?> fixedElement;

    private final TypeRegistry types;

    /** That the elements have a binary form; until then it is asked. */
    private volatile boolean binary;

    /** Null until somebody asks, and where it may change. */
    private volatile Class<?> elementClass;

    private ArrayCodec(PgType type, TypeShape.ArrayOf shape, Codec<?> fixedElement, TypeRegistry types) {
        this.type = type;
        this.shape = shape;
        this.fixedElement = fixedElement;
        this.types = types;
    }

    static ArrayCodec of(PgType type, TypeShape.ArrayOf shape, TypeRegistry types) {
        // One of a built-in type is shared by all databases, and must not hold on to the registry of one.
        return type.isBuiltin()
                ? new ArrayCodec(type, shape, types.codec(shape.elementOid()), null)
                : new ArrayCodec(type, shape, null, types);
    }

    @Override
    public PgType type() {
        return type;
    }

    @Override
    public Class<Array> javaType() {
        return Array.class;
    }

    @Override
    public boolean hasBinary() {
        if (fixedElement != null) {
            return fixedElement.hasBinary();
        }
        if (!binary) {
            binary = BinaryForm.exists(type, types);
        }
        return binary;
    }

    Codec<?> element() {
        return fixedElement != null ? fixedElement : types.codec(shape.elementOid());
    }

    /** Of an element as JDBC would have it. */
    Class<?> elementClass(CodecContext context) throws SQLException {
        Class<?> known = elementClass;
        if (known == null) {
            known = JavaArrays.elementClass(element(), context);
            if (fixedElement != null && !(fixedElement instanceof CompositeCodec)) {
                elementClass = known;
            }
        }
        return known;
    }

    ElementCursor elements(Cell cell) throws SQLException {
        requireReadable(cell);
        return ElementCursor.over(cell, type, shape.delimiter());
    }

    private void requireReadable(Cell cell) throws SQLException {
        if (cell.isBinary() && !hasBinary()) {
            throw SqlErrors.malformedValue(type.name(), "they are in binary, which was not asked for");
        }
    }

    char delimiter() {
        return shape.delimiter();
    }

    @Override
    public SqlArray decode(Cell cell) throws SQLException {
        // Whoever asks for the value learns here whether it is one.
        if (cell.isBinary()) {
            requireReadable(cell);
            BinaryElements.requireHeader(cell, type);
        } else {
            elements(cell);
        }
        return new SqlArray(this, cell.copy(), cell.format(), cell.context());
    }

    @Override
    public String readText(Cell cell) throws SQLException {
        if (!cell.isBinary()) {
            return cell.text();
        }
        ElementCursor elements = elements(cell);
        var text = new StringBuilder(2 + 4 * elements.count);
        if (elements.count == 0) {
            return "{}";
        }
        if (!elements.hasPlainBounds()) {
            ArrayText.appendBounds(text, elements.lengths, elements.lowerBounds);
        }
        appendElements(elements, elements.lengths, elements.count, text);
        return text.toString();
    }

    /** Appends the next ones. */
    void appendElements(ElementCursor elements, int[] lengths, int count, StringBuilder out) throws SQLException {
        Codec<?> element = element();
        ArrayText text = new ArrayText(out, lengths, delimiter());
        for (int i = 0; i < count; i++) {
            Cell cell = elements.next();
            if (cell == null) {
                text.appendNull();
            } else {
                text.append(element.readText(cell));
            }
        }
    }

    @Override
    public <C> C readAs(Cell cell, Class<C> target) throws SQLException {
        if (target == List.class || target == Collection.class || target == Iterable.class) {
            return target.cast(JavaArrays.list(this, cell));
        }
        return target.isArray() ? target.cast(JavaArrays.read(this, cell, target)) : null;
    }

    @Override
    public void encode(Array value, ByteWriter out, CodecContext context) throws SQLException {
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
        if (value instanceof SqlArray array && array.isOf(this)) {
            return InnerValue.copy(array.cell(), this, out);
        }
        JavaElements elements = elementsOf(value);
        Codec<?> element = element();
        int nulls = writeHeader(out, elements.lengths(), element.type().oid());
        if (value instanceof SqlArray array) {
            keepBounds(out, nulls, elements.lengths().length, array.lowerBounds());
        }
        // What one element cannot be written in, none need be written in.
        boolean[] textOnly = {false};
        elements.forEach(each -> {
            if (each == null) {
                out.putInt32(nulls, 1);
                out.int32(NULL);
            } else if (!textOnly[0]) {
                int mark = out.beginValue();
                textOnly[0] = !InnerValue.binary(each, element, out, context);
                out.endValue(mark);
            }
        });
        return !textOnly[0];
    }

    @Override
    public void encodeText(Cell text, ByteWriter out) throws SQLException {
        ElementCursor elements = elements(text);
        Codec<?> element = element();
        int nulls = writeHeader(out, elements.lengths, element.type().oid());
        keepBounds(out, nulls, elements.dimensions(), elements.lowerBounds);
        for (int i = 0; i < elements.count; i++) {
            Cell each = elements.next();
            if (each == null) {
                out.putInt32(nulls, 1);
                out.int32(NULL);
            } else {
                int mark = out.beginValue();
                element.encodeText(each, out);
                out.endValue(mark);
            }
        }
    }

    /**
     * Writes what stands before the elements.
     *
     * @return where to note that there are nulls among them
     */
    static int writeHeader(ByteWriter out, int[] lengths, int elementOid) {
        out.int32(lengths.length);
        int nulls = out.size();
        out.int32(0);
        out.int32(elementOid);
        for (int length : lengths) {
            out.int32(length);
            out.int32(1);
        }
        return nulls;
    }

    /** Behind the flag of nulls and the element's OID: a length and a lower bound for each dimension. */
    private static void keepBounds(ByteWriter out, int nulls, int dimensions, int[] lowerBounds) {
        for (int i = 0; i < Math.min(dimensions, lowerBounds.length); i++) {
            out.putInt32(nulls + 12 + 8 * i, lowerBounds[i]);
        }
    }

    @Override
    public void appendText(Object value, StringBuilder out, CodecContext context) throws SQLException {
        if (value instanceof CharSequence text) {
            out.append(text);
            return;
        }
        if (value instanceof SqlArray array && array.isOf(this)) {
            out.append(array.text());
            return;
        }
        JavaElements elements = elementsOf(value);
        if (elements.count() == 0) {
            out.append("{}");
            return;
        }
        Codec<?> element = element();
        ArrayText text = new ArrayText(out, elements.lengths(), delimiter());
        elements.forEach(each -> {
            if (each == null) {
                text.appendNull();
            } else {
                text.append(InnerValue.text(each, element, context));
            }
        });
    }

    private JavaElements elementsOf(Object value) throws SQLException {
        if (!JavaElements.isArray(value)) {
            throw SqlErrors.cannotBind(value.getClass(), "an array (" + type.name() + ")");
        }
        return JavaElements.of(value);
    }
}
