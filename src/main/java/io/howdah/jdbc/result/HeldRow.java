package io.howdah.jdbc.result;

import io.howdah.session.Rows;
import io.howdah.types.Format;
import java.util.Arrays;

/** A cursor that stands on one row for ever, of bytes of its own. */
final class HeldRow implements Cursor {
    private final byte[] bytes;
    private final int[] offsets;
    private final int[] lengths;

    private HeldRow(byte[] bytes, int[] offsets, int[] lengths) {
        this.bytes = bytes;
        this.offsets = offsets;
        this.lengths = lengths;
    }

    static HeldRow ofNulls(int columns) {
        int[] offsets = new int[columns];
        Arrays.fill(offsets, Rows.NULL);
        return new HeldRow(new byte[0], offsets, new int[columns]);
    }

    /**
     * Values of two rows in one.
     *
     * @param picked for each column that of {@code newer}, or -1 for the same one of {@code older}
     */
    static HeldRow of(Cursor older, Cursor newer, int[] picked) {
        int[] offsets = new int[picked.length];
        int[] lengths = new int[picked.length];
        int size = 0;
        for (int i = 0; i < picked.length; i++) {
            Cursor source = picked[i] < 0 ? older : newer;
            int column = picked[i] < 0 ? i : picked[i];
            boolean isNull = source.offset(column) == Rows.NULL;
            offsets[i] = isNull ? Rows.NULL : size;
            lengths[i] = isNull ? 0 : source.length(column);
            size = Math.addExact(size, lengths[i]);
        }
        byte[] bytes = new byte[size];
        for (int i = 0; i < picked.length; i++) {
            Cursor source = picked[i] < 0 ? older : newer;
            if (lengths[i] > 0) {
                int from = source.offset(picked[i] < 0 ? i : picked[i]);
                System.arraycopy(source.page(), from, bytes, offsets[i], lengths[i]);
            }
        }
        return new HeldRow(bytes, offsets, lengths);
    }

    /** The formats of a row made by {@link #of}. */
    static Format[] formats(ColumnLayout older, ColumnLayout newer, int[] picked) {
        Format[] formats = new Format[picked.length];
        for (int i = 0; i < picked.length; i++) {
            formats[i] = picked[i] < 0 ? older.format(i) : newer.format(picked[i]);
        }
        return formats;
    }

    @Override
    public Place place() {
        return Place.ON_ROW;
    }

    @Override
    public boolean next() {
        return false;
    }

    @Override
    public byte[] page() {
        return bytes;
    }

    @Override
    public int offset(int column) {
        return offsets[column];
    }

    @Override
    public int length(int column) {
        return lengths[column];
    }

    @Override
    public long row() {
        return 1;
    }

    @Override
    public boolean isBeforeFirst() {
        return false;
    }

    @Override
    public boolean isLast() {
        return true;
    }

    @Override
    public boolean isAfterLast() {
        return false;
    }

    @Override
    public void close() {
        // Nothing is held but memory.
    }
}
