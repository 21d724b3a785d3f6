package io.howdah.session;

import io.howdah.api.ServerError;
import io.howdah.error.SqlErrors;
import io.howdah.error.SqlState;
import io.howdah.transport.Deadline;
import io.howdah.wire.ByteWriter;
import io.howdah.wire.Inbound;
import io.howdah.wire.RowDescription;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer to one flight, pulled by whoever sent it: {@link #next()} gives one outcome after the other and reads only
 * as far as it must. Follows the flight's steps, so that an answer out of order is noticed at once.
 */
public final class Reply {
    /** Of the errors in front of one ReadyForQuery, where a server sends one. */
    private static final int MOST_ERRORS = 5;

    private final Session session;
    private final Flight flight;
    private final Progress progress;
    private Plan plan;
    private boolean fresh;
    private boolean guarded;
    private Deadline deadline;
    private boolean timedOut;
    private Deadline grace = Deadline.NEVER;
    private final List<Outcome> outcomes = new ArrayList<>(1);
    private int given;

    /** Of an earlier answer, used again for the same columns; null if there is none. */
    private Outcome spare;

    private long arrivedBytes;
    private long sentBytes;
    private SQLException error;
    private Failure failure;
    private SQLException brokenBy;
    private boolean healed;

    /** How many outcomes have a ReadyForQuery behind them. */
    private int synced;

    /** Of the server's, since the last ReadyForQuery. */
    private int errors;

    Reply(Session session, Flight flight) {
        this.session = session;
        this.flight = flight;
        this.progress = new Progress(session, flight, this);
    }

    /** Whether nobody has a use for it any more: all is read, and all its rows are closed. */
    boolean isReusable() {
        if (!isFinished()) {
            return false;
        }
        for (int i = 0; i < outcomes.size(); i++) {
            Rows rows = outcomes.get(i).rows();
            if (rows != null && !rows.isClosed()) {
                return false;
            }
        }
        return true;
    }

    /** Begins the answer to what the flight holds now. Of an earlier answer nothing stays. */
    Reply begin(Plan newPlan) {
        plan = newPlan;
        fresh = flight.isFresh();
        guarded = flight.wasGuarded();
        deadline = Deadline.after(newPlan.timeout());
        timedOut = false;
        grace = Deadline.NEVER;
        spare = outcomes.size() == 1 && outcomes.get(0).isSingle() ? outcomes.get(0) : null;
        outcomes.clear();
        given = 0;
        arrivedBytes = 0;
        sentBytes = flight.steps().size() == 0 ? 0 : flight.byteCount();
        error = null;
        healed = false;
        failure = null;
        brokenBy = null;
        synced = 0;
        errors = 0;
        progress.begin();
        return this;
    }

    /**
     * The next outcome, or null behind the last.
     *
     * @throws SQLException the server's error, once the outcomes before it were given and all was read up to
     *     ReadyForQuery; or a broken connection
     */
    public Outcome next() throws SQLException {
        if (given == outcomes.size()) {
            waitAnew();
        }
        while (given == outcomes.size()) {
            if (!session.supply().readOn(this)) {
                throwIfFailed();
                return null;
            }
        }
        return outcomes.get(given++);
    }

    /** Whether {@link #next()} has an outcome to give; reads as far as it must to know. */
    public boolean hasNext() throws SQLException {
        if (given == outcomes.size()) {
            waitAnew();
        }
        while (given == outcomes.size()) {
            if (!session.supply().readOn(this)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads to the end, within the time that the query timeout gives to the wait under way: that of the execution, right behind
     * it. An error of the server's stays in here.
     *
     * @return all outcomes, also those given already
     */
    public List<Outcome> readAll() throws SQLException {
        while (!isFinished()) {
            session.supply().readOn(this);
        }
        return arrived();
    }

    /** A wait of the user's begins, and with it the time that the query timeout gives. */
    public void waitAnew() throws SQLException {
        if (!isFinished()) {
            session.supply().waitAnew(this);
        }
    }

    /** Reads on until something new is there, within the time of the wait under way; false if all is there. */
    public boolean readOn() throws SQLException {
        return session.supply().readOn(this);
    }

    /** One of the outcomes, counted from 0, if it has begun; else null. Reads nothing. */
    public Outcome begun(int index) {
        return index < outcomes.size() ? outcomes.get(index) : null;
    }

    /** Waits for the begin of an outcome; null if it does not come. */
    public Outcome outcome(int index) throws SQLException {
        if (index >= outcomes.size()) {
            waitAnew();
        }
        while (index >= outcomes.size() && readOn()) {
            // Not yet.
        }
        return begun(index);
    }

    /** Waits for the end of an outcome; null if it does not come. */
    public Outcome completeOutcome(int index) throws SQLException {
        if (!isComplete(index)) {
            waitAnew();
        }
        while (!isComplete(index) && readOn()) {
            // Its rows are kept.
        }
        return begun(index);
    }

    private boolean isComplete(int index) {
        Outcome outcome = begun(index);
        return outcome != null && outcome.isComplete();
    }

    /** Waits for the Sync behind an outcome; null if the outcome does not come. */
    public Outcome syncedOutcome(int index) throws SQLException {
        if (index >= synced) {
            waitAnew();
        }
        while (index >= synced && readOn()) {
            // Not yet.
        }
        return begun(index);
    }

    /** Nobody wants the rows of an outcome, which go on arriving if they did not all. */
    public void drop(Outcome outcome) throws SQLException {
        session.supply().drop(outcome.rows());
    }

    /** Throws the error at once if the whole answer is here and there was one. */
    public void throwIfFailed() throws SQLException {
        if (isFinished() && error != null) {
            throw error;
        }
    }

    /** All outcomes that have arrived, also those given already; for batches that failed in the middle. */
    public List<Outcome> arrived() {
        return List.copyOf(outcomes);
    }

    /** The first error of this answer, or null. */
    public SQLException error() {
        return error;
    }

    /** Why the connection broke before all of it had come; null if all came, or still may. */
    public SQLException brokenBy() {
        return brokenBy;
    }

    /** Whether all was read, up to the last ReadyForQuery. */
    public boolean isFinished() {
        return progress.isFinished();
    }

    /** Where the server met its first error; null if there was none. */
    public Failure failure() {
        return failure;
    }

    /**
     * Whether the same flight may well succeed now: its error came of a statement that the server had lost or that no
     * longer fits, which is forgotten by now; and {@link #canBeUndone}.
     */
    public boolean canBeSentAgain() {
        return healed && canBeUndone();
    }

    /** Whether it failed since the server had lost a prepared statement, or would have answered it otherwise than before. */
    public boolean lostStatement() {
        return healed;
    }

    /**
     * Whether a flight that failed can be taken back without harm to what was before it: it was the first of its
     * transaction, or was guarded.
     */
    public boolean canBeUndone() {
        if (!isFinished() || failure == null || session.isClosed()) {
            return false;
        }
        return isGuarded() || fresh && (nothingRan() || plan.isUndoneByItsError());
    }

    /** Whether the guard of this flight stands, so that {@link Flight#undo} mends the transaction. */
    public boolean isGuarded() {
        return guarded && session.guard().isStanding();
    }

    private boolean nothingRan() {
        return outcomes.stream().allMatch(outcome -> outcome.executed() == 0);
    }

    Session session() {
        return session;
    }

    Plan plan() {
        return plan;
    }

    // ---- under the wire lock

    /** When the server is to be asked to cancel. */
    Deadline deadline() {
        return timedOut ? grace : deadline;
    }

    /** The deadline passed and the server was asked to cancel: its error of that name is a timeout. */
    void timedOut(Deadline newGrace) {
        timedOut = true;
        grace = newGrace;
    }

    boolean hasTimedOut() {
        return timedOut;
    }

    /** The limit is one for each wait of the caller's, not for the time a result stays open. */
    void restartDeadline() {
        if (!timedOut) {
            deadline = Deadline.after(plan.timeout());
        }
    }

    /** Of all messages of its flight; 0 if nothing was sent. */
    public long sentBytes() {
        return sentBytes;
    }

    /** As the server counted rows, those of all executions together; {@link Outcome#NO_COUNT} if it has not, or not yet. */
    public long rowCount() {
        long sum = Outcome.NO_COUNT;
        for (int i = 0; isFinished() && i < outcomes.size(); i++) {
            for (int execution = 0; execution < outcomes.get(i).executed(); execution++) {
                long count = outcomes.get(i).count(execution);
                if (count != Outcome.NO_COUNT) {
                    sum = Math.max(0, sum) + count;
                }
            }
        }
        return sum;
    }

    /** Of the rows that were kept for somebody. */
    public long arrivedBytes() {
        return arrivedBytes;
    }

    /** Whether there are rows to hand over before the rest has arrived. */
    boolean hasOpenRows() {
        return progress.arriving() != null;
    }

    /** The rows that are arriving; null if none are, or nobody wants them. */
    Rows arriving() {
        return progress.arriving();
    }

    /** Whether the server waits for us, with a portal open and no Sync sent. */
    boolean isSuspended() {
        return progress.isSuspended();
    }

    /** Whether the data of a COPY is on its way, in either direction. */
    public boolean isCopying() {
        return progress.isCopying();
    }

    /** Whether the COPY runs in a transaction block. */
    boolean isWithinTransaction() {
        return flight.copyTransaction() != Flight.Transaction.NONE;
    }

    /** Null if none has begun. */
    CopyState copy() {
        return progress.copy();
    }

    /** Our data is complete. Adds to the message that says so what was held back. */
    void copyDone(ByteWriter message) {
        progress.copyDone(message);
    }

    /** Our data will not be complete, as the message says, to which is added what the server needs to go on. */
    void copyFailed(ByteWriter message) {
        progress.copyFailed(message);
    }

    /** We have said that we send no more, which the server is to say as well. */
    void copyBothDone() {
        progress.copyBothDone();
    }

    /** Of the statement that completed last. */
    long lastCount() {
        return outcomes.isEmpty()
                ? Outcome.NO_COUNT
                : outcomes.get(outcomes.size() - 1).count();
    }

    /** Asks for the next portion. */
    void resume() throws IOException {
        progress.resume();
    }

    /** Asks for all that is left, or for none of it if nobody wants it, so that the wire gets free. */
    void runOut() throws IOException {
        progress.runOut();
    }

    /** Takes one message in. */
    void take(int type, Inbound in) throws IOException, SQLException {
        progress.take(type, in);
    }

    Duration timeout() {
        return deadline.limit();
    }

    void onNotice(ServerError notice) {
        plan.onNotice(notice);
    }

    /** The connection broke: nothing more will come. */
    void breakOff(SQLException cause) {
        if (isFinished()) {
            return;
        }
        brokenBy = cause;
        fail(cause);
        if (flight.reportsEach() && outcomes.size() > synced) {
            // Those before it are complete, and what becomes of their transaction is told with the last.
            outcomes.get(outcomes.size() - 1).brokenOff(cause);
        }
        progress.breakOff(cause);
    }

    // ---- for the progress

    /** Begins a result: in the object of an earlier answer if it has the same columns. */
    Outcome open(RowDescription columns, int executions) {
        Outcome opened;
        if (spare != null && executions == 1 && spare.columns() == columns) {
            opened = spare.again(this);
            spare = null;
        } else {
            opened = new Outcome(columns == null ? null : new Rows(columns, this), executions);
        }
        outcomes.add(opened);
        return opened;
    }

    /** Rows that somebody wants. */
    void arrived(int byteCount) {
        arrivedBytes += byteCount;
    }

    /** The server's error as it is to be thrown. */
    SQLException failed(ServerError serverError) {
        SQLException thrown = timedOut && SqlState.QUERY_CANCELED.is(serverError.sqlState())
                ? SqlErrors.serverTimeout(serverError, deadline.limit())
                : SqlErrors.server(serverError, session.errorDetail());
        if (timedOut && flight.reportsEach()) {
            // What comes behind it has time of its own.
            timedOut = false;
            restartDeadline();
        }
        if (error == null || !SqlState.FAILED_TRANSACTION.is(serverError.sqlState()) && errors < MOST_ERRORS) {
            // Else it only says that there was an error before, or a server without end says the same and more.
            fail(thrown);
            errors++;
        }
        return thrown;
    }

    /** All outcomes so far have a ReadyForQuery behind them. */
    void synced() {
        synced = outcomes.size();
        errors = 0;
    }

    /** The transaction that the statement before it had completed in. */
    void commitFailed(SQLException cause) {
        if (!outcomes.isEmpty()) {
            outcomes.get(outcomes.size() - 1).commitFailed(cause);
        }
    }

    /** Where the first error was met: what it says about prepared statements is taken to heart. */
    void failedAt(Failure where) {
        if (failure != null && !flight.reportsEach()) {
            return;
        }
        failure = where;
        boolean known = where.query() != null && !flight.prepares(where.query());
        StatementCache.Ailment ailment = session.statements().heal(where, known);
        healed = ailment != StatementCache.Ailment.NONE;
        if (ailment == StatementCache.Ailment.STALE
                && !fresh
                && !flight.reportsEach()
                && !session.guard().isStanding()) {
            error = SqlErrors.staleStatement(error);
        }
    }

    void fail(SQLException newError) {
        if (error == null) {
            error = newError;
        } else if (error != newError && !flight.reportsEach()) {
            error.addSuppressed(newError);
        }
    }
}
