package io.howdah.jdbc;

import io.howdah.api.TypeCodec;
import io.howdah.config.ConnectionConfig;
import io.howdah.config.ConnectionConfig.StatementSettings;
import io.howdah.error.SqlErrors;
import io.howdah.jdbc.lob.LargeObjectBlob;
import io.howdah.jdbc.lob.LargeObjectClob;
import io.howdah.jdbc.result.ColumnOrigins;
import io.howdah.jdbc.result.MadeRows;
import io.howdah.largeobject.ObjectStore;
import io.howdah.session.Session;
import io.howdah.sql.ParseOptions;
import io.howdah.sql.ParseOptions.Escapes;
import io.howdah.sql.ParsedSql;
import io.howdah.sql.SqlParser;
import io.howdah.sql.StringSyntax;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.PgType;
import io.howdah.types.SqlObjects;
import io.howdah.types.TypeRegistry;
import java.sql.Blob;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;

/** What the statements of one connection share. */
final class JdbcContext implements SqlObjects {
    private final Session session;
    private final TypeRegistry types;
    private final Transactions transactions;
    private final ConnectionConfig config;
    private final Warnings warnings;
    private final StatementSettings settings;

    private final SoftTypes softTypes = new SoftTypes();
    private final ParsedTexts preparedTexts = new ParsedTexts();
    private final ParsedTexts statementTexts = new ParsedTexts();
    private final ColumnOrigins origins = new CatalogOrigins(this);

    private volatile Map<String, Class<?>> typeMap = Map.of();
    private int holdability = ResultSet.CLOSE_CURSORS_AT_COMMIT;

    /** The SET that setSchema has sent last; null if it never did. */
    private String searchPath;

    private int searchPathChoices;

    /** Null until a type is met that is not built in. */
    private volatile ConnectionTypes databaseTypes;

    /** Null until something is called. */
    private volatile RoutineCatalog routines;

    /** Null until a large object is met by the user of now. */
    private volatile ObjectStore largeObjects;

    /** The last one; null where there is none. */
    private volatile Loan loan;

    /** Null until they are asked for. */
    private volatile KeyColumns keyColumns;

    private volatile Snapshot snapshot = new Snapshot(-1, null, null, null, null);

    /** What depends on the server's parameters, with the count of changes at which it was taken. */
    private record Snapshot(
            int changes, CodecContext codecs, StringSyntax strings, ParseOptions statement, ParseOptions prepared) {
        static Snapshot of(int changes, CodecContext codecs, StringSyntax strings) {
            return new Snapshot(
                    changes,
                    codecs,
                    strings,
                    ParseOptions.STATEMENT.with(strings),
                    ParseOptions.PREPARED.with(strings));
        }
    }

    /** @param warnings where notices go that belong to no statement */
    JdbcContext(
            Session session,
            TypeRegistry types,
            Transactions transactions,
            ConnectionConfig config,
            Warnings warnings) {
        this.session = session;
        this.types = types;
        this.transactions = transactions;
        this.config = config;
        this.warnings = warnings;
        this.settings = config.statements();
    }

    Session session() {
        return session;
    }

    TypeRegistry types() {
        return types;
    }

    /** The types that are not built in, and how to get to know them. */
    ConnectionTypes databaseTypes() {
        ConnectionTypes known = databaseTypes;
        if (known == null) {
            // Threads that meet here make two; what one of them learns the other finds in what they share.
            known = new ConnectionTypes(this, config);
            databaseTypes = known;
        }
        return known;
    }

    /**
     * The codec of a type by the name that SQL would use for it: {@code int4}, {@code double precision}, {@code mood},
     * {@code public."Odd name"}; by {@code _mood} or {@code mood[]} that of arrays. Asks the server about names that are
     * not built in, once.
     *
     * @throws SQLException 42602 if no type has the name; 25P02 if the server cannot be asked now
     */
    @Override
    public Codec<?> codecNamed(String name) throws SQLException {
        return databaseTypes().codecNamed(name);
    }

    @Override
    public String nameOf(PgType type) throws SQLException {
        return type.isBuiltin() ? type.name() : databaseTypes().nameOf(type);
    }

    /**
     * As {@link #codecNamed}, for those who can do without.
     *
     * @return null if no type has the name, or the server cannot be asked now
     */
    Codec<?> findCodec(String name) throws SQLException {
        return databaseTypes().findCodec(name);
    }

    /** Of the results that nobody asks to be otherwise. */
    int holdability() {
        return holdability;
    }

    void holdability(int newHoldability) {
        holdability = newHoldability;
    }

    String searchPath() {
        return searchPath;
    }

    void searchPath(String setting) {
        searchPath = setting;
        searchPathChoices++;
    }

    /**
     * Grows with each {@link #searchPath(String)}: whether what was chosen last came about, is known only once its
     * transaction has ended.
     */
    int searchPathChoices() {
        return searchPathChoices;
    }

    @Override
    public TypeCodec<?> userCodec(Class<?> javaType) {
        return databaseTypes().userCodec(javaType);
    }

    /** A type may have been dropped, and another one have its name. */
    void forgetTypeNames() {
        ConnectionTypes known = databaseTypes;
        if (known != null) {
            known.forgetNames();
        }
    }

    /** The functions and procedures of the database. */
    RoutineCatalog routines() {
        RoutineCatalog known = routines;
        if (known == null) {
            known = new RoutineCatalog(this);
            routines = known;
        }
        return known;
    }

    /** What its user is given for large objects from now on ends with the loan. */
    void lentBy(Loan newLoan) {
        loan = newLoan;
        largeObjects = null;
    }

    /** Whether whoever had it last is gone, and nobody else there. */
    boolean isBetweenLoans() {
        Loan last = loan;
        return last != null && last.isOver();
    }

    /** The large objects of the database. */
    ObjectStore largeObjects() {
        ObjectStore known = largeObjects;
        if (known == null) {
            known = new ObjectStore(new SessionHost(this, warnings, loan));
            largeObjects = known;
        }
        return known;
    }

    /** The columns of tables that are generated keys. */
    KeyColumns keyColumns() {
        KeyColumns known = keyColumns;
        if (known == null) {
            known = new KeyColumns(this);
            keyColumns = known;
        }
        return known;
    }

    /** A table may have changed. */
    void forgetKeyColumns() {
        KeyColumns known = keyColumns;
        if (known != null) {
            known.forget();
        }
    }

    @Override
    public Blob largeBytes(long oid) {
        return new LargeObjectBlob(largeObjects(), oid);
    }

    @Override
    public NClob largeText(long oid) {
        return new LargeObjectClob(largeObjects(), oid);
    }

    Transactions transactions() {
        return transactions;
    }

    StatementSettings settings() {
        return settings;
    }

    /** Of new statements; zero for none. */
    Duration queryTimeout() {
        return config.timeouts().query();
    }

    SoftTypes softTypes() {
        return softTypes;
    }

    ColumnOrigins origins() {
        return origins;
    }

    @Override
    public Map<String, Class<?>> typeMap() {
        return typeMap;
    }

    /** @param map a copy is made; null for none */
    void setTypeMap(Map<String, Class<?>> map) throws SQLException {
        Map<String, Class<?>> given = map == null ? Map.of() : map;
        for (Map.Entry<String, Class<?>> each : given.entrySet()) {
            if (each.getKey() == null || each.getValue() == null) {
                throw SqlErrors.badArgument("A type map maps " + each.getKey() + " to " + each.getValue()
                        + ": names and classes must not be null");
            }
        }
        typeMap = Map.copyOf(given);
    }

    @Override
    public ResultSet rows(List<MadeColumn> columns, CodecContext understood) {
        return MadeRows.of(columns, understood);
    }

    /** The zones as they are now: the JVM's may change as the session's does, and nobody tells of it. */
    CodecContext codecContext() {
        Snapshot known = current();
        TimeZone clientZone = TimeZone.getDefault();
        if (!clientZone.equals(known.codecs().clientZone())) {
            known = Snapshot.of(known.changes(), known.codecs().withClientZone(clientZone), known.strings());
            snapshot = known;
        }
        return known.codecs();
    }

    /** Like {@link #codecContext}, where the JVM's zone does not matter: to ask for it costs a copy of it. */
    CodecContext recentCodecContext() {
        return current().codecs();
    }

    /** Literals are read as the server reads them now, in all of these. */
    ParsedSql parsePrepared(String sql) throws SQLException {
        return preparedTexts.parse(sql, current().prepared());
    }

    ParsedSql parseStatement(String sql, Escapes escapes) throws SQLException {
        ParseOptions options = current().statement();
        return escapes == Escapes.PROCESS
                ? statementTexts.parse(sql, options)
                : SqlParser.parse(sql, options.with(escapes));
    }

    StringSyntax strings() {
        return current().strings();
    }

    private Snapshot current() {
        Snapshot known = snapshot;
        int changes = session.parameterChanges();
        if (known.changes() != changes) {
            known = Snapshot.of(
                    changes,
                    new CodecContext(session.parameter("TimeZone"), TimeZone.getDefault(), this)
                            .withIntervalStyle(session.parameter("IntervalStyle")),
                    StringSyntax.of(session.parameter("standard_conforming_strings")));
            snapshot = known;
        }
        return known;
    }
}
