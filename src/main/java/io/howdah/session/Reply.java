package io.howdah.session;

import io.howdah.api.ServerError;
import io.howdah.error.CopyErrors;
import io.howdah.error.SqlErrors;
import io.howdah.error.SqlState;
import io.howdah.session.Flight.Step;
import io.howdah.transport.Deadline;
import io.howdah.wire.Backend;
import io.howdah.wire.Body;
import io.howdah.wire.ByteWriter;
import io.howdah.wire.CommandTag;
import io.howdah.wire.Inbound;
import io.howdah.wire.ProtocolException;
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
    /** Which message may come now. */
    private enum Awaiting {
        PARSE_COMPLETE,
        PARAMETERS,
        COLUMNS,
        BIND_COMPLETE,
        PORTAL_COLUMNS,
        /** Rows, and what ends them. */
        RESULT,
        /** Nothing: the server waits for us to want the next portion. */
        RESUMPTION,
        /** The next statement of a Query, or its end. */
        SIMPLE_RESULT,
        /** Nothing but an error: the server waits for our data. */
        COPY_IN,
        COPY_OUT,
        CLOSE_COMPLETE,
        READY,
        NOTHING
    }

    private final Session session;
    private final Flight flight;
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

    private int step;
    private int executed;
    private Awaiting awaiting = Awaiting.NOTHING;
    private Outcome open;
    private long arrivedBytes;
    private boolean owesSync;
    private SQLException error;
    private Failure failure;
    private boolean healed;

    /** The COPY that this flight is about, once it has begun; null if there is none. */
    private CopyState copy;

    Reply(Session session, Flight flight) {
        this.session = session;
        this.flight = flight;
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
        step = 0;
        open = null;
        arrivedBytes = 0;
        owesSync = flight.syncOwed();
        error = null;
        healed = false;
        failure = null;
        copy = null;
        enterStep();
        return this;
    }

    /**
     * The next outcome, or null behind the last.
     *
     * @throws SQLException the server's error, once the outcomes before it were given and all was read up to
     *     ReadyForQuery; or a broken connection
     */
    public Outcome next() throws SQLException {
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
        while (given == outcomes.size()) {
            if (!session.supply().readOn(this)) {
                return false;
            }
        }
        return true;
    }

    /** Reads to the end; an error of the server's stays in here. All outcomes, also those given already. */
    public List<Outcome> readAll() throws SQLException {
        while (!isFinished()) {
            session.supply().readOn(this);
        }
        return arrived();
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

    /** Whether all was read, up to the last ReadyForQuery. */
    public boolean isFinished() {
        return awaiting == Awaiting.NOTHING;
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
    void timedOut() {
        timedOut = true;
        grace = Deadline.after(Wire.GRACE);
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

    /** Of the rows that were kept for somebody. */
    long arrivedBytes() {
        return arrivedBytes;
    }

    /** Whether there are rows to hand over before the rest has arrived. */
    boolean hasOpenRows() {
        return open != null && open.rows() != null && !open.rows().isClosed();
    }

    /** Whether the server waits for us, with a portal open and no Sync sent. */
    boolean isSuspended() {
        return awaiting == Awaiting.RESUMPTION;
    }

    /** Whether the data of a COPY is on its way, in either direction. */
    public boolean isCopying() {
        return copy != null && (awaiting == Awaiting.COPY_IN || awaiting == Awaiting.COPY_OUT);
    }

    /** Whether the COPY runs in a transaction block. */
    boolean isWithinTransaction() {
        return flight.copyTransaction() == Flight.Transaction.OPEN;
    }

    /** Null if none has begun. */
    CopyState copy() {
        return copy;
    }

    /** Our data is complete. Adds to the message that says so what was held back. */
    void copyDone(ByteWriter message) {
        awaiting = Awaiting.RESULT;
        flight.writeRestTo(message);
    }

    /** Our data will not be complete: the server is told, and answers with an error. */
    void copyFailed() {
        awaiting = Awaiting.READY;
    }

    /** Of the statement that completed last. */
    long lastCount() {
        return outcomes.isEmpty()
                ? Outcome.NO_COUNT
                : outcomes.get(outcomes.size() - 1).count();
    }

    /** Asks for the next portion. */
    void resume() throws IOException {
        Rows rows = open.rows();
        Portal portal = rows.portal();
        rows.resumed(this);
        awaiting = Awaiting.RESULT;
        session.wire().execute(portal.name(), portal.fetchSize());
    }

    /** Asks for all that is left, or for none of it if nobody wants it, so that the wire gets free. */
    void runOut() throws IOException {
        Rows rows = open.rows();
        String portal = rows.portal().name();
        rows.resumed(this);
        if (rows.isClosed()) {
            closeOpen(null);
            leaveStep();
            return;
        }
        awaiting = Awaiting.RESULT;
        session.wire().execute(portal, Flight.ALL_ROWS);
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
        fail(cause);
        closeOpen(cause);
        awaiting = Awaiting.NOTHING;
    }

    /** Takes one message in. */
    void take(int type, Inbound in) throws IOException, SQLException {
        switch (type) {
            case Backend.DATA_ROW -> row(in);
            case Backend.BIND_COMPLETE -> bound();
            case Backend.COMMAND_COMPLETE -> completed(in);
            case Backend.READY_FOR_QUERY -> ready(in);
            case Backend.ERROR_RESPONSE -> failed();
            case Backend.PARSE_COMPLETE -> parsed();
            case Backend.PARAMETER_DESCRIPTION -> parameters(Body.of(in));
            case Backend.ROW_DESCRIPTION -> described(RowDescription.read(Body.of(in)));
            case Backend.NO_DATA -> described(null);
            case Backend.EMPTY_QUERY_RESPONSE -> emptyQuery();
            case Backend.PORTAL_SUSPENDED -> suspended();
            case Backend.CLOSE_COMPLETE -> closed();
            case Backend.COPY_DATA -> copyData(in);
            case Backend.COPY_IN_RESPONSE -> copyIn(in);
            case Backend.COPY_OUT_RESPONSE -> copyOut(in);
            case Backend.COPY_DONE -> copyDone();
            default -> throw unexpected(type);
        }
    }

    private void enterStep() {
        executed = 0;
        if (step == flight.size()) {
            awaiting = Awaiting.NOTHING;
            return;
        }
        awaiting = switch (flight.step(step)) {
            case PREPARE, PARSE -> Awaiting.PARSE_COMPLETE;
            case EXECUTE, EXECUTE_QUIETLY, EXECUTE_DESCRIBING -> {
                if (flight.times(step) == 0) {
                    // A batch of nothing was encoded as nothing.
                    step++;
                    enterStep();
                    yield awaiting;
                }
                yield Awaiting.BIND_COMPLETE;
            }
            case SIMPLE, COPY -> Awaiting.SIMPLE_RESULT;
            case FETCH -> {
                open = new Outcome(flight.continued(), 1);
                yield Awaiting.RESULT;
            }
            case CLOSE -> Awaiting.CLOSE_COMPLETE;
            case SYNC -> Awaiting.READY;
        };
    }

    private void leaveStep() throws IOException {
        step++;
        enterStep();
        payOwedSync();
    }

    /** A flight with a portal outside of a transaction ends only now that the portal is done with. */
    private void payOwedSync() throws IOException {
        if (owesSync && awaiting == Awaiting.READY) {
            owesSync = false;
            session.wire().sendSync();
        }
    }

    private void row(Inbound in) throws ProtocolException {
        expect(awaiting == Awaiting.RESULT, Backend.DATA_ROW);
        if (open != null) {
            if (open.rows() == null) {
                throw unexpected(Backend.DATA_ROW);
            }
            if (!open.rows().isClosed()) {
                arrivedBytes += in.bodyEnd() - in.messageStart();
            }
            open.rows().append(in.page(), in.messageStart(), in.bodyEnd());
        }
    }

    private void parsed() throws IOException {
        expect(awaiting == Awaiting.PARSE_COMPLETE, Backend.PARSE_COMPLETE);
        flight.query(step).parsed();
        if (flight.step(step) == Step.PREPARE) {
            awaiting = Awaiting.PARAMETERS;
        } else {
            leaveStep();
        }
    }

    private void parameters(Body body) throws ProtocolException {
        expect(awaiting == Awaiting.PARAMETERS, Backend.PARAMETER_DESCRIPTION);
        int count = body.uint16();
        if (count * 4 != body.remaining()) {
            throw new ProtocolException("a parameter description claims " + count + " parameters");
        }
        int[] oids = new int[count];
        for (int i = 0; i < count; i++) {
            oids[i] = body.int32();
        }
        flight.query(step).parametersAre(oids);
        awaiting = Awaiting.COLUMNS;
    }

    /** @param columns null for NoData */
    private void described(RowDescription columns) throws IOException {
        switch (awaiting) {
            case COLUMNS -> {
                flight.query(step).columnsAre(columns, session.resultFormats());
                leaveStep();
            }
            case PORTAL_COLUMNS -> {
                open(columns);
                awaiting = Awaiting.RESULT;
            }
            case SIMPLE_RESULT -> {
                expect(columns != null, Backend.NO_DATA);
                open(columns);
                awaiting = Awaiting.RESULT;
            }
            default -> throw unexpected(columns == null ? Backend.NO_DATA : Backend.ROW_DESCRIPTION);
        }
    }

    private void bound() throws ProtocolException {
        expect(awaiting == Awaiting.BIND_COMPLETE, Backend.BIND_COMPLETE);
        Step kind = flight.step(step);
        if (kind == Step.EXECUTE_DESCRIBING && executed == 0) {
            awaiting = Awaiting.PORTAL_COLUMNS;
            return;
        }
        if (kind == Step.EXECUTE && executed == 0) {
            RowDescription known = flight.columns(step);
            open(known == null ? flight.query(step).described() : known);
        }
        awaiting = Awaiting.RESULT;
    }

    private void open(RowDescription columns) {
        int executions = flight.times(step);
        if (spare != null && executions == 1 && spare.columns() == columns) {
            open = spare.again(this);
            spare = null;
        } else {
            open = new Outcome(columns == null ? null : new Rows(columns, this), executions);
        }
        outcomes.add(open);
    }

    private void completed(Inbound in) throws IOException {
        byte[] bytes = in.page().bytes();
        String command = CommandTag.command(bytes, in.bodyStart(), in.bodyEnd());
        session.notice(command);
        completed(Backend.COMMAND_COMPLETE, command, CommandTag.count(bytes, in.bodyStart(), in.bodyEnd()));
    }

    private void emptyQuery() throws IOException {
        completed(Backend.EMPTY_QUERY_RESPONSE, "", CommandTag.NO_COUNT);
    }

    /** The limit of rows was reached: the end of a portion, or, of an unnamed portal that goes with the Sync, of all. */
    private void suspended() throws IOException {
        Portal portal = flight.portal();
        if (portal != null && open != null && open.rows() != null) {
            expect(awaiting == Awaiting.RESULT, Backend.PORTAL_SUSPENDED);
            open.rows().suspended(portal);
            if (portal.outlivesSync()) {
                open = null;
                leaveStep();
            } else {
                awaiting = Awaiting.RESUMPTION;
            }
            return;
        }
        completed(Backend.PORTAL_SUSPENDED, "SELECT", CommandTag.NO_COUNT);
    }

    private void completed(int type, String command, long count) throws IOException {
        if (awaiting == Awaiting.SIMPLE_RESULT) {
            open(null);
        } else {
            expect(awaiting == Awaiting.RESULT, type);
        }
        if (open != null) {
            open.completed(command, count);
        }
        if (flight.step(step) == Step.EXECUTE_QUIETLY) {
            session.guard().executed(flight.query(step).sql());
        }
        if (isSimple()) {
            closeOpen(null);
            awaiting = Awaiting.SIMPLE_RESULT;
        } else if (++executed == flight.times(step)) {
            Portal portal = flight.portal();
            if (portal != null && portal.outlivesSync() && open != null && open.rows() != null) {
                session.closePortalLater(portal);
            }
            closeOpen(null);
            leaveStep();
        } else {
            awaiting = Awaiting.BIND_COMPLETE;
        }
    }

    private void closed() throws IOException {
        expect(awaiting == Awaiting.CLOSE_COMPLETE, Backend.CLOSE_COMPLETE);
        leaveStep();
    }

    private void ready(Inbound in) throws IOException {
        expect(awaiting == Awaiting.READY || awaiting == Awaiting.SIMPLE_RESULT, Backend.READY_FOR_QUERY);
        TransactionStatus status = in.bodyEnd() - in.bodyStart() == 1
                ? TransactionStatus.of(in.page().bytes()[in.bodyStart()])
                : null;
        if (status == null) {
            throw new ProtocolException("the server is in an unknown transaction status");
        }
        session.transactionStatusIs(status);
        if (flight.step(step) == Step.COPY) {
            flight.dropRest();
        }
        leaveStep();
    }

    private void failed() throws IOException, SQLException {
        ServerError serverError = session.wire().receiver().error();
        SQLException thrown = timedOut && SqlState.QUERY_CANCELED.is(serverError.sqlState())
                ? SqlErrors.serverTimeout(serverError, deadline.limit())
                : SqlErrors.server(serverError, session.errorDetail());
        if (error == null || !SqlState.FAILED_TRANSACTION.is(serverError.sqlState())) {
            // Else it only says that there was an error before.
            fail(thrown);
        }
        closeOpen(thrown);
        if (serverError.fatal()) {
            session.wire().breakDown(thrown);
            return;
        }
        expect(awaiting != Awaiting.NOTHING, Backend.ERROR_RESPONSE);
        if (this.failure == null) {
            this.failure = new Failure(serverError, stage(), flight.query(step));
            heal();
        }
        flight.dropRest();
        if (isSimple()) {
            awaiting = Awaiting.READY;
            return;
        }
        if (awaiting == Awaiting.PARAMETERS || awaiting == Awaiting.COLUMNS) {
            // Parsed, but never described: under its name it could only be executed blindly.
            session.statements().forget(flight.query(step));
        }
        skipToSync();
        awaiting = Awaiting.READY;
        payOwedSync();
    }

    private boolean isSimple() {
        Step kind = flight.step(step);
        return kind == Step.SIMPLE || kind == Step.COPY;
    }

    private Failure.Stage stage() {
        return switch (awaiting) {
            case PARSE_COMPLETE -> Failure.Stage.PARSE;
            case PARAMETERS, COLUMNS -> Failure.Stage.BIND;
            case BIND_COMPLETE, PORTAL_COLUMNS -> Failure.Stage.BIND;
            default -> Failure.Stage.EXECUTE;
        };
    }

    private void heal() {
        boolean known = failure.query() != null && !flight.prepares(failure.query());
        StatementCache.Ailment ailment = session.statements().heal(failure, known);
        healed = ailment != StatementCache.Ailment.NONE;
        if (ailment == StatementCache.Ailment.STALE
                && !fresh
                && !session.guard().isStanding()) {
            error = SqlErrors.staleStatement(error);
        }
    }

    /** As the server does, which skips a Query as well: if no Sync follows it, one must be sent now. */
    private void skipToSync() throws IOException {
        while (step < flight.size() && flight.step(step) != Step.SYNC) {
            step++;
        }
        if (step == flight.size()) {
            flight.sync();
            session.wire().sendSync();
        }
    }

    private void copyIn(Inbound in) throws IOException {
        expect(awaiting == Awaiting.SIMPLE_RESULT || awaiting == Awaiting.RESULT, Backend.COPY_IN_RESPONSE);
        if (isCopyWanted()) {
            open(null);
            copy = CopyState.in(Body.of(in));
            awaiting = Awaiting.COPY_IN;
            return;
        }
        fail(CopyErrors.notAsStatement());
        session.wire().refuseCopy(!isSimple());
    }

    private void copyOut(Inbound in) throws ProtocolException {
        expect(awaiting == Awaiting.SIMPLE_RESULT || awaiting == Awaiting.RESULT, Backend.COPY_OUT_RESPONSE);
        if (isCopyWanted()) {
            copy = CopyState.out(Body.of(in));
        } else {
            fail(CopyErrors.notAsStatement());
        }
        if (awaiting == Awaiting.SIMPLE_RESULT) {
            open(null);
        }
        awaiting = Awaiting.COPY_OUT;
    }

    private boolean isCopyWanted() {
        return flight.step(step) == Step.COPY && copy == null;
    }

    private void copyData(Inbound in) throws ProtocolException {
        expect(awaiting == Awaiting.COPY_OUT, Backend.COPY_DATA);
        if (copy != null) {
            copy.arrived(in.page().bytes(), in.bodyStart(), in.bodyEnd());
        }
    }

    private void copyDone() throws IOException {
        expect(awaiting == Awaiting.COPY_OUT, Backend.COPY_DONE);
        awaiting = Awaiting.RESULT;
        if (isSimple() && copy != null) {
            session.wire().sendRest(flight);
        }
    }

    private void closeOpen(SQLException failure) {
        if (open != null && open.rows() != null) {
            open.rows().completed(failure);
        }
        open = null;
    }

    private void fail(SQLException failure) {
        if (error == null) {
            error = failure;
        } else if (error != failure) {
            error.addSuppressed(failure);
        }
    }

    private static void expect(boolean fits, int type) throws ProtocolException {
        if (!fits) {
            throw unexpected(type);
        }
    }

    private static ProtocolException unexpected(int type) {
        return new ProtocolException("a message of type '" + (char) type + "' arrived out of order");
    }
}
