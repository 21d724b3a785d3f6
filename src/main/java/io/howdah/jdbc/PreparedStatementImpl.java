package io.howdah.jdbc;

import io.howdah.config.ConnectionConfig.StringType;
import io.howdah.error.SqlErrors;
import io.howdah.error.SqlState;
import io.howdah.pipeline.QueuedStatement;
import io.howdah.session.Binding;
import io.howdah.session.Failure;
import io.howdah.session.Flight;
import io.howdah.session.Outcome;
import io.howdah.session.PreparedQuery;
import io.howdah.session.Reply;
import io.howdah.session.StatementCache;
import io.howdah.sql.ParsedSql;
import io.howdah.sql.ParsedStatement;
import io.howdah.sql.Verb;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A statement with parameters. Prepared on the server under its text, from the first execution on. */
class PreparedStatementImpl extends ParameterSetters implements PreparedStatement {
    /** An error takes back what these have done. */
    private static final Set<Verb> REPEATABLE = EnumSet.of(
            Verb.SELECT, Verb.VALUES, Verb.WITH, Verb.INSERT, Verb.UPDATE, Verb.DELETE, Verb.MERGE, Verb.SHOW);

    /** These take from the server what others were prepared as. */
    private static final Set<Verb> LOSING = EnumSet.of(Verb.DEALLOCATE, Verb.DISCARD);

    private final KeyRequest keys;
    private ParsedSql parsed;
    private String[] texts;
    private PreparedQuery[] queries;

    /** Whether a prepared form could be lost before it is used, or be out of date, and harm come of it. */
    private boolean unnamed;

    /** For each text the parameters that are declared, since the server cannot tell their types. */
    private BitSet[] plains;

    private Binding[] bindings;
    private final ExecutePlan execution = new ExecutePlan();

    /** What its user holds; null while it has none. */
    private PreparedHandle handle;

    private boolean lent = true;

    /** Null until an entry is added. */
    private PreparedBatch batch;

    PreparedStatementImpl(
            ConnectionImpl connection, JdbcContext context, ResultSetKind kind, ParsedSql parsed, KeyRequest keys)
            throws SQLException {
        super(connection, context, kind, parsed.parameterCount());
        if (parsed.parameterCount() > Flight.MAX_PARAMETERS) {
            throw SqlErrors.tooManyParameters(parsed.parameterCount());
        }
        if (!parsed.isSingle()) {
            CopyStatements.refuse(parsed);
        }
        // As those of a Statement are: the keys of several would be results among the others.
        this.keys = parsed.isSingle() ? keys : KeyRequest.NONE;
        become(parsed);
        setPoolable(true);
    }

    /** Takes another text for the same placeholders. */
    private void become(ParsedSql newText) throws SQLException {
        this.parsed = newText;
        List<ParsedStatement> statements = parsed.statements();
        this.texts = new String[statements.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = GeneratedKeys.unaskedTextFor(statements.get(i), keys, context());
        }
        this.queries = new PreparedQuery[texts.length];
        this.plains = new BitSet[texts.length];
        for (int i = 0; i < texts.length; i++) {
            plains[i] = context().softTypes().plain(texts[i]);
        }
        this.bindings = new Binding[texts.length];
        boolean lossy = false;
        for (int i = 0; i < texts.length; i++) {
            bindings[i] = parameters().binding(statements.get(i));
            Verb verb = statements.get(i).verb();
            lossy |= ENDING.contains(verb) || verb == Verb.FETCH || texts.length > 1 && LOSING.contains(verb);
        }
        this.unnamed = lossy || describesAnew();
    }

    /** For those who know only when it runs what is to be sent. The parameters keep their values. */
    final void rewrite(ParsedSql newText) throws SQLException {
        become(newText);
        execution.again();
    }

    /** The columns of the keys are looked up when they are needed: to prepare alone begins no transaction. */
    private void settleKeys() throws SQLException {
        for (int i = 0; i < texts.length; i++) {
            ParsedStatement statement = parsed.statements().get(i);
            if (GeneratedKeys.areLookedUp(statement, keys, context())
                    && !GeneratedKeys.textFor(statement, keys, context()).equals(texts[i])) {
                rewrite(parsed);
            }
        }
    }

    /** Whether a failure was of keys' columns that are no longer there, and others are named now. */
    private boolean renewKeys(Failure failure) throws SQLException {
        if (!parsed.isSingle()
                || GeneratedKeys.renewed(failure, texts[0], parsed.statements().get(0), keys, context()) == null) {
            return false;
        }
        rewrite(parsed);
        return true;
    }

    // ---- its users, one after the other

    /** The text as the user wrote it. */
    String sql() {
        return parsed.source();
    }

    /** Whether this is how the text is to be read. */
    boolean isOf(ParsedSql wanted) {
        return parsed == wanted;
    }

    /** Lends it, unless somebody has it. Under the lock of {@link ParkedStatements}. */
    boolean lend() {
        boolean free = !lent && !isClosed();
        lent |= free;
        return free;
    }

    /** Under the lock of {@link ParkedStatements}. */
    void returned() {
        lent = false;
    }

    void lentBy(PreparedHandle newHandle) throws SQLException {
        handle = newHandle;
        setPoolable(true);
        for (int i = 0; i < texts.length; i++) {
            plains[i] = context().softTypes().plain(texts[i]);
        }
    }

    @Override
    Statement self() {
        return handle == null ? this : handle;
    }

    @Override
    final ConnectionImpl connectionOfUser() {
        PreparedHandle user = handle;
        return user == null ? connection() : user.connection();
    }

    @Override
    void lost(SQLException error) {
        if (handle != null) {
            handle.failed(error);
        } else {
            connection().preparedFailed(this, error);
        }
    }

    @Override
    final boolean isInUse() {
        return lent;
    }

    @Override
    void reset() throws SQLException {
        super.reset();
        handle = null;
        parameters().clear();
        if (batch != null) {
            batch.clear();
        }
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
        requireParameters();
        if (parsed.isSingle() && parsed.statements().get(0).verb() == Verb.COPY) {
            CopyStatements.refuse(parsed);
        }
        settleKeys();
        execution.again();
        return parameters().mayBeLarge() ? runWithLarge() : run(execution, keyUse());
    }

    void requireParameters() throws SQLException {
        parameters().requireAll();
    }

    private boolean runWithLarge() throws SQLException {
        LargeParameters large = large();
        if (!large.areBytes()) {
            try {
                large.settle();
                return run(execution, keyUse());
            } finally {
                parameters().restoreObjects();
            }
        }
        BitSet blobs = large.settleAsBytes();
        try {
            return run(execution, keyUse());
        } catch (SQLException e) {
            large.explain(blobs, e);
            throw e;
        }
    }

    private LargeParameters large() {
        return new LargeParameters(context(), parsed, parameters(), index -> {
            var plan = new DescribePlan(index);
            attempt(plan).throwIfFailed();
            return plan.query.parameterOids();
        });
    }

    private Results.Keys keyUse() {
        return parsed.isSingle() ? keyUse(parsed.statements().get(0), keys) : Results.Keys.NOT_WANTED;
    }

    /** A plan for which the server may have to be told more than it was told at first. */
    private abstract class TypedPlan extends StatementPlan implements Execution.Retypable {
        private final boolean serverTells = context().settings().stringType() == StringType.AUTO;
        private TypeTrial trial;

        TypedPlan() {
            super(PreparedStatementImpl.this);
        }

        @Override
        public final String sql() {
            return parsed.source();
        }

        @Override
        boolean unrewrite(Failure failure) throws SQLException {
            return renewKeys(failure);
        }

        /** For another execution. */
        final void again() {
            trial = null;
        }

        /**
         * Prepares the statements by themselves where that helps.
         *
         * @param times whether dates or times are left to the server: those it may misread even later than in Parse
         */
        final void prepare(Flight flight, List<PreparedQuery> now, boolean times) {
            if (trial == null) {
                if (!serverTells || arePrepared(now)) {
                    return;
                }
                trial = new TypeTrial(context(), texts, plains);
            }
            if (!trial.begin(now)) {
                return;
            }
            context().transactions().guardParsing(flight, parsed.statements());
            // What is parsed each time, or may need an earlier one to have run, cannot be parsed beforehand.
            if (parsed.isSingle() && now.get(0).isNamed() && !times) {
                for (PreparedQuery query : now) {
                    flight.prepare(query);
                }
                context().transactions().parsed(flight);
            }
        }

        // Loops here and below, not streams: on the way to a program's first row each lambda costs a class.
        private static boolean arePrepared(List<PreparedQuery> queries) {
            for (PreparedQuery query : queries) {
                if (!query.isPrepared()) {
                    return false;
                }
            }
            return true;
        }

        final boolean isTried() {
            return trial != null;
        }

        @Override
        public final boolean retype(Failure failure) {
            if (!serverTells) {
                return false;
            }
            if (trial == null) {
                trial = new TypeTrial(context(), texts, plains);
            }
            return trial.retype(failure);
        }

        @Override
        public final void retyped(Failure failure) {
            if (failure != null
                    && (SqlState.UNDEFINED_OBJECT.is(failure.error().sqlState())
                            || SqlState.INTERNAL_ERROR.is(failure.error().sqlState()))) {
                // A type that was dropped is none any more, even if there is a new one of its name.
                context().forgetTypeNames();
            }
            if (trial != null) {
                trial.end(failure);
            }
        }

        @Override
        public final boolean isUndoneByItsError() {
            return parsed.statements().stream().allMatch(statement -> REPEATABLE.contains(statement.verb()));
        }
    }

    private final class ExecutePlan extends TypedPlan {
        @Override
        void say(Flight flight) throws SQLException {
            context().transactions().open(flight, parsed.statements());
            if (parsed.isEmpty()) {
                flight.simple(parsed.source());
                return;
            }
            for (int i = 0; i < texts.length; i++) {
                query(flight.statements(), i);
            }
            if (isTried() || !allPrepared()) {
                prepare(flight, List.of(queries), hasSoftTimes());
            }
            for (int i = 0; i < texts.length; i++) {
                ParsedStatement statement = parsed.statements().get(i);
                if (texts.length == 1) {
                    PreparedStatementImpl.this.execute(flight, statement, queries[i], bindings[i], keyUse());
                } else {
                    // A portal must be the last of its flight.
                    flight.execute(queries[i], bindings[i], rowLimit());
                }
            }
        }

        private boolean allPrepared() {
            for (PreparedQuery query : queries) {
                if (!query.isPrepared()) {
                    return false;
                }
            }
            return true;
        }

        private boolean hasSoftTimes() {
            for (ParsedStatement statement : parsed.statements()) {
                if (Parameters.hasTimes(parameters().natures(statement))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The query of one of our statements for the types its parameters have now. */
    private PreparedQuery query(StatementCache cache, int index) {
        PreparedQuery known = queries[index];
        ParsedStatement statement = parsed.statements().get(index);
        if (known == null || known.isForgotten() || !parameters().fit(statement, known.declaredOids(), plains[index])) {
            int[] oids = parameters().oids(statement, plains[index]);
            known = unnamed ? cache.once(texts[index], oids) : cache.get(texts[index], oids);
            queries[index] = known;
        }
        return known;
    }

    /** What it would send now, for a pipeline. */
    final QueuedStatement queued() throws SQLException {
        requireOpen();
        PipelinedStatements.require(parsed);
        requireParameters();
        int[] oids = parameters().oids(parsed.statements().get(0), plains[0]);
        return PipelinedStatements.queued(texts[0], oids, bindings[0]);
    }

    // ---- batches

    @Override
    public void addBatch() throws SQLException {
        requireOpen();
        requireParameters();
        if (!parsed.isSingle()) {
            throw SqlErrors.notSupported("A batch of a text with "
                    + parsed.statements().size() + " statements is not supported: prepare each by itself");
        }
        if (batch == null) {
            CopyStatements.refuse(parsed);
            batch = new PreparedBatch(parameters());
        }
        try {
            if (parameters().mayBeLarge()) {
                large().settle();
            }
            batch.add(parsed.statements().get(0), bindings[0]);
        } finally {
            parameters().restoreObjects();
        }
    }

    final boolean hasBatch() {
        return batch != null && batch.size() > 0;
    }

    @Override
    public void clearBatch() throws SQLException {
        requireOpen();
        if (batch != null) {
            batch.clear();
        }
    }

    @Override
    long[] runBatch() throws SQLException {
        requireOpen();
        forgetResults();
        int size = batch == null ? 0 : batch.size();
        if (size == 0) {
            return new long[0];
        }
        try {
            settleKeys();
            var sending = BatchSending.of(batch, texts[0], context());
            Reply reply = attempt(new BatchPlan(sending));
            if (sending.hasAsked() && reply.error() == null) {
                sending.learn(context());
                reply = attempt(new BatchPlan(sending));
            }
            return batchResult(reply, sending, size);
        } finally {
            batch.clear();
        }
    }

    private final class BatchPlan extends TypedPlan {
        private final BatchSending sending;

        BatchPlan(BatchSending sending) {
            this.sending = sending;
        }

        @Override
        void say(Flight flight) throws SQLException {
            context().transactions().open(flight, parsed.statements());
            List<PreparedQuery> now = batch.queries(flight.statements(), texts[0], plains[0]);
            if (sending.asksFirst(now)) {
                prepare(flight, now, false);
                now.forEach(flight::describe);
            } else {
                prepare(flight, sending.decide(flight.statements(), now), batch.hasSoftTimes());
                sending.write(flight);
            }
        }

        @Override
        boolean unrewrite(Failure failure) throws SQLException {
            if (renewKeys(failure)) {
                sending.giveUp();
                return true;
            }
            return sending.givesUp(failure);
        }
    }

    private long[] batchResult(Reply reply, BatchSending sending, int size) throws SQLException {
        List<Outcome> outcomes = reply.readAll();
        if (reply.error() != null) {
            throw sending.failed(reply.error(), outcomes, size);
        }
        if (keyUse() == Results.Keys.WANTED) {
            takeKeys(GeneratedKeys.rowsOf(outcomes));
        }
        return sending.counts(outcomes, size);
    }

    // ---- descriptions

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        requireOpen();
        if (!parsed.isSingle()) {
            return null;
        }
        settleKeys();
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
        return new ParameterMetaDataImpl(context(), oids);
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

    private final class DescribePlan extends TypedPlan {
        private final int index;
        private PreparedQuery query;

        DescribePlan(int index) {
            this.index = index;
        }

        @Override
        void say(Flight flight) {
            query = query(flight.statements(), index);
            if (!query.isDescribed()) {
                context().transactions().open(flight);
                prepare(flight, List.of(query), false);
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
        requireOpen();
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
