package io.howdah.jdbc;

import io.howdah.api.ConnectionObserver.Kind;
import io.howdah.api.ServerError;
import io.howdah.copy.CopyHost;
import io.howdah.functioncall.FunctionCallHost;
import io.howdah.largeobject.LargeObjectHost;
import io.howdah.notification.NotificationHost;
import io.howdah.observe.Watched;
import io.howdah.replication.ReplicationHost;
import io.howdah.session.Flight;
import io.howdah.session.Plan;
import io.howdah.session.Reply;
import io.howdah.session.Session;
import io.howdah.session.SessionKind;
import io.howdah.sql.ParseOptions.Escapes;
import io.howdah.sql.ParsedSql;
import io.howdah.types.CodecContext;
import io.howdah.types.DatabaseTypes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** What a connection is for the sub-protocols beside JDBC: each says in an interface of its own what it needs. */
final class SessionHost implements CopyHost, NotificationHost, LargeObjectHost, FunctionCallHost, ReplicationHost {
    private static final Unit PART_OF_THE_USERS = new Unit() {
        @Override
        public void commit() {
            // The user will.
        }

        @Override
        public boolean rollback() {
            return false;
        }
    };

    private final JdbcContext context;
    private final Warnings warnings;

    /** Null for a physical connection. */
    private final Loan loan;

    /**
     * @param warnings where notices of the server's go
     * @param loan with whose end this refuses everything; null for none
     */
    SessionHost(JdbcContext context, Warnings warnings, Loan loan) {
        this.context = context;
        this.warnings = warnings;
        this.loan = loan;
    }

    void requireLoan() throws SQLException {
        Loan.requireRunning(loan);
    }

    boolean isClosed() {
        return context.session().isClosed() || isOver();
    }

    private boolean isOver() {
        return loan != null && loan.isOver();
    }

    @Override
    public Session session() {
        return context.session();
    }

    @Override
    public Reply send(Plan plan) throws SQLException {
        requireLoan();
        return Execution.attempt(context.session(), context.transactions(), loan == null ? plan : loan.of(plan));
    }

    @Override
    public void open(Flight flight) {
        context.transactions().open(flight);
    }

    @Override
    public void later(Supplier<List<String>> statements) {
        context.transactions().sendLater(statements);
    }

    @Override
    public Flight.Transaction within(Flight flight) {
        return context.transactions().within(flight);
    }

    @Override
    public Unit begin() throws SQLException {
        requireLoan();
        Transactions transactions = context.transactions();
        if (!transactions.isIdle()) {
            return PART_OF_THE_USERS;
        }
        // Again: to be told, this has waited for the wire.
        requireLoan();
        transactions.setAutoCommit(false, loan);
        return new Unit() {
            @Override
            public void commit() throws SQLException {
                requireLoan();
                try {
                    transactions.commit(loan);
                } catch (SQLException e) {
                    throw endedBy(e);
                }
                transactions.setAutoCommit(true, loan);
            }

            @Override
            public boolean rollback() throws SQLException {
                requireLoan();
                try {
                    transactions.rollback(loan);
                } catch (SQLException e) {
                    throw endedBy(e);
                }
                transactions.setAutoCommit(true, loan);
                return true;
            }

            /** On a connection that broke, autocommit cannot be had back: that is not what the user is to hear of. */
            private SQLException endedBy(SQLException failure) {
                try {
                    transactions.setAutoCommit(true, loan);
                } catch (SQLException e) {
                    failure.addSuppressed(e);
                }
                return failure;
            }
        };
    }

    @Override
    public void ended(Reply reply) throws SQLException {
        if (!isOver()) {
            context.transactions().mend(reply);
        }
    }

    @Override
    public ParsedSql parse(String sql) throws SQLException {
        return context.parseStatement(sql, Escapes.LEAVE);
    }

    @Override
    public DatabaseTypes types() {
        return context.databaseTypes();
    }

    @Override
    public CodecContext codecContext() {
        return context.codecContext();
    }

    @Override
    public Duration timeout() {
        return context.queryTimeout();
    }

    @Override
    public Watched watch(String sql) {
        return context.session().watch().begin(Kind.COPY, sql);
    }

    @Override
    public void onNotice(ServerError notice) {
        warnings.add(notice);
    }

    @Override
    public SessionKind kind() {
        return context.session().facts().kind();
    }

    @Override
    public Duration longestSilence() {
        return context.session().readTimeout();
    }

    @Override
    public int serverMajor() {
        return context.session().serverVersion().major();
    }
}
