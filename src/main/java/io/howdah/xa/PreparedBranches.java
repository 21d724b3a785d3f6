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
        try {
            String sql = command + " '" + Gid.of(branch) + "'";
            if (isFree()) {
                host.run(sql);
            } else {
                try (Connection other = elsewhere.open();
                        Statement statement = other.createStatement()) {
                    statement.execute(sql);
                }
            }
        } catch (SQLException e) {
            throw SqlState.UNDEFINED_OBJECT.is(e.getSQLState())
                    ? XaErrors.unknownBranch(branch, e)
                    : XaErrors.stillPrepared(branch, e);
        }
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
