package io.howdah.transport;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Reads what has come in one go, for a reader that wants it in small pieces: JSSE asks for the five bytes of a record's
 * header and then for the rest, which would be two system calls for each record.
 *
 * <p>Unlike {@code BufferedInputStream} it never asks how much more there is, and never reads twice for one call.
 */
final class ReadAhead extends InputStream {
    /** Records are up to 16 KiB; those that large are not worth a copy. */
    private static final int SIZE = 8 << 10;

    private final InputStream in;
    private final byte[] buffer = new byte[SIZE];
    private int position;
    private int limit;

    ReadAhead(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        return position < limit || fill() ? buffer[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (position == limit) {
            if (length >= SIZE) {
                return in.read(target, offset, length);
            }
            if (!fill()) {
                return -1;
            }
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        return count;
    }

    /** False at the end of the stream. What it throws leaves nothing half-read. */
    private boolean fill() throws IOException {
        int count = in.read(buffer, 0, SIZE);
        if (count <= 0) {
            return false;
        }
        position = 0;
        limit = count;
        return true;
    }

    @Override
    public int available() throws IOException {
        return limit - position + in.available();
    }
}
