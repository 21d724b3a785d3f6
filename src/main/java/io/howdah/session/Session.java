package io.howdah.session;

import io.howdah.api.ConnectionObserver.Kind;
import io.howdah.api.ConnectionSecurity;
import io.howdah.api.ProtocolVersion;
import io.howdah.api.ServerError;
import io.howdah.api.ServerVersion;
import io.howdah.error.ErrorDetail;
import io.howdah.error.SqlErrors;
import io.howdah.observe.Watch;
import io.howdah.observe.Watched;
import io.howdah.transport.Deadline;
import io.howdah.wire.MessageTooLargeException;
import io.howdah.wire.UnencodableTextException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A conversation with one server, from ReadyForQuery on.
 *
 * <p>May be used by several threads: one lock, the {@link Wire}'s, guards it all. It is held while a flight is
 * sent and the first stretch of its answer read, and while more of an answer is read; never while a row is decoded. At
 * most one answer is unfinished at a time: who needs the wire reads the rest of it first ({@link Wire#settle}).
 */
public final class Session {
    private final Wire wire;
    private final RowSupply supply;
    private final CancelGate gate;
    private final SessionFacts facts;
    private final StatementCache statements;
    private final ResultFormats resultFormats;
    private final Flight flight = new Flight(this);
    private final ErrorDetail errorDetail;
    private final ServerVersion serverVersion;
    private final List<String> portalsToClose = new ArrayList<>();
    private int lastPortal;
    private int endedTransactions;
    private final Guard guard = new Guard();
    private Watch watch = Watch.NOBODY;
    private volatile TransactionStatus transactionStatus = TransactionStatus.IDLE;

    private volatile boolean formatsChanged;

    // Counted under the wire lock only, read by anybody.
    private volatile int settingChanges;
    private volatile int definitions;
    private volatile int cursors;
    private volatile int begun;
    private volatile int resets;

    /**
     * What startup settled.
     *
     * @param processId of the backend, as it calls itself
     * @param cancelKey 4 to 256 bytes; empty if the server gave none
     * @param notices those that came before the first ReadyForQuery
     * @param kind what the session was asked to be
     */
    public record SessionFacts(
            ProtocolVersion protocolVersion,
            int processId,
            byte[] cancelKey,
            ConnectionSecurity security,
            List<ServerError> notices,
            SessionKind kind) {}

    /** @param receiver one that has just read ReadyForQuery */
    public Session(
            Channel channel,
            Receiver receiver,
            SessionFacts facts,
            SessionLimits limits,
            ResultFormats formats,
            CancelRequests cancelRequests) {
        this.gate = new CancelGate(cancelRequests, facts.processId(), facts.cancelKey());
        this.wire = new Wire(channel, receiver, gate, limits);
        this.supply = new RowSupply(this, wire);
        this.facts = facts;
        this.statements = new StatementCache(limits.cachedStatements(), limits.cacheMiB());
        this.resultFormats = formats;
        this.errorDetail = limits.errorDetail();
        this.serverVersion = receiver.serverVersion();
    }

    /**
     * @param cachedStatements 0 for no named statement ever
     * @param readTimeout how long the server may be silent while we wait for it; zero for ever
     * @param errorDetail what the texts of the server's errors hold
     * @param eagerBytes how much of an answer's rows is read before they are handed over
     * @param keptBytes the most of a result that is kept while nobody reads it; 0 for no limit
     */
    public record SessionLimits(
            int cachedStatements,
            int cacheMiB,
            Duration readTimeout,
            int eagerBytes,
            long keptBytes,
            ErrorDetail errorDetail) {}

    /** Who is to be told what happens here. For whoever has made it, before anybody uses it. */
    public void watchedBy(Watch newWatch) {
        watch = newWatch;
        wire.receiver().watchedBy(newWatch);
    }

    public Watch watch() {
        return watch;
    }

    public SessionFacts facts() {
        return facts;
    }

    public ServerVersion serverVersion() {
        return serverVersion;
    }

    /** What the server last reported of a parameter; null if it does not report it. */
    public String parameter(String name) {
        return wire.receiver().parameter(name);
    }

    /** Grows with each reported change of a parameter. */
    public int parameterChanges() {
        return wire.receiver().parameterChanges();
    }

    /** Grows with each SET that was run, and with what undoes them all; those that functions run are not seen. */
    public int settingChanges() {
        return settingChanges;
    }

    /** How many cursors were declared by statements. */
    public int declaredCursors() {
        return cursors;
    }

    /** How many transactions were begun by a BEGIN. */
    public int begunTransactions() {
        return begun;
    }

    /** How often something was created, altered or dropped, as far as commands tell. */
    public int definitions() {
        return definitions;
    }

    /** Grows with each command of the user's that may have taken settings back to what they were at startup. */
    public int resets() {
        return resets;
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
        wire.lock();
        try {
            wire.life().requireOpen();
            wire.settle();
            return transactionStatus;
        } finally {
            wire.unlock();
        }
    }

    /** Has the statements prepared anew that were described with columns of a table which is gone. */
    public void forgetStatementsOf(int tableOid) throws SQLException {
        wire.lock();
        try {
            statements.forgetThoseOf(tableOid);
        } finally {
            wire.unlock();
        }
    }

    /** As {@link #settledStatus()}; null if the wire was another thread's, or that answer's, until the deadline. */
    public TransactionStatus settledStatus(Deadline deadline) throws SQLException {
        if (!wire.lockUntil(deadline)) {
            return null;
        }
        try {
            wire.life().requireOpen();
            return wire.settle(deadline) ? transactionStatus : null;
        } finally {
            wire.unlock();
        }
    }

    /** Throws 55000 if a listener calls that is told of a notice just now, as all does that waits for the wire. */
    public void refuseListener() throws SQLException {
        wire.refuseListener();
    }

    /** Whether a listener calls that is told of a notice just now. */
    public boolean isTellingThisThread() {
        return wire.isTellingThisThread();
    }

    /** Whether a COPY is open, so that nothing else can be said. */
    public boolean isCopying() throws SQLException {
        wire.lock();
        try {
            return wire.isCopying();
        } finally {
            wire.unlock();
        }
    }

    /** How many notifications are kept for who does not fetch them. */
    public int notificationLimit() {
        return wire.notificationLimit();
    }

    /** @param count at least 1 */
    public void notificationLimit(int count) {
        wire.notificationLimit(count);
    }

    /** Where notifications go. */
    public Inboxes inboxes() {
        return wire.inboxes();
    }

    /**
     * Who is told of every notice at the moment it arrives.
     *
     * @param sink called by the thread that reads, under the wire lock; it can use nothing of the session but {@link
     *     #cancel}, {@link #close} and {@link #abort}. Null for nobody
     */
    public void noticesTo(NoticeSink sink) {
        wire.noticesAlsoTo(sink);
    }

    /** Zero waits for ever. From any thread; counts from the next read on. */
    public void setReadTimeout(Duration timeout) {
        wire.setReadTimeout(timeout);
    }

    public Duration readTimeout() {
        return wire.readTimeout();
    }

    public boolean isClosed() {
        return wire.life().isClosed();
    }

    /** Whether it ended by itself: its server, or the way to it, failed. */
    public boolean isBroken() {
        return wire.life().isBroken();
    }

    /**
     * Who is told when it ends by itself, with what is thrown for that: once, by the thread that finds it out, before that
     * throws. There is one listener; it may close the session.
     */
    public void onBroken(Consumer<SQLException> listener) {
        wire.life().onBroken(listener);
    }

    /** Those who know the types have learnt: from the next flight on columns may be asked for in another format. */
    public void formatsChanged() {
        formatsChanged = true;
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
        wire.lock();
        try {
            Reply reply = begin(plan, earlier);
            if (!reply.isFinished()) {
                wire.reader().readFirstStretch(reply);
                if (reply.error() != null) {
                    wire.reader().passOver(reply);
                }
            }
            return reply;
        } finally {
            wire.unlock();
        }
    }

    /**
     * Sends a flight, and leaves it to the caller to read the answer; whoever needs the wire before that reads it into
     * memory. A plan that writes nothing sends nothing.
     */
    public Reply post(Plan plan) throws SQLException {
        wire.lock();
        try {
            return begin(plan, null);
        } finally {
            wire.unlock();
        }
    }

    /**
     * Asks for a sign of life: one Sync, and no more.
     *
     * @return false if the wire was another thread's, or an earlier answer's, until the deadline; nothing was asked then
     */
    public boolean ping(Deadline deadline) throws SQLException {
        if (!wire.lockUntil(deadline)) {
            return false;
        }
        try {
            if (mayBeAsked()) {
                if (!wire.settle(deadline)) {
                    return false;
                }
                exchangeSync(deadline);
            }
            return true;
        } finally {
            wire.unlock();
        }
    }

    /** The same, and waits as a statement does: for the wire without a limit, for the server as long as it may be silent. */
    public void ping() throws SQLException {
        wire.lock();
        try {
            if (mayBeAsked()) {
                wire.settle();
                exchangeSync(Deadline.after(wire.readTimeout()));
            }
        } finally {
            wire.unlock();
        }
    }

    /**
     * Asks the server to cancel what this plan had sent, if that is still under way. From any thread; does not wait for
     * the wire, and cannot hit a later flight.
     *
     * @throws SQLException 08006 if the request could not be sent; or if it was sent and the server does not acknowledge it:
     *     the session breaks then as soon as the flight has ended, so that there is no later one to hit
     */
    public void cancel(Plan plan) throws SQLException {
        cancel(plan, () -> true);
    }

    /**
     * Like {@link #cancel(Plan)}, for a plan that is used again.
     *
     * @param condition asked once the plan's flight is under way and cannot end: whether it is the one that was meant
     */
    public void cancel(Plan plan, BooleanSupplier condition) throws SQLException {
        Watched watched = gate.isUnderWay(plan) ? watch.begin(Kind.CANCEL, plan.sql()) : null;
        SQLException failure = null;
        try {
            gate.cancel(plan, condition);
        } catch (SQLException e) {
            failure = e;
            throw e;
        } finally {
            if (watched != null) {
                watched.ends(failure);
            }
        }
    }

    /** Throws what a call on a closed connection gets, with the reason why it closed. */
    public void requireOpen() throws SQLException {
        wire.life().requireOpen();
    }

    /**
     * Says goodbye and closes. A transaction that is open is rolled back by the server. A call of another thread that
     * waits for the server fails.
     */
    public void close() {
        wire.close();
    }

    /** Closes at once, from any thread; a call that waits for the server fails. */
    public void abort() {
        wire.abort();
    }

    /** What it talks through; does not lead back to whoever uses the session. */
    public Channel channel() {
        return wire.channel();
    }

    // ---- for replies and rows

    Wire wire() {
        return wire;
    }

    RowSupply supply() {
        return supply;
    }

    /**
     * Looks what a command that has completed means for what we know of the session.
     *
     * @param setting null if it may have been any
     */
    void notice(String command, String setting) {
        // Most commands change nothing of it, and are told by one look at their hash.
        switch (command) {
            case "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "FETCH", "COPY" -> {}
            case "BEGIN" -> begun++;
            case "SET" -> settingChanged(setting);
            case "RESET" -> {
                settingChanged(setting);
                resets++;
            }
            case "DISCARD ALL" -> {
                settingChanged(setting);
                resets++;
                statements.forgetAll();
            }
            case "DEALLOCATE ALL" -> statements.forgetAll();
            case "DEALLOCATE" -> statements.forgetOne();
            case "DECLARE CURSOR" -> cursors++;
            // Another may have begun with it, AND CHAIN.
            case "COMMIT" -> transactionEnded();
            default -> {
                if (command.startsWith("CREATE ") || command.startsWith("ALTER ") || command.startsWith("DROP ")) {
                    definitions++;
                }
            }
        }
    }

    private void settingChanged(String setting) {
        if (setting == null || setting.contains("search_path")) {
            settingChanges++;
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

    Guard guard() {
        return guard;
    }

    /** Grows with each transaction that has ended, as far as the server tells: what ends with its transaction is gone then. */
    int endedTransactions() {
        return endedTransactions;
    }

    void transactionEnded() {
        endedTransactions++;
    }

    void transactionStatusIs(TransactionStatus status) {
        if (status == TransactionStatus.IDLE && transactionStatus != TransactionStatus.IDLE) {
            transactionEnded();
        }
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

    // ---- under the wire lock

    /** Frees the wire, but for a COPY: whoever copies will notice if the server is gone, and nothing may be asked. */
    private boolean mayBeAsked() throws SQLException {
        wire.life().requireOpen();
        return !wire.isCopying();
    }

    private void exchangeSync(Deadline deadline) throws SQLException {
        flight.clear();
        flight.sync();
        Plan nothing = ignored -> {};
        Reply reply = new Reply(this, flight).begin(nothing);
        wire.start(reply, flight, deadline);
        while (!reply.isFinished()) {
            wire.reader().readOne(reply, deadline);
        }
        reply.throwIfFailed();
    }

    private Reply begin(Plan plan, Reply earlier) throws SQLException {
        wire.life().requireOpen();
        wire.settle();
        int closes = encode(plan);
        Reply reply = earlier != null && earlier.isReusable() ? earlier : new Reply(this, flight);
        if (reply.begin(plan).isFinished()) {
            return reply;
        }
        flight.sent();
        wire.start(reply, flight);
        if (closes > 0) {
            statements.toClose().subList(0, closes).clear();
        }
        portalsToClose.clear();
        return reply;
    }

    /** Asks for the next portion of a portal, in a flight of its own. */
    void fetch(Rows rows) throws SQLException {
        flight.clear();
        flight.fetch(rows);
        Reply reply = new Reply(this, flight).begin(rows.reply().plan());
        rows.resumed(reply);
        wire.start(reply, flight);
    }

    /** Returns how many of the statements due are closed by this flight. */
    private int encode(Plan plan) throws SQLException {
        flight.clear();
        if (formatsChanged) {
            formatsChanged = false;
            statements.chooseFormats(resultFormats);
        }
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
            int first = flight.steps().size();
            plan.write(flight);
            flight.throwIfRefused();
            if (flight.steps().size() == first) {
                // A plan that found nothing to say: closes alone are not worth a round trip.
                flight.clear();
                return 0;
            }
            flight.release();
            if (flight.steps().needsSync()) {
                flight.sync();
            }
            return closes;
        } catch (UnencodableTextException e) {
            throw SqlErrors.textNotEncodable(e.getMessage());
        } catch (MessageTooLargeException e) {
            throw SqlErrors.messageTooLarge(e.byteCount());
        }
    }
}
