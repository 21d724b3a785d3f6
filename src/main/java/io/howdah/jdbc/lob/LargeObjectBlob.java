package io.howdah.jdbc.lob;

import io.howdah.largeobject.ObjectStore;
import io.howdah.largeobject.ReadAhead;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.sql.SQLException;

/**
 * A large object as a Blob. Its bytes are asked for when they are wanted, and what is written is there at once. Its length
 * is asked for once: what others do to the object meanwhile does not change it here.
 */
public final class LargeObjectBlob extends PositionedBlob {
    private static final int UNKNOWN = -1;
    private static final int WRITTEN_AT_A_TIME = 64 * 1024;

    /** The longest object that a server with the smallest pages has. A server refuses to read behind its own longest. */
    private static final long LONGEST_OF_THE_SMALLEST = 256L * Integer.MAX_VALUE;

    private final ObjectStore store;
    private final long oid;
    private final ReadAhead ahead;
    private long size = UNKNOWN;

    public LargeObjectBlob(ObjectStore store, long oid) {
        this.store = store;
        this.oid = oid;
        this.ahead = new ReadAhead(store, oid);
    }

    long oid() {
        return oid;
    }

    @Override
    long size() throws SQLException {
        if (size == UNKNOWN) {
            size = store.size(oid);
        }
        return size;
    }

    @Override
    byte[] bytes(long from, int count) throws SQLException {
        boolean none = count == 0 || from > LONGEST_OF_THE_SMALLEST && from >= size();
        return none ? new byte[0] : store.read(oid, from, count);
    }

    @Override
    int read(long from, byte[] target, int offset, int count) throws SQLException {
        return ahead.read(from, target, offset, count);
    }

    @Override
    long ready(long from) {
        return ahead.available(from);
    }

    @Override
    void write(long from, byte[] source, int offset, int count) throws SQLException {
        if (count > 0) {
            ahead.forget();
            store.write(oid, from, source, offset, count);
            size = Math.max(size(), from + count);
        }
    }

    /** Several writes that count together or not at all, in autocommit too. */
    void atOnce(ObjectStore.Steps writes) throws SQLException {
        try {
            store.inOneTransaction(writes);
        } catch (SQLException | RuntimeException | Error e) {
            ahead.forget();
            size = UNKNOWN;
            throw e;
        }
    }

    /** {@inheritDoc} Gathers some before it is sent; flush or close it. */
    @Override
    public OutputStream setBinaryStream(long position) throws SQLException {
        return new BufferedOutputStream(super.setBinaryStream(position), WRITTEN_AT_A_TIME);
    }

    @Override
    void cut(long newSize) throws SQLException {
        ahead.forget();
        store.truncate(oid, newSize);
        size = newSize;
    }

    @Override
    void release() {
        ahead.forget();
    }
}
