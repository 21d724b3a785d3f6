package io.howdah.api;

import java.io.InputStream;
import java.sql.SQLException;

/** A COPY out of the server that was begun. */
public interface CopyOut extends AutoCloseable {
    /**
     * Where the data comes from. What it throws has the server's SQLException as its cause. Its {@code close} is
     * {@link CopyOut#close()}.
     */
    InputStream stream();

    /** Whether the server sends the binary format. */
    boolean isBinary();

    /** Columns that are copied; 0 if the server does not say. */
    int columnCount();

    /** How many rows were copied, once all is read; -1 before that, and if the server does not say. */
    long rowCount();

    /**
     * Ends it. Of data that nobody has read the server is asked to make no more; in a transaction, which that would cost,
     * the rest is read and dropped.
     */
    @Override
    void close() throws SQLException;
}
