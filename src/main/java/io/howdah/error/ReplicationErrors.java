package io.howdah.error;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;

/** What can go wrong with replication, beside the server's own errors. */
public final class ReplicationErrors {
    private ReplicationErrors() {}

    /** Parameters, descriptions and batches on a connection that can have Query messages alone. */
    public static SQLException simpleOnly() {
        return new SQLFeatureNotSupportedException(
                "A connection with the property replication takes plain SQL texts only: PostgreSQL has no parameters, no"
                        + " batches of them and no descriptions there. Use another connection, without that property",
                SqlState.NOT_SUPPORTED_BY_DRIVER.code());
    }

    /** A command of replication on a connection like any other. */
    public static SQLException notAReplicationConnection() {
        return new SQLNonTransientException(
                "This connection cannot replicate: open one with the property replication=database (logical, with SQL) or"
                        + " replication=true (physical)",
                SqlState.OBJECT_NOT_IN_STATE.code());
    }

    /** @param what the command, such as {@code START_REPLICATION .. LOGICAL} */
    public static SQLException needsDatabase(String what) {
        return new SQLNonTransientException(
                what + " needs a database: open the connection with the property replication=database",
                SqlState.OBJECT_NOT_IN_STATE.code());
    }

    public static SQLException needsServer(String what, int major) {
        return SqlErrors.notSupported(what + " before PostgreSQL " + major);
    }

    /** The server ends the second logical stream of a connection as soon as it has begun. */
    public static SQLException streamEndedAtOnce() {
        return new SQLNonTransientException(
                "The server ended the stream as soon as it had begun: it can do one logical stream per connection. Open a"
                        + " new connection for the next",
                SqlState.OBJECT_NOT_IN_STATE.code());
    }

    /** A server that shuts down has sent all it has, and hung up. */
    public static SQLException serverStopped(Throwable cause) {
        return SqlErrors.withCause(
                new SQLNonTransientConnectionException(
                        "The server is shutting down: it has sent all there was, and ended the stream",
                        SqlState.ADMIN_SHUTDOWN.code()),
                cause);
    }

    /** An answer to a command of replication that is not what the protocol says. */
    public static SQLException unexpectedAnswer(String command, String why) {
        return new SQLNonTransientException(
                "The answer to " + command + " is not understood: " + why, SqlState.PROTOCOL_VIOLATION.code());
    }

    /** The stream stands behind the message, and can be read on or closed. */
    public static SQLException malformedMessage(String plugin, String why) {
        return new SQLNonTransientException(
                "A message of " + plugin + " is not understood: " + why, SqlState.PROTOCOL_VIOLATION.code());
    }

    public static SQLException backupClosed() {
        return SqlErrors.objectClosed("base backup");
    }

    /** @param column its name; the value itself is not told */
    public static SQLException badValue(String column, SQLException cause) {
        return new SQLDataException("Column \"" + column + "\": " + cause.getMessage(), cause.getSQLState(), cause);
    }

    /** The caller's executor does not run what tells the server of our position. */
    public static SQLException noStatusThread(Throwable cause) {
        return SqlErrors.withCause(
                SqlErrors.badArgument("The executor refused to run what tells the server how far the stream is"),
                cause);
    }

    /** Anything else on a connection whose wire is taken. */
    public static SQLException inProgress() {
        return new SQLNonTransientException(
                "A replication stream is open on this connection: close it before anything else is run",
                SqlState.OBJECT_NOT_IN_STATE.code());
    }

    public static SQLException ended() {
        return SqlErrors.objectClosed("replication stream");
    }

    /** More was to be confirmed than the server has sent. */
    public static SQLException confirmedTooMuch(String position, String seen) {
        return SqlErrors.badArgument("The position " + position + " cannot be confirmed: the server has sent up to "
                + seen + ", and would throw away what nobody has seen. A stream that is to go on behind what an earlier"
                + " connection has brought begins there: StreamRequest.from(position)");
    }

    public static SQLException noSuchColumn(String column, String relation) {
        return new SQLNonTransientException(
                "Table " + relation + " has no column \"" + column + "\", as far as it is published",
                SqlState.UNDEFINED_COLUMN.code());
    }

    public static SQLException columnIndex(int column, int count) {
        return SqlErrors.badArgument(
                "Column " + column + " is none of the " + count + " columns of the row, which count from 1");
    }

    /** A large value that did not change, and so was not sent. */
    public static SQLException unchanged(String column) {
        return new SQLNonTransientException(
                "The value of column \"" + column
                        + "\" did not change and was not sent, since it is stored out of line: keep the one you have, or set"
                        + " REPLICA IDENTITY FULL",
                SqlState.OBJECT_NOT_IN_STATE.code());
    }

    /** A column that is not part of the key, of an old row of which the key alone was sent. */
    public static SQLException notSent(String column) {
        return new SQLNonTransientException(
                "The old value of column \"" + column
                        + "\" was not sent, since it is not part of the key: set REPLICA IDENTITY FULL to have it",
                SqlState.OBJECT_NOT_IN_STATE.code());
    }

    /** A value in binary of a type that nobody knows. */
    public static SQLException unknownBinary(String column, int oid) {
        return new SQLNonTransientException(
                "The value of column \"" + column + "\" came in binary, and its type (OID "
                        + Integer.toUnsignedString(oid)
                        + ") was not known when the stream began: read its bytes, or stream without binary",
                SqlState.OBJECT_NOT_IN_STATE.code());
    }
}
