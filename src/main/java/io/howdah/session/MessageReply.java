package io.howdah.session;

import io.howdah.error.ReplicationErrors;
import io.howdah.error.SqlErrors;
import io.howdah.error.SqlState;
import io.howdah.transport.Deadline;
import io.howdah.wire.ByteWriter;
import io.howdah.wire.Frontend;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The answer to a command of replication, whose COPYs are taken message by message; until it has ended the session does
 * nothing else.
 *
 * <p>One thread reads. {@link #send} may come from any other at the same time: it does not wait for the reader.
 */
public final class MessageReply {
    /** What came of waiting for a message. */
    public enum Arrival {
        /** It lies in {@link #bytes()} until the next is waited for. */
        MESSAGE,
        /** None was there in time. */
        NOTHING,
        /** The server sends no more of this COPY. */
        END
    }

    /** How long the server may go on sending after we said that we want no more, and how long it may take to obey a cancel. */
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(10);

    private static final Duration AT_ONCE = Duration.ofNanos(1);

    private final Session session;
    private final Wire wire;
    private final Reply reply;
    private final ReentrantLock writing = new ReentrantLock();

    /** Whether nothing may be sent any more. */
    private boolean silenced;

    /** The COPY that is being read; null before the first. */
    private CopyState state;

    private int outcomesTaken;

    private MessageReply(Reply reply) {
        this.session = reply.session();
        this.wire = session.wire();
        this.reply = reply;
        this.state = reply.copy();
    }

    /** @param reply one to {@link Flight#replication} */
    public static MessageReply of(Reply reply) {
        return new MessageReply(reply);
    }

    /** Whether data goes both ways. */
    public boolean isBothWays() {
        return state != null && state.direction() == CopyReply.Direction.BOTH;
    }

    /** Waits for the next message, as long as the server may be silent: {@link Arrival#NOTHING} is an error here. */
    public Arrival next() throws SQLException {
        Duration limit = wire.readTimeout();
        Arrival arrival = next(Deadline.after(limit));
        if (arrival == Arrival.NOTHING) {
            throw silent(limit);
        }
        return arrival;
    }

    /** Waits for the next message. What was read of the one before is gone. */
    public Arrival next(Deadline deadline) throws SQLException {
        wire.lock();
        try {
            state.skip();
            long before = state.messages();
            while (isUnderWay()) {
                if (!wire.reader().listenForOne(reply, deadline)) {
                    return Arrival.NOTHING;
                }
                if (state.messages() > before) {
                    return Arrival.MESSAGE;
                }
            }
            if (reply.error() != null || state.isCutShort()) {
                silence();
                readOut();
            }
            reply.throwIfFailed();
            return Arrival.END;
        } finally {
            wire.unlock();
        }
    }

    /** Goes on to the next COPY of the answer; false if there is none, and then all of it is read. */
    public boolean nextCopy() throws SQLException {
        wire.lock();
        try {
            reply.restartDeadline();
            while (!reply.isFinished() && (!reply.isCopying() || reply.copy() == state)) {
                wire.reader().readOne(reply, Deadline.after(wire.readTimeout()));
            }
            reply.throwIfFailed();
            state = reply.copy();
            return !reply.isFinished();
        } finally {
            wire.unlock();
        }
    }

    private boolean isUnderWay() {
        return reply.isCopying() && reply.copy() == state && !state.isEndedBy(CopyState.End.SERVER);
    }

    /** Whether the server completed the command without a word that its data is complete. */
    public boolean isCompletedByServer() {
        return state.isCutShort();
    }

    /** Where the message lies, from {@link #position()} on. */
    public byte[] bytes() {
        return state.bytes();
    }

    public int position() {
        return state.position();
    }

    /** In bytes. */
    public int length() {
        return state.remaining();
    }

    /**
     * Sends a CopyData message, unless the conversation is over. From any thread.
     *
     * @throws IOException if it cannot be written; whoever reads will hear why
     */
    public void send(ByteWriter copyData) throws IOException {
        writing.lock();
        try {
            if (!silenced) {
                wire.channel().send(copyData);
            }
        } finally {
            writing.unlock();
        }
    }

    private void sendLast(ByteWriter copyDone) throws IOException {
        writing.lock();
        try {
            send(copyDone);
            silenced = true;
        } finally {
            writing.unlock();
        }
    }

    /** Nobody heard from the server for so long: the connection is given up. */
    public SQLException silent(Duration limit) {
        return wire.breakDown(SqlErrors.serverSilent(limit));
    }

    /**
     * What to throw where {@link #send} failed, for the thread that reads: the server's last words, if there are any.
     */
    public SQLException writeFailed(IOException failure) throws SQLException {
        wire.lock();
        try {
            return wire.reader().lastWords(reply, failure);
        } finally {
            wire.unlock();
        }
    }

    /**
     * Says that we send no more, and reads to the end of the whole answer. What data still comes is dropped; if it is too
     * much of it, the server is asked to cancel.
     *
     * @throws SQLException an error of the server's that was not asked for, or a broken connection
     */
    public void finish() throws SQLException {
        finish(LONGEST_FAREWELL);
    }

    /** The same, with a cancel at once. */
    public void abandon() throws SQLException {
        finish(AT_ONCE);
    }

    private void finish(Duration patience) throws SQLException {
        wire.lock();
        try {
            if (reply.isFinished()) {
                return;
            }
            if (isBothWays() && reply.isCopying() && !state.isEndedBy(CopyState.End.CLIENT)) {
                var out = new ByteWriter(8);
                Frontend.copyDone(out);
                try {
                    sendLast(out);
                } catch (IOException e) {
                    throw wire.reader().lastWords(reply, e);
                }
                reply.copyBothDone();
            }
            silence();
            if (readToFarewell(Deadline.after(patience))
                    && reply.error() != null
                    && SqlState.QUERY_CANCELED.is(reply.error().getSQLState())) {
                return;
            }
            reply.throwIfFailed();
        } finally {
            wire.unlock();
        }
    }

    /** Returns whether it took a cancel. */
    private boolean readToFarewell(Deadline granted) throws SQLException {
        Deadline patience = granted;
        boolean cancelled = false;
        while (!reply.isFinished()) {
            boolean inTime = wire.reader().listenForOne(reply, patience) && !patience.passed();
            if (reply.copy() != null) {
                reply.copy().skip();
            }
            if (inTime || reply.isFinished()) {
                continue;
            }
            if (cancelled) {
                throw silent(LONGEST_FAREWELL);
            }
            cancelled = true;
            patience = Deadline.after(LONGEST_FAREWELL);
            try {
                wire.gate().cancelUnderWay();
            } catch (IOException e) {
                throw wire.breakDown(e);
            }
        }
        return cancelled;
    }

    /** The server has hung up behind the end if it is stopping. */
    private void readOut() throws SQLException {
        try {
            reply.restartDeadline();
            while (!reply.isFinished()) {
                wire.reader().readOne(reply, Deadline.after(LONGEST_FAREWELL));
            }
        } catch (SQLException e) {
            if (state.isCutShort() && SqlState.CONNECTION_FAILURE.is(e.getSQLState())) {
                throw ReplicationErrors.serverStopped(e);
            }
            throw e;
        }
    }

    private void silence() {
        writing.lock();
        try {
            silenced = true;
        } finally {
            writing.unlock();
        }
    }

    /** The next result of the answer, beside its data, of those that have come; null if there is none. Reads nothing. */
    public Outcome nextOutcome() {
        return reply.begun(outcomesTaken++);
    }

    /** Whether the session is gone, so that nothing more can come or be sent. From any thread. */
    public boolean isBroken() {
        return session.isClosed();
    }
}
