package io.howdah.jdbc.result;

import io.howdah.session.Rows;
import io.howdah.types.SqlObjects.MadeColumn;
import io.howdah.wire.ByteWriter;
import java.util.List;

/** Forward over rows that are there already, a row's values moved together when it is reached. */
final class MadeCursor implements Cursor {
    private final List<MadeColumn> columns;
    private final int count;
    private final ByteWriter row = new ByteWriter(64);
    private final int[] offsets;
    private final int[] lengths;
    private int passed;
    private Place place = Place.BEFORE_FIRST;

    MadeCursor(List<MadeColumn> columns) {
        this.columns = columns;
        this.count = columns.get(0).values().size();
        this.offsets = new int[columns.size()];
        this.lengths = new int[columns.size()];
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public boolean next() {
        if (passed == count) {
            place = Place.AFTER_LAST;
            return false;
        }
        row.rewind();
        for (int i = 0; i < offsets.length; i++) {
            byte[] value = columns.get(i).values().get(passed);
            offsets[i] = value == null ? Rows.NULL : row.size();
            if (value != null) {
                lengths[i] = value.length;
                row.bytes(value);
            }
        }
        passed++;
        place = Place.ON_ROW;
        return true;
    }

    @Override
    public byte[] page() {
        return row.bytes();
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
        return place == Place.ON_ROW ? passed : 0;
    }

    @Override
    public boolean isBeforeFirst() {
        return place == Place.BEFORE_FIRST && count > 0;
    }

    @Override
    public boolean isLast() {
        return place == Place.ON_ROW && passed == count;
    }

    @Override
    public boolean isAfterLast() {
        return place == Place.AFTER_LAST && count > 0;
    }

    @Override
    public void close() {
        place = Place.CLOSED;
    }
}
