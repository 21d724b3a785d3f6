package io.howdah.largeobject;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Objects;

/** A large object, read from a position to its end. */
final class ObjectInput extends InputStream {
    private final OpenObject object;
    private final ReadAhead bytes;
    private long position;

    ObjectInput(OpenObject object, ReadAhead bytes, long position) {
        this.object = object;
        this.bytes = bytes;
        this.position = position;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, target.length);
        object.requireOpen();
        if (count == 0) {
            return 0;
        }
        try {
            int got = bytes.read(position, target, offset, count);
            position += got;
            return got == 0 ? -1 : got;
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** {@inheritDoc} Goes there without reading what lies between. */
    @Override
    public long skip(long count) throws IOException {
        if (count <= 0) {
            return 0;
        }
        object.requireOpen();
        long within = bytes.available(position);
        long skipped = count <= within ? count : Math.max(0, Math.min(count, object.size() - position));
        position += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return bytes.available(position);
    }
}
