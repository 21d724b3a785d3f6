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
 * JDBC's rules of a {@link Clob} over characters that lie elsewhere. Characters are Java's, of which those beyond U+FFFF
 * take two.
 */
abstract class PositionedClob extends PositionedLob implements NClob {
    PositionedClob() {
        super("Clob");
    }

    /** As many characters as asked for; fewer only at the end. */
    abstract String text(long from, int count) throws SQLException;

    /** Reads at least one character, if one is wanted; none only at the end. */
    abstract int read(long from, char[] target, int offset, int count) throws SQLException;

    /** @param from no more than {@link #size()} */
    abstract void write(long from, String source) throws SQLException;

    /** {@inheritDoc} Fewer where the value ends before. */
    @Override
    public final String getSubString(long position, int length) throws SQLException {
        return text(readable(position, length), length);
    }

    @Override
    public final Reader getCharacterStream() throws SQLException {
        requireUsable();
        return new Input(0, Long.MAX_VALUE);
    }

    @Override
    public final Reader getCharacterStream(long position, long length) throws SQLException {
        long from = within(position, length);
        return new Input(from, from + length);
    }

    /** {@inheritDoc} Characters that are not ASCII become question marks. */
    @Override
    public final InputStream getAsciiStream() throws SQLException {
        String text = getSubString(1, Integer.MAX_VALUE);
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public final long position(String pattern, long start) throws SQLException {
        long from = readable(start, 0);
        if (from > size()) {
            return -1;
        }
        try (Reader text = new BufferedReader(new Input(from, Long.MAX_VALUE))) {
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

    private void put(long position, String text) throws SQLException {
        write(writable(position), text);
    }

    /** {@inheritDoc} What is written is there at once. */
    @Override
    public Writer setCharacterStream(long position) throws SQLException {
        writable(position);
        return new Output(position);
    }

    /** {@inheritDoc} What is written is there at once; bytes that are not ASCII become U+FFFD. */
    @Override
    public OutputStream setAsciiStream(long position) throws SQLException {
        writable(position);
        return new AsciiOutput(position);
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

        /** The first half of a character beyond U+FFFF, until its second comes. */
        private String half = "";

        Output(long position) {
            this.position = position;
        }

        @Override
        public void write(char[] source, int offset, int count) throws IOException {
            Objects.checkFromIndexSize(offset, count, source.length);
            int whole = count > 0 && Character.isHighSurrogate(source[offset + count - 1]) ? count - 1 : count;
            String text = half + new String(source, offset, whole);
            half = new String(source, offset + whole, count - whole);
            put(text);
        }

        private void put(String text) throws IOException {
            if (text.isEmpty()) {
                return;
            }
            try {
                PositionedClob.this.put(position, text);
                position += text.length();
            } catch (SQLException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public void flush() {
            // What is written is there at once.
        }

        @Override
        public void close() throws IOException {
            String last = half;
            half = "";
            put(last);
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
