package io.howdah.jdbc;

import io.howdah.api.ConnectionObserver.Kind;
import io.howdah.api.ServerError;
import io.howdah.error.SqlErrors;
import io.howdah.session.Flight;
import io.howdah.session.Plan;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

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

    /** @param loan null for who uses the physical connection, which has none */
    static void requireRunning(Loan loan) throws SQLException {
        if (loan != null) {
            loan.requireRunning();
        }
    }

    /** The plan of its user's, which says nothing once this is over: what waits for the wire may get it from the next user. */
    Plan of(Plan plan) {
        return new Plan() {
            @Override
            public void write(Flight flight) throws SQLException {
                requireRunning();
                plan.write(flight);
            }

            @Override
            public Duration timeout() {
                return plan.timeout();
            }

            @Override
            public String sql() {
                return plan.sql();
            }

            @Override
            public Kind kind() {
                return plan.kind();
            }

            @Override
            public boolean isUndoneByItsError() {
                return plan.isUndoneByItsError();
            }

            @Override
            public void onNotice(ServerError notice) {
                plan.onNotice(notice);
            }
        };
    }

    /**
     * Its user closes the connection; does nothing if it is over.
     *
     * @throws SQLException 55000 if a listener calls that is told of a notice just now
     */
    void close() throws SQLException {
        if (over && lender.isTellingThisThread()) {
            // Who ended it sees to the rest.
            return;
        }
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
