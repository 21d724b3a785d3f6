package io.howdah.jdbc;

import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The calls of a statement that are under way and may wait for the server. Whoever closes it meanwhile leaves to them what
 * they use, and the last of them clears it away. For any thread.
 */
final class Runs {
    /** A mark in {@link #underWay}: none is to begin any more. */
    private static final int CLOSED = Integer.MIN_VALUE;

    /** A negative number once closed. */
    private final AtomicInteger underWay = new AtomicInteger();

    /** @throws SQLException if it is closed */
    void begin() throws SQLException {
        int others;
        do {
            others = underWay.get();
            if (others < 0) {
                throw SqlErrors.objectClosed("Statement");
            }
        } while (!underWay.compareAndSet(others, others + 1));
    }

    /** Returns whether it was closed meanwhile and nobody else runs it, so that there is something to clear away. */
    boolean end() {
        return underWay.decrementAndGet() == CLOSED;
    }

    /** Returns how many are under way: with none, the caller has to clear away. A negative number if it was closed before. */
    int close() {
        int running;
        do {
            running = underWay.get();
        } while (running >= 0 && !underWay.compareAndSet(running, running | CLOSED));
        return running;
    }

    boolean isClosed() {
        return underWay.get() < 0;
    }
}
