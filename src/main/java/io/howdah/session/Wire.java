package io.howdah.session;

import io.howdah.error.CopyErrors;
import io.howdah.error.ErrorDetail;
import io.howdah.error.NotificationErrors;
import io.howdah.error.ReplicationErrors;
import io.howdah.error.SqlErrors;
import io.howdah.session.Session.SessionLimits;
import io.howdah.transport.Deadline;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose turn it is: guards a session by its lock, has one answer read at a time, and knows how the connection ends. The
 * one that closes the channel, and that remembers why. Flights are written by {@link #writer()}, and their answers read by
 * {@link #reader()}.
 *
 * <p>All but a few methods, which say so, are for who holds the lock; so is all of the writer and of the reader. A
 * session's other locks are taken behind this one or alone, never before it.
 */
final class Wire {
    private final ReentrantLock lock = new ReentrantLock();

    /** None until somebody wants notifications, or one has come. */
    private final AtomicReference<Inboxes> inboxes = new AtomicReference<>();

    private final Channel channel;
    private final Receiver receiver;
    private final CancelGate gate;
    private final FlightWriter writer;
    private final ReplyReader reader;
    private final Asides asides;

    /** The answer being read; null when the wire is free. */
    private Reply current;

    private volatile Duration readTimeout;
    private final Life life = new Life();
    private final ErrorDetail errorDetail;

    Wire(Channel channel, Receiver receiver, CancelGate gate, SessionLimits limits) {
        this.channel = channel;
        this.receiver = receiver;
        this.gate = gate;
        this.readTimeout = limits.readTimeout();
        this.errorDetail = limits.errorDetail();
        this.writer = new FlightWriter(channel);
        this.reader = new ReplyReader(this, limits);
        this.asides = new Asides(this);
        receiver.noticesTo(asides);
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

    /** Whether a listener calls that is told of a notice just now. */
    boolean isTellingThisThread() {
        return asides.areBeingTold() && lock.isHeldByCurrentThread();
    }

    void refuseListener() throws SQLException {
        if (isTellingThisThread()) {
            throw NotificationErrors.insideNoticeListener();
        }
    }

    /** @param sink called by the thread that reads, under the wire lock; null for nobody */
    void noticesAlsoTo(NoticeSink sink) {
        asides.alsoTo(sink);
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
                writer.sendGoodbye();
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

    /**
     * What to throw where something went wrong on our side of a write, be it that there is no thread for it. Nobody knows
     * how much is out, and an answer may never come.
     */
    SQLException cannotWrite(Throwable cause) {
        SQLException failure = breakDown(new IOException("Writing to the server failed: " + cause, cause));
        if (cause instanceof Error error) {
            throw error;
        }
        return failure;
    }

    // ---- one answer at a time

    FlightWriter writer() {
        return writer;
    }

    ReplyReader reader() {
        return reader;
    }

    Channel channel() {
        return channel;
    }

    /** For whoever runs the flight, while the lock is held. */
    CancelGate gate() {
        return gate;
    }

    boolean isFree() {
        return current == null;
    }

    /** The answer being read; null when the wire is free. */
    Reply current() {
        return current;
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
                reader.readToKeep(current);
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
            if (!reader.listenForOne(reply, silence.earlier(until))) {
                if (silence.passed()) {
                    throw breakDown(SqlErrors.serverSilent(silence.limit()));
                }
                return false;
            }
            reader.limitArriving(reply);
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

    /** Sends a flight, to which this is to be the answer. The wire must be free. */
    void start(Reply reply, Flight flight) throws SQLException {
        write(reply, flight);
        if (somebodyListens()) {
            reader.takeOver(reply, Deadline.after(readTimeout));
        }
    }

    /** @param silence how long the server may say nothing */
    void start(Reply reply, Flight flight, Deadline silence) throws SQLException {
        write(reply, flight);
        if (somebodyListens()) {
            reader.takeOver(reply, silence);
        }
    }

    private void write(Reply reply, Flight flight) throws SQLException {
        current = reply;
        gate.begin(reply.plan());
        try {
            writer.write(flight);
        } catch (IOException e) {
            throw reader.lastWords(reply, e);
        } catch (RuntimeException | Error e) {
            throw cannotWrite(e);
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

    /** All of an answer was read: if it is the one that is due, the wire is free. */
    void answered(Reply reply) throws IOException {
        if (current == reply) {
            writer.awaitEnd();
            end();
        }
    }

    /** The answer is complete, or will never be. */
    private void end() {
        current = null;
        writer.forget();
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

    // ---- listening, while no answer is due

    /** Where notifications go. From any thread, without the lock. */
    Inboxes inboxes() {
        Inboxes known = inboxes.get();
        if (known == null) {
            inboxes.compareAndSet(null, new Inboxes(this, errorDetail));
            known = inboxes.get();
        }
        return known;
    }

    /** As {@link Inboxes#limit()}, without making any. From any thread, without the lock. */
    int notificationLimit() {
        Inboxes known = inboxes.get();
        return known == null ? Inboxes.USUAL_LIMIT : known.limit();
    }

    /** As {@link Inboxes#limit(int)}, without making any for nothing. From any thread, without the lock. */
    void notificationLimit(int count) {
        if (count != notificationLimit()) {
            inboxes().limit(count);
        }
    }

    /** Whether somebody reads without the lock, whom an answer would wake. */
    boolean somebodyListens() {
        Inboxes known = inboxes.get();
        return known != null && known.ear().isTaken();
    }

    /** Whether no answer is due and nobody else listens. */
    boolean isQuiet() {
        return current == null && !somebodyListens();
    }

    /** A class of its own, so that slf4j starts up only once there is something to say. */
    private static final class Log {
        static final Logger LOG = LoggerFactory.getLogger(Wire.class);
    }
}
