package io.howdah.jdbc;

import io.howdah.error.SqlErrors;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What makes a connection a logical one: it ends without the session. */
final class Loan {
    private final Lender lender;
    private volatile boolean over;

    Loan(Lender lender) {
        this.lender = lender;
    }

    boolean isOver() {
        return over;
    }

    void requireRunning() throws SQLException {
        if (over) {
            throw SqlErrors.connectionClosed();
        }
    }

    /** Its user closes the connection; does nothing if it is over. */
    void close() throws SQLException {
        if (lender.takeBack(this)) {
            lender.events().closed();
        }
    }

    void end() {
        over = true;
    }

    /** The session was closed under it, by its user. */
    void aborted() {
        if (!over) {
            over = true;
            lender.events().failed(SqlErrors.connectionClosed());
        }
    }

    void statementClosed(PreparedStatement statement) {
        lender.events().statementClosed(statement);
    }

    void statementFailed(PreparedStatement statement, SQLException error) {
        lender.events().statementFailed(statement, error);
    }
}
