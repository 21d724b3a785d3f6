package io.howdah.session;

import io.howdah.transport.Deadline;
import io.howdah.transport.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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
    private boolean silent;
    private final CountDownLatch closing = new CountDownLatch(1);
    private Runnable beforeWrites = () -> {};
    private IOException writeFailure;

    /** Reads with a deadline wait for it when the script is at its end. */
    public void waitForDeadlines() {
        waiting = true;
    }

    /** Reads without a deadline wait for the transport to be closed when the script is at its end. */
    public void waitForClose() {
        silent = true;
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

    /** @param action called by the thread that writes; what it throws comes from the write */
    public void beforeWrites(Runnable action) {
        beforeWrites = action;
    }

    /** All that was written since the last call. */
    public byte[] takeWritten() {
        byte[] bytes = written.toByteArray();
        written.reset();
        return bytes;
    }

    public boolean isClosed() {
        return closing.getCount() == 0;
    }

    /** How many reads brought bytes. */
    public int reads() {
        return reads;
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Deadline deadline) throws IOException {
        if (isClosed()) {
            throw new IOException("the transport is closed");
        }
        byte[] saying = sayings.peek();
        if (saying == null) {
            if (hungUp) {
                return END_OF_STREAM;
            }
            if (deadline.isNever()) {
                if (silent && isClosedSoon()) {
                    throw new IOException("the transport was closed under a read");
                }
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

    private boolean isClosedSoon() throws IOException {
        try {
            return closing.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException("the wait for the end was interrupted", e);
        }
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
        beforeWrites.run();
        if (writeFailure != null) {
            throw writeFailure;
        }
        written.write(buffer, offset, length);
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
