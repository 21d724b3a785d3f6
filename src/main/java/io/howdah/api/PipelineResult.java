package io.howdah.api;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What one statement of a {@link Pipeline} comes to. For one thread at a time. May be asked after the pipeline was closed, and
 * out of order: the results before it are kept in memory then, unless they are closed.
 *
 * <p>Its methods throw what became of the statement: its own error; 25P02 if it was skipped, with the error that it was skipped
 * for as the cause; what broke the connection before it had ended; 55000 if it was not sent yet.
 */
public interface PipelineResult {
    /** Whether it is known what became of the statement; reads nothing. */
    boolean isDone();

    /**
     * The rows, forward only and read as they are consumed; waits for the first of them. The same object each time; its
     * {@code getStatement} is null.
     *
     * @throws SQLException 02000 if the statement returns none. An error behind the first rows comes from {@code next}
     */
    ResultSet rows() throws SQLException;

    /**
     * How many rows the command has changed, or a query has returned; 0 for one that counts nothing. Waits for its end. In
     * {@link PipelineMode#ISOLATED} that is its commit too; else only {@link Pipeline#await()} tells whether it stands.
     */
    long count() throws SQLException;
}
