package io.howdah.largeobject;

import io.howdah.api.LargeObject;
import io.howdah.api.LargeObjectMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.sql.SQLException;

/** A large object with a position, which only we know of. */
final class OpenObject implements LargeObject {
    private final ObjectStore store;
    private final long oid;
    private final LargeObjectMode mode;
    private final ReadAhead bytes;
    private long position;
    private boolean closed;

    OpenObject(ObjectStore store, long oid, LargeObjectMode mode) {
        this.store = store;
        this.oid = oid;
        this.mode = mode;
        this.bytes = new ReadAhead(store, oid);
    }

    @Override
    public long oid() {
        return oid;
    }

    @Override
    public LargeObjectMode mode() {
        return mode;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireReadable();
        if (!target.hasRemaining()) {
            return 0;
        }
        byte[] array = target.hasArray() ? target.array() : new byte[Math.min(target.remaining(), 64 * 1024)];
        int offset = target.hasArray() ? target.arrayOffset() + target.position() : 0;
        int count = target.hasArray() ? target.remaining() : array.length;
        int got = answered(() -> bytes.read(position, array, offset, count));
        if (got == 0) {
            return -1;
        }
        if (target.hasArray()) {
            target.position(target.position() + got);
        } else {
            target.put(array, 0, got);
        }
        position += got;
        return got;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        requireWritable();
        int count = source.remaining();
        if (source.hasArray()) {
            write(position, source.array(), source.arrayOffset() + source.position(), count);
            source.position(source.limit());
        } else {
            byte[] copy = new byte[count];
            source.duplicate().get(copy);
            write(position, copy, 0, count);
            source.position(source.limit());
        }
        position += count;
        return count;
    }

    /** Leaves the position alone. */
    void write(long at, byte[] source, int offset, int count) throws IOException {
        requireWritable();
        if (count > 0) {
            bytes.forget();
            answered(() -> {
                store.write(oid, at, source, offset, count);
                return count;
            });
        }
    }

    @Override
    public long position() throws IOException {
        requireOpen();
        return position;
    }

    @Override
    public LargeObject position(long newPosition) throws IOException {
        requireOpen();
        if (newPosition < 0) {
            throw new IllegalArgumentException("Position " + newPosition + " in a large object is negative");
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        return answered(() -> store.size(oid, mode));
    }

    @Override
    public LargeObject truncate(long size) throws IOException {
        requireWritable();
        if (size < 0) {
            throw new IllegalArgumentException("Size " + size + " of a large object is negative");
        }
        bytes.forget();
        if (size < size()) {
            answered(() -> {
                store.truncate(oid, size);
                return size;
            });
        }
        position = Math.min(position, size);
        return this;
    }

    @Override
    public InputStream inputStream() throws IOException {
        requireReadable();
        return new ObjectInput(this, new ReadAhead(store, oid), position);
    }

    @Override
    public OutputStream outputStream() throws IOException {
        requireWritable();
        return new ObjectOutput(this, position);
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
        bytes.forget();
    }

    void requireOpen() throws ClosedChannelException {
        if (closed) {
            throw new ClosedChannelException();
        }
    }

    private void requireReadable() throws ClosedChannelException {
        requireOpen();
        if (mode == LargeObjectMode.WRITE) {
            throw new NonReadableChannelException();
        }
    }

    private void requireWritable() throws ClosedChannelException {
        requireOpen();
        if (mode == LargeObjectMode.READ) {
            throw new NonWritableChannelException();
        }
    }

    private interface Request<T> {
        T send() throws SQLException;
    }

    private static <T> T answered(Request<T> request) throws IOException {
        try {
            return request.send();
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
