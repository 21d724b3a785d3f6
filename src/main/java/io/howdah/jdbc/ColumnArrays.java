package io.howdah.jdbc;

import io.howdah.session.Bindings;
import io.howdah.types.Format;
import io.howdah.types.TypeRegistry;
import io.howdah.wire.ByteWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A run of batch entries turned on its side: for each column one array of its values. One execution for some MiB of
 * values, so that neither side ever holds the whole of a large batch once more.
 */
final class ColumnArrays implements Bindings {
    /** Of an execution's values, in bytes; also of one entry, since large values gain nothing from this. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private static final int NULL = -1;

    private final PreparedBatch.Run run;
    private final TypeRegistry types;
    private final int[] elementOids;
    private final int[] oids;
    private final Format[] formats;

    /** The first entry of each execution, and behind the last one the number of entries. */
    private final int[] firsts;

    private ColumnArrays(
            PreparedBatch.Run run, TypeRegistry types, int[] elementOids, int[] oids, Format[] formats, int[] firsts) {
        this.run = run;
        this.types = types;
        this.elementOids = elementOids;
        this.oids = oids;
        this.formats = formats;
        this.firsts = firsts;
    }

    /**
     * The arrays, or null where a column's values cannot stand in one: a type without (known) arrays, values in both
     * formats, very large entries.
     */
    static ColumnArrays of(PreparedBatch.Run run, int[] elementOids, TypeRegistry types) {
        int[] oids = new int[elementOids.length];
        for (int i = 0; i < oids.length; i++) {
            oids[i] = ArrayElements.arrayOid(elementOids[i], types);
            if (oids[i] == 0) {
                return null;
            }
        }
        int[] firsts = split(run);
        Format[] formats = firsts == null ? null : formats(run, elementOids, types);
        return formats == null ? null : new ColumnArrays(run, types, elementOids, oids, formats, firsts);
    }

    private static int[] split(PreparedBatch.Run run) {
        int[] firsts = new int[2];
        int parts = 1;
        for (int i = 0; i < run.count(); i++) {
            if (run.start(i + 1) - run.start(i) > MOST_BYTES) {
                return null;
            }
            if (run.start(i + 1) - run.start(firsts[parts - 1]) > MOST_BYTES) {
                firsts = Arrays.copyOf(firsts, parts + 2);
                firsts[parts++] = i;
            }
        }
        firsts[parts] = run.count();
        return firsts;
    }

    /** Of each column's array; null if one has none that fits all values. */
    private static Format[] formats(PreparedBatch.Run run, int[] elementOids, TypeRegistry types) {
        var text = new BitSet();
        var binary = new BitSet();
        var nulls = new BitSet();
        ByteBuffer bytes = ByteBuffer.wrap(run.bytes());
        int columns = elementOids.length;
        for (int i = 0; i < run.count(); i++) {
            int formatAt = run.start(i) + 2;
            int at = firstValue(run, i, columns);
            for (int c = 0; c < columns; c++) {
                int length = bytes.getInt(at);
                BitSet seen =
                        length == NULL ? nulls : bytes.getShort(formatAt + 2 * c) == Format.TEXT.code() ? text : binary;
                seen.set(c);
                at += 4 + Math.max(0, length);
            }
        }
        var formats = new Format[columns];
        for (int c = 0; c < columns; c++) {
            if (!text.get(c) || ArrayElements.isTextInBinary(elementOids[c], types)) {
                formats[c] = Format.BINARY;
            } else if (!binary.get(c) && (!nulls.get(c) || ArrayElements.hasNoWordNull(elementOids[c], types))) {
                formats[c] = Format.TEXT;
            } else {
                return null;
            }
        }
        return formats;
    }

    /** Behind the formats, and their number and that of the values. */
    private static int firstValue(PreparedBatch.Run run, int entry, int columns) {
        return run.start(entry) + 4 + 2 * columns;
    }

    /** The types of the arrays. */
    int[] oids() {
        return oids;
    }

    /** How many entries go by an execution. */
    int entries(int execution) {
        return firsts[execution + 1] - firsts[execution];
    }

    @Override
    public int count() {
        return firsts.length - 1;
    }

    @Override
    public long byteCount() {
        return run.byteCount();
    }

    @Override
    public void writeTo(int index, ByteWriter out) {
        out.int16(formats.length);
        for (Format format : formats) {
            out.int16(format.code());
        }
        out.int16(formats.length);
        ByteBuffer bytes = ByteBuffer.wrap(run.bytes());
        // Where each entry's value of the column that is being written lies.
        int[] at = new int[entries(index)];
        for (int i = 0; i < at.length; i++) {
            at[i] = firstValue(run, firsts[index] + i, formats.length);
        }
        for (int c = 0; c < formats.length; c++) {
            int mark = out.beginValue();
            if (formats[c] == Format.BINARY) {
                writeBinary(bytes, at, elementOids[c], out);
            } else {
                writeText(bytes, at, ArrayElements.delimiter(elementOids[c], types), out);
            }
            out.endValue(mark);
        }
    }

    /** As {@code array_recv} reads it. An element looks as a value does in Bind. */
    private static void writeBinary(ByteBuffer bytes, int[] at, int elementOid, ByteWriter out) {
        out.int32(1);
        int hasNulls = out.size();
        out.int32(0);
        out.int32(elementOid);
        out.int32(at.length);
        out.int32(1);
        for (int i = 0; i < at.length; i++) {
            int length = bytes.getInt(at[i]);
            if (length == NULL) {
                out.putInt32(hasNulls, 1);
            }
            int size = 4 + Math.max(0, length);
            out.bytes(bytes.array(), at[i], size);
            at[i] += size;
        }
    }

    /** An array literal. All that means something in it is ASCII, and in UTF-8 no part of another character. */
    private static void writeText(ByteBuffer bytes, int[] at, char delimiter, ByteWriter out) {
        byte[] source = bytes.array();
        for (int i = 0; i < at.length; i++) {
            out.int8(i == 0 ? '{' : delimiter);
            int length = bytes.getInt(at[i]);
            at[i] += 4;
            if (length == NULL) {
                out.ascii("NULL");
                continue;
            }
            out.int8('"');
            for (int end = at[i] + length; at[i] < end; at[i]++) {
                byte each = source[at[i]];
                if (each == '"' || each == '\\') {
                    out.int8('\\');
                }
                out.int8(each);
            }
            out.int8('"');
        }
        out.int8('}');
    }
}
