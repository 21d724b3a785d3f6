package io.howdah.session;

import io.howdah.error.ReplicationErrors;
import io.howdah.transport.Transport;
import io.howdah.wire.ByteWriter;
import io.howdah.wire.Frontend;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is written before anything is read. Encodes at once, and notes for each step which answer to expect. It has
 * no policy, and belongs to its session: a {@link Plan} fills it under the wire lock.
 */
public final class Flight {
    /** For {@link #execute}: no limit. */
    public static final int ALL_ROWS = Frontend.ALL_ROWS;

    /** The most parameters a statement can have. */
    public static final int MAX_PARAMETERS = Frontend.MAX_PARAMETERS;

    static final String UNNAMED = "";

    private static final int NO_COPY = -1;
    private static final int BINARY = 1;

    private final Session session;
    private final ByteWriter out = ByteWriter.referring(512);
    private final Steps steps = new Steps();
    private final List<Runnable> whenSent = new ArrayList<>(1);
    private final List<Completion> whenDone = new ArrayList<>(0);

    /** Of the one step that opens or continues a portal. */
    private Portal portal;

    /** The rows that the FETCH step continues. */
    private Rows continued;

    private boolean syncOwed;

    /** What is not in the buffer, but encoded while it is written; null before the first. */
    private Bulks bulks;

    /** Whether nothing of an earlier flight is lost if all of this one is taken back. */
    private boolean fresh;

    private boolean guarded;
    private boolean guardOpen;
    private boolean reportsEach;
    private boolean endsTransaction;

    /** Behind the COPY in {@link #out}: what stands there is not to be sent before its end. */
    private int copyEnd = NO_COPY;

    private int copyStep;
    private Transaction copyTransaction;

    /** Why this is not to be sent; null if it may be. */
    private SQLException refusal;

    Flight(Session session) {
        this.session = session;
    }

    /** Where the session stands now that the wire is free. */
    public TransactionStatus transactionStatus() {
        return session.transactionStatus();
    }

    public StatementCache statements() {
        return session.statements();
    }

    /** Asks the server to parse and describe a statement, unless it has. */
    public void prepare(PreparedQuery query) {
        if (isSimpleOnly()) {
            refusal = ReplicationErrors.simpleOnly();
            return;
        }
        if (query.isNamed()) {
            if (!query.isPrepared() && !steps.contains(Step.PREPARE, query)) {
                Frontend.parse(out, query.name(), query.sql(), query.declaredOids());
                Frontend.describeStatement(out, query.name());
                steps.add(Step.PREPARE, query);
                session.watch().parses(query.sql());
            }
        } else {
            Frontend.parse(out, UNNAMED, query.sql(), query.declaredOids());
            steps.add(Step.PARSE, query);
            session.watch().parses(query.sql());
        }
    }

    /** Like {@link #prepare} of an unnamed statement, which alone of its kind is described as a statement here. */
    public void describe(PreparedQuery query) {
        if (query.isNamed() || isSimpleOnly()) {
            prepare(query);
        } else {
            Frontend.parse(out, UNNAMED, query.sql(), query.declaredOids());
            Frontend.describeStatement(out, UNNAMED);
            steps.add(Step.PREPARE, query);
        }
    }

    /**
     * Binds and executes, preparing first if needed.
     *
     * @param maxRows {@link #ALL_ROWS} for no limit
     */
    public void execute(PreparedQuery query, Binding binding, int maxRows) {
        if (isSimpleOnly() && binding.count() == 0) {
            simple(query.sql());
            return;
        }
        prepare(query);
        bind(query, binding);
        if (query.isNamed()) {
            steps.add(Step.EXECUTE, query, query.bound(), 1);
        } else {
            Frontend.describePortal(out, UNNAMED);
            steps.add(Step.EXECUTE_DESCRIBING, query);
        }
        Frontend.execute(out, UNNAMED, maxRows);
    }

    /**
     * Binds a portal and executes its first portion. In a transaction the portal has a name and stays; outside of one it
     * is held open by not sending a Sync, so this must be the last step.
     *
     * @param fetchSize rows of a portion, at least 1
     */
    public void open(PreparedQuery query, Binding binding, int fetchSize, Transaction transaction) {
        String name = transaction == Transaction.NONE ? UNNAMED : session.nextPortalName();
        open(new Portal(name, fetchSize, transaction.lifeOfPortal(), Portal.Pace.AHEAD), query, binding);
    }

    /**
     * The same in a transaction, by a name that is the user's and row by row, so that the server's position is the user's.
     */
    public void openCursor(PreparedQuery query, Binding binding, String name, Transaction transaction) {
        open(new Portal(name, 1, transaction.lifeOfPortal(), Portal.Pace.IN_STEP), query, binding);
    }

    private void open(Portal opened, PreparedQuery query, Binding binding) {
        if (isSimpleOnly() && binding.count() == 0) {
            simple(query.sql());
            return;
        }
        portal = opened;
        prepare(query);
        bind(portal.name(), query, binding);
        if (query.isNamed()) {
            steps.add(Step.EXECUTE, query, query.bound(), 1);
        } else {
            Frontend.describePortal(out, portal.name());
            steps.add(Step.EXECUTE_DESCRIBING, query);
        }
        Frontend.execute(out, portal.name(), portal.fetchSize());
        if (!portal.outlivesSync()) {
            Frontend.flush(out);
            steps.add(Step.SYNC);
            syncOwed = true;
        }
    }

    /** Whether a statement runs in a transaction block, one that this flight begins included. */
    public enum Transaction {
        OPEN,
        /** The same, and what fails in it is to be undone by itself, portions of results included. */
        GUARDED,
        NONE;

        private Portal.Life lifeOfPortal() {
            return switch (this) {
                case OPEN -> Portal.Life.TRANSACTION;
                case GUARDED -> Portal.Life.GUARDED_TRANSACTION;
                case NONE -> Portal.Life.STATEMENT;
            };
        }
    }

    /** Executes once for each of the bindings; all of it has one outcome. */
    public void executeEach(PreparedQuery query, Bindings bindings) {
        prepare(query);
        var bulk = new Bulk(
                query.name(),
                query.isNamed() ? query.resultFormats() : null,
                bindings,
                query.isNamed() ? Bulk.Describe.NONE : Bulk.Describe.FIRST);
        if (out.total() + bulk.byteCount() <= FlightWriter.WRITTEN_BY_CALLER) {
            for (int i = 0; i < bulk.count(); i++) {
                bulk.writeTo(i, out);
            }
        } else {
            if (bulks == null) {
                bulks = new Bulks();
            }
            bulks.add(bulk, out.size());
        }
        steps.add(query.isNamed() ? Step.EXECUTE : Step.EXECUTE_DESCRIBING, query, query.bound(), bulk.count());
    }

    /** Executes a statement without parameters whose result nobody wants, such as BEGIN. */
    public void executeQuietly(PreparedQuery query) {
        if (isSimpleOnly()) {
            query(Step.SIMPLE_QUIETLY, query, query.sql());
            return;
        }
        prepare(query);
        bind(query, Binding.NONE);
        Frontend.execute(out, UNNAMED, Frontend.ALL_ROWS);
        steps.add(Step.EXECUTE_QUIETLY, query);
    }

    /** Takes back what an earlier flight of this transaction did; what follows starts anew. */
    public void rollback() {
        executeQuietly(statements().once("ROLLBACK"));
        fresh = true;
    }

    /**
     * Sets a savepoint: what fails behind it can be undone by a later flight. It goes with {@link #release}, or else with
     * the end of the plan. Inside a transaction only.
     */
    public void guard() {
        // Not prepared under a name: that could be lost on the server, and the transaction with it.
        executeQuietly(statements().once(Guard.SET));
        guarded = true;
        guardOpen = true;
    }

    /** Goes back to the savepoint of an earlier flight, which failed; what follows is guarded by it. */
    public void undo() {
        executeQuietly(statements().once(Guard.UNDO));
        guarded = true;
        guardOpen = true;
    }

    /** Keeps what was done since {@link #guard}; nothing if there was none. */
    public void release() {
        if (guardOpen) {
            executeQuietly(statements().once(Guard.RELEASE));
            guardOpen = false;
        }
    }

    /** Whether what is written now can be undone by itself. */
    public boolean isGuarded() {
        return guardOpen;
    }

    /** One message for any number of statements; results come in text. */
    public void simple(String sql) {
        query(Step.SIMPLE, null, sql);
    }

    /**
     * One COPY, for {@link CopyReply}. What is said behind it goes to the server when the copy has ended well, and is not
     * said at all if it fails: a server that waits for data hangs up on anything else.
     */
    public void copy(String sql, Transaction transaction) {
        query(Step.COPY, null, sql);
        holdBackRest(transaction);
    }

    /**
     * The same in the extended sub-protocol. A Sync would be lost on a server that waits for data, so the one that this
     * needs is said behind its end.
     */
    public void copyExtended(String sql, Transaction transaction) {
        PreparedQuery query = statements().once(sql);
        prepare(query);
        bind(query, Binding.NONE);
        Frontend.execute(out, UNNAMED, ALL_ROWS);
        Frontend.flush(out);
        steps.add(Step.COPY_EXTENDED, query);
        holdBackRest(transaction);
    }

    private void holdBackRest(Transaction transaction) {
        copyTransaction = transaction;
        copyEnd = out.size();
        copyStep = steps.size() - 1;
    }

    /** A command of replication, for {@link MessageReply}: its COPYs are taken message by message. */
    public void replication(String command) {
        query(Step.REPLICATION, null, command);
    }

    /**
     * Calls a function by its OID, with neither SQL nor a prepared statement; {@link Outcome#result} is what it returns, in
     * binary. It ends with a ReadyForQuery of its own, as {@link #simple} does: outside of a transaction block it is a
     * transaction by itself.
     */
    public void call(int function, Binding arguments) {
        call(function, arguments, BINARY);
    }

    /** @param resultFormat its code: 0 for text, 1 for binary, which not all types have */
    public void call(int function, Binding arguments, int resultFormat) {
        if (isSimpleOnly()) {
            refusal = ReplicationErrors.simpleOnly();
            return;
        }
        int mark = out.begin('F');
        out.int32(function);
        arguments.writeTo(out);
        out.int16(resultFormat);
        out.end(mark);
        steps.add(Step.CALL);
    }

    /** Ends a transaction that is implicit, and what an error skips. Added by the session where a plan ends without. */
    public void sync() {
        Frontend.sync(out);
        steps.add(Step.SYNC);
    }

    /**
     * Each statement is to have an outcome, also if it fails or is skipped: {@link Outcome#failure}. For a plan that executes
     * each once.
     */
    public void reportEach() {
        reportsEach = true;
    }

    /** A ROLLBACK in this flight is of the whole transaction, which the server does not tell: another may begin with it. */
    public void endTransaction() {
        endsTransaction = true;
    }

    /** Something to be done once nothing can keep this flight from being sent any more; under the wire lock. */
    public void whenSent(Runnable action) {
        whenSent.add(action);
    }

    /** Something to be done once what was asked for last, quietly, has completed well; under the wire lock. */
    public void whenDone(Runnable action) {
        whenDone.add(new Completion(steps.size() - 1, action));
    }

    private record Completion(int step, Runnable action) {}

    // ---- the session's

    void done(int completed) {
        for (int i = 0; i < whenDone.size(); i++) {
            if (whenDone.get(i).step() == completed) {
                whenDone.get(i).action().run();
            }
        }
    }

    void fetch(Rows rows) {
        portal = rows.portal();
        continued = rows;
        if (portal.isGuarded()) {
            guard();
        }
        Frontend.execute(out, portal.name(), portal.fetchSize());
        steps.add(Step.FETCH);
        release();
        sync();
    }

    void sent() {
        for (int i = 0; i < whenSent.size(); i++) {
            whenSent.get(i).run();
        }
    }

    void clear() {
        out.clear();
        portal = null;
        continued = null;
        syncOwed = false;
        if (bulks != null) {
            bulks.clear();
        }
        copyEnd = NO_COPY;
        refusal = null;
        whenSent.clear();
        whenDone.clear();
        steps.truncate(0);
        fresh = session.transactionStatus() == TransactionStatus.IDLE;
        guarded = false;
        guardOpen = false;
        reportsEach = false;
        endsTransaction = false;
    }

    boolean endsTransaction() {
        return endsTransaction;
    }

    boolean reportsEach() {
        return reportsEach;
    }

    void throwIfRefused() throws SQLException {
        if (refusal != null) {
            throw refusal;
        }
    }

    private boolean isSimpleOnly() {
        return session.facts().kind().isSimpleOnly();
    }

    boolean isFresh() {
        return fresh;
    }

    /** Whether it was guarded at any time. */
    boolean wasGuarded() {
        return guarded;
    }

    void closeStatement(String name) {
        Frontend.closeStatement(out, name);
        steps.add(Step.CLOSE);
    }

    void closePortal(String name) {
        Frontend.closePortal(out, name);
        steps.add(Step.CLOSE);
    }

    Portal portal() {
        return portal;
    }

    Rows continued() {
        return continued;
    }

    /** Whether the last Sync is yet to be sent, when nothing more is wanted of the portal. */
    boolean syncOwed() {
        return syncOwed;
    }

    /** Whether the system's buffers hold it, so that it can be written before anything is read. */
    boolean isSmall() {
        return !hasBulks() && out.total() <= FlightWriter.WRITTEN_BY_CALLER;
    }

    private boolean hasBulks() {
        return bulks != null && !bulks.isEmpty();
    }

    /** How much of it there is, what is yet to be encoded included. */
    long byteCount() {
        return out.total() + (bulks == null ? 0 : bulks.byteCount());
    }

    /** Writes all of it, encoding the bulk of it on the way. */
    void writeTo(Transport transport) throws IOException {
        int written = hasBulks() ? bulks.writeTo(transport, out) : 0;
        int end = copyEnd == NO_COPY ? out.size() : copyEnd;
        if (out.total() == out.size()) {
            transport.write(out.bytes(), written, end - written);
        } else {
            out.drain(written, end, transport::write);
        }
    }

    /** The copy has ended well: adds what was held back. */
    void writeRestTo(ByteWriter message) {
        if (copyEnd != NO_COPY) {
            message.bytes(out.bytes(), copyEnd, out.size() - copyEnd);
            copyEnd = NO_COPY;
        }
    }

    Transaction copyTransaction() {
        return copyTransaction;
    }

    /** What was held back, if anything, will not be said. */
    void dropRest() {
        if (copyEnd != NO_COPY) {
            out.truncate(copyEnd);
            steps.truncate(copyStep + 1);
            copyEnd = NO_COPY;
        }
    }

    /** What the server is asked for; the same object for every flight of the session. */
    Steps steps() {
        return steps;
    }

    private void query(Step step, PreparedQuery query, String text) {
        Frontend.query(out, text);
        // No statement takes less than a character, and even no text at all has a result.
        steps.add(step, query, null, text.length() + 1);
    }

    private void bind(PreparedQuery query, Binding binding) {
        bind(UNNAMED, query, binding);
    }

    private void bind(String portalName, PreparedQuery query, Binding binding) {
        int mark = out.begin('B');
        out.cString(portalName);
        out.cString(query.name());
        binding.writeTo(out);
        writeFormats(query.isNamed() ? query.resultFormats() : null, out);
        out.end(mark);
    }

    /** @param formats null for text */
    static void writeFormats(int[] formats, ByteWriter out) {
        if (formats == null) {
            out.int16(0);
            return;
        }
        out.int16(formats.length);
        for (int format : formats) {
            out.int16(format);
        }
    }

    boolean prepares(PreparedQuery query) {
        return steps.contains(Step.PREPARE, query) || steps.contains(Step.PARSE, query);
    }
}
