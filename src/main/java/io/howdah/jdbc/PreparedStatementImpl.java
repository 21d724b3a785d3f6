package io.howdah.jdbc;

import io.howdah.error.SqlErrors;
import io.howdah.session.Flight;
import io.howdah.session.Outcome;
import io.howdah.session.PreparedQuery;
import io.howdah.session.Reply;
import io.howdah.session.StatementCache;
import io.howdah.sql.ParsedSql;
import io.howdah.sql.ParsedStatement;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

/** A statement with parameters. Prepared on the server under its text, from the first execution on. */
final class PreparedStatementImpl extends ParameterSetters implements PreparedStatement {
    private final ParsedSql parsed;
    private final KeyRequest keys;
    private final String[] texts;
    private final PreparedQuery[] queries;
    private final PreparedBatch batch;

    PreparedStatementImpl(
            ConnectionImpl connection, JdbcContext context, ResultSetKind kind, ParsedSql parsed, KeyRequest keys)
            throws SQLException {
        super(connection, context, kind, parsed.parameterCount());
        if (parsed.parameterCount() > Flight.MAX_PARAMETERS) {
            throw SqlErrors.tooManyParameters(parsed.parameterCount());
        }
        if (!parsed.isSingle()) {
            CopyIn.refuse(parsed);
        }
        this.parsed = parsed;
        this.keys = keys;
        List<ParsedStatement> statements = parsed.statements();
        this.texts = new String[statements.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = GeneratedKeys.textFor(statements.get(i), keys, context);
        }
        this.queries = new PreparedQuery[texts.length];
        this.batch = new PreparedBatch(parameters());
        setPoolable(true);
    }

    // ---- executing

    @Override
    public ResultSet executeQuery() throws SQLException {
        execute();
        return firstResultSet();
    }

    @Override
    public int executeUpdate() throws SQLException {
        return narrow(executeLargeUpdate());
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        execute();
        return firstUpdateCount();
    }

    @Override
    public boolean execute() throws SQLException {
        requireOpen();
        parameters().requireAll();
        return run(new ExecutePlan(), keyUse());
    }

    private Results.Keys keyUse() {
        return parsed.isSingle() ? keyUse(parsed.statements().get(0), keys) : Results.Keys.NOT_WANTED;
    }

    private final class ExecutePlan extends StatementPlan {
        @Override
        public void write(Flight flight) {
            context().transactions().open(flight);
            if (parsed.isEmpty()) {
                flight.simple(parsed.source());
            }
            int limit = keyUse() == Results.Keys.WANTED ? Flight.ALL_ROWS : rowLimit();
            for (int i = 0; i < texts.length; i++) {
                ParsedStatement statement = parsed.statements().get(i);
                flight.execute(query(flight.statements(), i), parameters().binding(statement), limit);
            }
        }
    }

    /** The query of one of our statements for the types its parameters have now. */
    private PreparedQuery query(StatementCache cache, int index) {
        PreparedQuery known = queries[index];
        ParsedStatement statement = parsed.statements().get(index);
        if (known == null || known.isForgotten() || !parameters().fit(statement, known.declaredOids())) {
            known = cache.get(texts[index], parameters().oids(statement));
            queries[index] = known;
        }
        return known;
    }

    // ---- batches

    @Override
    public void addBatch() throws SQLException {
        requireOpen();
        parameters().requireAll();
        if (!parsed.isSingle()) {
            throw SqlErrors.notSupported("A batch of a text with "
                    + parsed.statements().size() + " statements is not supported: prepare each by itself");
        }
        CopyIn.refuse(parsed);
        batch.add(parsed.statements().get(0));
    }

    @Override
    public void clearBatch() throws SQLException {
        requireOpen();
        batch.clear();
    }

    @Override
    long[] runBatch() throws SQLException {
        requireOpen();
        forgetResults();
        int size = batch.size();
        if (size == 0) {
            return new long[0];
        }
        try {
            Reply reply = attempt(new StatementPlan() {
                @Override
                public void write(Flight flight) {
                    context().transactions().open(flight);
                    batch.write(flight, texts[0]);
                }
            });
            return batchResult(reply, size);
        } finally {
            batch.clear();
        }
    }

    private long[] batchResult(Reply reply, int size) throws SQLException {
        List<Outcome> outcomes = allOutcomes(reply);
        long[] counts = new long[size];
        int done = 0;
        for (Outcome outcome : outcomes) {
            for (long count : outcome.counts()) {
                counts[done++] = BatchCounts.of(count, outcome.command());
            }
        }
        if (reply.error() != null) {
            throw batchFailed(reply.error(), size, done);
        }
        if (keyUse() == Results.Keys.WANTED) {
            takeKeys(Results.ofKeys(this, GeneratedKeys.rowsOf(outcomes)));
        }
        return counts;
    }

    // ---- descriptions

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        requireOpen();
        if (!parsed.isSingle()) {
            return null;
        }
        PreparedQuery query = describe(0);
        return query.described() == null ? null : ResultSets.metaData(context(), query.described());
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        requireOpen();
        int[] oids = new int[parsed.parameterCount()];
        for (int i = 0; i < texts.length; i++) {
            ParsedStatement statement = parsed.statements().get(i);
            int[] own = describe(i).parameterOids();
            for (int p = 0; p < statement.parameterCount(); p++) {
                oids[statement.parameter(p)] = own[p];
            }
        }
        return new ParameterMetaDataImpl(context().types(), oids);
    }

    /** Asks the server unless it told before. */
    private PreparedQuery describe(int index) throws SQLException {
        PreparedQuery known = queries[index];
        if (known != null && known.isDescribed() && !known.isForgotten()) {
            return known;
        }
        var plan = new DescribePlan(index);
        attempt(plan).throwIfFailed();
        return plan.query;
    }

    private final class DescribePlan extends StatementPlan {
        private final int index;
        private PreparedQuery query;

        DescribePlan(int index) {
            this.index = index;
        }

        @Override
        public void write(Flight flight) {
            query = query(flight.statements(), index);
            if (!query.isDescribed()) {
                context().transactions().open(flight);
                flight.describe(query);
            }
        }
    }

    // ---- the methods of Statement that take a text have no place here

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        throw textOnPrepared();
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        throw textOnPrepared();
    }

    @Override
    public long executeLargeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
        throw textOnPrepared();
    }

    @Override
    public long executeLargeUpdate(String sql, int[] columnIndexes) throws SQLException {
        throw textOnPrepared();
    }

    @Override
    public long executeLargeUpdate(String sql, String[] columnNames) throws SQLException {
        throw textOnPrepared();
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        throw textOnPrepared();
    }

    @Override
    public boolean execute(String sql, int autoGeneratedKeys) throws SQLException {
        throw textOnPrepared();
    }

    @Override
    public boolean execute(String sql, int[] columnIndexes) throws SQLException {
        throw textOnPrepared();
    }

    @Override
    public boolean execute(String sql, String[] columnNames) throws SQLException {
        throw textOnPrepared();
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        throw textOnPrepared();
    }

    private static SQLException textOnPrepared() {
        return SqlErrors.wrongObject("A PreparedStatement has its SQL text already: call the method without one");
    }

    /** The text, never the values. */
    @Override
    public String toString() {
        return parsed.source();
    }
}
