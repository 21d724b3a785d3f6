package io.howdah.api;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Large objects, by {@link HowdahConnection#largeObjects()}: bytes that have an OID instead of a column.
 *
 * <p>Everything is part of the transaction that is open; a BEGIN that is due travels with it. In autocommit each call is a
 * transaction by itself, also an import that takes several round trips. OIDs are numbers from 1 to 4294967295 (22023 for
 * others). An object that is not there is 42704, one that may not be touched 42501; the connection stays usable.
 *
 * <p>Streams and channels given here are read to their end or written, never closed; targets are flushed. What fails in one
 * of them is the cause of an SQLException 57014. For one thread at a time, as a connection is. No argument may be null.
 *
 * @see <a href="https://www.postgresql.org/docs/current/largeobjects.html">Large Objects</a>
 */
public interface LargeObjects {
    /** A new, empty object with an OID of the server's. */
    long create() throws SQLException;

    /**
     * A new, empty object.
     *
     * @throws SQLException 23505 if there is one with this OID
     */
    void create(long oid) throws SQLException;

    /** A new object that holds these bytes, in one round trip. */
    long create(byte[] bytes) throws SQLException;

    /**
     * A new object that holds all bytes of a stream. Up to 4 MiB are in memory at a time, and travel in one round trip.
     *
     * @throws SQLException 57014 if the source failed; there is no new object then
     */
    long importFrom(InputStream source) throws SQLException;

    /** As {@link #importFrom(InputStream)}; the channel must be blocking. */
    long importFrom(ReadableByteChannel source) throws SQLException;

    /** As {@link #importFrom(InputStream)}, of a file of this machine. */
    long importFrom(Path source) throws SQLException;

    /**
     * Writes all bytes of an object to a stream, as they come, by a single statement: they are of one moment, whatever
     * others do meanwhile.
     *
     * @return how many bytes
     * @throws SQLException 57014 if the target failed
     */
    long exportTo(long oid, OutputStream target) throws SQLException;

    /** As {@link #exportTo(long, OutputStream)}; the channel must be blocking. */
    long exportTo(long oid, WritableByteChannel target) throws SQLException;

    /**
     * All bytes of an object, in one round trip.
     *
     * @throws SQLException 22023 if it holds more than a message can (1 GiB)
     */
    byte[] read(long oid) throws SQLException;

    /**
     * Some bytes of an object, in one round trip.
     *
     * @param position of the first, from 0
     * @return fewer where the object ends before
     */
    byte[] read(long oid, long position, int count) throws SQLException;

    /**
     * Writes bytes over those that are there, or behind them, in one round trip.
     *
     * @param position of the first, from 0
     */
    void write(long oid, long position, byte[] bytes) throws SQLException;

    boolean exists(long oid) throws SQLException;

    /** Unlinks an object. What has its OID in a column is not changed. */
    void delete(long oid) throws SQLException;

    /** Opens an object, at its start. Asks whether it is there, and may be opened so. */
    LargeObject open(long oid, LargeObjectMode mode) throws SQLException;
}
