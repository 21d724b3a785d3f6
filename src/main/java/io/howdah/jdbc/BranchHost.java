package io.howdah.jdbc;

import io.howdah.error.SqlErrors;
import io.howdah.session.Outcome;
import io.howdah.session.Reply;
import io.howdah.session.Rows;
import io.howdah.session.Session;
import io.howdah.session.TransactionStatus;
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
    public boolean isReadOnly() {
        return transactions.modes().beginsReadOnly();
    }

    @Override
    public String run(String command) throws SQLException {
        Reply reply = send(command);
        Outcome outcome = reply.next();
        reply.next();
        return outcome.command();
    }

    @Override
    public List<String> ask(String query) throws SQLException {
        List<String> answers = new ArrayList<>();
        Reply reply = send(query);
        Rows rows = reply.next().rows();
        while (rows.next()) {
            answers.add(new String(rows.page(), rows.offset(0), rows.length(0), StandardCharsets.UTF_8));
        }
        rows.close();
        reply.throwIfFailed();
        return answers;
    }

    private Reply send(String sql) throws SQLException {
        Reply reply = session.send(flight -> flight.simple(sql));
        reply.throwIfFailed();
        return reply;
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
