package io.howdah.session;

import io.howdah.transport.Deadline;
import io.howdah.transport.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;

/**
 * A pipe whose other end is a script: what was {@linkplain #say said} is read, one saying per read at most, and what is
 * written is kept. When the script is at its end, a read with a deadline times out at once and one without fails the
 * test.
 */
public final class FakeTransport implements Transport {
    private final ArrayDeque<byte[]> sayings = new ArrayDeque<>();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private int consumed;
    private int reads;
    private boolean hungUp;
    private boolean waiting;
    private boolean closed;
    private IOException writeFailure;

    /** Reads with a deadline wait for it when the script is at its end. */
    public void waitForDeadlines() {
        waiting = true;
    }

    /** What the next read brings. */
    public void say(byte[] bytes) {
        sayings.add(bytes);
    }

    /** The end of the stream, behind all that was said. */
    public void hangUp() {
        hungUp = true;
    }

    public void failWrites(IOException failure) {
        writeFailure = failure;
    }

    /** All that was written since the last call. */
    public byte[] takeWritten() {
        byte[] bytes = written.toByteArray();
        written.reset();
        return bytes;
    }

    public boolean isClosed() {
        return closed;
    }

    /** How many reads brought bytes. */
    public int reads() {
        return reads;
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Deadline deadline) throws IOException {
        if (closed) {
            throw new IOException("the transport is closed");
        }
        byte[] saying = sayings.peek();
        if (saying == null) {
            if (hungUp) {
                return END_OF_STREAM;
            }
            if (deadline.isNever()) {
                throw new AssertionError("the script is at its end, and the driver waits for more without a limit");
            }
            while (waiting && !deadline.passed()) {
                Thread.onSpinWait();
            }
            return TIMED_OUT;
        }
        int count = Math.min(length, saying.length - consumed);
        System.arraycopy(saying, consumed, buffer, offset, count);
        consumed += count;
        reads++;
        if (consumed == saying.length) {
            sayings.remove();
            consumed = 0;
        }
        return count;
    }

    @Override
    public io.howdah.transport.Transport redial(io.howdah.transport.Deadline deadline) throws java.io.IOException {
        throw new java.io.IOException("there is no other");
    }

    @Override
    public int available() {
        return sayings.isEmpty() ? 0 : sayings.peek().length - consumed;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        if (writeFailure != null) {
            throw writeFailure;
        }
        written.write(buffer, offset, length);
    }

    @Override
    public void close() {
        closed = true;
    }
}
