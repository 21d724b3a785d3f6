package io.howdah.jdbc.result;

import io.howdah.session.Rows;
import io.howdah.types.SqlObjects.MadeColumn;
import io.howdah.wire.ByteWriter;
import java.util.List;

/** Over rows that are there already, a row's values moved together when it is reached. */
final class MadeCursor implements FreeCursor {
    private final List<MadeColumn> columns;
    private final int count;
    private final ByteWriter values = new ByteWriter(64);
    private final int[] offsets;
    private final int[] lengths;

    /** 0 before the first row; one more than there are rows behind the last. */
    private int current;

    private boolean closed;

    MadeCursor(List<MadeColumn> columns) {
        this.columns = columns;
        this.count = columns.get(0).values().size();
        this.offsets = new int[columns.size()];
        this.lengths = new int[columns.size()];
    }

    @Override
    public Place place() {
        if (closed) {
            return Place.CLOSED;
        }
        if (current == 0) {
            return Place.BEFORE_FIRST;
        }
        return current <= count ? Place.ON_ROW : Place.AFTER_LAST;
    }

    @Override
    public long position() {
        return current;
    }

    @Override
    public long countRows() {
        return count;
    }

    @Override
    public boolean next() {
        return moveTo(current + 1L);
    }

    @Override
    public boolean moveTo(long row) {
        current = (int) Math.min(row, count + 1L);
        if (current == 0 || current > count) {
            return false;
        }
        values.rewind();
        for (int i = 0; i < offsets.length; i++) {
            byte[] value = columns.get(i).values().get(current - 1);
            offsets[i] = value == null ? Rows.NULL : values.size();
            if (value != null) {
                lengths[i] = value.length;
                values.bytes(value);
            }
        }
        return true;
    }

    @Override
    public byte[] page() {
        return values.bytes();
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
        return place() == Place.ON_ROW ? current : 0;
    }

    @Override
    public boolean isBeforeFirst() {
        return place() == Place.BEFORE_FIRST && count > 0;
    }

    @Override
    public boolean isLast() {
        return place() == Place.ON_ROW && current == count;
    }

    @Override
    public boolean isAfterLast() {
        return place() == Place.AFTER_LAST && count > 0;
    }

    @Override
    public void close() {
        closed = true;
    }
}
