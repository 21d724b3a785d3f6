package io.howdah.jdbc.result;

import java.sql.SQLException;

/** Some of another cursor's columns, in an order of their own. */
public final class PickedCursor implements Cursor {
    private final Cursor all;
    private final int[] columns;

    /** @param columns for each column of this cursor that of the other; kept */
    public PickedCursor(Cursor all, int[] columns) {
        this.all = all;
        this.columns = columns;
    }

    @Override
    public Place place() {
        return all.place();
    }

    @Override
    public boolean next() throws SQLException {
        return all.next();
    }

    @Override
    public byte[] page() {
        return all.page();
    }

    @Override
    public int offset(int column) {
        return all.offset(columns[column]);
    }

    @Override
    public int length(int column) {
        return all.length(columns[column]);
    }

    @Override
    public long row() {
        return all.row();
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        return all.isBeforeFirst();
    }

    @Override
    public boolean isLast() throws SQLException {
        return all.isLast();
    }

    @Override
    public boolean isAfterLast() {
        return all.isAfterLast();
    }

    @Override
    public void close() throws SQLException {
        all.close();
    }
}
