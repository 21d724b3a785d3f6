package io.howdah.session;

import io.howdah.api.ConnectionObserver.Kind;
import io.howdah.error.ResultErrors;
import io.howdah.observe.Watched;
import java.sql.SQLException;

/** Brings results their rows as they are wanted: what is on its way to us, or the next portion of a portal. */
final class RowSupply {
    private final Session session;
    private final Wire wire;

    /** The answer with a portion that was asked for before anybody needed it; null if there is none. */
    private Reply ahead;

    RowSupply(Session session, Wire wire) {
        this.session = session;
        this.wire = wire;
    }

    /** A wait of the user's begins, however many times {@link #readOn} it takes. */
    void waitAnew(Reply reply) throws SQLException {
        wire.lock();
        try {
            reply.restartDeadline();
        } finally {
            wire.unlock();
        }
    }

    /** Reads on until something new is there; false if all is. */
    boolean readOn(Reply reply) throws SQLException {
        wire.lock();
        try {
            if (reply.isFinished()) {
                return false;
            }
            if (reply.isSuspended()) {
                // Whoever goes on to the next outcome has no use for this one's rows but to keep them.
                wire.runOut(reply);
            }
            wire.reader().readToKeep(reply);
            return true;
        } finally {
            wire.unlock();
        }
    }

    /** Gives rows their next stretch; false at the end of the result. */
    boolean refill(Rows rows) throws SQLException {
        Watched watched = session.watch().begin(Kind.FETCH, rows.reply().plan().sql());
        if (watched == null) {
            return supply(rows);
        }
        SQLException failure = null;
        try {
            return supply(rows);
        } catch (SQLException e) {
            failure = e;
            throw e;
        } finally {
            watched.ends(failure);
        }
    }

    private boolean supply(Rows rows) throws SQLException {
        wire.lock();
        try {
            rows.reply().restartDeadline();
            while (!rows.advance()) {
                if (rows.isComplete()) {
                    if (rows.failure() != null) {
                        throw rows.failure();
                    }
                    return false;
                }
                wire.reader().limit(rows);
                if (!rows.isComplete()) {
                    readMore(rows);
                }
            }
            return true;
        } finally {
            wire.unlock();
        }
    }

    /** Whether rows or an error wait behind the stretch being read, which stays as it is. */
    boolean hasMore(Rows rows) throws SQLException {
        wire.lock();
        try {
            rows.reply().restartDeadline();
            while (!rows.hasArrived() && !rows.isComplete()) {
                readMore(rows);
            }
            return rows.hasArrived() || rows.failure() != null;
        } finally {
            wire.unlock();
        }
    }

    /** Frees the pages, and the wire of what nobody wants any more. */
    void close(Rows rows) throws SQLException {
        if (rows.isComplete() && !rows.isSuspended()) {
            // Nobody appends any more, and a long statement of another thread may hold the lock.
            rows.discard();
            return;
        }
        wire.lock();
        try {
            boolean unread = !rows.isComplete();
            rows.discard();
            if (rows.isSuspended() && rows.portal().outlivesSync()) {
                closePortal(rows);
            } else if (unread && !wire.life().isClosed()) {
                passOver(rows);
            }
        } finally {
            wire.unlock();
        }
    }

    /** Nobody wants them, nor waits for their end. */
    void drop(Rows rows) throws SQLException {
        wire.lock();
        try {
            rows.discard();
        } finally {
            wire.unlock();
        }
    }

    private void passOver(Rows rows) throws SQLException {
        Reply reply = rows.reply();
        // However long its reader took, that is not the statement's time.
        reply.restartDeadline();
        while (!rows.isComplete()) {
            if (reply.isSuspended()) {
                wire.runOut(reply);
            } else if (rows.isSuspended()) {
                closePortal(rows);
            } else {
                wire.reader().readSome(reply);
            }
        }
        if (rows.failure() != null) {
            throw rows.failure();
        }
    }

    private void closePortal(Rows rows) {
        if (!rows.isPortalGone()) {
            session.closePortalLater(rows.portal());
        }
        rows.completed(null);
    }

    private void readMore(Rows rows) throws SQLException {
        if (!rows.isSuspended()) {
            if (ahead == rows.reply()) {
                ahead = null;
                wire.reader().readFirstStretch(rows.reply());
            } else {
                wire.reader().readSome(rows.reply());
            }
            fetchAhead(rows);
        } else if (rows.portal().outlivesSync()) {
            wire.life().requireOpen();
            wire.settle();
            if (rows.isPortalGone()) {
                // To ask the server for it would cost the transaction that there is now.
                throw ResultErrors.transactionEnded(rows.reply().plan().sql());
            }
            session.fetch(rows);
            wire.reader().readFirstStretch(rows.reply());
            fetchAhead(rows);
        } else {
            wire.resume(rows.reply());
            wire.reader().readFirstStretch(rows.reply());
        }
    }

    /**
     * Whoever came for a second portion goes on to the last as a rule: the server makes the next one while this one is
     * consumed. Whatever else needs the wire meanwhile has that portion read first.
     */
    private void fetchAhead(Rows rows) throws SQLException {
        if (rows.isSuspended() && rows.portal().mayBeAhead() && !rows.isPortalGone() && wire.isFree()) {
            session.fetch(rows);
            ahead = rows.reply();
        }
    }
}
