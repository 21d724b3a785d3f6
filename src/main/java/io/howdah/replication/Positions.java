package io.howdah.replication;

import io.howdah.api.LogSequenceNumber;
import io.howdah.error.ReplicationErrors;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/** How far a stream has come. Written by the reader and by who confirms, read by who tells the server: thread-safe. */
final class Positions {
    /** Whether what the server has passed over may be confirmed by us. */
    enum Idle {
        /** Of a logical stream: else a quiet table would keep the log of a busy server for ever. */
        CONFIRMED,
        KEPT
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Idle idle;

    /** Of the last message that has one. */
    private long delivered;

    /**
     * Whether something was delivered that the consumer has not confirmed yet. Positions alone do not tell: a change lies where
     * its record begins, and there the last keepalive may have ended.
     */
    private boolean unconfirmed;

    /** How far the server has sent its log, be it on an earlier connection: the consumer may confirm no more. */
    private long sent;

    private long received;
    private long serverEnd;
    private long flushed;
    private long applied;

    /** What the server is told. */
    record Status(long received, long flushed, long applied) {}

    Positions(LogSequenceNumber start, Idle idle) {
        this.idle = idle;
        this.sent = start.value();
    }

    /**
     * @param position 0 for none
     * @param end behind what arrived
     * @param newServerEnd of all there is, sent or not
     */
    void arrived(long position, long end, long newServerEnd) {
        lock.lock();
        try {
            if (position != 0) {
                delivered = later(delivered, position);
                unconfirmed = true;
            }
            received = later(received, end);
            sent = later(sent, end);
            serverEnd = later(serverEnd, newServerEnd);
        } finally {
            lock.unlock();
        }
    }

    /** The server has come so far, and all that was to be sent before has been. */
    void keptAlive(long position) {
        lock.lock();
        try {
            serverEnd = later(serverEnd, position);
            sent = later(sent, position);
            if (idle == Idle.CONFIRMED && !unconfirmed) {
                received = later(received, position);
                flushed = later(flushed, position);
                applied = later(applied, position);
            }
        } finally {
            lock.unlock();
        }
    }

    void flushed(LogSequenceNumber position) throws SQLException {
        lock.lock();
        try {
            requireSent(position);
            flushed = later(flushed, position.value());
            if (Long.compareUnsigned(position.value(), delivered) >= 0) {
                unconfirmed = false;
            }
        } finally {
            lock.unlock();
        }
    }

    void applied(LogSequenceNumber position) throws SQLException {
        lock.lock();
        try {
            requireSent(position);
            applied = later(applied, position.value());
        } finally {
            lock.unlock();
        }
    }

    private void requireSent(LogSequenceNumber position) throws SQLException {
        if (Long.compareUnsigned(position.value(), sent) > 0) {
            throw ReplicationErrors.confirmedTooMuch(position.toString(), new LogSequenceNumber(sent).toString());
        }
    }

    LogSequenceNumber serverEnd() {
        lock.lock();
        try {
            return new LogSequenceNumber(serverEnd);
        } finally {
            lock.unlock();
        }
    }

    Status status() {
        lock.lock();
        try {
            return new Status(later(received, flushed), flushed, applied);
        } finally {
            lock.unlock();
        }
    }

    private static long later(long one, long other) {
        return Long.compareUnsigned(one, other) >= 0 ? one : other;
    }
}
