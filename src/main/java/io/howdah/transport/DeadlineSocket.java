package io.howdah.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A TCP socket whose reads know a {@link Deadline}, not only a timeout per system call.
 *
 * <p>The difference shows under TLS: one read of the TLS layer (or one handshake) is as many reads of the socket as the
 * peer likes to make of it, and a timeout would start anew with each of them. The TLS layer reads through
 * {@link #getInputStream()}, so the deadline holds there too.
 */
final class DeadlineSocket extends Socket {
    private InputStream deadlineInput;
    private Deadline deadline = Deadline.NEVER;
    private boolean fresh = true;
    private int armedMillis;

    /**
     * For the reads from here on, by the reading thread.
     *
     * <p>When it has passed, they end in {@link SocketTimeoutException}; but the first one looks for a moment in any
     * case, so that a caller who polls with deadlines too short for anything still gets on.
     */
    void arm(Deadline newDeadline) {
        deadline = newDeadline;
        fresh = true;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        if (deadlineInput == null) {
            deadlineInput = new DeadlineInput(super.getInputStream());
        }
        return deadlineInput;
    }

    /** For a reader of many small pieces, before it takes the stream. Nobody else may read from here on. */
    void readAhead() throws IOException {
        deadlineInput = new ReadAhead(getInputStream());
    }

    private void beforeRead() throws IOException {
        if (!fresh && deadline.passed()) {
            throw new SocketTimeoutException("Read timed out");
        }
        fresh = false;
        int millis = deadline.millisLeft();
        if (millis != armedMillis) {
            setSoTimeout(millis);
            armedMillis = millis;
        }
    }

    private final class DeadlineInput extends FilterInputStream {
        DeadlineInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            beforeRead();
            return super.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            beforeRead();
            return super.read(buffer, offset, length);
        }
    }
}
