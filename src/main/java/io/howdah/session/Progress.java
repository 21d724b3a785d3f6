package io.howdah.session;

import io.howdah.api.ServerError;
import io.howdah.error.CopyErrors;
import io.howdah.error.ResultErrors;
import io.howdah.wire.Backend;
import io.howdah.wire.Body;
import io.howdah.wire.ByteWriter;
import io.howdah.wire.CommandTag;
import io.howdah.wire.Frontend;
import io.howdah.wire.Inbound;
import io.howdah.wire.ProtocolException;
import io.howdah.wire.RowDescription;
import java.io.IOException;
import java.sql.SQLException;

/**
 * How far an answer has come along the steps of its flight: which message may come now, and what it means. One that may
 * not come ends the connection.
 */
final class Progress {
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
        /** Data, while we may send some too. */
        COPY_BOTH,
        FUNCTION_RESULT,
        CLOSE_COMPLETE,
        READY,
        NOTHING
    }

    private final Session session;
    private final Flight flight;
    private final Steps steps;
    private final Reply reply;
    private int step;
    private int executed;
    private Awaiting awaiting = Awaiting.NOTHING;

    /** The result that is arriving; null between results. */
    private Outcome open;

    private boolean owesSync;

    /** The COPY that this flight is about, once it has begun; null if there is none. */
    private CopyState copy;

    /** Null where the first failure is all there is to tell. */
    private StepReports reports;

    Progress(Session session, Flight flight, Reply reply) {
        this.session = session;
        this.flight = flight;
        this.steps = flight.steps();
        this.reply = reply;
    }

    /** At the first step of what the flight holds now. */
    void begin() {
        step = 0;
        open = null;
        copy = null;
        reports = flight.reportsEach() ? new StepReports(steps, reply) : null;
        owesSync = flight.syncOwed();
        enterStep();
    }

    /** Nothing more will come. */
    void breakOff(SQLException cause) {
        closeOpen(cause);
        awaiting = Awaiting.NOTHING;
    }

    /** Whether all has come, or will never. */
    boolean isFinished() {
        return awaiting == Awaiting.NOTHING;
    }

    /** Null if no rows are arriving, or nobody wants them. */
    Rows arriving() {
        return open == null || open.rows() == null || open.rows().isUnwanted() ? null : open.rows();
    }

    /** Whether the server waits for us, with a portal open and no Sync sent. */
    boolean isSuspended() {
        return awaiting == Awaiting.RESUMPTION;
    }

    /** Whether the data of a COPY is on its way, in either direction. */
    boolean isCopying() {
        return copy != null
                && (awaiting == Awaiting.COPY_IN || awaiting == Awaiting.COPY_OUT || awaiting == Awaiting.COPY_BOTH);
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

    /** Our data will not be complete, as the message says: the server answers with an error. */
    void copyFailed(ByteWriter message) {
        flight.dropRest();
        if (!isSimple()) {
            flight.sync();
            Frontend.sync(message);
            step++;
        }
        awaiting = Awaiting.READY;
    }

    /** We have said that we send no more, which the server is to say as well. */
    void copyBothDone() {
        copy.endedBy(CopyState.End.CLIENT);
        leaveCopyBoth();
    }

    private void leaveCopyBoth() {
        if (copy.isEndedBy(CopyState.End.CLIENT) && copy.isEndedBy(CopyState.End.SERVER)) {
            awaiting = Awaiting.SIMPLE_RESULT;
        }
    }

    /** Asks for the next portion. */
    void resume() throws IOException {
        Rows rows = open.rows();
        Portal portal = rows.portal();
        rows.resumed(reply);
        awaiting = Awaiting.RESULT;
        session.wire().writer().execute(portal.name(), portal.fetchSize());
    }

    /** Asks for all that is left, or for none of it if nobody wants it, so that the wire gets free. */
    void runOut() throws IOException {
        Rows rows = open.rows();
        String portal = rows.portal().name();
        rows.resumed(reply);
        if (rows.isUnwanted()) {
            closeOpen(null);
            leaveStep();
            return;
        }
        awaiting = Awaiting.RESULT;
        session.wire().writer().execute(portal, Flight.ALL_ROWS);
    }

    /** Takes one message in. */
    void take(int type, Inbound in) throws IOException, SQLException {
        switch (type) {
            case Backend.DATA_ROW -> row(in);
            case Inbound.ROW_TOO_LONG -> rowTooLong(in);
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
            case Backend.COPY_BOTH_RESPONSE -> copyBoth(in);
            case Backend.COPY_DONE -> copyDone();
            case Backend.FUNCTION_CALL_RESPONSE -> returned(Body.of(in));
            default -> throw unexpected(type);
        }
    }

    private void enterStep() {
        executed = 0;
        if (step == steps.size()) {
            awaiting = Awaiting.NOTHING;
            return;
        }
        awaiting = switch (steps.at(step)) {
            case PREPARE, PARSE -> Awaiting.PARSE_COMPLETE;
            case COPY_EXTENDED -> Awaiting.BIND_COMPLETE;
            case EXECUTE, EXECUTE_QUIETLY, EXECUTE_DESCRIBING -> {
                if (steps.times(step) == 0) {
                    // A batch of nothing was encoded as nothing.
                    step++;
                    enterStep();
                    yield awaiting;
                }
                yield Awaiting.BIND_COMPLETE;
            }
            case SIMPLE, SIMPLE_QUIETLY, COPY, REPLICATION -> Awaiting.SIMPLE_RESULT;
            case CALL -> Awaiting.FUNCTION_RESULT;
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
        // A setting that travels in front of the statement has a Sync of its own, which was sent.
        if (owesSync && awaiting == Awaiting.READY && step == steps.size() - 1) {
            owesSync = false;
            sendSync();
        }
    }

    private void sendSync() throws IOException {
        Wire wire = session.wire();
        wire.writer().sendSync(wire.readTimeout());
    }

    private void row(Inbound in) throws ProtocolException {
        expect(awaiting == Awaiting.RESULT, Backend.DATA_ROW);
        if (open != null) {
            if (open.rows() == null) {
                throw unexpected(Backend.DATA_ROW);
            }
            if (!open.rows().isUnwanted()) {
                reply.arrived(in.bodyEnd() - in.messageStart());
            }
            open.rows().append(in.page(), in.messageStart(), in.bodyEnd());
        }
    }

    /** It was passed over, since it is more than may be kept of a result. */
    private void rowTooLong(Inbound in) throws ProtocolException {
        expect(awaiting == Awaiting.RESULT, Backend.DATA_ROW);
        Rows rows = arriving();
        if (rows != null) {
            rows.overflow(ResultErrors.rowTooLarge(reply.plan().sql(), in.skippedBytes(), in.longestRow()));
        }
    }

    private void parsed() throws IOException {
        expect(awaiting == Awaiting.PARSE_COMPLETE, Backend.PARSE_COMPLETE);
        steps.query(step).parsed();
        if (steps.at(step) == Step.PREPARE) {
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
        steps.query(step).parametersAre(oids);
        awaiting = Awaiting.COLUMNS;
    }

    /** @param columns null for NoData */
    private void described(RowDescription columns) throws IOException {
        switch (awaiting) {
            case COLUMNS -> {
                steps.query(step).columnsAre(columns, session.resultFormats());
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
        Step kind = steps.at(step);
        if (kind == Step.EXECUTE_DESCRIBING && executed == 0) {
            awaiting = Awaiting.PORTAL_COLUMNS;
            return;
        }
        if (kind == Step.COPY_EXTENDED) {
            open(null);
        }
        if (kind == Step.EXECUTE && executed == 0) {
            RowDescription known = steps.columns(step);
            open(known == null ? steps.query(step).described() : known);
        }
        awaiting = Awaiting.RESULT;
    }

    private void open(RowDescription columns) {
        if (steps.at(step) != Step.SIMPLE_QUIETLY) {
            open = reply.open(columns, isSimple() ? 1 : steps.times(step));
        }
    }

    private void completed(Inbound in) throws IOException {
        byte[] bytes = in.page().bytes();
        String command = CommandTag.command(bytes, in.bodyStart(), in.bodyEnd());
        // Of what we send by ourselves we know what it sets.
        session.notice(
                command,
                steps.at(step) == Step.EXECUTE_QUIETLY ? steps.query(step).sql() : null);
        if (flight.endsTransaction() && command.equals("ROLLBACK")) {
            session.transactionEnded();
        }
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
        if (awaiting == Awaiting.COPY_BOTH) {
            // A server that stops, or has nothing to send, does not say that it is done before.
            awaiting = Awaiting.SIMPLE_RESULT;
        }
        if (copy != null) {
            copy.endedBy(CopyState.End.COMPLETION);
        }
        if (awaiting == Awaiting.SIMPLE_RESULT) {
            open(null);
        } else {
            expect(awaiting == Awaiting.RESULT, type);
        }
        if (open != null) {
            open.completed(command, count);
        }
        if (steps.at(step).isQuiet()) {
            session.guard().executed(steps.query(step).sql());
            flight.done(step);
        }
        executed++;
        if (isSimple()) {
            if (executed > steps.times(step)) {
                throw new ProtocolException("the server tells of more results than the text can have statements");
            }
            closeOpen(null);
            awaiting = Awaiting.SIMPLE_RESULT;
        } else if (executed == steps.times(step)) {
            Portal portal = flight.portal();
            if (portal != null && portal.outlivesSync() && open != null && open.rows() != null) {
                session.closePortalLater(portal);
            }
            if (steps.at(step) == Step.COPY_EXTENDED) {
                // Of one without data, as no server does it.
                session.wire().writer().sendRest(flight);
            }
            closeOpen(null);
            leaveStep();
        } else {
            awaiting = Awaiting.BIND_COMPLETE;
        }
    }

    private void returned(Body body) throws ProtocolException {
        expect(awaiting == Awaiting.FUNCTION_RESULT, Backend.FUNCTION_CALL_RESPONSE);
        int length = body.int32();
        if (length != Math.max(Rows.NULL, length) || body.remaining() != Math.max(0, length)) {
            throw new ProtocolException(
                    "a function's result of " + length + " bytes has " + body.remaining() + " of them");
        }
        open(null);
        open.returned(length == Rows.NULL ? null : body.rest());
        open = null;
        awaiting = Awaiting.READY;
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
        reply.synced();
        if (steps.at(step) == Step.COPY) {
            flight.dropRest();
        }
        leaveStep();
    }

    private void failed() throws IOException, SQLException {
        ServerError serverError = session.wire().receiver().error();
        SQLException thrown = reply.failed(serverError);
        Outcome broken = open;
        closeOpen(thrown);
        if (flight.continued() != null) {
            // Nobody but the reader of its rows hears of what comes behind a portion.
            flight.continued().completed(thrown);
        }
        if (serverError.fatal()) {
            session.wire().breakDown(thrown);
            return;
        }
        expect(awaiting != Awaiting.NOTHING, Backend.ERROR_RESPONSE);
        SQLException reason = reports == null ? thrown : reason(serverError, thrown);
        if (reason == thrown) {
            reply.failedAt(new Failure(serverError, stage(), steps.query(step)));
        }
        flight.dropRest();
        if (reports != null) {
            reports.failedAt(step, broken, reason);
        }
        if (isSimple() || steps.at(step) == Step.CALL) {
            awaiting = Awaiting.READY;
            return;
        }
        if (awaiting == Awaiting.PARAMETERS || awaiting == Awaiting.COLUMNS) {
            // Parsed, but never described: under its name it could only be executed blindly.
            session.statements().forget(steps.query(step));
        }
        skipToSync();
        awaiting = Awaiting.READY;
        payOwedSync();
    }

    private SQLException reason(ServerError error, SQLException thrown) {
        return awaiting == Awaiting.PARSE_COMPLETE
                ? reports.notParsed(step, thrown)
                : reports.reason(step, error, thrown);
    }

    private boolean isSimple() {
        return steps.at(step).isSimple();
    }

    private Failure.Stage stage() {
        return switch (awaiting) {
            case PARSE_COMPLETE -> Failure.Stage.PARSE;
            case PARAMETERS, COLUMNS -> Failure.Stage.BIND;
            case BIND_COMPLETE, PORTAL_COLUMNS -> Failure.Stage.BIND;
            default -> Failure.Stage.EXECUTE;
        };
    }

    /** As the server does, which skips a Query as well: if no Sync follows it, one must be sent now. */
    private void skipToSync() throws IOException {
        while (step < steps.size() && steps.at(step) != Step.SYNC) {
            step++;
        }
        if (step == steps.size()) {
            sendSync();
            flight.sync();
        }
    }

    private void copyIn(Inbound in) throws IOException {
        expect(awaiting == Awaiting.SIMPLE_RESULT || awaiting == Awaiting.RESULT, Backend.COPY_IN_RESPONSE);
        expect(steps.at(step) != Step.REPLICATION, Backend.COPY_IN_RESPONSE);
        if (isCopyWanted()) {
            if (awaiting == Awaiting.SIMPLE_RESULT) {
                open(null);
            }
            copy = CopyState.in(Body.of(in));
            awaiting = Awaiting.COPY_IN;
            return;
        }
        refuseCopy();
        session.wire().writer().refuseCopy(!isSimple());
    }

    private void copyOut(Inbound in) throws ProtocolException {
        expect(awaiting == Awaiting.SIMPLE_RESULT || awaiting == Awaiting.RESULT, Backend.COPY_OUT_RESPONSE);
        if (isCopyWanted()) {
            copy = CopyState.out(Body.of(in));
        } else {
            refuseCopy();
        }
        if (awaiting == Awaiting.SIMPLE_RESULT && steps.at(step) != Step.REPLICATION) {
            open(null);
        }
        awaiting = Awaiting.COPY_OUT;
    }

    private void refuseCopy() {
        if (reply.error() == null) {
            // Once is enough, of however many.
            reply.fail(CopyErrors.notAsStatement());
        }
    }

    private boolean isCopyWanted() {
        return switch (steps.at(step)) {
            case COPY, COPY_EXTENDED -> copy == null;
            case REPLICATION -> true;
            default -> false;
        };
    }

    private void copyBoth(Inbound in) throws ProtocolException {
        expect(awaiting == Awaiting.SIMPLE_RESULT && steps.at(step) == Step.REPLICATION, Backend.COPY_BOTH_RESPONSE);
        copy = CopyState.both(Body.of(in));
        awaiting = Awaiting.COPY_BOTH;
    }

    private void copyData(Inbound in) throws ProtocolException {
        if (awaiting == Awaiting.SIMPLE_RESULT && copy != null && copy.mayStraggle()) {
            return;
        }
        expect(awaiting == Awaiting.COPY_OUT || awaiting == Awaiting.COPY_BOTH, Backend.COPY_DATA);
        if (copy != null) {
            copy.arrived(in.page().bytes(), in.bodyStart(), in.bodyEnd());
        }
    }

    private void copyDone() throws IOException {
        if (awaiting == Awaiting.COPY_BOTH && !copy.isEndedBy(CopyState.End.SERVER)) {
            copy.endedBy(CopyState.End.SERVER);
            leaveCopyBoth();
            return;
        }
        expect(awaiting == Awaiting.COPY_OUT, Backend.COPY_DONE);
        if (steps.at(step) == Step.REPLICATION) {
            copy.endedBy(CopyState.End.SERVER);
            awaiting = Awaiting.SIMPLE_RESULT;
            return;
        }
        awaiting = Awaiting.RESULT;
        if (copy != null) {
            session.wire().writer().sendRest(flight);
        }
    }

    private void closeOpen(SQLException failure) {
        if (open != null && open.rows() != null) {
            open.rows().completed(failure);
        }
        open = null;
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
