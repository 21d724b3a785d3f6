package io.howdah.session;

import io.howdah.error.SqlErrors;
import io.howdah.wire.ProtocolException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Whether a session goes on, and why it does not: somebody has closed it, or it broke, of which the first cause is kept.
 * For any thread.
 */
final class Life {
    private volatile boolean closed;

    /** Closed by somebody who wanted it so, not by a failure. */
    private volatile boolean abandoned;

    private volatile SQLException brokenBy;

    /** Who is told once that it broke; null if nobody wants to know, or was told. */
    private final AtomicReference<Consumer<SQLException>> listener = new AtomicReference<>();

    boolean isClosed() {
        return closed;
    }

    /** Whether it ended by itself. */
    boolean isBroken() {
        return brokenBy != null;
    }

    /** Throws what a call on a closed connection gets, with the reason why it closed. */
    void requireOpen() throws SQLException {
        if (closed) {
            throw brokenBy == null ? SqlErrors.connectionClosed() : SqlErrors.connectionBroken(brokenBy);
        }
    }

    /** Somebody ends it who wants that; a failure from now on is no news. */
    void abandon() {
        abandoned = !closed || abandoned;
        closed = true;
    }

    /**
     * It ends by itself.
     *
     * @param cause what happened; an SQLException is what later calls will show
     * @return what to throw
     */
    SQLException breakBy(Throwable cause) {
        SQLException failure = cause instanceof SQLException sql
                ? sql
                : cause instanceof IOException && !(cause instanceof ProtocolException)
                        ? abandoned ? SqlErrors.closedMeanwhile() : SqlErrors.connectionLost(cause)
                        : SqlErrors.protocolViolation(cause);
        if (brokenBy == null && !abandoned) {
            brokenBy = failure;
        }
        closed = true;
        return failure;
    }

    /** Who is told of it when this breaks: once, by the thread that finds it broken, which holds no lock then. */
    void onBroken(Consumer<SQLException> newListener) {
        listener.set(newListener);
    }

    /** It is broken, and no lock is held. */
    void tellBroken() {
        Consumer<SQLException> told = listener.getAndSet(null);
        if (told != null) {
            told.accept(brokenBy);
        }
    }
}
