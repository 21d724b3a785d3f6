package io.howdah.session;

import io.howdah.api.ConnectionSecurity;
import io.howdah.api.ProtocolVersion;
import io.howdah.api.ServerError;
import io.howdah.api.ServerVersion;
import io.howdah.error.ErrorDetail;
import io.howdah.error.SqlErrors;
import io.howdah.transport.Deadline;
import io.howdah.transport.OverflowWriter;
import io.howdah.wire.ByteWriter;
import io.howdah.wire.Frontend;
import io.howdah.wire.Inbound;
import io.howdah.wire.MessageTooLargeException;
import io.howdah.wire.ProtocolException;
import io.howdah.wire.UnencodableTextException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A conversation with one server, from ReadyForQuery on.
 *
 * <p>May be used by several threads: one lock, private to this class, guards the wire. It is held while a flight is
 * sent and the first stretch of its answer read, and while more of an answer is read; never while a row is decoded. At
 * most one answer is unfinished at a time: who needs the wire reads the rest of it first ({@link #settle}).
 */
public final class Session {
    /** A flight up to this size goes out in one piece before anything is read: the system's buffers hold it. */
    static final int WRITTEN_BY_CALLER = 32 * 1024;

    /** Bytes of rows that are not kept from their reader only because more may come. */
    private static final int WORTH_HANDING_OVER = 8 * 1024;

    /** How long we wait for more than that. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    /** How long the server may take to obey a cancel. */
    static final Duration GRACE = Duration.ofSeconds(10);

    /** How long we listen to a server that no longer takes what we write. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Channel channel;
    private final Receiver receiver;
    private final SessionFacts facts;
    private final StatementCache statements;
    private final ResultFormats resultFormats;
    private final Flight flight = new Flight(this);
    private final CancelGate gate;
    private final int eagerBytes;
    private final ErrorDetail errorDetail;
    private final ServerVersion serverVersion;
    private final List<String> portalsToClose = new ArrayList<>();
    private int lastPortal;
    private final Guard guard = new Guard();

    /** The answer being read; null when the wire is free. */
    private Reply current;

    /** The rows of which the portion being read was asked for before anybody needed it; null if there are none. */
    private Rows ahead;

    /** Writes the flight that is being answered, if it is a large one. */
    private OverflowWriter overflow;

    private volatile TransactionStatus transactionStatus = TransactionStatus.IDLE;
    private volatile Duration readTimeout;
    private volatile boolean closed;

    /** Closed by somebody who wanted it so, not by a failure. */
    private volatile boolean abandoned;

    private volatile Throwable brokenBy;

    /**
     * What startup settled.
     *
     * @param processId of the backend, as it calls itself
     * @param cancelKey 4 to 256 bytes; empty if the server gave none
     * @param notices those that came before the first ReadyForQuery
     */
    public record SessionFacts(
            ProtocolVersion protocolVersion,
            int processId,
            byte[] cancelKey,
            ConnectionSecurity security,
            List<ServerError> notices) {}

    /** @param receiver one that has just read ReadyForQuery */
    public Session(
            Channel channel,
            Receiver receiver,
            SessionFacts facts,
            SessionLimits limits,
            ResultFormats formats,
            CancelRequests cancelRequests) {
        this.channel = channel;
        this.gate = new CancelGate(cancelRequests, facts.processId(), facts.cancelKey());
        this.receiver = receiver;
        this.facts = facts;
        this.statements = new StatementCache(limits.cachedStatements(), limits.cacheMiB());
        this.resultFormats = formats;
        this.readTimeout = limits.readTimeout();
        this.eagerBytes = limits.eagerBytes();
        this.errorDetail = limits.errorDetail();
        this.serverVersion = receiver.serverVersion();
        receiver.noticesTo(new CurrentReply());
    }

    /**
     * @param cachedStatements 0 for no named statement ever
     * @param readTimeout how long the server may be silent while we wait for it; zero for ever
     * @param errorDetail what the texts of the server's errors hold
     * @param eagerBytes how much of an answer's rows is read before they are handed over
     */
    public record SessionLimits(
            int cachedStatements, int cacheMiB, Duration readTimeout, int eagerBytes, ErrorDetail errorDetail) {}

    public SessionFacts facts() {
        return facts;
    }

    public ServerVersion serverVersion() {
        return serverVersion;
    }

    /** What the server last reported of a parameter; null if it does not report it. */
    public String parameter(String name) {
        return receiver.parameter(name);
    }

    /** Grows with each reported change of a parameter. */
    public int parameterChanges() {
        return receiver.parameterChanges();
    }

    /** As of the last ReadyForQuery; while an answer is being read that is the state before its flight. */
    public TransactionStatus transactionStatus() {
        return transactionStatus;
    }

    /** Whether a transaction that has failed can be mended by {@link Flight#undo}. */
    public boolean isGuarded() {
        return guard.isStanding();
    }

    /** Reads what is still to be read of an earlier answer, and tells where that leaves the session. */
    public TransactionStatus settledStatus() throws SQLException {
        lock.lock();
        try {
            requireOpen();
            settle();
            return transactionStatus;
        } finally {
            lock.unlock();
        }
    }

    /** Zero waits for ever. From any thread; counts from the next read on. */
    public void setReadTimeout(Duration timeout) {
        readTimeout = timeout;
    }

    public Duration readTimeout() {
        return readTimeout;
    }

    public boolean isClosed() {
        return closed;
    }

    /**
     * Sends a flight and reads the first stretch of the answer; a plan that writes nothing sends nothing.
     *
     * @return the answer; server errors are in it, not thrown here
     * @throws SQLException if nothing was sent, or the connection broke
     */
    public Reply send(Plan plan) throws SQLException {
        return send(plan, null);
    }

    /**
     * Like {@link #send(Plan)}, and gives the answer in an object of an earlier one if that is done with.
     *
     * @param earlier an answer of this session's; null if there is none
     */
    public Reply send(Plan plan, Reply earlier) throws SQLException {
        lock.lock();
        try {
            requireOpen();
            settle();
            int closes = encode(plan);
            Reply reply = earlier != null && earlier.isReusable() ? earlier : new Reply(this, flight);
            if (reply.begin(plan).isFinished()) {
                return reply;
            }
            flight.sent();
            start(reply, plan);
            if (closes > 0) {
                statements.toClose().subList(0, closes).clear();
            }
            portalsToClose.clear();
            readFirstStretch(reply);
            return reply;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Asks for a sign of life: one Sync, and no more.
     *
     * @return false if the wire was another thread's until the deadline; nothing was asked then
     */
    public boolean ping(Deadline deadline) throws SQLException {
        if (!lockUntil(deadline)) {
            return false;
        }
        try {
            requireOpen();
            settle();
            flight.clear();
            flight.sync();
            Plan nothing = ignored -> {};
            Reply reply = new Reply(this, flight).begin(nothing);
            start(reply, nothing);
            while (!reply.isFinished()) {
                readOne(reply, deadline);
            }
            reply.throwIfFailed();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean lockUntil(Deadline deadline) {
        if (deadline.isNever()) {
            lock.lock();
            return true;
        }
        try {
            return lock.tryLock(deadline.millisLeft(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Asks the server to cancel what this plan had sent, if that is still under way. From any thread; does not wait for
     * the wire, and cannot hit a later flight.
     */
    public void cancel(Plan plan) throws SQLException {
        gate.cancel(plan);
    }

    /**
     * Says goodbye and closes. A transaction that is open is rolled back by the server. A call of another thread that
     * waits for the server fails.
     */
    public void close() {
        if (!lock.tryLock()) {
            abort();
            return;
        }
        try {
            if (closed) {
                return;
            }
            abandoned = true;
            closed = true;
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

    /** Closes at once, from any thread; a call that waits for the server fails. */
    public void abort() {
        abandoned = !closed || abandoned;
        closed = true;
        channel.close();
    }

    // ---- for replies and rows

    /** Reads on until something new is there; false if all is. */
    boolean readOn(Reply reply) throws SQLException {
        lock.lock();
        try {
            if (reply.isFinished()) {
                return false;
            }
            reply.restartDeadline();
            if (reply.isSuspended()) {
                // Whoever goes on to the next outcome has no use for this one's rows but to keep them.
                runOut(reply);
            }
            readSome(reply);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Gives rows their next stretch; false at the end of the result. */
    boolean refill(Rows rows) throws SQLException {
        lock.lock();
        try {
            rows.reply().restartDeadline();
            while (!rows.advance()) {
                if (rows.isComplete()) {
                    if (rows.failure() != null) {
                        throw rows.failure();
                    }
                    return false;
                }
                readMore(rows);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether rows or an error wait behind the stretch being read, which stays as it is. */
    boolean hasMore(Rows rows) throws SQLException {
        lock.lock();
        try {
            rows.reply().restartDeadline();
            while (!rows.hasArrived() && !rows.isComplete()) {
                readMore(rows);
            }
            return rows.hasArrived() || rows.failure() != null;
        } finally {
            lock.unlock();
        }
    }

    void close(Rows rows) throws SQLException {
        if (rows.isComplete()) {
            // Nobody appends any more, and a long statement of another thread may hold the lock.
            rows.discard();
            return;
        }
        lock.lock();
        try {
            boolean unread = !rows.isComplete();
            rows.discard();
            if (rows.isSuspended() && rows.portal().outlivesSync()) {
                closePortalLater(rows.portal());
                rows.completed(null);
            } else if (unread && !closed) {
                passOver(rows);
            }
        } finally {
            lock.unlock();
        }
    }

    private void passOver(Rows rows) throws SQLException {
        Reply reply = rows.reply();
        while (!rows.isComplete()) {
            if (reply.isSuspended()) {
                runOut(reply);
            } else if (rows.isSuspended()) {
                closePortalLater(rows.portal());
                rows.completed(null);
            } else {
                readSome(reply);
            }
        }
        if (rows.failure() != null) {
            throw rows.failure();
        }
    }

    private void readMore(Rows rows) throws SQLException {
        if (!rows.isSuspended()) {
            if (ahead == rows) {
                ahead = null;
                readFirstStretch(rows.reply());
            } else {
                readSome(rows.reply());
            }
            fetchAhead(rows);
        } else if (rows.portal().outlivesSync()) {
            requireOpen();
            settle();
            fetch(rows);
            readFirstStretch(rows.reply());
            fetchAhead(rows);
        } else {
            try {
                rows.reply().resume();
            } catch (IOException e) {
                throw breakDown(e);
            }
            readFirstStretch(rows.reply());
        }
    }

    /**
     * Whoever came for a second portion goes on to the last as a rule: the server makes the next one while this one is
     * consumed. Whatever else needs the wire meanwhile has that portion read first.
     */
    private void fetchAhead(Rows rows) throws SQLException {
        if (rows.isSuspended() && rows.portal().outlivesSync() && current == null) {
            fetch(rows);
            ahead = rows;
        }
    }

    /** Asks for a portion, in a flight of its own. */
    private void fetch(Rows rows) throws SQLException {
        flight.clear();
        flight.fetch(rows);
        Plan plan = rows.reply().plan();
        Reply reply = new Reply(this, flight).begin(plan);
        rows.resumed(reply);
        start(reply, plan);
    }

    private void runOut(Reply reply) throws SQLException {
        try {
            reply.runOut();
        } catch (IOException e) {
            throw breakDown(e);
        }
    }

    StatementCache statements() {
        return statements;
    }

    ErrorDetail errorDetail() {
        return errorDetail;
    }

    ResultFormats resultFormats() {
        return resultFormats;
    }

    Receiver receiver() {
        return receiver;
    }

    Guard guard() {
        return guard;
    }

    void transactionStatusIs(TransactionStatus status) {
        transactionStatus = status;
        guard.ready(status);
    }

    String nextPortalName() {
        return "C_" + ++lastPortal;
    }

    /** Its transaction may be over before that, and the portal with it. */
    void closePortalLater(Portal portal) {
        portalsToClose.add(portal.name());
    }

    void sendSync() throws IOException {
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

    /** Sends the Sync that a flight has need of only since one of its steps failed. */
    void syncLate(Flight failed) throws IOException {
        failed.sync();
        sendSync();
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

    /**
     * The one way in which a connection ends by itself: closes it, keeps the first cause, and returns what to throw.
     *
     * @param cause what happened; an SQLException is what later calls will show
     */
    SQLException breakDown(Throwable cause) {
        SQLException failure = cause instanceof SQLException sql
                ? sql
                : cause instanceof IOException && !(cause instanceof ProtocolException)
                        ? abandoned ? SqlErrors.closedMeanwhile() : SqlErrors.connectionLost(cause)
                        : SqlErrors.protocolViolation(cause);
        if (brokenBy == null && !abandoned) {
            brokenBy = failure;
        }
        closed = true;
        channel.close();
        lock.lock();
        try {
            if (current != null) {
                current.breakOff(failure);
                end();
            }
        } finally {
            lock.unlock();
        }
        return failure;
    }

    // ---- under the lock

    /** Throws what a call on a closed connection gets, with the reason why it closed. */
    public void requireOpen() throws SQLException {
        if (closed) {
            throw brokenBy == null ? SqlErrors.connectionClosed() : SqlErrors.connectionBroken(brokenBy);
        }
    }

    /** Frees the wire: the rest of an unfinished answer goes into pages that its results own. */
    private void settle() throws SQLException {
        while (current != null) {
            current.restartDeadline();
            if (current.isSuspended()) {
                runOut(current);
            } else {
                readSome(current);
            }
        }
    }

    /** Returns how many of the statements due are closed by this flight. */
    private int encode(Plan plan) throws SQLException {
        flight.clear();
        try {
            statements.evict();
            int closes = statements.toClose().size();
            for (int i = 0; i < closes; i++) {
                flight.closeStatement(statements.toClose().get(i));
            }
            if (transactionStatus == TransactionStatus.IDLE) {
                portalsToClose.clear();
            }
            for (int i = 0; i < portalsToClose.size(); i++) {
                flight.closePortal(portalsToClose.get(i));
            }
            int first = flight.size();
            plan.write(flight);
            if (flight.size() == first) {
                // A plan that found nothing to say: closes alone are not worth a round trip.
                flight.clear();
                return 0;
            }
            flight.release();
            if (flight.needsSync()) {
                flight.sync();
            }
            return closes;
        } catch (UnencodableTextException e) {
            throw SqlErrors.textNotEncodable(e.getMessage());
        } catch (MessageTooLargeException e) {
            throw SqlErrors.messageTooLarge(e.byteCount());
        }
    }

    private void start(Reply reply, Plan plan) throws SQLException {
        current = reply;
        gate.begin(plan);
        if (!flight.isSmall()) {
            // We must read while this is written, or the server, which cannot get rid of its answers, stops reading.
            overflow = OverflowWriter.start(channel.transport(), flight::writeTo);
            return;
        }
        try {
            flight.writeTo(channel.transport());
        } catch (IOException e) {
            throw lastWords(reply, e);
        }
    }

    /** A server that hangs up often says why: an error that waits to be read tells more than our failed write. */
    private SQLException lastWords(Reply reply, IOException writeFailure) {
        try {
            Deadline soon = Deadline.after(LAST_WORDS);
            while (!reply.isFinished()) {
                readOne(reply, soon);
            }
        } catch (SQLException e) {
            Log.LOG.debug("No last words from the server: {}", e.getMessage());
        }
        SQLException failure = breakDown(reply.error() == null ? writeFailure : reply.error());
        if (failure.getCause() != writeFailure) {
            failure.addSuppressed(writeFailure);
        }
        return failure;
    }

    /**
     * Reads all of a small answer, errors included, so that it is done with. Of a large one, as much as is worth handing
     * over; and of one that comes slowly, what there is when no more has come for a while.
     */
    private void readFirstStretch(Reply reply) throws SQLException {
        long limit = reply.arrivedBytes() + eagerBytes;
        while (!reply.isFinished() && !reply.isSuspended()) {
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
            throw breakDown(e);
        }
    }

    /** Waits for one message, and takes with it all that have arrived whole. */
    private void readSome(Reply reply) throws SQLException {
        readOne(reply, Deadline.after(readTimeout));
        // What has arrived need not be waited for, but behind a mere notice the wait for an answer begins again.
        Deadline again = Deadline.after(readTimeout);
        while (!reply.isFinished() && !reply.isSuspended() && channel.inbound().hasNext()) {
            readOne(reply, again);
        }
    }

    /** The answer is complete, or will never be. */
    private void end() {
        current = null;
        ahead = null;
        overflow = null;
        gate.end();
    }

    private void readOne(Reply reply, Deadline deadline) throws SQLException {
        try {
            int type = receiver.next(deadline.earlier(reply.deadline()));
            if (type == Inbound.NOT_YET) {
                expired(reply, deadline);
                return;
            }
            reply.take(type, channel.inbound());
            if (reply.isFinished() && current == reply) {
                awaitOverflow();
                end();
            }
        } catch (IOException | RuntimeException e) {
            // A surprise in decoding is the server's doing as much as a broken pipe is.
            throw breakDown(e);
        }
    }

    private void expired(Reply reply, Deadline silence) throws SQLException {
        if (!reply.deadline().passed()) {
            throw breakDown(SqlErrors.serverSilent(silence.limit()));
        }
        if (reply.hasTimedOut()) {
            throw breakDown(SqlErrors.statementTimedOut(reply.timeout()));
        }
        reply.timedOut();
        try {
            gate.cancelUnderWay();
        } catch (IOException e) {
            // The statement may end by itself within the grace time; if it does not, the connection is closed.
            Log.LOG.debug("The request to cancel could not be sent: {}", e.toString());
        }
    }

    /** The server has answered all of it, so it has read all of it, unless it gave up on us. */
    private void awaitOverflow() throws IOException {
        if (overflow != null && !overflow.await(Deadline.after(GRACE))) {
            throw new IOException("the server answered a flight without reading it");
        }
    }

    /** Gives a notice to the answer in the midst of which it came. */
    private final class CurrentReply implements NoticeSink {
        @Override
        public void onNotice(ServerError notice) {
            if (current == null) {
                Log.LOG.debug("Notice outside of any statement: {}", notice.message());
            } else {
                current.onNotice(notice);
            }
        }
    }

    /** A class of its own, so that slf4j starts up only once there is something to say. */
    private static final class Log {
        static final Logger LOG = LoggerFactory.getLogger(Session.class);
    }
}
