package io.howdah.jdbc.lob;

import io.howdah.error.SqlErrors;
import java.sql.SQLException;

/**
 * What JDBC's rules of Blobs and Clobs have in common: their length, their end, and which positions they take. JDBC's
 * positions count from 1, those of the abstract methods, and those that the checks give, from 0. Not thread-safe.
 */
abstract class PositionedLob {
    private final String kind;
    private boolean free;

    /** @param kind as errors name it */
    PositionedLob(String kind) {
        this.kind = kind;
    }

    /** In bytes or characters. */
    abstract long size() throws SQLException;

    /** @param size no more than {@link #size()} */
    abstract void cut(long size) throws SQLException;

    /** Lets go of what is held. Called once. */
    abstract void release() throws SQLException;

    public final long length() throws SQLException {
        requireUsable();
        return size();
    }

    public final void truncate(long length) throws SQLException {
        within(1, length);
        cut(length);
    }

    public final void free() throws SQLException {
        if (!free) {
            free = true;
            release();
        }
    }

    final boolean isFree() {
        return free;
    }

    final void requireUsable() throws SQLException {
        if (free) {
            throw SqlErrors.objectClosed(kind);
        }
    }

    /** Where to read from; that may lie behind the end. */
    final long readable(long position, long length) throws SQLException {
        requireUsable();
        Positions.require(kind, position, length);
        return position - 1;
    }

    /** Where to read from; all of it is there. */
    final long within(long position, long length) throws SQLException {
        requireUsable();
        Positions.requireWithin(kind, position, length, size());
        return position - 1;
    }

    /** Where to write to; right behind the end at most. */
    final long writable(long position) throws SQLException {
        requireUsable();
        Positions.requireWritable(kind, position, size());
        return position - 1;
    }
}
