package io.howdah.jdbc;

import io.howdah.api.ConnectionSecurity;
import io.howdah.api.CopyOperations;
import io.howdah.api.FunctionCalls;
import io.howdah.api.HowdahConnection;
import io.howdah.api.LargeObjects;
import io.howdah.api.NoticeListener;
import io.howdah.api.NoticeSeverity;
import io.howdah.api.Notifications;
import io.howdah.api.Pipeline;
import io.howdah.api.PipelineMode;
import io.howdah.api.ProtocolVersion;
import io.howdah.api.Replication;
import io.howdah.api.ServerError;
import io.howdah.api.ServerVersion;
import io.howdah.config.ConnectionConfig;
import io.howdah.config.DriverVersion;
import io.howdah.error.SqlErrors;
import io.howdah.jdbc.lob.MemoryBlob;
import io.howdah.jdbc.lob.MemoryClob;
import io.howdah.jdbc.metadata.DatabaseFacts;
import io.howdah.jdbc.metadata.DatabaseFacts.Visibility;
import io.howdah.jdbc.metadata.DatabaseMetaDataImpl;
import io.howdah.jdbc.metadata.KnownRows;
import io.howdah.jdbc.wrapper.SelfWrapper;
import io.howdah.jdbc.xml.SqlXmlImpl;
import io.howdah.session.Session;
import io.howdah.sql.EscapeSyntax;
import io.howdah.sql.ParsedSql;
import io.howdah.sql.Quoting;
import io.howdah.transport.Deadline;
import io.howdah.types.TypeRegistry;
import io.howdah.types.codec.TypedValues;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Struct;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** A connection: hands out statements, and leaves the rest to those who know. */
public final class ConnectionImpl implements HowdahConnection, Unsharded, SelfWrapper {
    private final ConnectionConfig config;
    private final Session session;
    private final Transactions transactions;
    private final JdbcContext context;
    private final ClientInfo clientInfo;
    private final Warnings warnings;
    private final ParkedStatements parked;
    private final Map<StatementImpl, Boolean> openStatements;

    /** What ends a logical connection without the session; null for a physical one. */
    private final Loan loan;

    /** Null outside of one, or for a pool that tells of none. */
    private Request request;

    private DatabaseMetaData metaData;

    /** Null until somebody asks. */
    private Extensions extensions;

    /** @param startupWarnings what was noticed in the settings */
    public ConnectionImpl(ConnectionConfig config, Session session, TypeRegistry types, List<String> startupWarnings) {
        this.config = config;
        this.session = session;
        this.loan = null;
        this.warnings = new Warnings();
        this.openStatements = new ConcurrentHashMap<>();
        this.transactions = new Transactions(
                session, modes(config, session), config.statements().autosave());
        this.context = new JdbcContext(session, types, transactions, config, warnings);
        this.parked = new ParkedStatements(config.statements().cacheQueries());
        this.clientInfo = new ClientInfo(session, transactions, warnings);
        for (String warning : startupWarnings) {
            warnings.add(SqlErrors.warning(warning));
        }
        for (ServerError notice : session.facts().notices()) {
            warnings.add(notice);
        }
    }

    private static TransactionModes modes(ConnectionConfig config, Session session) {
        TransactionModes.ReadOnly readOnly =
                switch (config.session().readOnlyMode()) {
                    case IGNORE -> TransactionModes.ReadOnly.IGNORED;
                    case TRANSACTION -> TransactionModes.ReadOnly.WITH_BEGIN;
                    case ALWAYS -> TransactionModes.ReadOnly.WITH_BEGIN_AND_SESSION;
                };
        return new TransactionModes(session, readOnly, config.session().readOnly());
    }

    /** A logical connection: the same session with all that belongs to it, until the loan is over. */
    ConnectionImpl(ConnectionImpl physical, Loan loan) {
        this.config = physical.config;
        this.session = physical.session;
        this.loan = loan;
        this.warnings = physical.warnings;
        this.openStatements = physical.openStatements;
        this.transactions = physical.transactions;
        this.context = physical.context;
        this.parked = physical.parked;
        this.clientInfo = physical.clientInfo;
        warnings.clear();
    }

    JdbcContext context() {
        return context;
    }

    ParkedStatements parked() {
        return parked;
    }

    Set<StatementImpl> openStatements() {
        return openStatements.keySet();
    }

    // ---- statements

    @Override
    public Statement createStatement() throws SQLException {
        return register(new StatementImpl(open(), context, kind()));
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        return createStatement(type, concurrency, context.holdability());
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdable) throws SQLException {
        return register(new StatementImpl(open(), context, kind(type, concurrency, holdable)));
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        return prepare(sql, kind(), KeyRequest.NONE);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        return prepareStatement(sql, type, concurrency, context.holdability());
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdable) throws SQLException {
        open();
        return prepare(sql, kind(type, concurrency, holdable), KeyRequest.NONE);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
        return prepare(sql, kind(), KeyRequest.ofFlag(autoGeneratedKeys));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
        return prepare(sql, kind(), KeyRequest.ofIndexes(columnIndexes));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
        return prepare(sql, kind(), KeyRequest.ofNames(columnNames));
    }

    private PreparedStatement prepare(String sql, ResultSetKind kind, KeyRequest keys) throws SQLException {
        open();
        requireText(sql);
        ParsedSql parsed = parse(sql);
        if (parsed.isSingle() && parsed.statements().get(0).isCall()) {
            return prepareCall(sql, kind);
        }
        boolean ordinary = keys == KeyRequest.NONE && kind.isDefault();
        PreparedStatementImpl kept = ordinary ? parked.take(sql) : null;
        if (kept != null && kept.isOf(parsed)) {
            return new PreparedHandle(this, kept);
        }
        if (kept != null) {
            parked.drop(kept);
        }
        var statement = new PreparedStatementImpl(this, context, kind, parsed, keys);
        register(statement);
        if (ordinary) {
            parked.add(statement);
        }
        return new PreparedHandle(this, statement);
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        return prepareCall(sql, kind());
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        return prepareCall(sql, type, concurrency, context.holdability());
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdable) throws SQLException {
        open();
        return prepareCall(sql, kind(type, concurrency, holdable));
    }

    private CallableStatement prepareCall(String sql, ResultSetKind kind) throws SQLException {
        open();
        requireText(sql);
        return (CallableStatement) register(CallableStatementImpl.of(this, context, kind, parse(sql)));
    }

    /** A single call is written when it runs, calls among other statements are now. */
    private ParsedSql parse(String sql) throws SQLException {
        ParsedSql parsed = context.parsePrepared(sql);
        return parsed.isSingle() ? parsed : CallResolver.writtenParts(parsed, context);
    }

    @Override
    public String nativeSQL(String sql) throws SQLException {
        open();
        requireText(sql);
        return EscapeSyntax.translate(
                sql, context.strings(), CallResolver.syntax(context.settings().callMode()));
    }

    private static void requireText(String sql) throws SQLException {
        if (sql == null) {
            throw SqlErrors.badArgument("The SQL text is null");
        }
    }

    private Statement register(StatementImpl statement) {
        openStatements.put(statement, Boolean.TRUE);
        return statement;
    }

    void statementClosed(StatementImpl statement) {
        openStatements.remove(statement);
    }

    /** Its user has closed it. */
    void preparedClosed(PreparedStatement statement) {
        if (loan != null) {
            loan.statementClosed(statement);
        }
    }

    /** It was lost, or the session was. */
    void preparedFailed(PreparedStatement statement, SQLException error) {
        if (loan != null) {
            loan.statementFailed(statement, error);
        }
    }

    private ResultSetKind kind(int type, int concurrency, int holdability) throws SQLException {
        ResultSetKind kind = ResultSetKind.of(type, concurrency, holdability);
        if (kind != kind.insensitive()) {
            warnings.add(SqlErrors.warning("TYPE_SCROLL_SENSITIVE is not to be had: the result is insensitive"));
        }
        return kind;
    }

    private ResultSetKind kind() {
        return context.holdability() == ResultSet.CLOSE_CURSORS_AT_COMMIT
                ? ResultSetKind.DEFAULT
                : new ResultSetKind(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, context.holdability());
    }

    // ---- transactions

    @Override
    public void setAutoCommit(boolean on) throws SQLException {
        open();
        transactions.setAutoCommit(on, loan);
    }

    @Override
    public boolean getAutoCommit() throws SQLException {
        open();
        return transactions.autoCommit();
    }

    @Override
    public void commit() throws SQLException {
        open();
        transactions.commit(loan);
    }

    @Override
    public void rollback() throws SQLException {
        open();
        transactions.rollback(loan);
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        open();
        transactions.rollbackTo(savepoint, loan);
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        open();
        return transactions.setSavepoint();
    }

    @Override
    public Savepoint setSavepoint(String name) throws SQLException {
        open();
        return transactions.setSavepoint(name);
    }

    @Override
    public void releaseSavepoint(Savepoint savepoint) throws SQLException {
        open();
        transactions.release(savepoint, loan);
    }

    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        open();
        transactions.modes().setIsolation(level);
    }

    @Override
    public int getTransactionIsolation() throws SQLException {
        open();
        return transactions.modes().isolation(loan);
    }

    @Override
    public void setReadOnly(boolean on) throws SQLException {
        open();
        transactions.modes().setReadOnly(on);
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        open();
        return transactions.modes().readOnly();
    }

    @Override
    public void setHoldability(int newHoldability) throws SQLException {
        open();
        ResultSetKind.requireHoldability(newHoldability);
        context.holdability(newHoldability);
    }

    @Override
    public int getHoldability() throws SQLException {
        open();
        return context.holdability();
    }

    // ---- the database

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        open();
        if (metaData == null) {
            var facts = new DatabaseFacts(
                    config.url(),
                    userName(),
                    config.database(),
                    serverVersion(),
                    config.statements().hideUnprivilegedObjects() ? Visibility.PRIVILEGED : Visibility.ALL,
                    DriverVersion.MAJOR,
                    DriverVersion.MINOR,
                    DriverVersion.TEXT);
            metaData = new DatabaseMetaDataImpl(this, facts, MetaDataTypes.INSTANCE, this::known);
        }
        return metaData;
    }

    /** See {@link KnownRows}. */
    private ResultSet known(List<KnownRows.Column> columns) throws SQLException {
        var statement = new StatementImpl(open(), context, ResultSetKind.DEFAULT);
        register(statement);
        statement.closeOnCompletion();
        return statement.present(columns);
    }

    /** Whom the server takes us for: a provider of credentials may have named another than the settings. */
    private String userName() {
        String user = session.parameter("session_authorization");
        return user == null ? config.user() : user;
    }

    @Override
    public void setCatalog(String catalog) throws SQLException {
        // A session is bound to its database; JDBC wants the request to be ignored then.
        open();
    }

    @Override
    public String getCatalog() throws SQLException {
        open();
        return config.database();
    }

    @Override
    public void setSchema(String schema) throws SQLException {
        open();
        setSearchPath(schema == null ? null : "SET SESSION search_path TO " + Quoting.quoted(schema));
    }

    /** @param setting null for the path that the session began with */
    void setSearchPath(String setting) {
        transactions.sendLater(setting == null ? "RESET search_path" : setting);
        context.searchPath(setting);
    }

    @Override
    public String getSchema() throws SQLException {
        open();
        try (var statement = createStatement();
                var rows = statement.executeQuery("SELECT pg_catalog.current_schema()")) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    @Override
    public Map<String, Class<?>> getTypeMap() throws SQLException {
        open();
        return new HashMap<>(context.typeMap());
    }

    @Override
    public void setTypeMap(Map<String, Class<?>> map) throws SQLException {
        open();
        context.setTypeMap(map);
    }

    // ---- values

    @Override
    public Array createArrayOf(String typeName, Object[] elements) throws SQLException {
        return createArrayOf(typeName, (Object) elements);
    }

    @Override
    public Array createArrayOf(String typeName, Object elements) throws SQLException {
        open();
        if (typeName == null || elements == null) {
            throw SqlErrors.badArgument("An array needs the name of its elements' type, and elements");
        }
        return TypedValues.array(context.codecNamed(typeName), context.types(), elements, context.codecContext());
    }

    @Override
    public Struct createStruct(String typeName, Object[] attributes) throws SQLException {
        open();
        if (typeName == null || attributes == null) {
            throw SqlErrors.badArgument("A Struct needs the name of its type, and attributes");
        }
        return TypedValues.struct(context.codecNamed(typeName), attributes, context.codecContext());
    }

    @Override
    public Clob createClob() throws SQLException {
        open();
        return new MemoryClob();
    }

    @Override
    public NClob createNClob() throws SQLException {
        open();
        return new MemoryClob();
    }

    @Override
    public Blob createBlob() throws SQLException {
        open();
        return new MemoryBlob();
    }

    @Override
    public SQLXML createSQLXML() throws SQLException {
        open();
        return new SqlXmlImpl();
    }

    // ---- client info

    @Override
    public void setClientInfo(String name, String value) throws SQLClientInfoException {
        if (isClosed()) {
            throw ClientInfo.closed(name);
        }
        clientInfo.set(name, value);
    }

    @Override
    public void setClientInfo(Properties properties) throws SQLClientInfoException {
        if (isClosed()) {
            throw ClientInfo.closed(ClientInfo.APPLICATION_NAME);
        }
        clientInfo.set(properties);
    }

    @Override
    public String getClientInfo(String name) throws SQLException {
        open();
        return clientInfo.get(name);
    }

    @Override
    public Properties getClientInfo() throws SQLException {
        open();
        return clientInfo.get();
    }

    int clientInfoChoices() {
        return clientInfo.choices();
    }

    // ---- life

    @Override
    public SQLWarning getWarnings() throws SQLException {
        open();
        return warnings.first();
    }

    @Override
    public void clearWarnings() throws SQLException {
        open();
        warnings.clear();
    }

    @Override
    public boolean isValid(int timeoutSeconds) throws SQLException {
        if (timeoutSeconds < 0) {
            throw SqlErrors.badArgument("The timeout of isValid is " + timeoutSeconds + " and must not be negative");
        }
        if (isClosed()) {
            return false;
        }
        try {
            return session.ping(Deadline.after(Duration.ofSeconds(timeoutSeconds)));
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
        open();
        if (milliseconds < 0) {
            throw SqlErrors.badArgument("The network timeout is " + milliseconds + " and must not be negative");
        }
        session.setReadTimeout(Duration.ofMillis(milliseconds));
    }

    @Override
    public int getNetworkTimeout() throws SQLException {
        open();
        return (int) Math.min(Integer.MAX_VALUE, session.readTimeout().toMillis());
    }

    /** {@inheritDoc} What {@link #endRequest} will restore is what is there now. */
    @Override
    public void beginRequest() throws SQLException {
        open();
        if (request == null) {
            request = new Request(this, openStatements.keySet());
        }
    }

    /**
     * {@inheritDoc} What was opened since {@link #beginRequest} is closed, a transaction rolled back, and the settings
     * are as they were. Nobody listens to notifications and notices any more. If it fails it can be called again.
     */
    @Override
    public void endRequest() throws SQLException {
        if (request != null && !isClosed()) {
            try {
                request.end(openStatements.keySet());
                session.noticesTo(null);
                if (extensions != null) {
                    extensions.endRequest();
                }
                warnings.clear();
            } catch (SQLException e) {
                // A session that broke has nothing to restore, and gives this as the cause to all that come later.
                if (!session.isBroken()) {
                    throw e;
                }
            }
        }
        request = null;
    }

    /** Ends what goes on by itself when its loan is over. Returns whether the server still listens for its user. */
    boolean endLoan() {
        return extensions != null && extensions.endLoan();
    }

    /** Has the server listen to nothing for the next user. Outside of a transaction. */
    void unlistenForNext() throws SQLException {
        extensions().unlistenForNext();
    }

    @Override
    public void close() throws SQLException {
        if (loan != null) {
            loan.close();
            return;
        }
        // The session first: nobody waits for the rest of a result then.
        session.close();
        for (StatementImpl statement : new ArrayList<>(openStatements.keySet())) {
            statement.close();
        }
    }

    @Override
    public boolean isClosed() {
        return session.isClosed() || loan != null && loan.isOver();
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        if (executor == null) {
            throw SqlErrors.badArgument("The executor of abort is null");
        }
        if (loan == null) {
            session.abort();
        } else if (!loan.isOver()) {
            session.abort();
            loan.aborted();
        }
    }

    private ConnectionImpl open() throws SQLException {
        requireLoan();
        session.requireOpen();
        return this;
    }

    /** Throws if it is a logical connection that has ended. */
    void requireLoan() throws SQLException {
        // Not by the class, which whoever has no loan need not load.
        if (loan != null) {
            loan.requireRunning();
        }
    }

    // ---- beyond JDBC

    @Override
    public ServerVersion serverVersion() {
        return session.serverVersion();
    }

    @Override
    public ProtocolVersion protocolVersion() {
        return session.facts().protocolVersion();
    }

    @Override
    public int backendPid() {
        return session.facts().processId();
    }

    @Override
    public String parameter(String name) {
        return session.parameter(name);
    }

    @Override
    public ConnectionSecurity security() {
        return session.facts().security();
    }

    @Override
    public CopyOperations copy() {
        return extensions().copy();
    }

    @Override
    public Replication replication() {
        return extensions().replication();
    }

    @Override
    public Pipeline pipeline() {
        return pipeline(PipelineMode.ABORTING);
    }

    @Override
    public Pipeline pipeline(PipelineMode mode) {
        return extensions().pipeline(Objects.requireNonNull(mode, "mode"));
    }

    @Override
    public LargeObjects largeObjects() {
        return extensions().largeObjects();
    }

    @Override
    public FunctionCalls functions() {
        return extensions().functions();
    }

    @Override
    public Notifications notifications() {
        return extensions().notifications();
    }

    @Override
    public void setNoticeListener(NoticeListener listener, NoticeSeverity least) {
        Objects.requireNonNull(least, "least");
        if (isClosed()) {
            // Of a session that goes on without its user others hear.
            return;
        }
        session.noticesTo(
                listener == null
                        ? null
                        : notice -> {
                            if (least.admits(notice) && !isClosed()) {
                                listener.onNotice(notice);
                            }
                        });
    }

    private Extensions extensions() {
        if (extensions == null) {
            extensions = new Extensions(this, context, warnings, loan);
        }
        return extensions;
    }

    @Override
    public String escapeLiteral(String text) throws SQLException {
        return Quoting.literal(text);
    }

    @Override
    public String escapeIdentifier(String text) throws SQLException {
        return Quoting.quoted(text);
    }
}
