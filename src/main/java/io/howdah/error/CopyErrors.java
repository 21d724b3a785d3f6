package io.howdah.error;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientException;

/** What can go wrong with COPY, beside the server's own errors. */
public final class CopyErrors {
    private static final String WAY =
            "use connection.unwrap(HowdahConnection.class).copy(), whose copyIn and copyOut take streams";

    private CopyErrors() {}

    /** COPY FROM STDIN or TO STDOUT where only results come out. */
    public static SQLException notAsStatement() {
        return new SQLFeatureNotSupportedException(
                "COPY FROM STDIN and COPY TO STDOUT cannot be run as statements, a statement has no way for the data: "
                        + WAY,
                SqlState.NOT_SUPPORTED_BY_DRIVER.code());
    }

    /** Anything else on a connection whose wire is taken. */
    public static SQLException inProgress() {
        return new SQLNonTransientException(
                "A COPY is in progress on this connection: finish or cancel it before anything else is run",
                SqlState.OBJECT_NOT_IN_STATE.code());
    }

    /** @param wanted such as {@code COPY .. FROM STDIN} */
    public static SQLException notThisCopy(String wanted) {
        return SqlErrors.badArgument("The statement is not a single " + wanted + ". Nothing was run");
    }

    /** The user's own stream, reader, iterator or listener failed; the server forgot what it had got. */
    public static SQLException sourceFailed(Throwable cause) {
        return new SQLException(
                "The source of the COPY failed, and nothing was copied: " + reason(cause),
                SqlState.QUERY_CANCELED.code(),
                cause);
    }

    /** The user's own stream, writer or listener failed; what the server had still to say was passed over. */
    public static SQLException sinkFailed(Throwable cause) {
        return new SQLException(
                "The target of the COPY failed, and the rest of the data was passed over: " + reason(cause),
                SqlState.QUERY_CANCELED.code(),
                cause);
    }

    /** The user's own listener failed when the server had taken all. */
    public static SQLException lastReportFailed(Throwable cause) {
        return new SQLException(
                "The COPY is complete, and its listener failed when it was told so: " + reason(cause),
                SqlState.QUERY_CANCELED.code(),
                cause);
    }

    /** A stream or a writer of rows that was closed or cancelled before. */
    public static SQLException ended() {
        return SqlErrors.objectClosed("COPY");
    }

    public static SQLException wrongColumnCount(long row, int given, int wanted) {
        return new SQLDataException(
                "Row " + row + " of the COPY has " + given + " values, and " + wanted + " columns are copied",
                SqlState.INVALID_PARAMETER.code());
    }

    /** @param column its name; the value itself is not told */
    public static SQLException badValue(long row, String column, SQLException cause) {
        return new SQLDataException(
                "Row " + row + " of the COPY, column \"" + column + "\": " + cause.getMessage(),
                cause.getSQLState(),
                cause);
    }

    /** @param column its name */
    public static SQLException nullForPrimitive(long row, String column) {
        return new SQLDataException(
                "Row " + row + " of the COPY has NULL in column \"" + column
                        + "\", which a component of a primitive type cannot be: make it an object",
                SqlState.NULL_NOT_ALLOWED.code());
    }

    /** Data that is not what its format says. */
    public static SQLException malformed(String what) {
        return new SQLDataException("The data of the COPY is malformed: " + what, SqlState.BAD_COPY_FORMAT.code());
    }

    public static SQLException noRow() {
        return new SQLException(
                "There is no current row: call next() first, and stop when it returns false",
                SqlState.INVALID_CURSOR_STATE.code());
    }

    public static SQLException noSuchColumn(int column, int count) {
        return new SQLDataException(
                "Column " + column + " is none of the " + count + " columns of the COPY, which count from 1",
                SqlState.INVALID_PARAMETER.code());
    }

    /** A record that cannot be read from or written to the columns. */
    public static SQLException recordDoesNotFit(Class<?> type, String why) {
        return SqlErrors.badArgument("Rows cannot be read or written as " + type.getName() + ": " + why);
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
    }
}
