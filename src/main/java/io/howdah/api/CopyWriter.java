package io.howdah.api;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows of Java values on their way into a table. They count only once {@link #finish()} was called: closed before that, the
 * COPY is given up. So it is by anything that is thrown here.
 *
 * <p>A value may be of any class that {@code PreparedStatement.setObject} takes for the type of its column, or a String as
 * PostgreSQL prints values of that type; null is NULL.
 */
public interface CopyWriter extends AutoCloseable {
    /** The names of the columns, in the order of the values. */
    List<String> columns();

    /**
     * Adds a row; returns this.
     *
     * @throws SQLException 22023 if there are more or fewer values than columns; the SQLSTATE of the conversion, with row
     *     and column in the text, for a value that does not fit; the server's error on rows before
     */
    CopyWriter row(Object... values) throws SQLException;

    /**
     * Adds a row by the components of a record; returns this. A component goes to the column of its name; case and
     * underscores do not matter.
     *
     * @throws SQLException 22023 also if a column has no component
     */
    CopyWriter record(Record row) throws SQLException;

    /**
     * Adds all rows of a stream, and closes it; returns this. Each is a record, an {@code Object[]} or a List of values.
     *
     * @throws SQLException 57014 also if the stream itself fails, with that as cause
     */
    CopyWriter rows(Stream<?> rows) throws SQLException;

    /**
     * Ends the COPY well.
     *
     * @return how many rows were copied
     * @throws SQLException the server's error, nothing was copied then; 55000 if it has ended before
     */
    long finish() throws SQLException;

    /**
     * Gives the COPY up: nothing is copied. Does nothing if it has ended.
     *
     * @param reason for the server's log
     */
    void cancel(String reason) throws SQLException;

    /** {@link #cancel} unless it has ended. */
    @Override
    void close() throws SQLException;
}
