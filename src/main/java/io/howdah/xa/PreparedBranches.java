package io.howdah.xa;

import io.howdah.error.SqlState;
import io.howdah.error.XaErrors;
import io.howdah.session.TransactionStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.transaction.xa.XAException;
import javax.transaction.xa.Xid;

/**
 * Branches that are prepared, and so belong to no session: whoever prepared them, any connection can finish them that is in
 * no transaction. Where ours is in one, or is lost, another is opened for the purpose.
 */
final class PreparedBranches {
    private static final String ALL = "SELECT gid FROM pg_catalog.pg_prepared_xacts"
            + " WHERE database = pg_catalog.current_database() ORDER BY prepared, gid";

    private final XaHost host;
    private final Elsewhere elsewhere;

    PreparedBranches(XaHost host, Elsewhere elsewhere) {
        this.host = host;
        this.elsewhere = elsewhere;
    }

    void commit(BranchId branch) throws XAException {
        finish("COMMIT PREPARED", branch);
    }

    void rollback(BranchId branch) throws XAException {
        finish("ROLLBACK PREPARED", branch);
    }

    private void finish(String command, BranchId branch) throws XAException {
        String sql = command + " '" + Gid.of(branch) + "'";
        if (host.isClosed() || !finishHere(sql, branch)) {
            finishElsewhere(sql, branch);
        }
    }

    private boolean finishHere(String sql, BranchId branch) throws XAException {
        try {
            return host.runOutside(sql);
        } catch (SQLException e) {
            throw host.isClosed() ? XaErrors.unknownEnd(branch, e) : refusal(branch, e);
        }
    }

    private void finishElsewhere(String sql, BranchId branch) throws XAException {
        try (Connection other = elsewhere.open();
                Statement statement = other.createStatement()) {
            finish(sql, branch, other, statement);
        } catch (SQLException e) {
            throw XaErrors.stillPrepared(branch, e);
        }
    }

    private static void finish(String sql, BranchId branch, Connection other, Statement statement)
            throws XAException, SQLException {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw other.isClosed() ? XaErrors.unknownEnd(branch, e) : refusal(branch, e);
        }
    }

    private static XAException refusal(BranchId branch, SQLException cause) {
        return SqlState.UNDEFINED_OBJECT.is(cause.getSQLState())
                ? XaErrors.unknownBranch(branch, cause)
                : XaErrors.stillPrepared(branch, cause);
    }

    /** Those of this database whose names are of our making. */
    Xid[] all() throws XAException {
        try {
            List<Xid> branches = new ArrayList<>();
            for (String gid : isFree() ? host.ask(ALL) : askElsewhere()) {
                BranchId branch = Gid.read(gid);
                if (branch != null) {
                    branches.add(branch);
                }
            }
            return branches.toArray(new Xid[0]);
        } catch (SQLException e) {
            throw XaErrors.connectionLost("The prepared branches could not be listed", e);
        }
    }

    private List<String> askElsewhere() throws SQLException {
        List<String> answers = new ArrayList<>();
        try (Connection other = elsewhere.open();
                Statement statement = other.createStatement();
                var rows = statement.executeQuery(ALL)) {
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
        }
        return answers;
    }

    private boolean isFree() throws SQLException {
        return !host.isClosed() && host.status() == TransactionStatus.IDLE;
    }
}
