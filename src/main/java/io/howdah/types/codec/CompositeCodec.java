package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.CompoundCodec;
import io.howdah.types.PgType;
import io.howdah.types.TypeRegistry;
import io.howdah.types.TypeShape;
import io.howdah.types.TypeShape.Attribute;
import io.howdah.wire.ByteWriter;
import java.sql.SQLData;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.List;
import java.util.Map;

/**
 * Composite types, the rows of tables among them; and {@code record}, whose attributes are texts: their types are
 * told in binary only, in which not all of them may exist, and which the first answer of a statement is not in.
 */
final class CompositeCodec implements CompoundCodec<Struct> {
    private static final int NULL = -1;
    private static final Codec<?> UNKNOWN = TextCodec.ofText(BuiltinTypes.TEXT);

    private final PgType type;
    private final List<Attribute> attributes;

    /** Asked each time, since the types of attributes may be defined anew; null for {@code record}. */
    private final TypeRegistry types;

    /** That all attributes have a binary form; until then it is asked. */
    private volatile boolean binary;

    private CompositeCodec(PgType type, List<Attribute> attributes, TypeRegistry types) {
        this.type = type;
        this.attributes = attributes;
        this.types = types;
    }

    static CompositeCodec of(PgType type, TypeShape.Composite shape, TypeRegistry types) {
        return new CompositeCodec(type, shape.attributes(), types);
    }

    /** For {@code record}. */
    static CompositeCodec anonymous(PgType type) {
        return new CompositeCodec(type, List.of(), null);
    }

    // ---- the type

    @Override
    public PgType type() {
        return type;
    }

    @Override
    public Class<Struct> javaType() {
        return Struct.class;
    }

    boolean isAnonymous() {
        return types == null;
    }

    int attributeCount() {
        return attributes.size();
    }

    @Override
    public boolean hasBinary() {
        if (!binary && !isAnonymous()) {
            binary = BinaryForm.exists(type, types);
        }
        return binary;
    }

    Codec<?> attributeCodec(int index) {
        return isAnonymous() ? UNKNOWN : types.codec(attributes.get(index).oid());
    }

    /**
     * What reads an attribute that comes in binary.
     *
     * @param oid as the server says; it is believed, since the type may have changed since it was looked up, but not where
     *     others are inside: then values could be deeper than the types that were looked up
     */
    Codec<?> attributeCodec(int index, int oid) throws SQLException {
        boolean declared = index < attributes.size();
        if (declared && (attributes.get(index).oid() == oid || !types.knows(oid))) {
            return attributeCodec(index);
        }
        Codec<?> believed = types.codec(oid);
        if (believed.base() instanceof CompoundCodec<?>) {
            throw SqlErrors.malformedValue(
                    type.name(),
                    "attribute " + (index + 1) + " was not of type "
                            + believed.type().name()
                            + " when the type was looked up: if it was changed since, connect again");
        }
        return believed;
    }

    /** The attribute of this name, or else the first that differs in case and underscores and the like only; -1 for none. */
    int indexOf(String name) {
        for (int i = 0; i < attributes.size(); i++) {
            if (attributes.get(i).name().equals(name)) {
                return i;
            }
        }
        String loosely = CompositeFields.loosely(name);
        for (int i = 0; i < attributes.size(); i++) {
            if (CompositeFields.loosely(attributes.get(i).name()).equals(loosely)) {
                return i;
            }
        }
        return -1;
    }

    String attributeName(int index) {
        return attributes.get(index).name();
    }

    // ---- reading

    CompositeFields fields(Cell cell) throws SQLException {
        if (!cell.isBinary()) {
            return CompositeFields.ofText(this, cell);
        }
        if (!hasBinary()) {
            throw SqlErrors.malformedValue(type.name(), "they are in binary, which was not asked for");
        }
        return CompositeFields.ofBinary(this, cell);
    }

    @Override
    public SqlStruct decode(Cell cell) throws SQLException {
        // Whoever asks for the value learns here whether it is one.
        fields(cell);
        return new SqlStruct(this, cell.copy(), cell.format(), cell.context());
    }

    /** The user's class for the type if there is one, else a Struct. */
    @Override
    public Object readObject(Cell cell) throws SQLException {
        Class<?> mapped = mappedClass(cell.context());
        return mapped == null ? decode(cell) : readMapped(cell, mapped);
    }

    private Object readMapped(Cell cell, Class<?> mapped) throws SQLException {
        Object value = readAs(cell, mapped);
        if (value == null) {
            throw SqlErrors.cannotConvert(type.name() + " (by the type map, which takes SQLData and records)", mapped);
        }
        return value;
    }

    /** Of what {@link #readObject} gives. */
    Class<?> objectClass(CodecContext context) {
        Class<?> mapped = mappedClass(context);
        return mapped == null ? Struct.class : mapped;
    }

    private Class<?> mappedClass(CodecContext context) {
        Map<String, Class<?>> map = context.objects().typeMap();
        if (map.isEmpty()) {
            return null;
        }
        Class<?> mapped = map.get(type.name());
        mapped = mapped != null ? mapped : map.get(type.schema() + "." + type.name());
        return mapped != null ? mapped : map.get("\"" + type.schema() + "\".\"" + type.name() + "\"");
    }

    @Override
    public <C> C readAs(Cell cell, Class<C> target) throws SQLException {
        if (target.isRecord()) {
            return JavaRecord.of(target).read(fields(cell), type);
        }
        if (SQLData.class.isAssignableFrom(target)) {
            return AttributeInput.read(fields(cell), type, target);
        }
        return target == Object[].class ? target.cast(fields(cell).objects()) : null;
    }

    @Override
    public String readText(Cell cell) throws SQLException {
        if (!cell.isBinary()) {
            return cell.text();
        }
        CompositeFields fields = fields(cell);
        StringBuilder out = new StringBuilder("(");
        for (int i = 0; i < fields.count(); i++) {
            out.append(i == 0 ? "" : ",");
            if (!fields.isNull(i)) {
                RowText.append(out, fields.codec(i).readText(fields.cell(i)));
            }
        }
        return out.append(')').toString();
    }

    // ---- writing

    @Override
    public void encode(Struct value, ByteWriter out, CodecContext context) throws SQLException {
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
        if (value instanceof SqlStruct struct && struct.isOf(this)) {
            return InnerValue.copy(struct.cell(), this, out);
        }
        Object[] values = valuesOf(value);
        out.int32(values.length);
        for (int i = 0; i < values.length; i++) {
            out.int32(attributes.get(i).oid());
            if (values[i] == null) {
                out.int32(NULL);
                continue;
            }
            int mark = out.beginValue();
            if (!InnerValue.binary(values[i], attributeCodec(i), out, context)) {
                return false;
            }
            out.endValue(mark);
        }
        return true;
    }

    @Override
    public void encodeText(Cell text, ByteWriter out) throws SQLException {
        CompositeFields fields = fields(text);
        out.int32(fields.count());
        for (int i = 0; i < fields.count(); i++) {
            out.int32(attributes.get(i).oid());
            if (fields.isNull(i)) {
                out.int32(NULL);
                continue;
            }
            int mark = out.beginValue();
            fields.codec(i).encodeText(fields.cell(i), out);
            out.endValue(mark);
        }
    }

    @Override
    public void appendText(Object value, StringBuilder out, CodecContext context) throws SQLException {
        if (value instanceof CharSequence text) {
            out.append(text);
            return;
        }
        if (value instanceof SqlStruct struct && struct.isOf(this)) {
            out.append(struct.text());
            return;
        }
        Object[] values = valuesOf(value);
        out.append('(');
        for (int i = 0; i < values.length; i++) {
            out.append(i == 0 ? "" : ",");
            if (values[i] != null) {
                RowText.append(out, InnerValue.text(values[i], attributeCodec(i), context));
            }
        }
        out.append(')');
    }

    /** In the order of the attributes. */
    private Object[] valuesOf(Object value) throws SQLException {
        Object[] values = value instanceof Record row
                ? JavaRecord.of(row.getClass()).values(row, this)
                : CompositeParameter.attributes(value);
        if (values == null) {
            throw SqlErrors.cannotBind(value.getClass(), "a composite value (" + type.name() + ")");
        }
        if (values.length != attributes.size()) {
            throw SqlErrors.badArgument("The type " + type.name() + " has " + attributes.size() + " attributes, and "
                    + values.length + " values are given for it");
        }
        return values;
    }
}
