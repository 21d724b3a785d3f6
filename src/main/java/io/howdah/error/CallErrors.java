package io.howdah.error;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.util.List;

/** What can go wrong with calls of functions and procedures, and with cursors, beside what the server says. */
public final class CallErrors {
    private CallErrors() {}

    // ---- functions called without SQL

    public static SQLException badFunctionOid(long oid) {
        return SqlErrors.badArgument("No function has the OID " + oid + ": they go from 1 to 4294967295");
    }

    public static SQLException noSuchFunction(long oid) {
        return new SQLSyntaxErrorException(
                "There is no function with the OID " + oid, SqlState.UNDEFINED_FUNCTION.code());
    }

    public static SQLException wrongArgumentCount(String function, int given, int wanted) {
        return SqlErrors.badArgument(function + " takes " + wanted + " arguments, and " + given + " were given");
    }

    // ---- CallableStatement

    /** @param signatures of those that it could be */
    public static SQLException ambiguous(String name, List<String> signatures) {
        return new SQLSyntaxErrorException(
                "The call of " + name + " could be one of " + String.join("; ", signatures)
                        + ": register the OUT parameters and set the others, name the arguments (" + name
                        + "(name => ?)), or cast them",
                SqlState.AMBIGUOUS_FUNCTION.code());
    }

    /** @param known names that there are */
    public static SQLException noSuchParameter(String name, String routine, List<String> known) {
        return new SQLDataException(
                "No placeholder in the call of " + routine + " stands for a parameter \"" + name + "\": "
                        + (known.isEmpty() ? "none of them has a name" : "there are " + String.join(", ", known)),
                SqlState.INVALID_PARAMETER.code());
    }

    public static SQLException ambiguousParameter(String name, String routine) {
        return new SQLSyntaxErrorException(
                "Which placeholder \"" + name + "\" is differs among the functions and procedures named " + routine
                        + ": use its index, or name the argument (" + name + " => ?)",
                SqlState.AMBIGUOUS_PARAMETER.code());
    }

    /** For a text in which nothing can be registered or named. */
    public static SQLException notACall(String what) {
        return new SQLNonTransientException(
                what + " needs a call: {call name(?)}, {? = call name(?)} or call name(?)",
                SqlState.WRONG_OBJECT_TYPE.code());
    }

    public static SQLException notAnOutput(int index) {
        return new SQLDataException(
                "Parameter " + index + " is no OUT parameter: register it with registerOutParameter before the call",
                SqlState.INVALID_PARAMETER.code());
    }

    /** @param columns that the answer has */
    public static SQLException noColumn(int index, int columns) {
        return new SQLDataException(
                "There is no column for OUT parameter " + index + " alone: the call gave back " + columns
                        + (columns == 1 ? " column" : " columns, which can be read by their names"),
                SqlState.INVALID_PARAMETER.code());
    }

    /** For a query whose result was to have a name. */
    public static SQLException cursorNeedsTransaction(String cursor) {
        return new SQLNonTransientException(
                "The cursor " + cursor + " needs a transaction: call setAutoCommit(false) first",
                SqlState.NO_ACTIVE_TRANSACTION.code());
    }

    public static SQLException notExecuted() {
        return new SQLNonTransientException(
                "There are no OUT parameters to read yet: execute the call first", SqlState.OBJECT_NOT_IN_STATE.code());
    }

    public static SQLException noRow() {
        return new SQLNonTransientException(
                "The call gave back no row, so its OUT parameters have no values", SqlState.NO_DATA.code());
    }

    public static SQLException returnsSet(int index) {
        return new SQLDataException(
                "Parameter " + index + " is a set of rows: read it with getObject, or by getResultSet",
                SqlState.RESTRICTED_DATA_TYPE.code());
    }

    public static SQLException returnValueSet() {
        return new SQLDataException(
                "Parameter 1 is the return value of the call and cannot be set", SqlState.INVALID_PARAMETER.code());
    }

    public static SQLException outputInBatch() {
        return SqlErrors.notSupported(
                "A batch has no place for OUT parameters and return values: execute the call by itself");
    }

    /** For values that are already encoded as another text wants them. */
    public static SQLException otherCallInBatch() {
        return SqlErrors.notSupported("The calls of a batch must be given values for the same parameters:"
                + " execute the batch first, or clear it");
    }

    /** For a cursor that is named in an array: its elements are no statement's. */
    public static SQLException cursorWithoutStatement() {
        return SqlErrors.notSupported(
                "The rows of this cursor cannot be read from here, since its name was not read by a"
                        + " statement: execute \"fetch all in\" and the name, which getString gives");
    }

    /** @param cause what the server said */
    public static SQLException cursorGone(SQLException cause) {
        return new SQLNonTransientException(
                "The cursor is gone, since it ended with its transaction: setAutoCommit(false) before the call ("
                        + cause.getMessage() + ")",
                SqlState.INVALID_CURSOR_NAME.code(),
                cause);
    }
}
