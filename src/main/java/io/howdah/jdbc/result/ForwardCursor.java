package io.howdah.jdbc.result;

import io.howdah.session.Rows;
import java.sql.SQLException;

/** Forward over rows as they arrive. */
public final class ForwardCursor implements Cursor {
    private Rows rows;
    private long maxRows;
    private long passed;
    private Place place = Place.CLOSED;

    /** Closed, until it is opened. */
    ForwardCursor() {}

    /** @param maxRows rows beyond are cut off; 0 for no limit */
    public ForwardCursor(Rows rows, long maxRows) {
        open(rows, maxRows);
    }

    void open(Rows newRows, long newMaxRows) {
        rows = newRows;
        maxRows = newMaxRows == 0 ? Long.MAX_VALUE : newMaxRows;
        passed = 0;
        place = Place.BEFORE_FIRST;
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public boolean next() throws SQLException {
        place = Place.AFTER_LAST;
        if (passed == maxRows) {
            // Nobody will read the rest: its pages need not wait for close().
            rows.close();
            return false;
        }
        if (!rows.next()) {
            return false;
        }
        passed++;
        place = Place.ON_ROW;
        return true;
    }

    @Override
    public byte[] page() {
        return rows.page();
    }

    @Override
    public int offset(int column) {
        return rows.offset(column);
    }

    @Override
    public int length(int column) {
        return rows.length(column);
    }

    @Override
    public long row() {
        return place == Place.ON_ROW ? passed : 0;
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        return place == Place.BEFORE_FIRST && rows.hasNext();
    }

    @Override
    public boolean isLast() throws SQLException {
        return place == Place.ON_ROW && (passed == maxRows || !rows.hasNext());
    }

    @Override
    public boolean isAfterLast() {
        return place == Place.AFTER_LAST && passed > 0;
    }

    @Override
    public void close() throws SQLException {
        if (place != Place.CLOSED) {
            place = Place.CLOSED;
            rows.close();
        }
    }
}
