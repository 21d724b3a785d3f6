package io.howdah.jdbc;

import io.howdah.error.SqlErrors;
import io.howdah.session.Flight;
import io.howdah.session.Outcome;
import io.howdah.session.Plan;
import io.howdah.session.Reply;
import io.howdah.session.Rows;
import io.howdah.session.Session;
import io.howdah.session.TransactionStatus;
import io.howdah.wire.ProtocolException;
import io.howdah.xa.XaHost;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a connection is for branches of global transactions. */
final class BranchHost implements XaHost {
    private final Session session;
    private final Transactions transactions;
    private final Demarcation demarcation;
    private final Lender lender;

    /** How many transactions the session had begun before the branch. */
    private int begunBefore;

    BranchHost(ConnectionImpl connection, Lender lender) {
        this.session = connection.context().session();
        this.transactions = connection.context().transactions();
        this.demarcation = transactions.share();
        this.lender = lender;
    }

    @Override
    public void hold() {
        lender.events().hold();
    }

    @Override
    public void release() {
        lender.events().release();
    }

    @Override
    public void enter() {
        begunBefore = session.begunTransactions();
        transactions.enterBranch();
    }

    @Override
    public void pause() {
        demarcation.withoutUser();
    }

    @Override
    public void resume() {
        demarcation.byManager();
    }

    @Override
    public void leave() {
        transactions.leaveBranch();
        lender.branchIsGone();
    }

    @Override
    public TransactionStatus status() throws SQLException {
        return session.settledStatus();
    }

    @Override
    public boolean hasBegun() {
        return session.begunTransactions() != begunBefore;
    }

    @Override
    public boolean isReadOnly() {
        return transactions.modes().beginsReadOnly();
    }

    @Override
    public String run(String command) throws SQLException {
        return ended(send(flight -> flight.simple(command)));
    }

    @Override
    public boolean runOutside(String command) throws SQLException {
        // Under the wire lock: a user of the connection may be about to begin a transaction.
        var plan = new Plan() {
            private boolean isSent;

            @Override
            public void write(Flight flight) {
                isSent = flight.transactionStatus() == TransactionStatus.IDLE;
                if (isSent) {
                    flight.simple(command);
                }
            }
        };
        Reply reply = send(plan);
        if (plan.isSent) {
            ended(reply);
        }
        return plan.isSent;
    }

    private String ended(Reply reply) throws SQLException {
        Outcome outcome = reply.next();
        if (outcome == null) {
            throw violation("a command was answered by nothing");
        }
        reply.next();
        return outcome.command();
    }

    @Override
    public List<String> ask(String query) throws SQLException {
        List<String> answers = new ArrayList<>();
        Reply reply = send(flight -> flight.simple(query));
        Outcome outcome = reply.next();
        if (outcome == null || outcome.rows() == null || outcome.columns().count() != 1) {
            throw violation("a query for one column was answered without it");
        }
        Rows rows = outcome.rows();
        while (rows.next()) {
            if (rows.offset(0) == Rows.NULL) {
                throw violation("a query for what is never null was answered by NULL");
            }
            answers.add(new String(rows.page(), rows.offset(0), rows.length(0), StandardCharsets.UTF_8));
        }
        rows.close();
        reply.throwIfFailed();
        return answers;
    }

    private Reply send(Plan plan) throws SQLException {
        Reply reply = session.send(plan);
        reply.throwIfFailed();
        return reply;
    }

    private SQLException violation(String what) {
        SQLException violation = SqlErrors.protocolViolation(new ProtocolException(what));
        abandon(violation);
        return violation;
    }

    @Override
    public int serverMajor() {
        return session.serverVersion().major();
    }

    @Override
    public void abandon(SQLException why) {
        lender.giveUp(why);
    }

    @Override
    public boolean isClosed() {
        return session.isClosed();
    }

    @Override
    public SQLException whyClosed() {
        try {
            session.requireOpen();
            return SqlErrors.connectionClosed();
        } catch (SQLException e) {
            return e;
        }
    }
}
