package io.howdah.jdbc.result;

import io.howdah.session.Rows;
import java.sql.SQLException;
import java.util.List;

/** Forward over the rows of several executions, one after the other, as if they were one result. */
public final class ChainedCursor implements Cursor {
    private final List<ForwardCursor> parts;
    private int at;
    private long passed;
    private Place place = Place.BEFORE_FIRST;

    /** @param parts at least one, all with the same columns */
    public ChainedCursor(List<Rows> parts) {
        this.parts = parts.stream().map(rows -> new ForwardCursor(rows, 0)).toList();
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public boolean next() throws SQLException {
        if (place == Place.AFTER_LAST) {
            return false;
        }
        place = Place.AFTER_LAST;
        while (!current().next()) {
            if (at == parts.size() - 1) {
                return false;
            }
            current().close();
            at++;
        }
        passed++;
        place = Place.ON_ROW;
        return true;
    }

    @Override
    public byte[] page() {
        return current().page();
    }

    @Override
    public int offset(int column) {
        return current().offset(column);
    }

    @Override
    public int length(int column) {
        return current().length(column);
    }

    @Override
    public long row() {
        return place == Place.ON_ROW ? passed : 0;
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        return place == Place.BEFORE_FIRST && anyFrom(0);
    }

    @Override
    public boolean isLast() throws SQLException {
        return place == Place.ON_ROW && current().isLast() && !anyFrom(at + 1);
    }

    private boolean anyFrom(int first) throws SQLException {
        for (int i = first; i < parts.size(); i++) {
            if (parts.get(i).isBeforeFirst()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean isAfterLast() {
        return place == Place.AFTER_LAST && passed > 0;
    }

    @Override
    public void close() throws SQLException {
        place = Place.CLOSED;
        for (ForwardCursor part : parts) {
            part.close();
        }
    }

    private ForwardCursor current() {
        return parts.get(at);
    }
}
