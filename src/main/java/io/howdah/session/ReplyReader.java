package io.howdah.session;

import io.howdah.error.LogText;
import io.howdah.error.ResultErrors;
import io.howdah.error.SqlErrors;
import io.howdah.session.Session.SessionLimits;
import io.howdah.transport.Deadline;
import io.howdah.wire.Inbound;
import io.howdah.wire.ProtocolException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads answers, as far as somebody wants them read, and knows how long to wait. Whatever it cannot read breaks the
 * connection.
 *
 * <p>For the thread that holds the wire lock, which is then the only one to read: who listens while no answer is due has
 * left when {@link #takeOver} returns. That thread waits for the server here, by the {@link Deadline} it gives to each
 * read, and when the query timeout has passed it sends the cancel itself, under the lock of the {@link CancelGate}.
 * Others may write meanwhile, as {@link FlightWriter} tells.
 */
final class ReplyReader {
    /** Bytes of rows that are not kept from their reader only because more may come. */
    private static final int WORTH_HANDING_OVER = 8 * 1024;

    /** How long we wait for more than that. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    /** How long the server may take to obey a cancel. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** How long we listen to a server that no longer takes what we write. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Wire wire;
    private final Channel channel;
    private final Receiver receiver;
    private final CancelGate gate;
    private final FlightWriter writer;
    private final long eagerBytes;
    private final long keptBytes;
    private Duration grace = GRACE;

    ReplyReader(Wire wire, SessionLimits limits) {
        this.wire = wire;
        this.channel = wire.channel();
        this.receiver = wire.receiver();
        this.gate = wire.gate();
        this.writer = wire.writer();
        this.keptBytes = limits.keptBytes() == 0 ? Long.MAX_VALUE : limits.keptBytes();
        this.eagerBytes = Math.min(limits.eagerBytes(), keptBytes);
        channel.inbound().limitRows(keptBytes);
    }

    /** How long the server may take to obey a cancel. */
    void grantForCancel(Duration newGrace) {
        grace = newGrace;
    }

    // ---- as much as is wanted

    /**
     * Reads all of a small answer, errors included, so that it is done with. Of a large one, as much as is worth handing
     * over; and of one that comes slowly, what there is when no more has come for a while.
     */
    void readFirstStretch(Reply reply) throws SQLException {
        long limit = reply.arrivedBytes() + eagerBytes;
        while (!reply.isFinished() && !reply.isSuspended() && !reply.isCopying()) {
            if (reply.hasOpenRows()) {
                if (reply.arrivedBytes() >= limit) {
                    return;
                }
                if (reply.arrivedBytes() >= WORTH_HANDING_OVER && !arrivesSoon(reply)) {
                    return;
                }
            }
            readSome(reply);
        }
    }

    private boolean arrivesSoon(Reply reply) throws SQLException {
        try {
            return channel.arrives(Deadline.after(PATIENCE).earlier(reply.deadline()));
        } catch (IOException e) {
            throw readFailed(e);
        }
    }

    /**
     * Of a flight in which something has failed already, such as a setting in front of its statement, nobody reads the
     * rest: the error is told at once.
     */
    void passOver(Reply reply) throws SQLException {
        while (!reply.isFinished() && !reply.isCopying()) {
            if (reply.arriving() != null) {
                reply.arriving().discard();
            }
            if (reply.isSuspended()) {
                wire.runOut(reply);
            } else {
                readSome(reply);
            }
        }
    }

    /** Like {@link #readSome}, of rows that nobody reads for now. */
    void readToKeep(Reply reply) throws SQLException {
        readSome(reply);
        limitArriving(reply);
    }

    /** What is more than may be kept of the rows that are arriving is not. */
    void limitArriving(Reply reply) {
        Rows arriving = reply.arriving();
        if (arriving != null) {
            limit(arriving);
        }
    }

    /** What is more than may be kept is not: its result ends with an error there. */
    void limit(Rows rows) {
        if (rows.keptBytes() > keptBytes) {
            rows.overflow(ResultErrors.tooLarge(rows.reply().plan().sql(), keptBytes));
        }
    }

    /** Waits for one message, and takes with it all that have arrived whole. */
    void readSome(Reply reply) throws SQLException {
        readOne(reply, Deadline.after(wire.readTimeout()));
        // What has arrived need not be waited for, but behind a mere notice the wait for an answer begins again.
        Deadline again = Deadline.after(wire.readTimeout());
        while (!reply.isFinished()
                && !reply.isSuspended()
                && !reply.isCopying()
                && channel.inbound().hasNext()) {
            readOne(reply, again);
        }
    }

    // ---- one message

    /** @param silence how long the server may say nothing */
    void readOne(Reply reply, Deadline silence) throws SQLException {
        try {
            int type = receiver.next(silence.earlier(reply.deadline()));
            if (type == Inbound.NOT_YET) {
                expired(reply, silence);
                return;
            }
            take(reply, type);
        } catch (IOException | RuntimeException e) {
            // A surprise in decoding is the server's doing as much as a broken pipe is.
            throw readFailed(e);
        }
    }

    /** Takes in what arrives until then. Nobody waits for it: the server need not say anything. */
    void listen(Reply reply, Deadline until) throws SQLException {
        while (!reply.isFinished() && listenForOne(reply, until)) {
            // All that comes is taken in.
        }
    }

    /** Takes in one message, if one arrives until then. */
    boolean listenForOne(Reply reply, Deadline until) throws SQLException {
        try {
            int type = receiver.next(until);
            if (type == Inbound.NOT_YET) {
                return false;
            }
            take(reply, type);
            return true;
        } catch (IOException | RuntimeException e) {
            throw readFailed(e);
        }
    }

    private void take(Reply reply, int type) throws IOException, SQLException {
        reply.take(type, channel.inbound());
        if (reply.isFinished()) {
            wire.answered(reply);
        }
    }

    // ---- when it does not come

    /** Whoever listens while nothing is due is woken by the answer, and leaves the reading to us. */
    void takeOver(Reply reply, Deadline silence) throws SQLException {
        while (!wire.inboxes().ear().awaitLeft(silence.earlier(reply.deadline()))) {
            expired(reply, silence);
        }
    }

    /** The time is up for which somebody waits for the server: its cancel is asked for, or the connection closed. */
    void expired(Reply reply, Deadline silence) throws SQLException {
        if (!reply.deadline().passed()) {
            throw wire.breakDown(SqlErrors.serverSilent(silence.limit()));
        }
        if (reply.hasTimedOut()) {
            throw wire.breakDown(SqlErrors.statementTimedOut(reply.timeout()));
        }
        reply.timedOut(Deadline.after(grace));
        try {
            gate.cancelUnderWay();
        } catch (IOException e) {
            // The statement may end by itself within the grace time; if it does not, the connection is closed.
            // If it was sent and not acknowledged, the connection is closed behind the statement.
            Log.LOG.debug("The request to cancel failed: {}", e.toString());
        }
    }

    /** Whoever writes beside us and fails may have closed the transport under us, and knows better why. */
    private SQLException readFailed(Exception failure) {
        IOException writing = writer.failure();
        if (writing == null || !(failure instanceof IOException) || failure instanceof ProtocolException) {
            return wire.breakDown(failure);
        }
        if (failure != writing) {
            writing.addSuppressed(failure);
        }
        return wire.breakDown(writing);
    }

    /**
     * What to throw where the server did not take what was written. A server that hangs up often says why: an error that
     * waits to be read tells more than our failed write.
     */
    SQLException lastWords(Reply reply, IOException writeFailure) {
        try {
            Deadline soon = Deadline.after(LAST_WORDS);
            while ((!wire.somebodyListens() || wire.inboxes().ear().awaitLeft(soon))
                    && !reply.isFinished()
                    && listenForOne(reply, soon)) {
                // One of them may say why.
            }
        } catch (SQLException e) {
            Log.LOG.debug("No last words from the server: {}", LogText.of(String.valueOf(e.getMessage())));
        }
        SQLException failure = wire.breakDown(reply.error() == null ? writeFailure : reply.error());
        if (failure.getCause() != writeFailure) {
            failure.addSuppressed(writeFailure);
        }
        return failure;
    }

    /** A class of its own, so that slf4j starts up only once there is something to say. */
    private static final class Log {
        static final Logger LOG = LoggerFactory.getLogger(ReplyReader.class);
    }
}
