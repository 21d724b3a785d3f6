package io.howdah.api;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.sql.SQLException;
import java.time.Duration;

/**
 * COPY: the fastest way of many rows into the server and out of it, by {@link HowdahConnection#copy()}.
 *
 * <p>A COPY is part of the transaction that is open; a BEGIN that is due travels with it. While it goes on, nothing else
 * can be run on the connection (55000). Whatever fails, the server or a stream given here, the connection stays usable, but
 * for one that broke. What fails in a stream, a listener or an iterator of the caller's is the cause of an SQLException
 * 57014.
 *
 * <p>Streams, readers and channels given here are read to their end or written, never closed; targets are flushed. For one
 * thread at a time, as a connection is, but for {@link #cancel()}. No argument may be null.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY</a>
 */
public interface CopyOperations {
    /**
     * Sends all bytes of a stream, as they are.
     *
     * @param sql a single {@code COPY .. FROM STDIN} in any format
     * @return how many rows were copied; -1 if the server does not say
     * @throws SQLException the server's error, with the line it met in its text; 57014 if the source failed
     */
    long copyIn(String sql, InputStream source) throws SQLException;

    /** As {@link #copyIn(String, InputStream)}, of text, in UTF-8. 22021 for half a surrogate pair. */
    long copyIn(String sql, Reader source) throws SQLException;

    /** As {@link #copyIn(String, InputStream)}; the channel must be blocking. */
    long copyIn(String sql, ReadableByteChannel source) throws SQLException;

    /** Begins a COPY whose bytes are written by and by. */
    CopyIn openIn(String sql) throws SQLException;

    /**
     * Writes all bytes of a COPY to a stream, as they come.
     *
     * @param sql a single {@code COPY .. TO STDOUT} in any format
     * @return how many rows were copied; -1 if the server does not say
     * @throws SQLException the server's error; 57014 if the target failed
     */
    long copyOut(String sql, OutputStream target) throws SQLException;

    /** As {@link #copyOut(String, OutputStream)}, of text in UTF-8. */
    long copyOut(String sql, Writer target) throws SQLException;

    /** As {@link #copyOut(String, OutputStream)}; the channel must be blocking. */
    long copyOut(String sql, WritableByteChannel target) throws SQLException;

    /** Begins a COPY whose bytes are read by and by. */
    CopyOut openOut(String sql) throws SQLException;

    /**
     * Begins to copy rows of Java values into a table. The server is asked for the types of the columns first.
     *
     * @param table as in SQL: {@code t}, {@code public.t}, {@code "Odd name"}
     * @param columns as in SQL; none for all that are not generated
     */
    CopyWriter into(String table, String... columns) throws SQLException;

    /**
     * Begins to copy rows of a table or view into Java values.
     *
     * @param table as in {@link #into}
     * @param columns as in {@link #into}; none for all
     */
    CopyReader from(String table, String... columns) throws SQLException;

    /** As {@link #from}, of any single query without parameters. */
    CopyReader fromQuery(String query) throws SQLException;

    /** The same operations, which tell this listener how far they are. */
    CopyOperations withListener(CopyListener listener);

    /**
     * The same operations with another limit to how long the server may keep us waiting at a time; then it is asked to
     * cancel. Zero for no limit. As long as nobody says otherwise, the property queryTimeout holds.
     */
    CopyOperations withTimeout(Duration timeout);

    /**
     * The same operations by the extended sub-protocol (Parse, Bind, Execute) instead of a Query: for what stands between us
     * and the server and takes nothing else. It has no other advantage; a COPY out, and one that fails, takes a round
     * trip more.
     */
    CopyOperations extended();

    /**
     * Asks the server to cancel the COPY that is going on on this connection; who copies gets 57014. From any thread. Does
     * nothing if there is none. A server that waits for data obeys when more of it arrives.
     */
    void cancel() throws SQLException;
}
