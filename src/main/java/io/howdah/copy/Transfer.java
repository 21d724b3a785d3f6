package io.howdah.copy;

import io.howdah.api.CopyListener;
import io.howdah.api.CopyProgress;
import io.howdah.error.CopyErrors;
import io.howdah.observe.Watched;
import io.howdah.session.CopyReply;
import java.sql.SQLException;

/** One COPY that goes on, with all that has to happen when it goes on and when it ends. */
final class Transfer {
    private final CopyHost host;
    private final CopyReply copy;
    private final CopyListener listener;
    private final Watched watched;
    private final Runnable atEnd;
    private long bytes;
    private long reported;
    private long rows = -1;
    private boolean ended;

    /**
     * @param listener null if nobody listens
     * @param watched null if nobody wants to know how it ends
     * @param atEnd what is to be done once it has ended, well or not
     */
    Transfer(CopyHost host, CopyReply copy, CopyListener listener, Watched watched, Runnable atEnd) {
        this.host = host;
        this.copy = copy;
        this.listener = listener;
        this.watched = watched;
        this.atEnd = atEnd;
    }

    CopyReply copy() {
        return copy;
    }

    boolean hasEnded() {
        return ended;
    }

    void requireGoingOn() throws SQLException {
        if (ended) {
            throw CopyErrors.ended();
        }
    }

    // ---- in

    /** So many bytes were put into the buffer. */
    void advance(int byteCount) throws SQLException {
        try {
            copy.advance(byteCount);
        } catch (SQLException e) {
            throw failed(e);
        }
        sent(byteCount);
    }

    void write(byte[] data, int offset, int length) throws SQLException {
        try {
            copy.write(data, offset, length);
        } catch (SQLException e) {
            throw failed(e);
        }
        sent(length);
    }

    void flush() throws SQLException {
        try {
            copy.flush();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void sent(int byteCount) throws SQLException {
        bytes += byteCount;
        if (listener != null && bytes - reported >= CopyReply.FRAME) {
            try {
                report();
            } catch (RuntimeException e) {
                throw sourceFailed(e);
            }
        }
    }

    /** For those who know how many rows they have written. */
    void rowsAre(long count) {
        rows = count;
    }

    long finish() throws SQLException {
        requireGoingOn();
        long count;
        try {
            count = copy.finish();
        } catch (SQLException e) {
            throw failed(e);
        }
        end();
        rows = count;
        if (listener != null) {
            try {
                report();
            } catch (RuntimeException e) {
                throw CopyErrors.lastReportFailed(e);
            }
        }
        return count;
    }

    /** The server is told, and what failed is returned for the caller to throw. */
    SQLException sourceFailed(Throwable cause) {
        SQLException failure = CopyErrors.sourceFailed(cause);
        cancel(cause.toString(), failure);
        return failure;
    }

    /** As {@link #sourceFailed}, for an error of ours that needs no other around it. */
    SQLException givenUp(SQLException failure) {
        cancel(failure.getMessage(), failure);
        return failure;
    }

    private void cancel(String reason, SQLException failure) {
        if (ended) {
            return;
        }
        try {
            cancel(reason);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** @throws SQLException an error of the server's from before, or a broken connection */
    void cancel(String reason) throws SQLException {
        if (ended) {
            return;
        }
        SQLException before;
        try {
            before = copy.fail(reason);
        } finally {
            end();
        }
        if (before != null) {
            throw before;
        }
    }

    // ---- out

    /** As {@link CopyReply#read}. */
    int read(byte[] to, int offset, int length) throws SQLException {
        if (ended) {
            return -1;
        }
        int count;
        try {
            count = copy.read(to, offset, length);
        } catch (SQLException e) {
            throw failed(e);
        }
        if (count < 0) {
            end();
            rows = copy.count();
            received(rows);
            return -1;
        }
        bytes += count;
        if (bytes - reported >= CopyReply.FRAME) {
            received(copy.messages());
        }
        return count;
    }

    private void received(long rowCount) throws SQLException {
        if (listener != null) {
            try {
                report(rowCount);
            } catch (RuntimeException e) {
                throw sinkFailed(e);
            }
        }
    }

    /** The rest is passed over, and what failed is returned for the caller to throw. */
    SQLException sinkFailed(Throwable cause) {
        SQLException failure = CopyErrors.sinkFailed(cause);
        try {
            discard();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** As {@link #sinkFailed}, for an error of ours that needs no other around it. */
    SQLException passedOver(SQLException failure) {
        try {
            discard();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    void discard() throws SQLException {
        if (!ended) {
            try {
                copy.discard();
            } finally {
                end();
            }
        }
    }

    /** -1 before all was read. */
    long count() {
        return copy.count();
    }

    // ---- both ways

    private SQLException failed(SQLException failure) {
        if (!ended) {
            try {
                end();
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
        }
        return failure;
    }

    private void end() throws SQLException {
        ended = true;
        atEnd.run();
        if (watched != null) {
            boolean in = copy.direction() == CopyReply.Direction.IN;
            watched.ends(
                    copy.count(), in ? bytes : 0, in ? 0 : bytes, copy.reply().error());
        }
        host.ended(copy.reply());
    }

    private void report() {
        report(rows);
    }

    private void report(long rowCount) {
        reported = bytes;
        listener.onProgress(new CopyProgress(bytes, rowCount));
    }
}
