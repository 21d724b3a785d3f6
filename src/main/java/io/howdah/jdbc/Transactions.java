package io.howdah.jdbc;

import io.howdah.api.ConnectionObserver.Kind;
import io.howdah.config.ConnectionConfig.Autosave;
import io.howdah.error.LargeObjectErrors;
import io.howdah.error.SqlErrors;
import io.howdah.error.SqlState;
import io.howdah.session.Binding;
import io.howdah.session.Failure;
import io.howdah.session.Flight;
import io.howdah.session.Outcome;
import io.howdah.session.Plan;
import io.howdah.session.Reply;
import io.howdah.session.Session;
import io.howdah.session.TransactionStatus;
import io.howdah.sql.ParsedStatement;
import io.howdah.sql.Quoting;
import io.howdah.sql.TransactionSyntax;
import io.howdah.sql.Verb;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Autocommit, transactions and savepoints; how transactions run, {@link TransactionModes} knows. Nothing here costs a round
 * trip of its own but the end of a transaction: a BEGIN with its isolation level, and a SAVEPOINT, travel in front of the
 * next statement.
 */
final class Transactions {
    /** No savepoint can be set around these: they end it, or are forbidden inside one. */
    private static final Set<Verb> UNGUARDED =
            EnumSet.of(Verb.BEGIN, Verb.COMMIT, Verb.ROLLBACK, Verb.SAVEPOINT, Verb.RELEASE, Verb.SET, Verb.PREPARE);

    private final Session session;
    private final TransactionModes modes;
    private final Autosave autosave;

    /** Null for a connection that no transaction manager has. */
    private Demarcation demarcation;

    private boolean autoCommit = true;

    /** What is to hold once there is no branch of a global transaction any more. */
    private boolean autoCommitOfUser = true;

    /** Whether the session prints floats so that nothing is lost. */
    private boolean floatsAreExact;

    /** How many of the user's commands that take settings back were seen to. */
    private int resetsSeen;

    /** Savepoints and settings that are to travel in front of the next statement, in order. */
    private final UnsentQueue unsent = new UnsentQueue();

    private int lastSavepoint;

    /** The answer to the end of the last transaction, for the next. */
    private Reply ending;

    /** How many transactions have ended; a savepoint is of one. */
    private int ended;

    /** What of it the server ran for the last flight, for when that is sent again. */
    private final List<Unsent> taken = new ArrayList<>();

    /** How the next flight starts, which is the last one again. */
    private Again again = Again.NO;

    private enum Again {
        NO,
        /** With a ROLLBACK: the flight that failed had begun the transaction. */
        FROM_THE_START,
        /** With a ROLLBACK TO the driver's own savepoint. */
        FROM_THE_GUARD
    }

    Transactions(Session session, TransactionModes modes, Autosave autosave) {
        this.session = session;
        this.modes = modes;
        this.autosave = autosave;
        floatsAreExact = printsFloatsExactly();
    }

    TransactionModes modes() {
        return modes;
    }

    /** Servers from 12 on do it by themselves; a replication session was asked to by its startup message. */
    private boolean printsFloatsExactly() {
        return session.serverVersion().atLeast(12, 0) || session.facts().kind().isSimpleOnly();
    }

    /** Writes what is due before any statement, as {@link #openBare} does, and the savepoint that autosave asks for. */
    void open(Flight flight) {
        openBare(flight);
        boolean inTransaction = !autoCommit || flight.transactionStatus() == TransactionStatus.IN_TRANSACTION;
        if (autosave != Autosave.NEVER && inTransaction && !flight.isGuarded() && !isFailed(flight)) {
            flight.guard();
        }
    }

    /** Writes what is due before these. */
    void open(Flight flight, List<ParsedStatement> statements) throws SQLException {
        if (demarcation != null) {
            demarcation.requireNoEnd(statements);
        }
        if (canBeGuarded(statements)) {
            open(flight);
            return;
        }
        openBare(flight);
        for (ParsedStatement each : statements) {
            if (each.verb() == Verb.ROLLBACK && TransactionSyntax.endsTransaction(each)) {
                flight.endTransaction();
            }
        }
    }

    private static boolean canBeGuarded(List<ParsedStatement> statements) {
        for (int i = 0; i < statements.size(); i++) {
            if (UNGUARDED.contains(statements.get(i).verb())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Writes what is due before a statement that no savepoint can be set around. Under the wire lock. What is not
     * sent after all stays due.
     */
    void openBare(Flight flight) {
        if (resetsSeen != session.resets()) {
            resetsSeen = session.resets();
            modes.reset();
            floatsAreExact = printsFloatsExactly();
        }
        taken.clear();
        // In a transaction that has failed and stays so, what is due would only fail, and a ROLLBACK with it.
        boolean refused = again == Again.NO && isFailed(flight) && !canMend(flight);
        boolean begins =
                switch (again) {
                    case FROM_THE_START -> {
                        if (flight.transactionStatus() != TransactionStatus.IDLE) {
                            flight.rollback();
                        }
                        yield true;
                    }
                    case FROM_THE_GUARD -> {
                        flight.undo();
                        yield false;
                    }
                    case NO -> {
                        if (canMend(flight)) {
                            // A failure that showed only when the rows were read.
                            flight.undo();
                            flight.release();
                        }
                        yield flight.transactionStatus() == TransactionStatus.IDLE;
                    }
                };
        if (again != Again.NO) {
            flight.whenSent(() -> again = Again.NO);
        }
        if (begins) {
            openIdle(flight);
        }
        if (!refused && !unsent.isEmpty()) {
            writeUnsent(flight, begins);
        }
    }

    /** @param begun whether the transaction begins with this flight */
    private void writeUnsent(Flight flight, boolean begun) {
        if (begun) {
            unsent.writeRest(flight, taken::add);
        } else {
            unsent.writeAll(flight, taken::add);
            if (autoCommit) {
                // What failed behind it would take a setting back.
                flight.sync();
            }
        }
    }

    /** Before texts are parsed that the server may refuse: inside a transaction, that must not cost what was done. */
    void guardParsing(Flight flight, List<ParsedStatement> statements) {
        if (flight.transactionStatus() == TransactionStatus.IN_TRANSACTION
                && !flight.isGuarded()
                && canBeGuarded(statements)) {
            flight.guard();
        }
    }

    /** Behind it: what the text does needs no guard, unless autosave wants one. */
    void parsed(Flight flight) {
        if (autosave == Autosave.NEVER) {
            flight.release();
        }
    }

    private boolean isFailed(Flight flight) {
        return flight.transactionStatus() == TransactionStatus.FAILED;
    }

    /** Whether autosave has what brings a failed transaction back. */
    private boolean canMend(Flight flight) {
        return isFailed(flight) && autosave == Autosave.ALWAYS && session.isGuarded();
    }

    /** The last flight was sent, whatever came of it. */
    void sent() {
        taken.clear();
    }

    /** As {@link #sent()}. Its error is thrown to the user: a setting that the server refuses is not sent again. */
    void sent(Reply reply) {
        sent();
        Failure failure = reply.failure();
        if (failure != null
                && failure.query() != null
                && !SqlState.QUERY_CANCELED.is(failure.error().sqlState())
                && !SqlState.FAILED_TRANSACTION.is(failure.error().sqlState())) {
            unsent.refused(failure.query().sql());
        }
    }

    /** The next flight is that one again, which {@link Reply#canBeUndone}. */
    void undo(Reply failed) {
        if (failed.isGuarded()) {
            again = Again.FROM_THE_GUARD;
            taken.clear();
        } else {
            again = Again.FROM_THE_START;
            if (!autoCommit) {
                unsent.putBack(taken);
            }
            taken.clear();
        }
    }

    /** The next flight is not that one after all, or no longer. */
    void doneAgain() {
        again = Again.NO;
    }

    /** After the last failure of a flight: autosave mends the transaction. */
    void mend(Reply failed) throws SQLException {
        if (autosave == Autosave.ALWAYS && failed.isFinished() && failed.isGuarded()) {
            Reply mended = session.send(flight -> {
                if (session.isGuarded()) {
                    flight.undo();
                    flight.release();
                }
            });
            mended.throwIfFailed();
        }
    }

    /**
     * A SET that takes effect before the next statement does; part of the transaction if there is one, or if the next
     * statement begins one.
     */
    void sendLater(String setting) {
        boolean outside = autoCommit && session.transactionStatus() == TransactionStatus.IDLE;
        unsent.add(outside ? new Unsent.Standing(setting) : new Unsent.Setting(setting));
    }

    /** Commands that are to be part of no transaction, and are known only when they are sent. */
    void sendLater(Supplier<List<String>> commands) {
        unsent.add(new Unsent.Undecided(commands));
    }

    /** A parameter that the server reports gets its value back before the next transaction. */
    void restoreLater(String name, String value) throws SQLException {
        unsent.add(Unsent.Parameter.of(name, value));
    }

    /** The same for one that is a list of names. */
    void restoreListLater(String name, String value) throws SQLException {
        unsent.add(Unsent.Parameter.ofList(name, value));
    }

    /** As {@link #parameter}; null also if something unsent changes it, and does not say to what. */
    String knownParameter(String name) {
        return unsent.hasSetting(name) && !unsent.endsWithParameter(name) ? null : parameter(name);
    }

    /** What a parameter that the server reports will be before the next statement is run; null if it does not report it. */
    String parameter(String name) {
        String due = unsent.parameter(name);
        return due != null ? due : session.parameter(name);
    }

    /** @param name as it is written in the statements that set it */
    boolean hasUnsentSetting(String name) {
        return unsent.hasSetting(name);
    }

    boolean hasUnsentSettings() {
        return unsent.hasSettings();
    }

    private void openIdle(Flight flight) {
        if (!floatsAreExact) {
            // It is no part of the startup message, since poolers refuse there what they do not know; and of no
            // transaction, since it would be taken back with that.
            flight.executeQuietly(flight.statements().once("SET extra_float_digits = 3"));
            flight.whenDone(() -> floatsAreExact = true);
            flight.sync();
        }
        if (autoCommit && unsent.hasPartOfTransaction()) {
            // It was left when that failed, and its user has ended it by a statement.
            unsent.leaveTransaction();
        }
        unsent.writeStanding(flight);
        if (autoCommit) {
            modes.writeDefaults(flight);
        } else {
            modes.writeResets(flight);
            flight.executeQuietly(flight.statements().get(modes.begin()));
        }
    }

    /** Whether what this flight goes on to say will be part of a transaction block; ask after {@link #open}. */
    Flight.Transaction within(Flight flight) {
        if (autoCommit && flight.transactionStatus() == TransactionStatus.IDLE) {
            return Flight.Transaction.NONE;
        }
        return autosave == Autosave.ALWAYS && flight.isGuarded() ? Flight.Transaction.GUARDED : Flight.Transaction.OPEN;
    }

    boolean autoCommit() {
        return autoCommit;
    }

    /** As its user chose it, for when no branch of a global transaction is there. */
    boolean autoCommitOfUser() {
        return autoCommitOfUser;
    }

    /** From now on a transaction manager may have a part in it. */
    Demarcation share() {
        demarcation = new Demarcation();
        return demarcation;
    }

    /** Whether a branch of a global transaction is in the session. */
    boolean isManaged() {
        return demarcation != null && demarcation.isByManager();
    }

    private void requireUser(String call) throws SQLException {
        if (demarcation != null) {
            demarcation.requireUser(call);
        }
    }

    /** Whether nothing may be run now, since a branch waits for its end. */
    boolean isWaitingForManager() {
        return demarcation != null && demarcation.isWithoutUser();
    }

    /** Throws if nothing may be run now, since a branch waits for its end. */
    void requireWork() throws SQLException {
        if (demarcation != null) {
            demarcation.requireWork();
        }
    }

    /**
     * Turning it on commits what is open, as JDBC has it.
     *
     * @param loan the caller's, as in all that follow: one that ends while the caller waits for the wire has nothing said
     *     in the next user's transaction. Null for none
     */
    void setAutoCommit(boolean on, Loan loan) throws SQLException {
        if (on == autoCommit) {
            return;
        }
        if (on) {
            requireUser("setAutoCommit(true)");
            end("COMMIT", loan);
        }
        autoCommit = on;
        autoCommitOfUser = on;
    }

    /** Every statement from here on is part of a branch; its BEGIN travels in front of the first. */
    void enterBranch() {
        demarcation.byManager();
        autoCommit = false;
    }

    /** Its transaction has ended, or is prepared. */
    void leaveBranch() {
        autoCommit = autoCommitOfUser;
        ended++;
        demarcation.byUser();
        unsent.leaveTransaction();
    }

    void commit(Loan loan) throws SQLException {
        requireUser("commit");
        requireManual("commit");
        end("COMMIT", loan);
    }

    void rollback(Loan loan) throws SQLException {
        requireUser("rollback");
        requireManual("rollback");
        end("ROLLBACK", loan);
    }

    private void end(String command, Loan loan) throws SQLException {
        ending = Execution.attempt(session, this, new EndPlan(command, loan), ending);
        ended++;
        Outcome outcome = ending.next();
        if (outcome != null && ending.next() == null && !outcome.command().equals(command)) {
            throw SqlErrors.commitRolledBack();
        }
    }

    /** The end of a transaction, with what is due before it. */
    private final class EndPlan implements Plan {
        private final String command;
        private final Loan loan;

        EndPlan(String command, Loan loan) {
            this.command = command;
            this.loan = loan;
        }

        @Override
        public void write(Flight flight) throws SQLException {
            Loan.requireRunning(loan);
            // A savepoint nobody used need not be sent before the transaction ends. A setting is part of what is
            // committed.
            unsent.dropSavepoints();
            if (command.equals("ROLLBACK")) {
                unsent.dropPartOfTransaction();
            }
            boolean mending = command.equals("COMMIT") && canMend(flight);
            if (isFailed(flight) && !mending) {
                // Whatever else is due would only fail as well, and keep the transaction from ending.
                unsent.dropPartOfTransaction();
                end(flight);
            } else if (mending || unsent.hasPartOfTransaction()) {
                openBare(flight);
                end(flight);
            } else if (flight.transactionStatus() != TransactionStatus.IDLE) {
                end(flight);
            }
        }

        private void end(Flight flight) {
            // Never by a prepared name: if the server had lost it, a transaction without fault would be lost with it.
            flight.simple(command);
        }

        @Override
        public String sql() {
            return command;
        }

        @Override
        public Kind kind() {
            if (session.transactionStatus() == TransactionStatus.IDLE) {
                // Nothing will be sent: there is no transaction to end.
                return null;
            }
            return command.equals("COMMIT") ? Kind.COMMIT : Kind.ROLLBACK;
        }
    }

    /** Ends the transaction that a user has begun by a BEGIN of his own, and left. */
    void rollBackStray() throws SQLException {
        if (session.settledStatus() != TransactionStatus.IDLE) {
            end("ROLLBACK", null);
        }
    }

    Savepoint setSavepoint() throws SQLException {
        return set(SavepointImpl.unnamed(this, ended, ++lastSavepoint));
    }

    Savepoint setSavepoint(String name) throws SQLException {
        if (name == null) {
            throw SqlErrors.badSavepoint("The name of a savepoint is null");
        }
        return set(SavepointImpl.named(this, ended, name));
    }

    private Savepoint set(SavepointImpl savepoint) throws SQLException {
        requireUser("setSavepoint");
        requireManual("setSavepoint");
        unsent.add(new Unsent.Mark("SAVEPOINT " + Quoting.quoted(savepoint.serverName()), savepoint));
        return savepoint;
    }

    void rollbackTo(Savepoint savepoint, Loan loan) throws SQLException {
        requireUser("rollback to a savepoint");
        requireManual("rollback to a savepoint");
        SavepointImpl ours = valid(savepoint);
        execute("ROLLBACK TO SAVEPOINT " + Quoting.quoted(ours.serverName()), flight -> openUpTo(ours, flight), loan);
    }

    /** In a failed transaction all that is due would fail as well; settings can wait until this has mended it. */
    private void openUpTo(SavepointImpl savepoint, Flight flight) {
        if (!isFailed(flight) || canMend(flight)) {
            openBare(flight);
        } else if (unsent.has(savepoint)) {
            // There is none to go back to, as the server is to say.
            unsent.writeAll(flight, taken::add);
        } else {
            flight.whenSent(unsent::dropSavepoints);
        }
    }

    void release(Savepoint savepoint, Loan loan) throws SQLException {
        requireUser("releaseSavepoint");
        requireManual("releaseSavepoint");
        SavepointImpl ours = valid(savepoint);
        execute("RELEASE SAVEPOINT " + Quoting.quoted(ours.serverName()), this::openBare, loan);
        ours.invalidate();
    }

    private SavepointImpl valid(Savepoint savepoint) throws SQLException {
        if (!(savepoint instanceof SavepointImpl ours)) {
            throw SqlErrors.badSavepoint("This savepoint is null or none of this driver's");
        }
        ours.requireUsable(this, ended);
        return ours;
    }

    private void execute(String sql, Consumer<Flight> before, Loan loan) throws SQLException {
        Reply reply = Execution.attempt(session, this, flight -> {
            Loan.requireRunning(loan);
            before.accept(flight);
            flight.execute(flight.statements().once(sql), Binding.NONE, Flight.ALL_ROWS);
        });
        while (reply.next() != null) {
            // Its outcome says nothing but that it worked.
        }
    }

    /** What would be left behind by a statement that fails must be in one transaction with it. */
    void requireTransaction(int parameter) throws SQLException {
        if (isIdle()) {
            throw LargeObjectErrors.needsTransaction(parameter);
        }
    }

    /** Whether the next statement will be a transaction by itself. */
    boolean isIdle() throws SQLException {
        return autoCommit && session.settledStatus() == TransactionStatus.IDLE;
    }

    private void requireManual(String call) throws SQLException {
        if (autoCommit) {
            throw SqlErrors.noActiveTransaction(call);
        }
    }
}
