package io.howdah.error;

import io.howdah.api.ServerError;
import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.ClientInfoStatus;
import java.sql.SQLClientInfoException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.Map;

/**
 * Every error this driver throws, one factory per situation.
 *
 * <p>A message says what happened, to what, and what would help. It never holds a password or a bound value.
 */
public final class SqlErrors {
    private SqlErrors() {}

    // ---- said by the server

    /** A server's ErrorResponse, as the JDBC subclass of its SQLSTATE. */
    public static SQLException server(ServerError error, ErrorDetail shown) {
        return ServerExceptions.of(error, ServerErrorText.of(error, shown) + PoolerHint.of(error));
    }

    /** A server's 57014 that our own deadline asked for. */
    public static SQLTimeoutException serverTimeout(ServerError error, Duration limit) {
        return ServerExceptions.timeout(
                error, "The statement ran longer than its timeout of " + text(limit) + " and was cancelled");
    }

    /** A server's NoticeResponse. Its severity is not part of the text. */
    public static SQLWarning warning(ServerError notice) {
        return new SQLWarning(notice.message(), notice.sqlState());
    }

    public static SQLWarning warning(String what) {
        return new SQLWarning(what, SqlState.WARNING.code());
    }

    // ---- connecting

    public static SQLException connectFailed(String host, int port, String phase, Throwable cause) {
        return withCause(
                new SQLNonTransientConnectionException(
                        "Cannot connect to " + endpoint(host, port) + ": " + phase + " failed: " + reason(cause),
                        SqlState.CONNECTION_REFUSED.code()),
                cause);
    }

    public static SQLException connectTimedOut(String host, int port, String phase, Duration limit) {
        return new SQLTransientConnectionException(
                "Cannot connect to " + endpoint(host, port) + ": no end of " + phase + " within " + text(limit)
                        + " (property connectTimeout)",
                SqlState.CONNECTION_REFUSED.code());
    }

    public static SQLException notPostgres(String host, int port, String what) {
        return new SQLNonTransientConnectionException(
                endpoint(host, port) + " does not answer like a PostgreSQL server: " + what
                        + ". Check host and port. A port that wants TLS from the first byte takes sslNegotiation=direct",
                SqlState.PROTOCOL_VIOLATION.code());
    }

    /** The server asked for a proof of identity we have not, will not or cannot give. */
    public static SQLException authenticationRefused(String why) {
        return new SQLInvalidAuthorizationSpecException(why, SqlState.INVALID_AUTHORIZATION.code());
    }

    /** The server says something in the exchange that no honest server would. */
    public static SQLException authenticationBroken(String what) {
        return new SQLNonTransientConnectionException(
                "The server broke the authentication exchange: " + what, SqlState.PROTOCOL_VIOLATION.code());
    }

    public static SQLException noPassword(String user, String method) {
        return new SQLInvalidAuthorizationSpecException(
                "The server asks user \"" + user + "\" for a password (" + method
                        + ") and none was given. Set the property password",
                SqlState.INVALID_PASSWORD.code());
    }

    /** A server that fails before it speaks protocol 3 (out of processes, or very old). */
    public static SQLException oldStyleError(String host, int port, String text) {
        return new SQLNonTransientConnectionException(
                endpoint(host, port) + " refused the connection: " + text, SqlState.CONNECTION_REJECTED.code());
    }

    public static SQLException protocolVersionRefused(String offered, String minimum) {
        return new SQLNonTransientConnectionException(
                "The server speaks protocol " + offered + ", and minProtocolVersion=" + minimum + " demands more",
                SqlState.CONNECTION_REJECTED.code());
    }

    // ---- the connection as such

    public static SQLException connectionClosed() {
        return new SQLNonTransientConnectionException("This connection is closed", SqlState.CONNECTION_NOT_OPEN.code());
    }

    /** A call that waited for the server when somebody closed the connection. */
    public static SQLException closedMeanwhile() {
        return new SQLNonTransientConnectionException(
                "The connection was closed while the statement ran. Whether it took effect is unknown",
                SqlState.CONNECTION_FAILURE.code());
    }

    /** A call on a connection that broke earlier. */
    public static SQLException connectionBroken(Throwable firstCause) {
        return withCause(
                new SQLNonTransientConnectionException(
                        "This connection is closed since it failed earlier: " + reason(firstCause),
                        SqlState.CONNECTION_NOT_OPEN.code()),
                firstCause);
    }

    public static SQLException connectionLost(Throwable cause) {
        return withCause(
                new SQLNonTransientConnectionException(
                        "The connection to the server was lost: " + reason(cause) + ". Whether the statement"
                                + " took effect is unknown",
                        SqlState.CONNECTION_FAILURE.code()),
                cause);
    }

    public static SQLException protocolViolation(Throwable cause) {
        return withCause(
                new SQLNonTransientConnectionException(
                        "The server broke the protocol, the connection is closed: " + reason(cause),
                        SqlState.PROTOCOL_VIOLATION.code()),
                cause);
    }

    public static SQLException serverSilent(Duration limit) {
        return new SQLNonTransientConnectionException(
                "The server did not answer within " + text(limit) + " (property socketTimeout or a network timeout),"
                        + " the connection is closed",
                SqlState.CONNECTION_FAILURE.code());
    }

    public static SQLException statementTimedOut(Duration limit) {
        return new SQLTimeoutException(
                "The statement ran longer than its timeout of " + text(limit)
                        + " and the server did not answer the cancel request, the connection is closed",
                SqlState.QUERY_CANCELED.code());
    }

    public static SQLException cancelFailed(Throwable cause) {
        return withCause(
                new SQLNonTransientConnectionException(
                        "The statement runs on, since the request to cancel it could not be sent: " + reason(cause),
                        SqlState.CONNECTION_FAILURE.code()),
                cause);
    }

    /** The request is out, and may take effect at any time. */
    public static SQLException cancelUnacknowledged(Throwable cause) {
        return withCause(
                new SQLNonTransientConnectionException(
                        "The request to cancel the statement was sent, but " + reason(cause)
                                + ". The connection will be closed when the statement has ended, since the request"
                                + " could hit the next one",
                        SqlState.CONNECTION_FAILURE.code()),
                cause);
    }

    /** The statement for which the request was meant has ended. */
    public static SQLException cancelAtLarge() {
        return new SQLNonTransientConnectionException(
                "The server did not acknowledge a request to cancel (property cancelSignalTimeout), which could hit the"
                        + " next statement: the connection is closed",
                SqlState.CONNECTION_FAILURE.code());
    }

    // ---- configuration

    /** A URL, property or setter value that cannot be used. {@code what} never holds a secret. */
    public static SQLException badConfiguration(String what) {
        return new SQLNonTransientConnectionException(what, SqlState.CONNECTION_REFUSED.code());
    }

    // ---- arguments and object states

    public static SQLException badArgument(String what) {
        return new SQLDataException(what, SqlState.INVALID_PARAMETER.code());
    }

    /** @param written what was given as the name of a table or column */
    public static SQLException notAName(String written) {
        return new SQLSyntaxErrorException(
                "\"" + written + "\" is no name as SQL writes it: t, public.t or \"Odd name\" would be",
                SqlState.INVALID_NAME.code());
    }

    public static SQLException objectClosed(String what) {
        return new SQLNonTransientException("This " + what + " is closed", SqlState.OBJECT_NOT_IN_STATE.code());
    }

    public static SQLException notSupported(String what) {
        return new SQLFeatureNotSupportedException(what, SqlState.NOT_SUPPORTED_BY_DRIVER.code());
    }

    public static SQLException cannotUnwrap(Class<?> wanted, Class<?> actual) {
        return new SQLNonTransientException(
                "A " + actual.getSimpleName() + " is no wrapper for " + wanted.getName(),
                SqlState.INVALID_PARAMETER.code());
    }

    /** A method that this kind of object inherits, but must not offer. */
    public static SQLException wrongObject(String what) {
        return new SQLNonTransientException(what, SqlState.WRONG_OBJECT_TYPE.code());
    }

    public static SQLClientInfoException clientInfo(Map<String, ClientInfoStatus> failed, SQLException cause) {
        return new SQLClientInfoException(
                "Client info " + failed.keySet() + " cannot be set: " + reason(cause),
                cause.getSQLState(),
                failed,
                cause);
    }

    // ---- parameters

    public static SQLException parameterIndex(int index, int count) {
        return new SQLDataException(
                "There is no parameter " + index + ": the statement has " + count
                        + (count == 1 ? " parameter" : " parameters") + ", counted from 1",
                SqlState.INVALID_PARAMETER.code());
    }

    public static SQLException parameterNotSet(int index) {
        return new SQLDataException("No value was set for parameter " + index, SqlState.INVALID_PARAMETER.code());
    }

    public static SQLException tooManyParameters(int count) {
        return new SQLNonTransientException(
                "The statement has " + count + " parameters, and the protocol allows 65535."
                        + " Pass an array (= any(?), unnest(?)) or use COPY",
                SqlState.TOO_MANY_ARGUMENTS.code());
    }

    public static SQLException cannotBind(Class<?> javaType, String target) {
        return new SQLDataException(
                "A " + javaType.getName() + " cannot be bound as " + target, SqlState.RESTRICTED_DATA_TYPE.code());
    }

    /**
     * A class of the user's of which no object can be made, or read.
     *
     * @param cause null where its module does not let us
     */
    public static SQLException notInstantiable(Class<?> userClass, Throwable cause) {
        SQLException error = new SQLNonTransientException(
                "No " + userClass.getName() + " can be made or read: "
                        + (cause == null ? "its package is not open to io.howdah" : reason(cause)),
                SqlState.INVALID_PARAMETER.code());
        return cause == null ? error : withCause(error, cause);
    }

    /** A stream or reader of the caller's failed while we read a parameter from it. */
    public static SQLException unreadable(String what, IOException cause) {
        return withCause(
                new SQLNonTransientException(
                        "The " + what + " given as a parameter cannot be read: " + reason(cause),
                        SqlState.INVALID_PARAMETER.code()),
                cause);
    }

    /** Text that PostgreSQL cannot take: a NUL character or half a surrogate pair. */
    public static SQLException textNotEncodable(String why) {
        return new SQLDataException(why, SqlState.STRING_NOT_ENCODABLE.code());
    }

    public static SQLException messageTooLarge(long byteCount) {
        return new SQLNonTransientException(
                "The statement and its values take " + byteCount + " bytes, and a message holds less than 1 GiB",
                SqlState.PROGRAM_LIMIT_EXCEEDED.code());
    }

    // ---- results

    public static SQLException noResult() {
        return new SQLNonTransientException(
                "The statement returned no rows: use execute or executeUpdate for it", SqlState.NO_DATA.code());
    }

    public static SQLException unexpectedResult() {
        return new SQLNonTransientException(
                "The statement returned rows: use execute or executeQuery for it", SqlState.UNEXPECTED_RESULT.code());
    }

    public static SQLException columnIndex(int index, int count) {
        return new SQLDataException(
                "There is no column " + index + ": the result has " + count + (count == 1 ? " column" : " columns")
                        + ", counted from 1",
                SqlState.INVALID_PARAMETER.code());
    }

    public static SQLException columnLabel(String label) {
        return new SQLSyntaxErrorException(
                "The result has no column \"" + label + "\"", SqlState.UNDEFINED_COLUMN.code());
    }

    public static SQLException keyLabel(String label) {
        return new SQLSyntaxErrorException(
                "The generated keys have no column \"" + label
                        + "\". By default they are the primary key, identity columns"
                        + " and columns with a default: name the columns you want, as in prepareStatement(sql, new"
                        + " String[] {..}), or set generatedKeys=all",
                SqlState.UNDEFINED_COLUMN.code());
    }

    public static SQLException notOnRow(String where) {
        return new SQLNonTransientException(where, SqlState.INVALID_CURSOR_STATE.code());
    }

    public static SQLException forwardOnly() {
        return new SQLNonTransientException(
                "This result moves forward only: ask for TYPE_SCROLL_INSENSITIVE to move in it",
                SqlState.INVALID_CURSOR_STATE.code());
    }

    public static SQLException readOnlyResult() {
        return new SQLNonTransientException(
                "This result is read-only: ask for CONCUR_UPDATABLE to change rows through it",
                SqlState.INVALID_CURSOR_STATE.code());
    }

    // ---- values

    /** @param pgType the type's name in PostgreSQL */
    public static SQLException cannotConvert(String pgType, Class<?> target) {
        return new SQLDataException(
                "A value of type " + pgType + " cannot be read as " + target.getSimpleName(),
                SqlState.CANNOT_COERCE.code());
    }

    public static SQLException outOfRange(String pgType, String target) {
        return new SQLDataException(
                "A value of type " + pgType + " is out of range for " + target, SqlState.NUMERIC_OUT_OF_RANGE.code());
    }

    /** Text that was to be read as a number, or a number that no Java number but a double can be (NaN). */
    public static SQLException notANumber(String pgType) {
        return new SQLDataException(
                "A value of type " + pgType + " cannot be read as a number: it is none, or it is NaN or infinity,"
                        + " which only float and double hold",
                SqlState.NUMERIC_OUT_OF_RANGE.code());
    }

    /** Neither true nor false by any of their spellings. */
    public static SQLException notABoolean(String type) {
        return new SQLDataException(
                "A value of type " + type + " is neither true nor false: it may be t/f, true/false, yes/no, y/n,"
                        + " on/off, 1 or 0",
                SqlState.CANNOT_COERCE.code());
    }

    public static SQLException notADateTime(String pgType) {
        return new SQLDataException(
                "A value of type " + pgType
                        + " is not the date or time asked for in ISO form. If the session's DateStyle"
                        + " was changed, SET DateStyle = 'ISO'",
                SqlState.INVALID_DATETIME_FORMAT.code());
    }

    /** A Java date or time that PostgreSQL's type cannot hold. */
    public static SQLException dateTimeOverflow(Class<?> javaType, String pgType) {
        return new SQLDataException(
                "A " + javaType.getSimpleName() + " is out of range for " + pgType, SqlState.DATETIME_OVERFLOW.code());
    }

    public static SQLException notAUrl(String pgType, Throwable cause) {
        return withCause(
                new SQLDataException(
                        "A value of type " + pgType + " is no URL that Java knows: it needs a protocol such as https:",
                        SqlState.INVALID_TEXT.code()),
                cause);
    }

    /** Bytes that are no value of their type: the server and we disagree. */
    public static SQLException malformedValue(String pgType, String why) {
        return new SQLDataException(
                "The bytes of a value of type " + pgType + " are malformed: " + why, SqlState.INVALID_BINARY.code());
    }

    // ---- SQL text

    public static SQLException syntax(String what) {
        return new SQLSyntaxErrorException(what, SqlState.SYNTAX_ERROR.code());
    }

    // ---- batches

    /**
     * @param entry zero-based index of the entry that failed; their number if the failure came behind the last
     * @param counts one for each entry
     */
    public static BatchUpdateException batchFailed(SQLException failure, int entry, long[] counts) {
        return batchFailed(
                failure,
                entry < counts.length
                        ? "Batch entry " + entry + " of " + counts.length + " failed"
                        : "The batch of " + counts.length + " entries failed at its end",
                counts);
    }

    /**
     * Of a batch whose entries went in one statement, so that nobody knows which one failed.
     *
     * @param first zero-based index of the statement's first entry
     * @param last and of its last
     * @param counts one for each entry of the batch
     */
    public static BatchUpdateException batchFailedAmong(SQLException failure, int first, int last, long[] counts) {
        return batchFailed(
                failure,
                "One of the batch entries " + first + " to " + last + " of " + counts.length
                        + " failed (they went as one statement, which does not tell which one;"
                        + " reWriteBatchedInserts=false would)",
                counts);
    }

    private static BatchUpdateException batchFailed(SQLException failure, String what, long[] counts) {
        var error = new BatchUpdateException(
                what + ", nothing of the batch took effect: " + failure.getMessage(),
                failure.getSQLState(),
                0,
                counts,
                failure);
        error.setNextException(failure);
        return error;
    }

    /** @param position of its brace, counted from 1 */
    public static SQLException malformedEscape(int position, String why) {
        return syntax("The JDBC escape {..} at position " + position + " is malformed: " + why
                + ". If the braces are meant for the server, call setEscapeProcessing(false)");
    }

    // ---- transactions

    public static SQLException noActiveTransaction(String call) {
        return new SQLNonTransientException(
                call + " needs a transaction: call setAutoCommit(false) first", SqlState.NO_ACTIVE_TRANSACTION.code());
    }

    public static SQLException inTransaction(String call) {
        return new SQLNonTransientException(
                call + " cannot be called inside a transaction: commit or roll back first",
                SqlState.ACTIVE_TRANSACTION.code());
    }

    public static SQLException commitRolledBack() {
        return new SQLNonTransientException(
                "The transaction was rolled back, not committed: a statement in it had failed before",
                SqlState.FAILED_TRANSACTION.code());
    }

    /** A prepared statement was lost or outdated, in the middle of a transaction. */
    public static SQLException staleStatement(SQLException cause) {
        // The state that all retry logic knows: the transaction is lost, and will work when it is run again.
        return withCause(
                new SQLTransactionRollbackException(
                        "A prepared statement was lost or became outdated on the server (after ALTER TABLE, DISCARD ALL,"
                                + " DEALLOCATE, or a pooler's change of servers), and this transaction failed with it."
                                + " The statement is prepared anew from now on: roll back and run the transaction again."
                                + " The server said: " + cause.getMessage(),
                        SqlState.SERIALIZATION_FAILURE.code()),
                cause);
    }

    public static SQLException badSavepoint(String what) {
        return new SQLNonTransientException(what, SqlState.INVALID_SAVEPOINT.code());
    }

    // ---- common parts

    static String endpoint(String host, int port) {
        if (host.startsWith("/")) {
            return host + "/.s.PGSQL." + port;
        }
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }

    static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }

    static String text(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    static SQLException withCause(SQLException error, Throwable cause) {
        error.initCause(cause);
        return error;
    }
}
