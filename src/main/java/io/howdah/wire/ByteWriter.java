package io.howdah.wire;

import java.io.IOException;
import java.util.Arrays;

/**
 * A growing buffer of bytes in network order, reused by its owner. Not thread-safe.
 *
 * <p>A message is written between {@link #begin(char)} and {@link #end(int)}, a length-prefixed value between
 * {@link #beginValue()} and {@link #endValue(int)}: the length is filled in when it is known.
 */
public final class ByteWriter {
    /** The server refuses a message from this size on (PQ_LARGE_MESSAGE_LIMIT). */
    public static final int MAX_MESSAGE = (1 << 30) - 2;

    /** A buffer that grew beyond this for one statement is let go by {@link #clear()}. */
    private static final int KEEP = 64 * 1024;

    /** Texts from this length on are measured before room is made for them. */
    private static final int LONG_TEXT = 1024;

    /** Room behind a large value: what follows it in a message is small. */
    private static final int SLACK = 1024;

    private final int initialCapacity;
    private byte[] bytes;
    private int size;

    /** Null in a writer that copies whatever it is given. */
    private final References references;

    /** What was referred to before the message that is being written. */
    private long referredBefore;

    /** Where written bytes go. */
    @FunctionalInterface
    public interface Sink {
        void write(byte[] bytes, int offset, int length) throws IOException;
    }

    public ByteWriter(int initialCapacity) {
        this(initialCapacity, null);
    }

    private ByteWriter(int initialCapacity, References references) {
        this.initialCapacity = initialCapacity;
        this.bytes = new byte[initialCapacity];
        this.references = references;
    }

    /** A writer that leaves {@linkplain #large large values} where they lie; it has to be {@linkplain #drain drained}. */
    public static ByteWriter referring(int initialCapacity) {
        return new ByteWriter(initialCapacity, new References());
    }

    /** The buffer itself, valid up to {@link #size()} and until the next write. */
    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return size;
    }

    /** Of all that was written, in bytes, where it lies elsewhere too. */
    public long total() {
        return references == null ? size : size + references.total();
    }

    public void clear() {
        size = 0;
        if (references != null) {
            references.clear();
            referredBefore = 0;
        }
        if (bytes.length > KEEP) {
            bytes = new byte[initialCapacity];
        }
    }

    /** Like {@link #clear}, but keeps the buffer however large it is. */
    public void rewind() {
        size = 0;
    }

    /** Forgets what was written from {@code mark} on. */
    public void truncate(int mark) {
        if (mark < 0 || mark > size) {
            throw new IndexOutOfBoundsException(mark);
        }
        size = mark;
    }

    public void int8(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    public void int16(int value) {
        reserve(2);
        bytes[size] = (byte) (value >> 8);
        bytes[size + 1] = (byte) value;
        size += 2;
    }

    public void int32(int value) {
        reserve(4);
        set(size, value);
        size += 4;
    }

    public void int64(long value) {
        reserve(8);
        set(size, (int) (value >> 32));
        set(size + 4, (int) value);
        size += 8;
    }

    public void float32(float value) {
        int32(Float.floatToIntBits(value));
    }

    public void float64(double value) {
        int64(Double.doubleToLongBits(value));
    }

    public void bytes(byte[] source) {
        bytes(source, 0, source.length);
    }

    public void bytes(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    /** Bytes that do not change until this writer is cleared; if they are many, and it can, it does not copy them. */
    public void large(byte[] source, int offset, int length) {
        if (references == null || length < References.WORTHWHILE) {
            bytes(source, offset, length);
        } else {
            references.add(size, source, offset, length);
        }
    }

    /** Hands over what was written from {@code from} to {@code to}, and what was referred to meanwhile. */
    public void drain(int from, int to, Sink sink) throws IOException {
        if (references == null || references.total() == 0) {
            sink.write(bytes, from, to - from);
        } else {
            references.drain(bytes, from, to, sink);
        }
    }

    /** ASCII text known to be such: digits, names of ours. */
    public void ascii(String text) {
        int length = text.length();
        reserve(length);
        for (int i = 0; i < length; i++) {
            bytes[size + i] = (byte) text.charAt(i);
        }
        size += length;
    }

    /**
     * The text in UTF-8, without a length or an end mark.
     *
     * @throws UnencodableTextException for NUL and unpaired surrogates, which are refused, never replaced; nothing is
     *     written then
     */
    public void utf8(String text) {
        int length = text.length();
        reserve(length < LONG_TEXT ? 3L * length : utf8Length(text));
        byte[] to = bytes;
        int at = size;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                if (c == 0) {
                    throw UnencodableTextException.nul(i);
                }
                to[at++] = (byte) c;
            } else if (c < 0x800) {
                to[at++] = (byte) (0xC0 | c >> 6);
                to[at++] = (byte) (0x80 | c & 0x3F);
            } else if (!Character.isSurrogate(c)) {
                to[at++] = (byte) (0xE0 | c >> 12);
                to[at++] = (byte) (0x80 | c >> 6 & 0x3F);
                to[at++] = (byte) (0x80 | c & 0x3F);
            } else {
                if (i + 1 == length || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    throw UnencodableTextException.surrogate(i);
                }
                int code = Character.toCodePoint(c, text.charAt(++i));
                to[at++] = (byte) (0xF0 | code >> 18);
                to[at++] = (byte) (0x80 | code >> 12 & 0x3F);
                to[at++] = (byte) (0x80 | code >> 6 & 0x3F);
                to[at++] = (byte) (0x80 | code & 0x3F);
            }
        }
        size = at;
    }

    private static long utf8Length(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // A pair of surrogates takes four.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    /** {@link #utf8(String)} and a NUL. */
    public void cString(String text) {
        utf8(text);
        int8(0);
    }

    /** Starts a message; returns the mark for {@link #end(int)}. */
    public int begin(char type) {
        int8(type);
        int mark = size;
        int32(0);
        referredBefore = references == null ? 0 : references.total();
        return mark;
    }

    /** Fills in the length that {@link #begin(char)} left open; the length counts itself. */
    public void end(int mark) {
        long length = total() - referredBefore - mark;
        if (length > MAX_MESSAGE) {
            throw new MessageTooLargeException(length);
        }
        set(mark, (int) length);
    }

    /** Starts a length-prefixed value; returns the mark for {@link #endValue(int)}. */
    public int beginValue() {
        int mark = size;
        int32(0);
        return mark;
    }

    /** Fills in the length that {@link #beginValue()} left open; the length does not count itself. */
    public void endValue(int mark) {
        set(mark, size - mark - 4);
    }

    /** Overwrites four bytes written earlier. */
    public void putInt32(int at, int value) {
        if (at < 0 || at + 4 > size) {
            throw new IndexOutOfBoundsException(at);
        }
        set(at, value);
    }

    /**
     * Byte by byte. A VarHandle is quicker by a nanosecond once it is compiled; but each use of one is as much work for the
     * compiler as all else of a small message.
     */
    private void set(int at, int value) {
        byte[] to = bytes;
        to[at] = (byte) (value >> 24);
        to[at + 1] = (byte) (value >> 16);
        to[at + 2] = (byte) (value >> 8);
        to[at + 3] = (byte) value;
    }

    /** Room for {@code more} bytes behind {@link #size()}. */
    private void reserve(long more) {
        long wanted = size + more;
        if (wanted > bytes.length) {
            grow(wanted);
        }
    }

    private void grow(long wanted) {
        if (wanted > Integer.MAX_VALUE - 16) {
            throw new MessageTooLargeException(wanted);
        }
        long roomy = wanted > KEEP ? wanted + SLACK : wanted;
        long doubled = Math.max(64, 2L * bytes.length);
        bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 16, Math.max(roomy, doubled)));
    }

    @Override
    public String toString() {
        return "ByteWriter[" + size + " bytes]";
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }
}
