package io.howdah.largeobject;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/** Writes a large object from a position on, in chunks: up to 1 MiB is gathered. */
final class ObjectOutput extends OutputStream {
    private static final int MOST = 1024 * 1024;

    private final OpenObject object;
    private long position;
    private byte[] gathered = new byte[8 * 1024];
    private int size;

    ObjectOutput(OpenObject object, long position) {
        this.object = object;
        this.position = position;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, source.length);
        object.requireOpen();
        if (count >= MOST) {
            flush();
            send(source, offset, count);
            return;
        }
        if (size + count > MOST) {
            flush();
        }
        if (size + count > gathered.length) {
            gathered = Arrays.copyOf(gathered, Math.min(MOST, Math.max(size + count, gathered.length * 2)));
        }
        System.arraycopy(source, offset, gathered, size, count);
        size += count;
    }

    @Override
    public void flush() throws IOException {
        if (size > 0) {
            int count = size;
            // What could not be sent is not sent once more by close.
            size = 0;
            send(gathered, 0, count);
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }

    private void send(byte[] source, int offset, int count) throws IOException {
        object.write(position, source, offset, count);
        position += count;
    }
}
