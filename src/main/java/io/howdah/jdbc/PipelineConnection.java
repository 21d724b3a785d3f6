package io.howdah.jdbc;

import io.howdah.api.ServerError;
import io.howdah.error.PipelineErrors;
import io.howdah.error.SqlErrors;
import io.howdah.jdbc.result.ResultOptions;
import io.howdah.jdbc.result.ResultOwner;
import io.howdah.pipeline.PipelineHost;
import io.howdah.pipeline.QueuedStatement;
import io.howdah.session.Flight;
import io.howdah.session.Plan;
import io.howdah.session.Reply;
import io.howdah.session.Rows;
import io.howdah.session.Session;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** What a connection is for its pipelines: statements and results are those of JDBC. */
final class PipelineConnection implements PipelineHost {
    private final Connection connection;
    private final JdbcContext context;
    private final SessionHost host;

    PipelineConnection(Connection connection, JdbcContext context, SessionHost host) {
        this.connection = connection;
        this.context = context;
        this.host = host;
    }

    @Override
    public Session session() {
        return host.session();
    }

    @Override
    public void requireOpen() throws SQLException {
        host.requireLoan();
    }

    @Override
    public boolean isClosed() {
        return host.isClosed();
    }

    @Override
    public Reply post(Plan plan) throws SQLException {
        context.transactions().requireWork();
        return host.session().post(plan);
    }

    @Override
    public void open(Flight flight) {
        host.open(flight);
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
    public Duration timeout() {
        return host.timeout();
    }

    @Override
    public void onNotice(ServerError notice) {
        host.onNotice(notice);
    }
}
