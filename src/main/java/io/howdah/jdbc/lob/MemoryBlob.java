package io.howdah.jdbc.lob;

import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.util.Arrays;

/** A {@code bytea}: its bytes in memory. Changes are not seen by the database until it is set as a parameter. */
public final class MemoryBlob extends PositionedBlob {
    /** Some virtual machines have no larger arrays. */
    private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

    private byte[] bytes;
    private int size;

    public MemoryBlob() {
        this(new byte[0]);
    }

    /** @param bytes which belong to the Blob from now on */
    public MemoryBlob(byte[] bytes) {
        this.bytes = bytes;
        this.size = bytes.length;
    }

    @Override
    long size() {
        return size;
    }

    @Override
    byte[] bytes(long from, int count) {
        int start = (int) Math.min(from, size);
        return Arrays.copyOfRange(bytes, start, start + Math.min(count, size - start));
    }

    @Override
    long ready(long from) {
        return Math.max(0, size - from);
    }

    @Override
    int read(long from, byte[] target, int offset, int count) {
        int got = (int) Math.max(0, Math.min(count, size - from));
        if (got > 0) {
            System.arraycopy(bytes, (int) from, target, offset, got);
        }
        return got;
    }

    @Override
    void write(long from, byte[] source, int offset, int count) throws SQLException {
        long end = from + count;
        if (end > MAX_SIZE) {
            throw SqlErrors.badArgument("A Blob in memory cannot hold " + end + " bytes");
        }
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(end, Math.min(MAX_SIZE, 2L * bytes.length)));
        }
        System.arraycopy(source, offset, bytes, (int) from, count);
        size = (int) Math.max(size, end);
    }

    @Override
    void cut(long newSize) {
        size = (int) newSize;
    }

    @Override
    void release() {
        bytes = new byte[0];
        size = 0;
    }
}
