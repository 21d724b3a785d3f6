package io.howdah.jdbc.result;

import io.howdah.session.Rows;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Moves freely over rows that stay in the pages they arrived in: eight bytes are noted for each row, and nothing is
 * copied. Rows are still read only as far as somebody goes.
 *
 * @see java.sql.ResultSet#TYPE_SCROLL_INSENSITIVE
 */
public final class ScrollCursor implements FreeCursor {
    private final Rows rows;
    private final long maxRows;

    // Where each row met so far lies.
    private byte[][] pages = new byte[1][];
    private int pageCount;
    private int[] pageOf = new int[16];
    private int[] startOf = new int[16];
    private int known;

    /** Of those met. */
    private int removed;

    private boolean allKnown;

    /** 0 before the first row; one more than there are rows behind the last. */
    private int current;

    private boolean closed;

    /** @param maxRows rows beyond are cut off; 0 for no limit */
    public ScrollCursor(Rows rows, long maxRows) {
        this.rows = rows;
        this.maxRows = maxRows == 0 ? Long.MAX_VALUE : maxRows;
        rows.keep();
    }

    @Override
    public Place place() {
        if (closed) {
            return Place.CLOSED;
        }
        if (current == 0) {
            return Place.BEFORE_FIRST;
        }
        return current <= known ? Place.ON_ROW : Place.AFTER_LAST;
    }

    @Override
    public boolean next() throws SQLException {
        return current <= known ? moveTo(current + 1L) : false;
    }

    @Override
    public long position() {
        return current;
    }

    @Override
    public long countRows() throws SQLException {
        readAll();
        return known;
    }

    /** Takes the current row out of the result, and stands on the one before it. */
    void removeCurrent() throws SQLException {
        System.arraycopy(pageOf, current, pageOf, current - 1, known - current);
        System.arraycopy(startOf, current, startOf, current - 1, known - current);
        known--;
        removed++;
        moveTo(current - 1L);
    }

    @Override
    public boolean moveTo(long row) throws SQLException {
        if (row == 0) {
            current = 0;
            return false;
        }
        readUpTo(row);
        if (row > known) {
            current = known + 1;
            return false;
        }
        current = (int) row;
        revisitCurrent();
        return true;
    }

    private void readAll() throws SQLException {
        readUpTo(Long.MAX_VALUE);
    }

    /** Whoever calls this moves. If that fails, the current row stays, with its bytes. */
    private void readUpTo(long row) throws SQLException {
        try {
            while (known < row && !allKnown) {
                readOne();
            }
        } catch (SQLException | RuntimeException | Error e) {
            // The rows have gone on to the last one that arrived.
            revisitCurrent();
            throw e;
        }
    }

    private void revisitCurrent() throws SQLException {
        if (place() == Place.ON_ROW) {
            rows.revisit(pages[pageOf[current - 1]], startOf[current - 1]);
        }
    }

    private void readOne() throws SQLException {
        // First, so that no row is passed and then not noted.
        makeRoom();
        if (known + removed == maxRows || !rows.next()) {
            allKnown = true;
            return;
        }
        if (pageCount == 0 || pages[pageCount - 1] != rows.page()) {
            pages[pageCount++] = rows.page();
        }
        pageOf[known] = pageCount - 1;
        startOf[known] = rows.rowStart();
        known++;
    }

    private void makeRoom() {
        if (pageCount == pages.length) {
            pages = Arrays.copyOf(pages, pageCount * 2);
        }
        if (known == startOf.length) {
            pageOf = Arrays.copyOf(pageOf, known * 2);
            startOf = Arrays.copyOf(startOf, known * 2);
        }
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
        return place() == Place.ON_ROW ? current : 0;
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        return current == 0 && hasRow(1);
    }

    @Override
    public boolean isLast() throws SQLException {
        return place() == Place.ON_ROW && !hasRow(current + 1);
    }

    @Override
    public boolean isAfterLast() {
        return known > 0 && current > known;
    }

    /** Looks ahead without losing the current row. */
    private boolean hasRow(int row) throws SQLException {
        int stay = current;
        boolean there = moveTo(row);
        current = stay;
        revisitCurrent();
        return there;
    }

    @Override
    public void close() throws SQLException {
        if (!closed) {
            closed = true;
            rows.close();
        }
    }
}
