package io.howdah.jdbc.lob;

import io.howdah.error.SqlErrors;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.Objects;

/** JDBC's rules of a {@link Blob} over bytes that lie elsewhere. */
abstract class PositionedBlob extends PositionedLob implements Blob {
    PositionedBlob() {
        super("Blob");
    }

    /** A copy of as many bytes as asked for; fewer only at the end. */
    abstract byte[] bytes(long from, int count) throws SQLException;

    /** Reads at least one byte, if one is wanted; none only at the end. */
    abstract int read(long from, byte[] target, int offset, int count) throws SQLException;

    /** How many bytes can be read from there on without waiting. */
    abstract long ready(long from);

    /** @param from no more than {@link #size()} */
    abstract void write(long from, byte[] source, int offset, int count) throws SQLException;

    /** {@inheritDoc} Fewer where the value ends before. */
    @Override
    public final byte[] getBytes(long position, int length) throws SQLException {
        return bytes(readable(position, length), length);
    }

    @Override
    public final InputStream getBinaryStream() throws SQLException {
        requireUsable();
        return new Input(0, Long.MAX_VALUE);
    }

    @Override
    public final InputStream getBinaryStream(long position, long length) throws SQLException {
        long from = within(position, length);
        return new Input(from, from + length);
    }

    @Override
    public final long position(byte[] pattern, long start) throws SQLException {
        long from = readable(start, 0);
        int[] symbols = new int[pattern.length];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = pattern[i] & 0xFF;
        }
        if (from > size()) {
            return -1;
        }
        try (InputStream bytes = new BufferedInputStream(new Input(from, Long.MAX_VALUE))) {
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
        long from = writable(position);
        Positions.requireRange(offset, length, bytes.length);
        write(from, bytes, offset, length);
        return length;
    }

    /** {@inheritDoc} What is written is there at once. */
    @Override
    public OutputStream setBinaryStream(long position) throws SQLException {
        return new Output(writable(position));
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
        public int available() {
            return isFree() ? 0 : (int) Math.min(Integer.MAX_VALUE, Math.min(end - at, ready(at)));
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
