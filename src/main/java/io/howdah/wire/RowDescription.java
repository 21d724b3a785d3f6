package io.howdah.wire;

import java.util.Arrays;
import java.util.List;

/** The columns of a result: message {@code 'T'}. Immutable; equal descriptions need not be the same object. */
public final class RowDescription {
    private final Field[] fields;

    public RowDescription(List<Field> fields) {
        this(fields.toArray(new Field[0]));
    }

    private RowDescription(Field[] fields) {
        this.fields = fields;
    }

    public static RowDescription read(Body body) throws ProtocolException {
        int count = body.uint16();
        // A field takes 19 bytes at the least: what the count promises must be there before we make room for it.
        if (count > body.remaining() / 19) {
            throw new ProtocolException("a row description claims " + count + " columns");
        }
        Field[] fields = new Field[count];
        for (int i = 0; i < count; i++) {
            String name = body.cString();
            int tableOid = body.int32();
            int attributeNumber = body.int16();
            int typeOid = body.int32();
            int typeSize = body.int16();
            int typeModifier = body.int32();
            int format = body.int16();
            if (format != 0 && format != 1) {
                throw new ProtocolException("column " + (i + 1) + " has the format " + format);
            }
            fields[i] = new Field(name, tableOid, attributeNumber, typeOid, typeSize, typeModifier, format);
        }
        body.requireEnd();
        return new RowDescription(fields);
    }

    public int count() {
        return fields.length;
    }

    /** @param index zero-based */
    public Field field(int index) {
        return fields[index];
    }

    /** The same columns as they come when bound with these formats: the description of a statement knows none. */
    public RowDescription withFormats(int[] formats) {
        Field[] bound = new Field[fields.length];
        for (int i = 0; i < bound.length; i++) {
            bound[i] = fields[i].withFormat(formats[i]);
        }
        return new RowDescription(bound);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowDescription description && Arrays.equals(fields, description.fields);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fields);
    }

    @Override
    public String toString() {
        return Arrays.toString(fields);
    }
}
