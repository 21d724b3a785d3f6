package io.howdah.error;

import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import javax.transaction.xa.XAException;

/** What can go wrong with branches of global transactions. */
public final class XaErrors {
    private static final String SETTING = "max_prepared_transactions";

    private XaErrors() {}

    // ---- for the user of the connection

    /** @param call that only the transaction manager may make now */
    public static SQLException managedByOthers(String call) {
        return new SQLNonTransientException(
                call + " cannot be called in a branch of a global transaction: its transaction manager ends it",
                SqlState.OBJECT_NOT_IN_STATE.code());
    }

    /** Work on a connection whose branch was ended or suspended, and has not left the session. */
    public static SQLException branchIsOver() {
        return new SQLNonTransientException(
                "The branch of a global transaction on this connection was ended or suspended: nothing can be run before"
                        + " the transaction manager resumes it, or prepares, commits or rolls it back",
                SqlState.OBJECT_NOT_IN_STATE.code());
    }

    // ---- for the transaction manager

    /** A call out of order. */
    public static XAException protocol(String what) {
        return error(XAException.XAER_PROTO, what, null);
    }

    public static XAException badArgument(String what) {
        return error(XAException.XAER_INVAL, what, null);
    }

    public static XAException unknownBranch(Object branch, SQLException cause) {
        return error(
                XAException.XAER_NOTA,
                "There is no branch " + branch + " here: it was finished before, or never prepared",
                cause);
    }

    public static XAException duplicate(Object branch) {
        return error(XAException.XAER_DUPID, "Branch " + branch + " was started before on this connection", null);
    }

    public static XAException localTransaction() {
        return error(
                XAException.XAER_OUTSIDE,
                "The connection is in a transaction of its user's, who must commit it or roll it back first",
                null);
    }

    /** What cannot be done, and has changed nothing. */
    public static XAException impossible(String what) {
        return error(XAException.XAER_RMERR, what, null);
    }

    public static XAException cannotPark(Object branch) {
        return impossible("Branch " + branch + " is still on this connection, and the server cannot put it aside, since"
                + " its setting " + SETTING + " is 0. Set it to the number of connections, and restart the server");
    }

    /** The work of a branch is undone, as the manager wanted by TMFAIL. */
    public static XAException markedForRollback(Object branch) {
        return error(
                XAException.XA_RBROLLBACK, "Branch " + branch + " was ended with TMFAIL, and is rolled back", null);
    }

    /** The server rolled back where it was to commit or prepare, since a statement had failed. */
    public static XAException failedBefore(Object branch) {
        return error(
                XAException.XA_RBROLLBACK, "Branch " + branch + " is rolled back: a statement in it had failed", null);
    }

    /** Its user has ended the transaction by a statement. */
    public static XAException endedByUser(Object branch) {
        return error(
                XAException.XA_RBPROTO,
                "The transaction of branch " + branch
                        + " was ended by a COMMIT or ROLLBACK of its user's. What was done"
                        + " after that is rolled back",
                null);
    }

    /** The server could not prepare or commit it in one phase, and rolled it back. */
    public static XAException rolledBack(Object branch, SQLException cause) {
        String state = String.valueOf(cause.getSQLState());
        int code =
                switch (state) {
                    case "40P01" -> XAException.XA_RBDEADLOCK;
                    case "40001" -> XAException.XA_RBTRANSIENT;
                    case "57014" -> XAException.XA_RBTIMEOUT;
                    default -> state.startsWith("23") ? XAException.XA_RBINTEGRITY : XAException.XA_RBOTHER;
                };
        return error(code, "Branch " + branch + " is rolled back: " + cause.getMessage() + advice(state), cause);
    }

    /** What the server says is of its own settings' making. */
    private static String advice(String state) {
        return switch (state) {
            case "55000" ->
                ". Two-phase commit needs the server's setting " + SETTING
                        + " to be more than 0, best the number of connections, and a restart";
            case "53200" -> ". More branches are prepared than the server's setting " + SETTING + " allows";
            default -> "";
        };
    }

    /** The answer to a command was lost with the connection. The manager asks again, on another one. */
    public static XAException connectionLost(String what, SQLException cause) {
        return error(XAException.XAER_RMFAIL, what + ": " + cause.getMessage(), cause);
    }

    /** The connection had ended, or had to be ended, before anybody asked for a commit. */
    public static XAException lostBefore(Object branch, SQLException cause) {
        return error(
                XAException.XA_RBCOMMFAIL,
                "Branch " + branch + " is rolled back with its connection, which was of no more use before it could be"
                        + " committed: " + cause.getMessage(),
                cause);
    }

    /** The answer to the end of a prepared branch was lost with the connection. */
    public static XAException unknownEnd(Object branch, SQLException cause) {
        return error(
                XAException.XAER_RMFAIL,
                "Whether prepared branch " + branch + " was finished is unknown; try again: " + cause.getMessage(),
                cause);
    }

    /** A prepared branch that could not be finished, and still is prepared. */
    public static XAException stillPrepared(Object branch, SQLException cause) {
        return error(
                XAException.XAER_RMFAIL,
                "Branch " + branch + " could not be finished, and is still prepared: " + cause.getMessage(),
                cause);
    }

    /** An error of the server's in a call that has changed nothing. */
    public static XAException serverError(String what, SQLException cause) {
        return error(XAException.XAER_RMERR, what + ": " + cause.getMessage(), cause);
    }

    private static XAException error(int code, String what, SQLException cause) {
        var error = new XAException(what);
        error.errorCode = code;
        if (cause != null) {
            error.initCause(cause);
        }
        return error;
    }
}
