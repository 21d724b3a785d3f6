package io.howdah.api;

import java.io.OutputStream;
import java.sql.SQLException;

/**
 * A COPY into the server that was begun. It counts only once {@link #finish()} was called: closed before that, it is
 * given up, so that a failure in the midst of try-with-resources leaves nothing half done.
 */
public interface CopyIn extends AutoCloseable {
    /**
     * Where the data goes. What it throws has the server's SQLException as its cause. Its {@code flush} sends what is
     * there; its {@code close} does no more than that, for the sake of those who wrap it and close the wrapper.
     */
    OutputStream stream();

    /** Whether the server wants the binary format. */
    boolean isBinary();

    /** Columns that are copied; 0 if the server does not say. */
    int columnCount();

    /**
     * Ends the COPY well.
     *
     * @return how many rows were copied; -1 if the server does not say
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
