package io.howdah.jdbc.result;

import java.sql.SQLException;

/** A cursor that moves in any direction. */
sealed interface FreeCursor extends Cursor permits ScrollCursor, MadeCursor {
    /** 0 before the first row; one more than there are rows behind the last. */
    long position();

    /** How many rows there are; reads them all if need be. */
    long countRows() throws SQLException;

    /**
     * To a row from 1 on; 0 is before the first, and what is too large is behind the last.
     *
     * @return whether there is such a row
     */
    boolean moveTo(long row) throws SQLException;

    default boolean previous() throws SQLException {
        return moveTo(Math.max(0, position() - 1));
    }

    /** @param row from 1 on; negative counts from the end; 0 is before the first */
    default boolean absolute(long row) throws SQLException {
        return moveTo(row >= 0 ? row : Math.max(0, countRows() + 1 + row));
    }

    default boolean relative(long rowCount) throws SQLException {
        return moveTo(Math.max(0, position() + rowCount));
    }

    default boolean first() throws SQLException {
        return moveTo(1);
    }

    default boolean last() throws SQLException {
        return moveTo(countRows());
    }

    default void beforeFirst() throws SQLException {
        moveTo(0);
    }

    default void afterLast() throws SQLException {
        moveTo(countRows() + 1);
    }
}
