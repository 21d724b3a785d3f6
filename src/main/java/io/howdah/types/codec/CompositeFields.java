package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.Conversions;
import io.howdah.types.Format;
import java.sql.SQLException;
import java.util.Locale;

/** The attributes of one composite value, each where it lies. */
final class CompositeFields {
    private static final int NULL = -1;

    /** Of each attribute in binary: its type and its length. */
    private static final int HEADER = 8;

    private final CompositeCodec codec;
    private final Format format;
    private final CodecContext context;
    private final Codec<?>[] codecs;
    private final byte[][] bytes;
    private final int[] offsets;
    private final int[] lengths;
    private final Cell cell = new Cell();

    private CompositeFields(CompositeCodec codec, Cell row, int count) {
        this.codec = codec;
        this.format = row.format();
        this.context = row.context();
        this.codecs = new Codec<?>[count];
        this.bytes = new byte[count][];
        this.offsets = new int[count];
        this.lengths = new int[count];
    }

    /** As {@code record_send} writes them: their number; of each the type, the length, the bytes. */
    static CompositeFields ofBinary(CompositeCodec codec, Cell row) throws SQLException {
        int count = row.int32(0);
        if (count < 0 || count > row.length() / HEADER) {
            throw malformed(codec, "it claims " + count + " attributes");
        }
        var fields = new CompositeFields(codec, row, count);
        int at = 4;
        for (int i = 0; i < count; i++) {
            int length = row.int32(at + 4);
            if (length != NULL && (length < 0 || length > row.length() - at - HEADER)) {
                throw malformed(codec, "attribute " + (i + 1) + " claims " + length + " bytes");
            }
            fields.set(i, codec.attributeCodec(i, row.int32(at)), row.bytes(), row.offset() + at + HEADER, length);
            at += HEADER + Math.max(0, length);
        }
        if (at != row.length()) {
            throw malformed(codec, "there are bytes behind its last attribute");
        }
        return fields;
    }

    static CompositeFields ofText(CompositeCodec codec, Cell row) throws SQLException {
        var values = RowText.split(row, codec.type());
        int expected = codec.isAnonymous() ? values.size() : codec.attributeCount();
        if (values.isEmpty() && expected == 1) {
            values.add(null);
        }
        if (values.size() != expected) {
            throw malformed(
                    codec,
                    "it has " + values.size() + " attributes, and the type had " + expected
                            + " when it was looked up: if it was changed since, connect again");
        }
        var fields = new CompositeFields(codec, row, values.size());
        for (int i = 0; i < values.size(); i++) {
            byte[] value = values.get(i);
            fields.set(i, codec.attributeCodec(i), value, 0, value == null ? NULL : value.length);
        }
        return fields;
    }

    private void set(int index, Codec<?> fieldCodec, byte[] page, int offset, int length) {
        codecs[index] = fieldCodec;
        bytes[index] = page;
        offsets[index] = offset;
        lengths[index] = length;
    }

    int count() {
        return codecs.length;
    }

    Codec<?> codec(int index) {
        return codecs[index];
    }

    boolean isNull(int index) {
        return lengths[index] == NULL;
    }

    /** Of an attribute that is not NULL; valid until the next call. */
    Cell cell(int index) {
        return cell.set(bytes[index], offsets[index], lengths[index], format, context);
    }

    /** Null for NULL. */
    Object object(int index) throws SQLException {
        return isNull(index) ? null : codec(index).readObject(cell(index));
    }

    /** Null for NULL. */
    <T> T as(int index, Class<T> target) throws SQLException {
        return isNull(index) ? null : Conversions.as(codec(index), cell(index), target);
    }

    Object[] objects() throws SQLException {
        Object[] objects = new Object[count()];
        for (int i = 0; i < objects.length; i++) {
            objects[i] = object(i);
        }
        return objects;
    }

    /** Whether it is known which attribute is which: not of a {@code record}, nor of a type that has changed since. */
    boolean hasNames() {
        return !codec.isAnonymous() && codec.attributeCount() == count();
    }

    /** The attribute of this name, or else the first that differs in case and underscores and the like only; -1 for none. */
    int indexOf(String name) {
        return codec.indexOf(name);
    }

    /** In which {@code createdAt} and {@code created_at} are the same: its letters and digits, in lower case. */
    static String loosely(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        name.chars().filter(Character::isLetterOrDigit).forEach(c -> letters.append((char) c));
        return letters.toString().toLowerCase(Locale.ROOT);
    }

    private static SQLException malformed(CompositeCodec codec, String why) {
        return SqlErrors.malformedValue(codec.type().name(), why);
    }
}
