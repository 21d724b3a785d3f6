package io.howdah.jdbc.lob;

import io.howdah.error.SqlErrors;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;
import java.util.Objects;

/**
 * JDBC's rules of a {@link Clob} over characters that lie elsewhere. JDBC's positions count from 1, those of the abstract
 * methods from 0; characters are Java's, of which those beyond U+FFFF take two. Not thread-safe.
 */
abstract class PositionedClob implements NClob {
    private boolean free;

    /** In characters. */
    abstract long size() throws SQLException;

    /** Reads as many characters as asked for; fewer only at the end. */
    abstract int read(long from, char[] target, int offset, int count) throws SQLException;

    /** @param from no more than {@link #size()} */
    abstract void write(long from, CharSequence source) throws SQLException;

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
    public final String getSubString(long position, int length) throws SQLException {
        requireUsable();
        Positions.require("Clob", position, length);
        long from = Math.min(position - 1, size());
        char[] text = new char[(int) Math.min(length, size() - from)];
        read(from, text, 0, text.length);
        return new String(text);
    }

    @Override
    public final Reader getCharacterStream() throws SQLException {
        requireUsable();
        return new Input(0, Long.MAX_VALUE);
    }

    @Override
    public final Reader getCharacterStream(long position, long length) throws SQLException {
        requireUsable();
        Positions.requireWithin("Clob", position, length, size());
        return new Input(position - 1, position - 1 + length);
    }

    /** {@inheritDoc} Characters that are not ASCII become question marks. */
    @Override
    public final InputStream getAsciiStream() throws SQLException {
        requireUsable();
        String text = getSubString(1, (int) Math.min(Integer.MAX_VALUE, size()));
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public final long position(String pattern, long start) throws SQLException {
        requireUsable();
        Positions.require("Clob", start, 0);
        if (start - 1 > size()) {
            return -1;
        }
        try (Reader text = new BufferedReader(new Input(start - 1, Long.MAX_VALUE))) {
            return Search.find(pattern.chars().toArray(), text::read, start);
        } catch (IOException e) {
            throw SqlErrors.unreadable("Clob", e);
        }
    }

    @Override
    public final long position(Clob pattern, long start) throws SQLException {
        requireUsable();
        return pattern.length() > Integer.MAX_VALUE
                ? -1
                : position(pattern.getSubString(1, (int) pattern.length()), start);
    }

    @Override
    public final int setString(long position, String text) throws SQLException {
        return setString(position, text, 0, text.length());
    }

    @Override
    public final int setString(long position, String text, int offset, int length) throws SQLException {
        requireUsable();
        Positions.requireRange(offset, length, text.length());
        put(position, text.substring(offset, offset + length));
        return length;
    }

    private void put(long position, CharSequence text) throws SQLException {
        requireUsable();
        Positions.requireWritable("Clob", position, size());
        write(position - 1, text);
    }

    /** {@inheritDoc} What is written is there at once. */
    @Override
    public final Writer setCharacterStream(long position) throws SQLException {
        requireUsable();
        Positions.requireWritable("Clob", position, size());
        return new Output(position);
    }

    /** {@inheritDoc} What is written is there at once; bytes that are not ASCII become U+FFFD. */
    @Override
    public final OutputStream setAsciiStream(long position) throws SQLException {
        requireUsable();
        Positions.requireWritable("Clob", position, size());
        return new AsciiOutput(position);
    }

    @Override
    public final void truncate(long length) throws SQLException {
        requireUsable();
        Positions.requireWithin("Clob", 1, length, size());
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
            throw SqlErrors.objectClosed("Clob");
        }
    }

    private final class Input extends Reader {
        private long at;
        private final long end;

        Input(long from, long end) {
            this.at = from;
            this.end = end;
        }

        @Override
        public int read(char[] target, int offset, int count) throws IOException {
            Objects.checkFromIndexSize(offset, count, target.length);
            if (count == 0) {
                return 0;
            }
            try {
                requireUsable();
                int wanted = (int) Math.min(count, end - at);
                int got = wanted <= 0 ? 0 : PositionedClob.this.read(at, target, offset, wanted);
                at += got;
                return got == 0 ? -1 : got;
            } catch (SQLException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private final class Output extends Writer {
        private long position;

        Output(long position) {
            this.position = position;
        }

        @Override
        public void write(char[] source, int offset, int count) throws IOException {
            try {
                put(position, new String(source, offset, count));
                position += count;
            } catch (SQLException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public void flush() {
            // What is written is there at once.
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private final class AsciiOutput extends OutputStream {
        private long position;

        AsciiOutput(long position) {
            this.position = position;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int count) throws IOException {
            try {
                put(position, new String(source, offset, count, StandardCharsets.US_ASCII));
                position += count;
            } catch (SQLException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }
}
