package io.howdah.transport;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/**
 * Writes a large flight in a thread of its own while the caller reads the replies.
 *
 * <p>If one thread did both, we would stop reading while we write, the server would stop reading once nobody takes its
 * replies, and both would wait for ever. The thread ends with this one write; {@link Transport#close()} ends it early.
 */
public final class OverflowWriter implements Runnable {
    private final Transport transport;
    private final Writing writing;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile IOException failure;

    /** What is to be written. */
    @FunctionalInterface
    public interface Writing {
        /** Runs in the writing thread. */
        void to(Transport transport) throws IOException;
    }

    private OverflowWriter(Transport transport, Writing writing) {
        this.transport = transport;
        this.writing = writing;
    }

    /** Starts writing; nobody may change what is written, or write to the transport, until {@link #done()}. */
    public static OverflowWriter start(Transport transport, Writing writing) {
        var writer = new OverflowWriter(transport, writing);
        PassingThread.start("howdah-overflow-writer", writer);
        return writer;
    }

    @Override
    public void run() {
        try {
            writing.to(transport);
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            failure = new IOException("Writing to the server failed: " + e, e);
            // The transport knows nothing of it, and the server waits for the rest: the caller would read for ever.
            transport.close();
        } finally {
            ended.countDown();
        }
    }

    /** Whether the write ended, well or not. */
    public boolean done() {
        return ended.getCount() == 0;
    }

    /** Why the write ended early; null while it runs and when it ended well. */
    public IOException failure() {
        return failure;
    }

    /**
     * Waits for the end of the write, also under an interrupt, which stays pending.
     *
     * @return false if the deadline passed first
     * @throws IOException the write's failure
     */
    public boolean await(Deadline deadline) throws IOException {
        if (!PassingThread.await(ended, deadline)) {
            return false;
        }
        if (failure != null) {
            throw failure;
        }
        return true;
    }
}
