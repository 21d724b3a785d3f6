package io.howdah.jdbc;

import io.howdah.error.SqlErrors;
import io.howdah.session.Flight;
import io.howdah.session.Session;
import io.howdah.session.TransactionStatus;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * How transactions run: isolation level and access mode. Inside a BEGIN they cost nothing; where there is none to carry
 * them, they are the defaults of the session, which are set in front of the next statement.
 */
final class TransactionModes {
    /** Nobody called setTransactionIsolation: the server's default holds. */
    private static final int SERVER_DEFAULT = -1;

    private static final String SET = "SET SESSION CHARACTERISTICS AS TRANSACTION";

    /** Of the session's defaults: it may be what it was at startup, or what it was to be set to. */
    private static final String UNKNOWN = "?";

    private final Session session;
    private final ReadOnly readOnlyMode;
    private int isolation = SERVER_DEFAULT;
    private boolean readOnly;

    /** Somebody wanted it read-only once; from then on its contrary has to be said too. */
    private boolean readOnlyWasSet;

    /** What begins a transaction. */
    private String begin;

    /** What the session's defaults are to be. */
    private Defaults wanted;

    /** What they were last set to. */
    private Defaults current = Defaults.OF_SERVER;

    /** What they were at startup. */
    private final Defaults atStartup;

    /**
     * What the session has for transactions of which nothing else is said, as BEGIN would say it; each is empty for the
     * server's own.
     */
    private record Defaults(String level, String accessMode) {
        static final Defaults OF_SERVER = new Defaults("", "");

        /** Instead of the {@code equals} of a record, of which the first call takes longer than a connect. */
        boolean areAs(Defaults other) {
            return level.equals(other.level) && accessMode.equals(other.accessMode);
        }

        String setting() {
            return SET + joined(level, accessMode);
        }
    }

    /** What was chosen, to be chosen again. */
    record Choice(int isolation, boolean readOnly, boolean readOnlyWasSet) {}

    /** What setReadOnly comes to. */
    enum ReadOnly {
        IGNORED,
        WITH_BEGIN,
        WITH_BEGIN_AND_SESSION
    }

    TransactionModes(Session session, ReadOnly readOnlyMode, boolean readOnly) {
        this.session = session;
        this.readOnlyMode = readOnlyMode;
        this.readOnly = readOnly;
        this.readOnlyWasSet = readOnly;
        changed();
        if (readOnly && readOnlyMode == ReadOnly.WITH_BEGIN_AND_SESSION) {
            // The startup message said so.
            current = wanted;
        }
        atStartup = current;
    }

    /** Some of the session's settings are again what they were at startup. */
    void reset() {
        current = new Defaults(
                current.level().equals(atStartup.level()) ? atStartup.level() : UNKNOWN,
                current.accessMode().equals(atStartup.accessMode()) ? atStartup.accessMode() : UNKNOWN);
    }

    /** What begins a transaction. */
    String begin() {
        return begin;
    }

    /** Writes what a statement needs that is a transaction by itself. */
    void writeDefaults(Flight flight) {
        Defaults due = wanted;
        if (due.areAs(current)) {
            return;
        }
        writeResets(flight, due);
        if (!due.areAs(Defaults.OF_SERVER)) {
            flight.executeQuietly(flight.statements().get(due.setting()));
        }
        end(flight, due);
    }

    /** Writes what a BEGIN needs that leaves something to the session's defaults: they may be an earlier user's. */
    void writeResets(Flight flight) {
        String level = wanted.level().isEmpty() ? "" : current.level();
        String accessMode = wanted.accessMode().isEmpty() ? "" : current.accessMode();
        if (!level.equals(current.level()) || !accessMode.equals(current.accessMode())) {
            var due = new Defaults(level, accessMode);
            writeResets(flight, due);
            end(flight, due);
        }
    }

    private void writeResets(Flight flight, Defaults due) {
        if (due.level().isEmpty() && !current.level().isEmpty()) {
            flight.executeQuietly(flight.statements().get("RESET default_transaction_isolation"));
        }
        if (due.accessMode().isEmpty() && !current.accessMode().isEmpty()) {
            flight.executeQuietly(flight.statements().get("RESET default_transaction_read_only"));
        }
    }

    private void end(Flight flight, Defaults due) {
        // Until the server has said that it did.
        var underWay = new Defaults(
                due.level().equals(current.level()) ? due.level() : UNKNOWN,
                due.accessMode().equals(current.accessMode()) ? due.accessMode() : UNKNOWN);
        flight.whenSent(() -> current = underWay);
        flight.whenDone(() -> current = due);
        // Defaults hold from the next transaction on, so this one must end here.
        flight.sync();
    }

    /** Makes the texts anew, which every statement looks at. */
    private void changed() {
        String level = isolation == SERVER_DEFAULT ? "" : " ISOLATION LEVEL " + levelName(isolation);
        begin = "BEGIN" + joined(level, accessMode());
        wanted = new Defaults(level, readOnlyMode == ReadOnly.WITH_BEGIN_AND_SESSION ? accessMode() : "");
    }

    private static String joined(String level, String accessMode) {
        return level + (level.isEmpty() || accessMode.isEmpty() ? "" : ",") + accessMode;
    }

    /** Empty if nothing needs to be said. */
    private String accessMode() {
        return switch (readOnlyMode) {
            case IGNORED -> "";
            case WITH_BEGIN -> readOnly ? " READ ONLY" : "";
            // The session's default may be the contrary from before.
            case WITH_BEGIN_AND_SESSION -> readOnly ? " READ ONLY" : readOnlyWasSet ? " READ WRITE" : "";
        };
    }

    /**
     * As it was set, or else as the server answers.
     *
     * @param loan of who asks; null for none
     */
    int isolation(Loan loan) throws SQLException {
        if (isolation == SERVER_DEFAULT) {
            return TransactionIsolation.ask(session, this, loan);
        }
        return isolation;
    }

    void setIsolation(int level) throws SQLException {
        if (levelName(level) == null) {
            throw SqlErrors.badArgument("Transaction isolation " + level
                    + " is none of the constants TRANSACTION_READ_UNCOMMITTED, _READ_COMMITTED, _REPEATABLE_READ and"
                    + " _SERIALIZABLE of java.sql.Connection");
        }
        requireIdle("setTransactionIsolation");
        isolation = level;
        changed();
    }

    /** What holds now, for when it is to hold again. Asks nobody. */
    Choice choice() {
        return new Choice(isolation, readOnly, readOnlyWasSet);
    }

    /** Takes back what was set, outside a transaction. */
    void choose(Choice earlier) {
        isolation = earlier.isolation();
        readOnly = earlier.readOnly();
        readOnlyWasSet = earlier.readOnlyWasSet();
        changed();
    }

    /** Somebody else sees to it that the session's default access mode is what these modes want. */
    void accessModeIsRestored() {
        current = new Defaults(current.level(), wanted.accessMode());
    }

    boolean readOnly() {
        return readOnly;
    }

    void setReadOnly(boolean on) throws SQLException {
        if (on != readOnly) {
            requireIdle("setReadOnly");
            readOnly = on;
            readOnlyWasSet = true;
            changed();
        }
    }

    /** Whether a transaction that begins now can write nothing. */
    boolean beginsReadOnly() {
        return readOnly && readOnlyMode != ReadOnly.IGNORED;
    }

    private void requireIdle(String call) throws SQLException {
        if (session.settledStatus() != TransactionStatus.IDLE) {
            throw SqlErrors.inTransaction(call);
        }
    }

    /** Null for a level that JDBC or PostgreSQL does not know. */
    private static String levelName(int level) {
        return switch (level) {
            case Connection.TRANSACTION_READ_UNCOMMITTED -> "READ UNCOMMITTED";
            case Connection.TRANSACTION_READ_COMMITTED -> "READ COMMITTED";
            case Connection.TRANSACTION_REPEATABLE_READ -> "REPEATABLE READ";
            case Connection.TRANSACTION_SERIALIZABLE -> "SERIALIZABLE";
            default -> null;
        };
    }
}
