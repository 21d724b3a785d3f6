package io.howdah.jdbc.result;

import java.sql.SQLException;

/**
 * Where a result stands, and the bytes of its row. Not thread-safe: closing it from another thread while a row is read
 * takes the bytes away under the reader.
 */
public sealed interface Cursor permits ForwardCursor, FreeCursor, ChainedCursor, PickedCursor, EmptyCursor, HeldRow {
    /** What a cursor can stand on. */
    enum Place {
        BEFORE_FIRST,
        ON_ROW,
        /** Also after an error in moving. */
        AFTER_LAST,
        CLOSED
    }

    Place place();

    /** Moves to the next row; false behind the last. Not for a closed cursor. */
    boolean next() throws SQLException;

    /** The bytes of the current row; valid until the cursor moves. */
    byte[] page();

    /** Where a value of the current row starts, or {@link io.howdah.session.Rows#NULL}. Counts columns from 0. */
    int offset(int column);

    /** In bytes; for a value that is not NULL. */
    int length(int column);

    /** The current row's number, from 1 on; 0 if there is none. */
    long row();

    /** False as well if there are no rows. May wait for the first. */
    boolean isBeforeFirst() throws SQLException;

    /** May wait for the next row; the current one stays. */
    boolean isLast() throws SQLException;

    /** False as well if there were no rows. */
    boolean isAfterLast();

    /**
     * Gives the rows back. May be called again.
     *
     * @throws SQLException if rows were unread, and behind them there was an error
     */
    void close() throws SQLException;
}
