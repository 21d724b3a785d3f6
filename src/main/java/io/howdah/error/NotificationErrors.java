package io.howdah.error;

import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientException;

/** What can go wrong with notifications and notices, beside the server's own errors. */
public final class NotificationErrors {
    private NotificationErrors() {}

    /** Told once; what is there is given the next time. */
    public static SQLException lost(long count) {
        return new SQLTransientException(
                count
                        + " notifications were dropped, the oldest first: they came faster than they were taken. Those that"
                        + " are left are given by the next call; setQueueLimit makes room for more",
                SqlState.PROGRAM_LIMIT_EXCEEDED.code());
    }

    /** The server would cut it off, and nobody could ever notify it by the name that was meant. */
    public static SQLException channelTooLong(int byteCount, int most) {
        return new SQLSyntaxErrorException(
                "The name of a channel has " + byteCount + " bytes, and PostgreSQL knows names up to " + most,
                SqlState.NAME_TOO_LONG.code());
    }

    public static SQLException awaitedInTransaction() {
        return new SQLNonTransientException(
                "Notifications do not arrive inside a transaction: commit or roll back before you wait for them",
                SqlState.ACTIVE_TRANSACTION.code());
    }

    /** A listener's call back into the connection that calls it. */
    public static SQLException insideNoticeListener() {
        return new SQLNonTransientException(
                "A NoticeListener cannot use the connection, which is in the midst of an answer: do it by another thread",
                SqlState.OBJECT_NOT_IN_STATE.code());
    }

    public static SQLException listenerFailed(Throwable cause) {
        return new SQLException(
                "The subscription ended, since its listener threw " + cause, SqlState.QUERY_CANCELED.code(), cause);
    }
}
