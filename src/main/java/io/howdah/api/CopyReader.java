package io.howdah.api;

import java.sql.SQLException;
import java.util.List;

/**
 * Rows of a COPY as Java values, one after the other. Columns count from 1, as in JDBC; values convert as those of a
 * {@code ResultSet} do.
 */
public interface CopyReader extends AutoCloseable {
    /** The names of the columns. */
    List<String> columns();

    /**
     * Moves to the next row, waiting for it if need be.
     *
     * @return false behind the last
     * @throws SQLException the server's error
     */
    boolean next() throws SQLException;

    boolean isNull(int column) throws SQLException;

    /** False for NULL. */
    boolean getBoolean(int column) throws SQLException;

    /** 0 for NULL. */
    int getInt(int column) throws SQLException;

    /** 0 for NULL. */
    long getLong(int column) throws SQLException;

    /** 0 for NULL. */
    double getDouble(int column) throws SQLException;

    /** As PostgreSQL prints the value; null for NULL. */
    String getString(int column) throws SQLException;

    /** Of the class that {@code ResultSet.getObject} would choose; null for NULL. */
    Object get(int column) throws SQLException;

    /** Null for NULL; 42846 where the type is no such thing. */
    <T> T get(int column, Class<T> type) throws SQLException;

    /** All values of the row, as {@link #get(int)} gives them. */
    Object[] row() throws SQLException;

    /**
     * The row as a record, whose components are the columns of their names; case and underscores do not matter.
     *
     * @throws SQLException 22023 if a component has no column; 22004 for NULL where a component is a primitive
     */
    <R extends Record> R record(Class<R> type) throws SQLException;

    /** How many rows were read so far. */
    long rowCount();

    /** Ends the COPY, as {@link CopyOut#close()} does. */
    @Override
    void close() throws SQLException;
}
