package io.howdah.error;

import java.sql.SQLException;
import java.sql.SQLNonTransientException;

/** What can go wrong with results that are larger than somebody wanted them, or are read too late. */
public final class ResultErrors {
    /** As much of a statement as tells which one it is. */
    private static final int SHOWN = 200;

    private ResultErrors() {}

    /** @param sql the statement; null if it is not known */
    public static SQLException tooLarge(String sql, long limit) {
        return limited("The result" + of(sql) + " is larger than " + limit
                + " bytes, the most that may be kept in memory (property maxResultBuffer), and had to be kept: it is"
                + " scrollable, or another statement ran before it was read. What had arrived by then was read; read"
                + " it at once, or in portions (setFetchSize in a transaction), or raise the limit");
    }

    /** @param sql the statement; null if it is not known */
    public static SQLException rowTooLarge(String sql, long byteCount, long limit) {
        return limited("A row of the result" + of(sql) + " has " + byteCount + " bytes, and " + limit
                + " is the most that may be kept in memory (property maxResultBuffer)");
    }

    /** @param sql the statement; null if it is not known */
    public static SQLException transactionEnded(String sql) {
        return new SQLNonTransientException(
                "The rest of the result" + of(sql)
                        + " is gone: it is read in portions (setFetchSize), and its transaction has"
                        + " ended. Read it before that, or make its statement with HOLD_CURSORS_OVER_COMMIT",
                SqlState.INVALID_CURSOR_NAME.code());
    }

    private static SQLException limited(String text) {
        return new SQLNonTransientException(text, SqlState.PROGRAM_LIMIT_EXCEEDED.code());
    }

    private static String of(String sql) {
        if (sql == null) {
            return "";
        }
        return " of \"" + (sql.length() > SHOWN ? sql.substring(0, SHOWN) + ".." : sql) + "\"";
    }
}
