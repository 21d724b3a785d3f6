package io.howdah.jdbc;

import io.howdah.error.XaErrors;
import io.howdah.sql.ParsedStatement;
import io.howdah.sql.TransactionSyntax;
import java.sql.SQLException;
import java.util.List;

/**
 * Who begins and ends transactions: the user of the connection, or a transaction manager, to whose global transaction the
 * work belongs then.
 */
final class Demarcation {
    private enum By {
        USER,
        /** What the connection does is part of a branch. */
        MANAGER,
        /** The session still has the transaction of a branch, which the connection must not add anything to. */
        MANAGER_WITHOUT_USER
    }

    private volatile By by = By.USER;

    boolean isByManager() {
        return by != By.USER;
    }

    boolean isWithoutUser() {
        return by == By.MANAGER_WITHOUT_USER;
    }

    void byUser() {
        by = By.USER;
    }

    void byManager() {
        by = By.MANAGER;
    }

    /** The branch was ended or suspended, and is still there. */
    void withoutUser() {
        by = By.MANAGER_WITHOUT_USER;
    }

    /** @param call one that only the manager may make in a branch */
    void requireUser(String call) throws SQLException {
        if (by != By.USER) {
            throw XaErrors.managedByOthers(call);
        }
    }

    /** Not even by a statement may the user end what the manager began. */
    void requireNoEnd(List<ParsedStatement> statements) throws SQLException {
        if (by == By.USER) {
            return;
        }
        for (ParsedStatement each : statements) {
            if (TransactionSyntax.endsTransaction(each)) {
                throw XaErrors.managedByOthers(each.verb().name());
            }
        }
    }

    void requireWork() throws SQLException {
        if (by == By.MANAGER_WITHOUT_USER) {
            throw XaErrors.branchIsOver();
        }
    }
}
