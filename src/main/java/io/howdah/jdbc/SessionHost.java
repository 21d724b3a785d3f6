package io.howdah.jdbc;

import io.howdah.api.ConnectionObserver.Kind;
import io.howdah.api.ServerError;
import io.howdah.copy.CopyHost;
import io.howdah.error.PipelineErrors;
import io.howdah.error.SqlErrors;
import io.howdah.jdbc.result.ResultOptions;
import io.howdah.jdbc.result.ResultOwner;
import io.howdah.notification.NotificationHost;
import io.howdah.observe.Watched;
import io.howdah.pipeline.PipelineHost;
import io.howdah.pipeline.QueuedStatement;
import io.howdah.replication.ReplicationHost;
import io.howdah.session.Flight;
import io.howdah.session.Plan;
import io.howdah.session.Reply;
import io.howdah.session.Rows;
import io.howdah.session.Session;
import io.howdah.session.SessionKind;
import io.howdah.sql.ParseOptions.Escapes;
import io.howdah.sql.ParsedSql;
import io.howdah.types.CodecContext;
import io.howdah.types.DatabaseTypes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** What a connection is for the sub-protocols beside JDBC: each says in an interface of its own what it needs. */
final class SessionHost implements CopyHost, NotificationHost, PipelineHost, ReplicationHost {
    private final JdbcContext context;
    private final Connection connection;
    private final Warnings warnings;

    /** @param warnings where notices of the server's go */
    SessionHost(Connection connection, JdbcContext context, Warnings warnings) {
        this.connection = connection;
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
    public void openBare(Flight flight) {
        context.transactions().openBare(flight);
    }

    @Override
    public void sent() {
        context.transactions().sent();
    }

    @Override
    public QueuedStatement encode(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (!(statement instanceof PreparedHandle handle)) {
                throw PipelineErrors.cannotGo("{call ..}", "write CALL or SELECT");
            }
            for (int i = 0; i < values.length; i++) {
                handle.setObject(i + 1, values[i]);
            }
            return handle.queued(context);
        }
    }

    @Override
    public QueuedStatement encode(PreparedStatement statement) throws SQLException {
        if (statement == null || !statement.isWrapperFor(PreparedHandle.class)) {
            throw SqlErrors.badArgument("What a pipeline takes is a PreparedStatement of its own connection");
        }
        return statement.unwrap(PreparedHandle.class).queued(context);
    }

    @Override
    public ResultSet resultSet(Rows rows) {
        return ResultSets.forward(
                context,
                ResultSets.reading(context, rows, 0, null).over(rows, 0),
                ResultOptions.PLAIN,
                null,
                ResultOwner.NOBODY);
    }

    @Override
    public Flight.Transaction within(Flight flight) {
        return context.transactions().within(flight);
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
