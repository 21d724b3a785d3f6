package io.howdah.transport;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes one buffer after the other in a thread of its own, while the caller fills the next and reads what the server
 * says meanwhile: a server that cannot get rid of its notices stops reading, and one thread for both would wait for ever.
 *
 * <p>The thread ends when nothing was given to it for a second, and begins anew when needed. For one caller.
 */
public final class FrameWriter implements Runnable {
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Transport transport;
    private final Executor threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** What is being written, or will be next; null if the caller may give more. */
    private byte[] frame;

    private int length;
    private boolean running;
    private boolean closed;
    private IOException failure;

    public FrameWriter(Transport transport) {
        this(transport, task -> PassingThread.start("howdah-copy-writer", task));
    }

    /** @param threads runs each task in a thread of its own */
    FrameWriter(Transport transport, Executor threads) {
        this.transport = transport;
        this.threads = threads;
    }

    /** Has a buffer written, which nobody may change until {@link #await}. Only once the one before is. */
    public void give(byte[] bytes, int byteCount) {
        lock.lock();
        try {
            if (frame != null) {
                throw new IllegalStateException("the last frame is still being written");
            }
            frame = bytes;
            length = byteCount;
            if (running) {
                changed.signalAll();
            } else {
                start();
            }
        } finally {
            lock.unlock();
        }
    }

    private void start() {
        running = true;
        try {
            threads.execute(this);
        } catch (RuntimeException | Error e) {
            // There may be no thread to be had: then nobody has the frame, nor ever will.
            running = false;
            frame = null;
            throw e;
        }
    }

    /**
     * Waits until all that was given is written, also under an interrupt, which stays pending.
     *
     * @return false if the deadline passed first
     * @throws IOException the write's failure
     */
    public boolean await(Deadline deadline) throws IOException {
        lock.lock();
        boolean interrupted = false;
        try {
            while (frame != null && failure == null && !deadline.passed()) {
                try {
                    if (deadline.isNever()) {
                        changed.await();
                    } else {
                        changed.await(deadline.millisLeft(), TimeUnit.MILLISECONDS);
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (failure != null) {
                throw failure;
            }
            return frame == null;
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Lets the thread end once all is written.
     *
     * @throws IOException if the server does not take it in time, or writing failed
     */
    public void close(Deadline deadline) throws IOException {
        boolean written = await(deadline);
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (!written) {
            throw new IOException("the server answered a COPY without reading its data");
        }
    }

    @Override
    public void run() {
        while (takeNext()) {
            IOException failed = null;
            try {
                transport.write(frame, 0, length);
            } catch (IOException e) {
                failed = e;
            } catch (RuntimeException | Error e) {
                failed = new IOException("Writing to the server failed: " + e, e);
            }
            written(failed);
        }
    }

    /** False if the thread has nothing more to do. */
    private boolean takeNext() {
        lock.lock();
        try {
            long left = IDLE_NANOS;
            while (frame == null && !closed && failure == null && left > 0) {
                try {
                    left = changed.awaitNanos(left);
                } catch (InterruptedException e) {
                    left = 0;
                }
            }
            running = frame != null && failure == null;
            return running;
        } finally {
            lock.unlock();
        }
    }

    private void written(IOException failed) {
        lock.lock();
        try {
            frame = null;
            failure = failed;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
