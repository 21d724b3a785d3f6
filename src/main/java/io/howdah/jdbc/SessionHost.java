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
import io.howdah.session.TransactionStatus;
import io.howdah.sql.ParseOptions.Escapes;
import io.howdah.sql.ParsedSql;
import io.howdah.types.CodecContext;
import io.howdah.types.DatabaseTypes;
import java.sql.SQLException;
import java.time.Duration;

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

    /** @param warnings where notices of the server's go */
    SessionHost(JdbcContext context, Warnings warnings) {
        this.context = context;
        this.warnings = warnings;
    }

    @Override
    public Session session() {
        return context.session();
    }

    @Override
    public Reply send(Plan plan) throws SQLException {
        return Execution.attempt(context.session(), context.transactions(), plan);
    }

    @Override
    public void open(Flight flight) {
        context.transactions().open(flight);
    }

    @Override
    public Flight.Transaction within(Flight flight) {
        return context.transactions().within(flight);
    }

    @Override
    public Unit begin() throws SQLException {
        Transactions transactions = context.transactions();
        if (!transactions.autoCommit() || context.session().settledStatus() != TransactionStatus.IDLE) {
            return PART_OF_THE_USERS;
        }
        transactions.setAutoCommit(false);
        return new Unit() {
            @Override
            public void commit() throws SQLException {
                try {
                    transactions.commit();
                } finally {
                    transactions.setAutoCommit(true);
                }
            }

            @Override
            public boolean rollback() throws SQLException {
                try {
                    transactions.rollback();
                } finally {
                    transactions.setAutoCommit(true);
                }
                return true;
            }
        };
    }

    @Override
    public void ended(Reply reply) throws SQLException {
        context.transactions().mend(reply);
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
