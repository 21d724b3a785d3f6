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
    private final long start;

    /** Of the last message that has one. */
    private long delivered;

    private long received;
    private long serverEnd;
    private long flushed;
    private long applied;

    /** What the server is told. */
    record Status(long received, long flushed, long applied) {}

    Positions(LogSequenceNumber start, Idle idle) {
        this.start = start.value();
        this.idle = idle;
    }

    /** @param end behind what arrived */
    void arrived(long position, long end, long newServerEnd) {
        lock.lock();
        try {
            delivered = later(delivered, position);
            received = later(received, end);
            serverEnd = later(serverEnd, newServerEnd);
        } finally {
            lock.unlock();
        }
    }

    /** The server has come so far, and all that was to be sent before has been. */
    void keptAlive(long newServerEnd) {
        lock.lock();
        try {
            serverEnd = later(serverEnd, newServerEnd);
            if (idle == Idle.CONFIRMED && Long.compareUnsigned(delivered, flushed) <= 0) {
                received = later(received, newServerEnd);
                flushed = later(flushed, newServerEnd);
                applied = later(applied, newServerEnd);
            }
        } finally {
            lock.unlock();
        }
    }

    void flushed(LogSequenceNumber position) throws SQLException {
        lock.lock();
        try {
            requireSeen(position);
            flushed = later(flushed, position.value());
        } finally {
            lock.unlock();
        }
    }

    void applied(LogSequenceNumber position) throws SQLException {
        lock.lock();
        try {
            requireSeen(position);
            applied = later(applied, position.value());
        } finally {
            lock.unlock();
        }
    }

    private void requireSeen(LogSequenceNumber position) throws SQLException {
        long seen = later(later(start, received), serverEnd);
        if (seen != 0 && Long.compareUnsigned(position.value(), seen) > 0) {
            throw ReplicationErrors.confirmedTooMuch(position.toString(), new LogSequenceNumber(seen).toString());
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
