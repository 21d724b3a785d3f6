package io.howdah.jdbc.lob;

import io.howdah.error.SqlErrors;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.Objects;

/**
 * JDBC's rules of a {@link Blob} over bytes that lie elsewhere. JDBC's positions count from 1, those of the abstract
 * methods from 0. Not thread-safe.
 */
abstract class PositionedBlob implements Blob {
    private boolean free;

    /** In bytes. */
    abstract long size() throws SQLException;

    /** Reads as many bytes as asked for; fewer only at the end. */
    abstract int read(long from, byte[] target, int offset, int count) throws SQLException;

    /** @param from no more than {@link #size()} */
    abstract void write(long from, byte[] source, int offset, int count) throws SQLException;

    /** @param size no more than {@link #size()} */
    abstract void cut(long size) throws SQLException;

    /** Lets go of what is held. Called once. */
    abstract void release() throws SQLException;

    @Override
    public final long length() throws SQLException {
        requireUsable();
        return size();
    }

    /** {@inheritDoc} Fewer where the value ends before. */
    @Override
    public final byte[] getBytes(long position, int length) throws SQLException {
        requireUsable();
        Positions.require("Blob", position, length);
        long from = Math.min(position - 1, size());
        byte[] bytes = new byte[(int) Math.min(length, size() - from)];
        read(from, bytes, 0, bytes.length);
        return bytes;
    }

    @Override
    public final InputStream getBinaryStream() throws SQLException {
        requireUsable();
        return new Input(0, Long.MAX_VALUE);
    }

    @Override
    public final InputStream getBinaryStream(long position, long length) throws SQLException {
        requireUsable();
        Positions.requireWithin("Blob", position, length, size());
        return new Input(position - 1, position - 1 + length);
    }

    @Override
    public final long position(byte[] pattern, long start) throws SQLException {
        requireUsable();
        Positions.require("Blob", start, 0);
        int[] symbols = new int[pattern.length];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = pattern[i] & 0xFF;
        }
        if (start - 1 > size()) {
            return -1;
        }
        try (InputStream bytes = new BufferedInputStream(new Input(start - 1, Long.MAX_VALUE))) {
            return Search.find(symbols, bytes::read, start);
        } catch (IOException e) {
            throw SqlErrors.unreadable("Blob", e);
        }
    }

    @Override
    public final long position(Blob pattern, long start) throws SQLException {
        requireUsable();
        // What is longer than an array is not found in what is shorter, and too long to be looked for otherwise.
        return pattern.length() > Integer.MAX_VALUE ? -1 : position(pattern.getBytes(1, (int) pattern.length()), start);
    }

    @Override
    public final int setBytes(long position, byte[] bytes) throws SQLException {
        return setBytes(position, bytes, 0, bytes.length);
    }

    @Override
    public final int setBytes(long position, byte[] bytes, int offset, int length) throws SQLException {
        requireUsable();
        Positions.requireWritable("Blob", position, size());
        Positions.requireRange(offset, length, bytes.length);
        write(position - 1, bytes, offset, length);
        return length;
    }

    /** {@inheritDoc} What is written is there at once. */
    @Override
    public final OutputStream setBinaryStream(long position) throws SQLException {
        requireUsable();
        Positions.requireWritable("Blob", position, size());
        return new Output(position - 1);
    }

    @Override
    public final void truncate(long length) throws SQLException {
        requireUsable();
        Positions.requireWithin("Blob", 1, length, size());
        cut(length);
    }

    @Override
    public final void free() throws SQLException {
        if (!free) {
            free = true;
            release();
        }
    }

    private void requireUsable() throws SQLException {
        if (free) {
            throw SqlErrors.objectClosed("Blob");
        }
    }

    private final class Input extends InputStream {
        private long at;
        private final long end;

        Input(long from, long end) {
            this.at = from;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            Objects.checkFromIndexSize(offset, count, target.length);
            if (count == 0) {
                return 0;
            }
            try {
                requireUsable();
                int wanted = (int) Math.min(count, end - at);
                int got = wanted <= 0 ? 0 : PositionedBlob.this.read(at, target, offset, wanted);
                at += got;
                return got == 0 ? -1 : got;
            } catch (SQLException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public int available() throws IOException {
            try {
                return free ? 0 : (int) Math.max(0, Math.min(Integer.MAX_VALUE, Math.min(end, size()) - at));
            } catch (SQLException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    private final class Output extends OutputStream {
        private long at;

        Output(long from) {
            this.at = from;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int count) throws IOException {
            try {
                setBytes(at + 1, source, offset, count);
                at += count;
            } catch (SQLException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }
}
