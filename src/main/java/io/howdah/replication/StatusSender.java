package io.howdah.replication;

import io.howdah.session.MessageReply;
import io.howdah.wire.ByteWriter;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the server how far a stream has come, again and again: in a thread of its own, since the consumer's may be busy with a
 * message for longer than the server waits. It only writes, and the server reads that even while it cannot get rid of what it
 * sends. Ends with the stream, or once nobody holds that any more.
 */
final class StatusSender implements Runnable {
    /** Whether the server is to say something at once. */
    enum Answer {
        WANTED,
        NOT_NEEDED
    }

    private final MessageReply messages;
    private final Positions positions;
    private final Duration interval;
    private final WeakReference<Object> stream;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopping = lock.newCondition();
    private boolean stopped;

    /** @param stream whose end is the end of this */
    StatusSender(MessageReply messages, Positions positions, Duration interval, Object stream) {
        this.messages = messages;
        this.positions = positions;
        this.interval = interval;
        this.stream = new WeakReference<>(stream);
    }

    /** From any thread. */
    void send(Answer answer) throws IOException {
        Positions.Status status = positions.status();
        var out = new ByteWriter(64);
        int mark = out.begin('d');
        out.int8('r');
        out.int64(status.received());
        out.int64(status.flushed());
        out.int64(status.applied());
        out.int64(ServerTime.of(Clock.systemUTC().instant()));
        out.int8(answer == Answer.WANTED ? 1 : 0);
        out.end(mark);
        messages.send(out);
    }

    void stop() {
        lock.lock();
        try {
            stopped = true;
            stopping.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void run() {
        try {
            while (isDue()) {
                send(Answer.NOT_NEEDED);
            }
        } catch (IOException e) {
            // The reader hears why.
            Log.LOG.debug("The status of a replication stream could not be sent: {}", e.toString());
        }
    }

    /** Waits for the next time; false if there is none. */
    private boolean isDue() {
        lock.lock();
        try {
            long left = interval.toNanos();
            while (!stopped && left > 0) {
                left = stopping.awaitNanos(left);
            }
            return !stopped && stream.get() != null && !messages.isBroken();
        } catch (InterruptedException e) {
            // Whoever lent the thread wants it back.
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** A class of its own, so that slf4j starts up only once there is something to say. */
    private static final class Log {
        static final Logger LOG = LoggerFactory.getLogger(StatusSender.class);
    }
}
