package io.howdah.api;

import java.sql.SQLException;

/**
 * A row of a {@link PgOutputMessage}. It keeps the bytes it came in, and can be kept; it is read from by one thread at a time.
 *
 * <p>Columns are numbered from 1, as in JDBC, and their names are as the server has them.
 */
public interface ChangedRow {
    /** What came of a column. */
    enum Presence {
        VALUE,
        NULL,
        /** A large value that the update did not touch: the one you have holds. */
        UNCHANGED,
        /** An old row of which the key alone was sent, and this is no part of it. */
        NOT_SENT
    }

    PgOutputMessage.Relation relation();

    int columnCount();

    Presence presence(int column) throws SQLException;

    /** @throws SQLException 42703 if there is no such column */
    Presence presence(String column) throws SQLException;

    /** As {@link java.sql.ResultSet#getObject(int)}; null for NULL. */
    Object get(int column) throws SQLException;

    Object get(String column) throws SQLException;

    /**
     * As {@link java.sql.ResultSet#getObject(int, Class)}; null for NULL.
     *
     * @throws SQLException 55000 if the value was not sent; 42846 and its like if it is no such thing
     */
    <T> T get(int column, Class<T> type) throws SQLException;

    <T> T get(String column, Class<T> type) throws SQLException;
}
