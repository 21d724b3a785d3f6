package io.howdah.jdbc;

import io.howdah.session.Binding;
import io.howdah.session.Outcome;
import io.howdah.session.Reply;
import io.howdah.session.Rows;
import io.howdah.session.Session;
import io.howdah.session.TransactionStatus;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** The isolation level the server would use, for a connection on which nobody has set one. */
final class TransactionIsolation {
    private TransactionIsolation() {}

    /**
     * @param modes what an earlier user has left of them is taken back first
     * @param loan with whose end it is not asked any more; null for none
     */
    static int ask(Session session, TransactionModes modes, Loan loan) throws SQLException {
        if (session.settledStatus() == TransactionStatus.FAILED) {
            // Nothing can be asked in a failed transaction, and READ COMMITTED is what servers come with.
            return Connection.TRANSACTION_READ_COMMITTED;
        }
        // No BEGIN before it: asking must not open a transaction.
        Reply reply = session.send(flight -> {
            Loan.requireRunning(loan);
            if (flight.transactionStatus() == TransactionStatus.IDLE) {
                modes.writeResets(flight);
            }
            flight.execute(flight.statements().once("SHOW transaction_isolation"), Binding.NONE, 0);
        });
        Outcome outcome = reply.next();
        Rows rows = outcome.rows();
        String level = "";
        while (rows.next()) {
            level = new String(rows.page(), rows.offset(0), rows.length(0), StandardCharsets.US_ASCII);
        }
        rows.close();
        reply.throwIfFailed();
        return switch (level.toLowerCase(Locale.ROOT)) {
            case "read uncommitted" -> Connection.TRANSACTION_READ_UNCOMMITTED;
            case "repeatable read" -> Connection.TRANSACTION_REPEATABLE_READ;
            case "serializable" -> Connection.TRANSACTION_SERIALIZABLE;
            default -> Connection.TRANSACTION_READ_COMMITTED;
        };
    }
}
