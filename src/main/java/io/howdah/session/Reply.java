package io.howdah.session;

import io.howdah.api.ServerError;
import io.howdah.error.SqlErrors;
import io.howdah.error.SqlState;
import io.howdah.session.Flight.Step;
import io.howdah.transport.Deadline;
import io.howdah.wire.Backend;
import io.howdah.wire.Body;
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
        /** The next statement of a Query, or its end. */
        SIMPLE_RESULT,
        COPY_OUT,
        CLOSE_COMPLETE,
        READY,
        NOTHING
    }

    private final Session session;
    private final Flight flight;
    private final Plan plan;
    private final boolean fresh;
    private final boolean guarded;
    private final Deadline deadline;
    private boolean timedOut;
    private Deadline grace = Deadline.NEVER;
    private final List<Outcome> outcomes = new ArrayList<>(1);
    private int given;

    private int step;
    private int executed;
    private Awaiting awaiting;
    private Outcome open;
    private SQLException error;
    private Failure failure;
    private boolean healed;

    Reply(Session session, Flight flight, Plan plan) {
        this.session = session;
        this.flight = flight;
        this.plan = plan;
        this.fresh = flight.isFresh();
        this.guarded = flight.wasGuarded();
        this.deadline = Deadline.after(plan.timeout());
        enterStep();
    }

    /**
     * The next outcome, or null behind the last.
     *
     * @throws SQLException the server's error, once the outcomes before it were given and all was read up to
     *     ReadyForQuery; or a broken connection
     */
    public Outcome next() throws SQLException {
        while (given == outcomes.size()) {
            if (!session.readOn(this)) {
                throwIfFailed();
                return null;
            }
        }
        return outcomes.get(given++);
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

    // ---- under the wire lock

    /** When the server is to be asked to cancel. */
    Deadline deadline() {
        return timedOut ? grace : deadline;
    }

    /** The deadline passed and the server was asked to cancel: its error of that name is a timeout. */
    void timedOut() {
        timedOut = true;
        grace = Deadline.after(Session.GRACE);
    }

    boolean hasTimedOut() {
        return timedOut;
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
            case Backend.READY_FOR_QUERY -> ready(Body.of(in));
            case Backend.ERROR_RESPONSE -> failed();
            case Backend.PARSE_COMPLETE -> parsed();
            case Backend.PARAMETER_DESCRIPTION -> parameters(Body.of(in));
            case Backend.ROW_DESCRIPTION -> described(RowDescription.read(Body.of(in)));
            case Backend.NO_DATA -> described(null);
            case Backend.EMPTY_QUERY_RESPONSE -> emptyQuery();
            case Backend.PORTAL_SUSPENDED -> suspended();
            case Backend.CLOSE_COMPLETE -> closed();
            case Backend.COPY_IN_RESPONSE -> copyIn();
            case Backend.COPY_OUT_RESPONSE -> copyOut();
            case Backend.COPY_DATA, Backend.COPY_DONE -> expect(awaiting == Awaiting.COPY_OUT, type);
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
            case SIMPLE -> Awaiting.SIMPLE_RESULT;
            case CLOSE -> Awaiting.CLOSE_COMPLETE;
            case SYNC -> Awaiting.READY;
        };
    }

    private void leaveStep() {
        step++;
        enterStep();
    }

    private void row(Inbound in) throws ProtocolException {
        expect(awaiting == Awaiting.RESULT, Backend.DATA_ROW);
        if (open != null) {
            if (open.rows() == null) {
                throw unexpected(Backend.DATA_ROW);
            }
            open.rows().append(in.page(), in.messageStart(), in.bodyEnd());
        }
    }

    private void parsed() throws ProtocolException {
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
    private void described(RowDescription columns) throws ProtocolException {
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
        int executions = flight.step(step) == Step.SIMPLE ? 1 : flight.times(step);
        open = new Outcome(columns == null ? null : new Rows(columns, this), executions);
        outcomes.add(open);
    }

    private void completed(Inbound in) throws ProtocolException {
        byte[] bytes = in.page().bytes();
        String command = CommandTag.command(bytes, in.bodyStart(), in.bodyEnd());
        session.statements().notice(command);
        completed(Backend.COMMAND_COMPLETE, command, CommandTag.count(bytes, in.bodyStart(), in.bodyEnd()));
    }

    private void emptyQuery() throws ProtocolException {
        completed(Backend.EMPTY_QUERY_RESPONSE, "", CommandTag.NO_COUNT);
    }

    /** The limit of rows was reached. The portal goes with the Sync, so this is the end of it. */
    private void suspended() throws ProtocolException {
        completed(Backend.PORTAL_SUSPENDED, "SELECT", CommandTag.NO_COUNT);
    }

    private void completed(int type, String command, long count) throws ProtocolException {
        if (awaiting == Awaiting.SIMPLE_RESULT) {
            open(null);
        } else {
            expect(awaiting == Awaiting.RESULT || awaiting == Awaiting.COPY_OUT, type);
        }
        if (open != null) {
            open.completed(command, count);
        }
        if (flight.step(step) == Step.EXECUTE_QUIETLY) {
            session.guard().executed(flight.query(step).sql());
        }
        if (flight.step(step) == Step.SIMPLE) {
            closeOpen(null);
            awaiting = Awaiting.SIMPLE_RESULT;
        } else if (++executed == flight.times(step)) {
            closeOpen(null);
            leaveStep();
        } else {
            awaiting = Awaiting.BIND_COMPLETE;
        }
    }

    private void closed() throws ProtocolException {
        expect(awaiting == Awaiting.CLOSE_COMPLETE, Backend.CLOSE_COMPLETE);
        leaveStep();
    }

    private void ready(Body body) throws ProtocolException {
        expect(awaiting == Awaiting.READY || awaiting == Awaiting.SIMPLE_RESULT, Backend.READY_FOR_QUERY);
        TransactionStatus status = TransactionStatus.of(body.int8());
        body.requireEnd();
        if (status == null) {
            throw new ProtocolException("the server is in an unknown transaction status");
        }
        session.transactionStatusIs(status);
        leaveStep();
    }

    private void failed() throws IOException, SQLException {
        ServerError serverError = session.receiver().error();
        SQLException thrown = timedOut && SqlState.QUERY_CANCELED.is(serverError.sqlState())
                ? SqlErrors.serverTimeout(serverError, deadline.limit())
                : SqlErrors.server(serverError);
        if (error == null || !SqlState.FAILED_TRANSACTION.is(serverError.sqlState())) {
            // Else it only says that there was an error before.
            fail(thrown);
        }
        closeOpen(thrown);
        if (serverError.fatal()) {
            session.breakDown(thrown);
            return;
        }
        expect(awaiting != Awaiting.NOTHING, Backend.ERROR_RESPONSE);
        if (this.failure == null) {
            this.failure = new Failure(serverError, stage(), flight.query(step));
            heal();
        }
        if (flight.step(step) == Step.SIMPLE) {
            awaiting = Awaiting.READY;
            return;
        }
        if (awaiting == Awaiting.PARAMETERS || awaiting == Awaiting.COLUMNS) {
            // Parsed, but never described: under its name it could only be executed blindly.
            session.statements().forget(flight.query(step));
        }
        skipToSync();
        awaiting = Awaiting.READY;
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
            session.syncLate(flight);
        }
    }

    private void copyIn() throws IOException {
        expect(awaiting == Awaiting.SIMPLE_RESULT || awaiting == Awaiting.RESULT, Backend.COPY_IN_RESPONSE);
        fail(SqlErrors.notSupported("COPY FROM STDIN cannot be run as a statement, its data has no way in"));
        session.refuseCopy(flight.step(step) != Step.SIMPLE);
    }

    private void copyOut() throws ProtocolException {
        expect(awaiting == Awaiting.SIMPLE_RESULT || awaiting == Awaiting.RESULT, Backend.COPY_OUT_RESPONSE);
        fail(SqlErrors.notSupported("COPY TO STDOUT cannot be run as a statement, its data has no way out"));
        if (awaiting == Awaiting.SIMPLE_RESULT) {
            open(null);
        }
        awaiting = Awaiting.COPY_OUT;
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
