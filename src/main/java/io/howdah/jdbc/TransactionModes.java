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

    private final Session session;
    private final ReadOnly readOnlyMode;
    private int isolation = SERVER_DEFAULT;
    private boolean readOnly;

    /** Somebody wanted it read-only once; from then on its contrary has to be said too. */
    private boolean readOnlyWasSet;

    /** What begins a transaction. */
    private String begin;

    /** What the session's defaults are to be set to; empty for the server's own. */
    private String wantedDefault;

    /** What they were last set to. */
    private String sessionDefault = "";

    /** What they were at startup. */
    private final String startupDefault;

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
            sessionDefault = wantedDefault;
        }
        startupDefault = sessionDefault;
    }

    /** The session's settings are again what they were at startup. */
    void reset() {
        sessionDefault = startupDefault;
    }

    /** What begins a transaction. */
    String begin() {
        return begin;
    }

    /** Writes what a statement needs that is a transaction by itself. */
    void writeDefaults(Flight flight) {
        String wanted = wantedDefault;
        if (!wanted.equals(sessionDefault)) {
            flight.executeQuietly(flight.statements().get(wanted));
            // Defaults hold from the next transaction on, so this one must end here.
            flight.sync();
            flight.whenSent(() -> sessionDefault = wanted);
        }
    }

    /** Makes the texts anew, which every statement looks at. */
    private void changed() {
        begin = "BEGIN" + modes(accessMode());
        String modes = modes(readOnlyMode == ReadOnly.WITH_BEGIN_AND_SESSION ? accessMode() : "");
        wantedDefault = modes.isEmpty() ? "" : "SET SESSION CHARACTERISTICS AS TRANSACTION" + modes;
    }

    private String modes(String accessMode) {
        String level = isolation == SERVER_DEFAULT ? "" : " ISOLATION LEVEL " + levelName(isolation);
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

    /** As it was set, or else as the server answers. */
    int isolation() throws SQLException {
        if (isolation == SERVER_DEFAULT) {
            return TransactionIsolation.ask(session);
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

    /** As it was set; SERVER_DEFAULT if nobody did. Asks nobody. */
    int chosenIsolation() {
        return isolation;
    }

    /** Takes back what was set, outside a transaction. */
    void chooseIsolation(int chosen) {
        isolation = chosen;
        changed();
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
