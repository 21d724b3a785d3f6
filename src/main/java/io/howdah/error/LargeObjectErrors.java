package io.howdah.error;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;

/** What can go wrong with large objects, beside the server's own errors. */
public final class LargeObjectErrors {
    private LargeObjectErrors() {}

    public static SQLException badOid(long oid) {
        return SqlErrors.badArgument("No object has the OID " + oid + ": they go from 1 to 4294967295");
    }

    public static SQLException badRange(long position, long count) {
        return SqlErrors.badArgument(
                "Position " + position + " and length " + count + " in a large object must not be negative");
    }

    /** The user's own stream or channel failed; nothing stays of the new object. */
    public static SQLException sourceFailed(Throwable cause) {
        return new SQLException(
                "The source of the large object failed, and none was made: " + reason(cause),
                SqlState.QUERY_CANCELED.code(),
                cause);
    }

    /** The user's own stream or channel failed; what the server had still to say was passed over. */
    public static SQLException targetFailed(Throwable cause) {
        return new SQLException(
                "The target of the large object failed, and the rest of it was passed over: " + reason(cause),
                SqlState.QUERY_CANCELED.code(),
                cause);
    }

    /** An answer that no server gives to what it was asked. */
    public static SQLException oddAnswer() {
        return new SQLNonTransientConnectionException(
                "The server did not answer a request about a large object as servers do",
                SqlState.PROTOCOL_VIOLATION.code());
    }

    /** A server must not be able to write where nobody made room. */
    public static SQLException answerTooLong(int byteCount, int wanted) {
        return new SQLNonTransientConnectionException(
                "The server gave " + byteCount + " bytes of a large object when it was asked for " + wanted,
                SqlState.PROTOCOL_VIOLATION.code());
    }

    /** A large object would outlive the statement that it was made for, if that failed. */
    public static SQLException needsTransaction(int parameter) {
        return new SQLNonTransientException(
                "Parameter " + parameter + " is an oid, so that its Blob or Clob becomes a large object, which must be"
                        + " in one transaction with the statement: call setAutoCommit(false) first",
                SqlState.NO_ACTIVE_TRANSACTION.code());
    }

    /** @param position in bytes, from 0 */
    public static SQLException notText(long oid, long position) {
        return SqlErrors.textNotEncodable("Large object " + oid + " holds bytes at or behind " + position
                + " that are no UTF-8: read it as a Blob");
    }

    /** A position of a Clob's between the two halves of one character. */
    public static SQLException insideCharacter(long position) {
        return SqlErrors.badArgument("Position " + position + " of the Clob is inside a character beyond U+FFFF");
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
    }
}
