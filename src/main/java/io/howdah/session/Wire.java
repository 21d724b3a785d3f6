package io.howdah.session;

import io.howdah.api.Notification;
import io.howdah.api.ServerError;
import io.howdah.error.CopyErrors;
import io.howdah.error.ErrorDetail;
import io.howdah.error.LogText;
import io.howdah.error.NotificationErrors;
import io.howdah.error.ReplicationErrors;
import io.howdah.error.ResultErrors;
import io.howdah.error.SqlErrors;
import io.howdah.session.Session.SessionLimits;
import io.howdah.transport.Deadline;
import io.howdah.transport.FrameWriter;
import io.howdah.transport.OverflowWriter;
import io.howdah.wire.Backend;
import io.howdah.wire.ByteWriter;
import io.howdah.wire.Frontend;
import io.howdah.wire.Inbound;
import io.howdah.wire.ProtocolException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes flights and reads their answers, one at a time, and knows how long to wait. The one that closes the channel, and
 * that remembers why.
 *
 * <p>All but a few methods, which say so, are for who holds the lock.
 */
final class Wire {
    /** A flight up to this size goes out in one piece before anything is read: the system's buffers hold it. */
    static final int WRITTEN_BY_CALLER = 32 * 1024;

    /** Bytes of rows that are not kept from their reader only because more may come. */
    private static final int WORTH_HANDING_OVER = 8 * 1024;

    /** How long we wait for more than that. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    /** How long the server may take to obey a cancel. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** How long we listen to a server that no longer takes what we write. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    /** For {@link #hear}: reads nothing, and takes what was read before. */
    static final Deadline WHAT_IS_THERE = Deadline.after(Duration.ofNanos(1));

    private final ReentrantLock lock = new ReentrantLock();

    /** None until somebody wants notifications, or one has come. */
    private final AtomicReference<Inboxes> inboxes = new AtomicReference<>();

    private final Channel channel;
    private final Receiver receiver;
    private final CancelGate gate;
    private final long eagerBytes;
    private final long keptBytes;

    /** The answer being read; null when the wire is free. */
    private Reply current;

    /** Writes the flight that is being answered, if it is a large one. */
    private OverflowWriter overflow;

    /** Writes the data of the COPY that is going on, once there is much of it. */
    private FrameWriter copying;

    private volatile Duration readTimeout;
    private Duration grace = GRACE;
    private final Life life = new Life();
    private final ErrorDetail errorDetail;

    /** Who else is told of notices, beside the answer that they come with; null for nobody. */
    private volatile NoticeSink listener;

    /** While it is: the session is in the midst of a message. */
    private volatile boolean telling;

    Wire(Channel channel, Receiver receiver, CancelGate gate, SessionLimits limits) {
        this.channel = channel;
        this.receiver = receiver;
        this.gate = gate;
        this.keptBytes = limits.keptBytes() == 0 ? Long.MAX_VALUE : limits.keptBytes();
        this.eagerBytes = Math.min(limits.eagerBytes(), keptBytes);
        this.readTimeout = limits.readTimeout();
        this.errorDetail = limits.errorDetail();
        channel.inbound().limitRows(keptBytes);
        receiver.noticesTo(new CurrentReply());
    }

    // ---- from any thread, without the lock

    /** @throws SQLException if a listener calls that is told of a notice just now */
    void lock() throws SQLException {
        refuseListener();
        lock.lock();
    }

    void unlock() {
        lock.unlock();
        if (life.isBroken() && !lock.isHeldByCurrentThread()) {
            life.tellBroken();
        }
    }

    /** False if another thread has it. */
    boolean tryLock() throws SQLException {
        refuseListener();
        return lock.tryLock();
    }

    /** False if the deadline passed first. An interrupt does not end the wait, and stays pending. */
    boolean lockUntil(Deadline deadline) throws SQLException {
        refuseListener();
        if (deadline.isNever()) {
            lock.lock();
            return true;
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return lock.tryLock(deadline.millisLeft(), TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void refuseListener() throws SQLException {
        if (telling && lock.isHeldByCurrentThread()) {
            throw NotificationErrors.insideNoticeListener();
        }
    }

    /** @param sink called by the thread that reads, under the wire lock; null for nobody */
    void noticesAlsoTo(NoticeSink sink) {
        listener = sink;
    }

    Receiver receiver() {
        return receiver;
    }

    void setReadTimeout(Duration timeout) {
        readTimeout = timeout;
    }

    Duration readTimeout() {
        return readTimeout;
    }

    /** How long the server may take to obey a cancel. */
    void grantForCancel(Duration newGrace) {
        grace = newGrace;
    }

    /** Whether it goes on, and why not. */
    Life life() {
        return life;
    }

    /**
     * Says goodbye and closes. A transaction that is open is rolled back by the server. A call of another thread that
     * waits for the server fails.
     */
    void close() {
        if (!lock.tryLock()) {
            abort();
            return;
        }
        try {
            if (life.isClosed()) {
                return;
            }
            life.abandon();
            if (current == null) {
                var goodbye = new ByteWriter(8);
                Frontend.terminate(goodbye);
                channel.send(goodbye);
            } else {
                current.breakOff(SqlErrors.connectionClosed());
                end();
            }
        } catch (IOException e) {
            Log.LOG.debug("The server did not hear the goodbye: {}", e.toString());
        } finally {
            channel.close();
            lock.unlock();
        }
    }

    /** Closes at once; a call that waits for the server fails. */
    void abort() {
        life.abandon();
        channel.close();
        wakeThoseWhoWait();
    }

    /**
     * The one way in which a connection ends by itself: closes it, keeps the first cause, and returns what to throw.
     *
     * @param cause what happened; an SQLException is what later calls will show
     */
    SQLException breakDown(Throwable cause) {
        SQLException failure = life.breakBy(cause);
        channel.close();
        lock.lock();
        try {
            if (current != null) {
                current.breakOff(failure);
                end();
            }
        } finally {
            unlock();
        }
        return failure;
    }

    // ---- writing

    /** Sends a flight, to which this is to be the answer. The wire must be free. */
    void start(Reply reply, Flight flight) throws SQLException {
        write(reply, flight);
        if (somebodyListens()) {
            takeOver(reply, Deadline.after(readTimeout));
        }
    }

    /** @param silence how long the server may say nothing */
    void start(Reply reply, Flight flight, Deadline silence) throws SQLException {
        write(reply, flight);
        if (somebodyListens()) {
            takeOver(reply, silence);
        }
    }

    private void write(Reply reply, Flight flight) throws SQLException {
        current = reply;
        gate.begin(reply.plan());
        try {
            if (flight.isSmall()) {
                flight.writeTo(channel.transport());
            } else {
                // We must read while this is written, or the server, which cannot get rid of its answers, stops
                // reading.
                overflow = OverflowWriter.start(channel.transport(), flight::writeTo);
            }
        } catch (IOException e) {
            throw lastWords(reply, e);
        } catch (RuntimeException | Error e) {
            throw cannotWrite(e);
        }
    }

    /** Whoever listens while nothing is due is woken by the answer, and leaves the reading to us. */
    private void takeOver(Reply reply, Deadline silence) throws SQLException {
        while (!inboxes().ear().awaitLeft(silence.earlier(reply.deadline()))) {
            expired(reply, silence);
        }
    }

    /** A server that hangs up often says why: an error that waits to be read tells more than our failed write. */
    private SQLException lastWords(Reply reply, IOException writeFailure) {
        try {
            Deadline soon = Deadline.after(LAST_WORDS);
            while ((!somebodyListens() || inboxes().ear().awaitLeft(soon))
                    && !reply.isFinished()
                    && listenForOne(reply, soon)) {
                // One of them may say why.
            }
        } catch (SQLException e) {
            Log.LOG.debug("No last words from the server: {}", LogText.of(String.valueOf(e.getMessage())));
        }
        SQLException failure = breakDown(reply.error() == null ? writeFailure : reply.error());
        if (failure.getCause() != writeFailure) {
            failure.addSuppressed(writeFailure);
        }
        return failure;
    }

    void sendSync() throws IOException {
        if (overflow != null && !overflow.await(Deadline.after(readTimeout))) {
            throw new IOException("the server failed in a flight and does not read the rest of it");
        }
        awaitCopying();
        var out = new ByteWriter(8);
        Frontend.sync(out);
        channel.send(out);
    }

    /** Wakes a portal that was suspended without a Sync. */
    void execute(String portal, int maxRows) throws IOException {
        var out = new ByteWriter(32);
        Frontend.execute(out, portal, maxRows);
        Frontend.flush(out);
        channel.send(out);
    }

    /** Ends a COPY FROM STDIN that somebody ran as a statement. In the extended sub-protocol it ate our Sync. */
    void refuseCopy(boolean extended) throws IOException {
        if (overflow != null) {
            overflow.await(Deadline.NEVER);
        }
        var out = new ByteWriter(128);
        Frontend.copyFail(out, "the client has no data for it");
        if (extended) {
            Frontend.sync(out);
        }
        channel.send(out);
    }

    Channel channel() {
        return channel;
    }

    /** What writes the data of a COPY while its caller reads. */
    FrameWriter frameWriter() {
        if (copying == null) {
            copying = new FrameWriter(channel.transport());
        }
        return copying;
    }

    /** A frame of data that is being written: nothing must get into the midst of it. A server that has failed drops it. */
    private void awaitCopying() throws IOException {
        if (copying != null && !copying.await(Deadline.after(GRACE))) {
            throw new IOException("the server failed in a COPY and does not read what was sent");
        }
    }

    /** Says what was held back until a COPY had ended. */
    void sendRest(Flight flight) throws IOException {
        var out = new ByteWriter(256);
        flight.writeRestTo(out);
        if (out.size() > 0) {
            channel.send(out);
        }
    }

    /** What to throw where the server did not take what was written. */
    SQLException writeFailed(Reply reply, IOException failure) {
        return lastWords(reply, failure);
    }

    /**
     * What to throw where something went wrong on our side of a write, be it that there is no thread for it. Nobody knows how
     * much is out, and an answer may never come.
     */
    SQLException cannotWrite(Throwable cause) {
        SQLException failure = breakDown(new IOException("Writing to the server failed: " + cause, cause));
        if (cause instanceof Error error) {
            throw error;
        }
        return failure;
    }

    /** For whoever runs the flight, while the lock is held. */
    CancelGate gate() {
        return gate;
    }

    // ---- listening, while no answer is due

    /** Where notifications go. From any thread, without the lock. */
    Inboxes inboxes() {
        Inboxes known = inboxes.get();
        if (known == null) {
            inboxes.compareAndSet(null, new Inboxes(this));
            known = inboxes.get();
        }
        return known;
    }

    private boolean somebodyListens() {
        Inboxes known = inboxes.get();
        return known != null && known.ear().isTaken();
    }

    /** Whether no answer is due and nobody else listens. */
    boolean isQuiet() {
        return current == null && !somebodyListens();
    }

    /** Takes in what arrives until then, or until the inbox is full. What is an answer to nothing ends the connection. */
    void hear(Inbox inbox, Deadline until) throws SQLException {
        try {
            while (!inbox.isFull()) {
                int type = channel.next(until);
                if (type == Inbound.NOT_YET) {
                    return;
                }
                if (type == Backend.ERROR_RESPONSE) {
                    throw breakDown(SqlErrors.server(receiver.error(), errorDetail));
                }
                if (!receiver.takeAside(type)) {
                    throw breakDown(new ProtocolException(
                            "a message of type '" + (char) type + "' arrived that answers nothing"));
                }
            }
        } catch (IOException | RuntimeException e) {
            throw breakDown(e);
        }
    }

    /** Waits for bytes. Without the lock, in the place that {@link Ear#take} took under it, and leaves that. */
    void listenForBytes(Deadline deadline) throws SQLException {
        IOException failure = null;
        try {
            channel.arrives(deadline);
        } catch (IOException e) {
            failure = e;
        } finally {
            inboxes().ear().leave();
        }
        if (failure != null) {
            // Somebody may have closed it under us, or have noticed first.
            life.requireOpen();
            throw breakDown(failure);
        }
    }

    // ---- reading

    boolean isFree() {
        return current == null;
    }

    boolean isCopying() {
        return current != null && current.isCopying();
    }

    /** Frees the wire: the rest of an unfinished answer goes into pages that its results own. */
    void settle() throws SQLException {
        if (current != null) {
            current.restartDeadline();
        }
        while (current != null) {
            refuseCopying();
            if (current.isSuspended()) {
                runOut(current);
            } else {
                readToKeep(current);
            }
        }
    }

    /**
     * Like {@link #settle()}, for somebody with a limit of his own, who leaves it at that when it has passed: what has not
     * come by then can be read by whoever comes next.
     *
     * @return false if the deadline passed first
     */
    boolean settle(Deadline until) throws SQLException {
        if (until.isNever()) {
            settle();
            return true;
        }
        while (current != null) {
            refuseCopying();
            if (current.isSuspended()) {
                runOut(current);
                continue;
            }
            Reply reply = current;
            Deadline silence = Deadline.after(readTimeout);
            if (!listenForOne(reply, silence.earlier(until))) {
                if (silence.passed()) {
                    throw breakDown(SqlErrors.serverSilent(silence.limit()));
                }
                return false;
            }
            limitArriving(reply);
        }
        return true;
    }

    private void refuseCopying() throws SQLException {
        if (current.isCopying()) {
            throw current.copy().direction() == CopyReply.Direction.BOTH
                    ? ReplicationErrors.inProgress()
                    : CopyErrors.inProgress();
        }
    }

    /** Like {@link #readSome}, of rows that nobody reads for now. */
    void readToKeep(Reply reply) throws SQLException {
        readSome(reply);
        limitArriving(reply);
    }

    private void limitArriving(Reply reply) {
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

    /** Asks a suspended portal for its next portion. */
    void resume(Reply reply) throws SQLException {
        try {
            reply.resume();
        } catch (IOException e) {
            throw breakDown(e);
        }
    }

    /** Asks a suspended portal for all that is left. */
    void runOut(Reply reply) throws SQLException {
        try {
            reply.runOut();
        } catch (IOException e) {
            throw breakDown(e);
        }
    }

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

    /**
     * Of a flight in which something has failed already, such as a setting in front of its statement, nobody reads the rest: the
     * error is told at once.
     */
    void passOver(Reply reply) throws SQLException {
        while (!reply.isFinished() && !reply.isCopying()) {
            if (reply.arriving() != null) {
                reply.arriving().discard();
            }
            if (reply.isSuspended()) {
                runOut(reply);
            } else {
                readSome(reply);
            }
        }
    }

    private boolean arrivesSoon(Reply reply) throws SQLException {
        try {
            return channel.arrives(Deadline.after(PATIENCE).earlier(reply.deadline()));
        } catch (IOException e) {
            throw readFailed(e);
        }
    }

    /** Waits for one message, and takes with it all that have arrived whole. */
    void readSome(Reply reply) throws SQLException {
        readOne(reply, Deadline.after(readTimeout));
        // What has arrived need not be waited for, but behind a mere notice the wait for an answer begins again.
        Deadline again = Deadline.after(readTimeout);
        while (!reply.isFinished()
                && !reply.isSuspended()
                && !reply.isCopying()
                && channel.inbound().hasNext()) {
            readOne(reply, again);
        }
    }

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

    /** Whoever writes beside us and fails may have closed the transport under us, and knows better why. */
    private SQLException readFailed(Exception failure) {
        IOException writing = overflow == null ? null : overflow.failure();
        if (writing == null || !(failure instanceof IOException) || failure instanceof ProtocolException) {
            return breakDown(failure);
        }
        if (failure != writing) {
            writing.addSuppressed(failure);
        }
        return breakDown(writing);
    }

    private void take(Reply reply, int type) throws IOException, SQLException {
        reply.take(type, channel.inbound());
        if (reply.isFinished() && current == reply) {
            awaitOverflow();
            end();
        }
    }

    /** The time is up for which somebody waits for the server: its cancel is asked for, or the connection closed. */
    void expired(Reply reply, Deadline silence) throws SQLException {
        if (!reply.deadline().passed()) {
            throw breakDown(SqlErrors.serverSilent(silence.limit()));
        }
        if (reply.hasTimedOut()) {
            throw breakDown(SqlErrors.statementTimedOut(reply.timeout()));
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

    /** The server has answered all of it, so it has read all of it, unless it gave up on us. */
    private void awaitOverflow() throws IOException {
        if (overflow != null && !overflow.await(Deadline.after(GRACE))) {
            throw new IOException("the server answered a flight without reading it");
        }
        if (copying != null) {
            copying.close(Deadline.after(GRACE));
        }
    }

    /** The answer is complete, or will never be. */
    private void end() {
        current = null;
        overflow = null;
        copying = null;
        boolean cancelMayCome = gate.end();
        wakeThoseWhoWait();
        if (cancelMayCome && !life.isClosed()) {
            breakDown(SqlErrors.cancelAtLarge());
        }
    }

    /** Those who wait for notifications until the wire is free: it is, or will never be. */
    private void wakeThoseWhoWait() {
        Inboxes known = inboxes.get();
        if (known != null) {
            known.ear().changed();
        }
    }

    /** Gives a notice to the answer in the midst of which it came. */
    private final class CurrentReply implements NoticeSink {
        @Override
        public void onNotice(ServerError notice) {
            NoticeSink told = listener;
            if (told != null) {
                tell(told, notice);
            }
            if (current == null) {
                Log.LOG.debug("Notice outside of any statement: {}", LogText.of(notice.message()));
            } else {
                current.onNotice(notice);
            }
        }

        @Override
        public void onNotification(Notification notification) {
            inboxes().deliver(notification);
        }

        private void tell(NoticeSink told, ServerError notice) {
            telling = true;
            try {
                told.onNotice(notice);
            } catch (RuntimeException e) {
                // Not the statement's fault, nor the session's.
                Log.LOG.warn("A NoticeListener failed", e);
            } finally {
                telling = false;
            }
        }
    }

    /** A class of its own, so that slf4j starts up only once there is something to say. */
    private static final class Log {
        static final Logger LOG = LoggerFactory.getLogger(Wire.class);
    }
}
