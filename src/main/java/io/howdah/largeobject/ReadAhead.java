package io.howdah.largeobject;

import java.sql.SQLException;

/**
 * Reads a large object for somebody who goes on where he left off, as a rule: the longer he does, the more is asked for at a
 * time. For one thread at a time.
 */
public final class ReadAhead {
    private static final int LEAST = 64 * 1024;
    private static final int MOST = 1024 * 1024;

    /** As the server answers to one request. */
    private static final int MOST_AT_ONCE = 16 * 1024 * 1024;

    private final ObjectStore store;
    private final long oid;
    private byte[] bytes = new byte[0];
    private long start;
    private int ahead = LEAST;

    /** Whether the object ended behind these bytes when they were read. */
    private boolean last;

    public ReadAhead(ObjectStore store, long oid) {
        this.store = store;
        this.oid = oid;
    }

    /**
     * Reads what is there, or else at least one byte.
     *
     * @param position of the first byte, from 0
     * @return how many; 0 only at the end, or if none were wanted
     */
    public int read(long position, byte[] target, int offset, int count) throws SQLException {
        if (count == 0) {
            return 0;
        }
        if (position < start || position >= start + bytes.length) {
            if (last && position == start + bytes.length) {
                // Told once: whoever asks again may have reason to.
                last = false;
                return 0;
            }
            fill(position, count);
        }
        int from = (int) (position - start);
        int got = Math.min(count, bytes.length - from);
        System.arraycopy(bytes, from, target, offset, got);
        return got;
    }

    private void fill(long position, int count) throws SQLException {
        boolean goesOn = bytes.length > 0 && position == start + bytes.length;
        ahead = goesOn ? Math.min(MOST, ahead * 2) : LEAST;
        int wanted = Math.max(ahead, Math.min(count, MOST_AT_ONCE));
        bytes = store.read(oid, position, wanted);
        start = position;
        last = bytes.length > 0 && bytes.length < wanted;
    }

    /** How many bytes can be read from there on without asking. */
    public int available(long position) {
        return position < start ? 0 : (int) Math.max(0, start + bytes.length - position);
    }

    /** The object is not what it was. */
    public void forget() {
        bytes = new byte[0];
        last = false;
    }
}
