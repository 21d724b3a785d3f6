package io.howdah.jdbc.metadata;

import io.howdah.error.SqlErrors;
import io.howdah.jdbc.metadata.DatabaseFacts.Visibility;
import io.howdah.jdbc.wrapper.SelfWrapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The facade: constant answers come from {@link Capabilities}, lists from one query each.
 *
 * <p>Arguments called patterns are patterns of {@code LIKE} with the escape {@code \}; all others are names. Null is
 * "any". Names are compared as they are stored, in their case. A catalog other than the connection's database has no rows.
 */
public final class DatabaseMetaDataImpl extends Capabilities implements SelfWrapper {
    private static final List<KnownRows.Column> TABLE_TYPES =
            List.of(KnownRows.Column.of("TABLE_TYPE", Types.VARCHAR, TableKind.labels()));

    private static final List<KnownRows.Column> CLIENT_INFO_PROPERTIES = List.of(
            KnownRows.Column.of("NAME", Types.VARCHAR, List.of("ApplicationName")),
            KnownRows.Column.of("MAX_LEN", Types.INTEGER, List.of("63")),
            KnownRows.Column.of("DEFAULT_VALUE", Types.VARCHAR, List.of("")),
            KnownRows.Column.of(
                    "DESCRIPTION",
                    Types.VARCHAR,
                    List.of("The name of the application, which pg_stat_activity and the server log show")));

    private static final List<KnownRows.Column> SUPER_TYPES = Stream.of(
                    "TYPE_CAT", "TYPE_SCHEM", "TYPE_NAME", "SUPERTYPE_CAT", "SUPERTYPE_SCHEM", "SUPERTYPE_NAME")
            .map(name -> KnownRows.Column.of(name, Types.VARCHAR, List.of()))
            .toList();

    private final Connection connection;
    private final DatabaseFacts facts;
    private final CatalogReader catalog;
    private final KnownRows known;
    private String keywords;
    private String maxConnections;

    /** @param connection what {@link #getConnection()} returns, and what queries go over */
    public DatabaseMetaDataImpl(Connection connection, DatabaseFacts facts, TypeCodes types, KnownRows known) {
        this.connection = connection;
        this.facts = facts;
        this.known = known;
        this.catalog = new CatalogReader(connection, new CatalogSql(facts.serverVersion(), types));
    }

    // ---- this connection

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public String getURL() {
        return facts.url();
    }

    @Override
    public String getUserName() {
        return facts.user();
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        return connection.isReadOnly();
    }

    @Override
    public String getDatabaseProductVersion() {
        return facts.serverVersion().text();
    }

    @Override
    public int getDatabaseMajorVersion() {
        return facts.serverVersion().major();
    }

    @Override
    public int getDatabaseMinorVersion() {
        return facts.serverVersion().minor();
    }

    @Override
    public String getDriverVersion() {
        return facts.driverVersion();
    }

    @Override
    public int getDriverMajorVersion() {
        return facts.driverMajor();
    }

    @Override
    public int getDriverMinorVersion() {
        return facts.driverMinor();
    }

    // ---- single answers that the server or the connection gives

    /** {@inheritDoc} Asked once for a connection. */
    @Override
    public String getSQLKeywords() throws SQLException {
        if (keywords == null) {
            keywords = StandardKeywords.without(catalog.value(SettingQueries.KEYWORDS));
        }
        return keywords;
    }

    /** {@inheritDoc} Asked once for a connection: to change it the server must be started anew. */
    @Override
    public int getMaxConnections() throws SQLException {
        if (maxConnections == null) {
            maxConnections = catalog.value(SettingQueries.MAX_CONNECTIONS);
        }
        return Integer.parseInt(maxConnections);
    }

    @Override
    public int getDefaultTransactionIsolation() throws SQLException {
        return Integer.parseInt(catalog.value(SettingQueries.DEFAULT_ISOLATION));
    }

    /** {@inheritDoc} Found by asking the connection for such a statement, which takes no round trip. */
    @Override
    public boolean supportsResultSetType(int type) throws SQLException {
        return supportsResultSetConcurrency(type, ResultSet.CONCUR_READ_ONLY);
    }

    @Override
    public boolean supportsResultSetConcurrency(int type, int concurrency) throws SQLException {
        // Sensitive results are given as insensitive ones, if at all.
        if (type == ResultSet.TYPE_SCROLL_SENSITIVE) {
            return false;
        }
        try (Statement probe = connection.createStatement(type, concurrency)) {
            return probe.getResultSetConcurrency() == concurrency;
        } catch (SQLFeatureNotSupportedException e) {
            return false;
        }
    }

    // ---- tables

    @Override
    public ResultSet getTables(String catalogName, String schemaPattern, String tableNamePattern, String[] types)
            throws SQLException {
        Set<TableKind> kinds = TableKind.of(types);
        Conditions conditions = tablesWithin(catalogName);
        if (TableKind.dependOnSchema(kinds)) {
            conditions.tablesLike(schemaPattern, tableNamePattern);
        } else {
            conditions.like("n.nspname", schemaPattern).likeIndexed("c.relname", tableNamePattern);
        }
        return catalog.read(
                kinds.size() == 1 ? TableQueries.tablesOf(kinds.iterator().next()) : TableQueries.TABLES,
                conditions.and(TableKind.anyOf(kinds)));
    }

    @Override
    public ResultSet getColumns(
            String catalogName, String schemaPattern, String tableNamePattern, String columnNamePattern)
            throws SQLException {
        return catalog.read(
                Conditions.listsSchema(schemaPattern, tableNamePattern)
                        ? TableQueries.COLUMNS_OF_SCHEMA
                        : TableQueries.COLUMNS,
                tablesWithin(catalogName).tablesLike(schemaPattern, tableNamePattern),
                visible(new Conditions(), Privileges.ON_COLUMN).like("p.attname", columnNamePattern));
    }

    @Override
    public ResultSet getTableTypes() throws SQLException {
        return known.of(TABLE_TYPES);
    }

    @Override
    public ResultSet getSchemas() throws SQLException {
        return getSchemas(null, null);
    }

    @Override
    public ResultSet getSchemas(String catalogName, String schemaPattern) throws SQLException {
        return catalog.read(
                TableQueries.SCHEMAS,
                visible(within(catalogName), Privileges.ON_SCHEMA).like("n.nspname", schemaPattern));
    }

    @Override
    public ResultSet getCatalogs() throws SQLException {
        return catalog.read(TableQueries.CATALOGS);
    }

    @Override
    public ResultSet getSuperTables(String catalogName, String schemaPattern, String tableNamePattern)
            throws SQLException {
        return catalog.read(
                TableQueries.SUPER_TABLES, tablesWithin(catalogName).tablesLike(schemaPattern, tableNamePattern));
    }

    @Override
    public ResultSet getPseudoColumns(
            String catalogName, String schemaPattern, String tableNamePattern, String columnNamePattern)
            throws SQLException {
        return catalog.read(
                TableQueries.PSEUDO_COLUMNS,
                tablesWithin(catalogName)
                        .tablesLike(schemaPattern, tableNamePattern)
                        .like("a.attname", columnNamePattern));
    }

    @Override
    public ResultSet getVersionColumns(String catalogName, String schema, String table) throws SQLException {
        return catalog.read(TableQueries.VERSION_COLUMNS, within(catalogName).table("n", schema, "c", table));
    }

    // ---- keys and indexes

    /** {@inheritDoc} In the order of the columns in the key, as it was declared. */
    @Override
    public ResultSet getPrimaryKeys(String catalogName, String schema, String table) throws SQLException {
        return catalog.read(KeyQueries.PRIMARY_KEYS, within(catalogName).table("n", schema, "c", table));
    }

    /** {@inheritDoc} The columns of the primary key, whose values identify a row for good. */
    @Override
    public ResultSet getBestRowIdentifier(String catalogName, String schema, String table, int scope, boolean nullable)
            throws SQLException {
        if (scope != bestRowTemporary && scope != bestRowTransaction && scope != bestRowSession) {
            throw SqlErrors.badArgument("Scope " + scope + " is none of DatabaseMetaData.bestRow..");
        }
        return catalog.read(KeyQueries.BEST_ROW_IDENTIFIER, within(catalogName).table("n", schema, "c", table));
    }

    @Override
    public ResultSet getImportedKeys(String catalogName, String schema, String table) throws SQLException {
        return catalog.read(KeyQueries.IMPORTED_KEYS, within(catalogName).table("fn", schema, "f", table));
    }

    @Override
    public ResultSet getExportedKeys(String catalogName, String schema, String table) throws SQLException {
        return catalog.read(
                table == null ? KeyQueries.EXPORTED_KEYS : KeyQueries.EXPORTED_KEYS_OF_TABLE,
                within(catalogName).table("pn", schema, "p", table));
    }

    @Override
    public ResultSet getCrossReference(
            String parentCatalog,
            String parentSchema,
            String parentTable,
            String foreignCatalog,
            String foreignSchema,
            String foreignTable)
            throws SQLException {
        boolean onlyParent = parentTable != null && foreignTable == null;
        return catalog.read(
                onlyParent ? KeyQueries.EXPORTED_KEYS_OF_TABLE : KeyQueries.EXPORTED_KEYS,
                within(parentCatalog)
                        .inDatabase(facts.database(), foreignCatalog)
                        .table("pn", parentSchema, "p", parentTable)
                        .table("fn", foreignSchema, "f", foreignTable));
    }

    /** {@inheritDoc} Exact or not, the counts are those of the last VACUUM or ANALYZE. */
    @Override
    public ResultSet getIndexInfo(String catalogName, String schema, String table, boolean unique, boolean approximate)
            throws SQLException {
        Conditions conditions = within(catalogName).table("n", schema, "c", table);
        return catalog.read(KeyQueries.INDEXES, unique ? conditions.and("i.indisunique") : conditions);
    }

    // ---- privileges

    @Override
    public ResultSet getTablePrivileges(String catalogName, String schemaPattern, String tableNamePattern)
            throws SQLException {
        return catalog.read(
                PrivilegeQueries.TABLE_PRIVILEGES, within(catalogName).tablesLike(schemaPattern, tableNamePattern));
    }

    @Override
    public ResultSet getColumnPrivileges(String catalogName, String schema, String table, String columnNamePattern)
            throws SQLException {
        return catalog.read(
                PrivilegeQueries.COLUMN_PRIVILEGES,
                within(catalogName).table("n", schema, "c", table).like("a.attname", columnNamePattern));
    }

    // ---- routines

    /** {@inheritDoc} Before PostgreSQL 11, which brought procedures, these are the functions. */
    @Override
    public ResultSet getProcedures(String catalogName, String schemaPattern, String procedureNamePattern)
            throws SQLException {
        return catalog.read(
                RoutineQueries.PROCEDURES,
                routinesWithin(catalogName).routinesLike(schemaPattern, procedureNamePattern));
    }

    @Override
    public ResultSet getProcedureColumns(
            String catalogName, String schemaPattern, String procedureNamePattern, String columnNamePattern)
            throws SQLException {
        return catalog.read(
                RoutineQueries.PROCEDURE_COLUMNS,
                routinesWithin(catalogName).routinesLike(schemaPattern, procedureNamePattern),
                new Conditions().like("p.name", columnNamePattern));
    }

    @Override
    public ResultSet getFunctions(String catalogName, String schemaPattern, String functionNamePattern)
            throws SQLException {
        return catalog.read(
                RoutineQueries.FUNCTIONS, routinesWithin(catalogName).routinesLike(schemaPattern, functionNamePattern));
    }

    @Override
    public ResultSet getFunctionColumns(
            String catalogName, String schemaPattern, String functionNamePattern, String columnNamePattern)
            throws SQLException {
        return catalog.read(
                RoutineQueries.FUNCTION_COLUMNS,
                routinesWithin(catalogName).routinesLike(schemaPattern, functionNamePattern),
                new Conditions().like("p.name", columnNamePattern));
    }

    // ---- types

    @Override
    public ResultSet getTypeInfo() throws SQLException {
        return catalog.read(TypeQueries.TYPES, visible(new Conditions(), Privileges.ON_TYPE));
    }

    /** {@inheritDoc} Domains are DISTINCT, composite types STRUCT; the row types of tables are left out. */
    @Override
    public ResultSet getUDTs(String catalogName, String schemaPattern, String typeNamePattern, int[] types)
            throws SQLException {
        return catalog.read(
                TypeQueries.USER_DEFINED_TYPES,
                typesWithin(catalogName)
                        .typesLike(schemaPattern, typeNamePattern)
                        .and(TypeQueries.anyOf(types)));
    }

    @Override
    public ResultSet getAttributes(
            String catalogName, String schemaPattern, String typeNamePattern, String attributeNamePattern)
            throws SQLException {
        return catalog.read(
                TypeQueries.ATTRIBUTES,
                tablesWithin(catalogName).like("n.nspname", schemaPattern).likeIndexed("c.relname", typeNamePattern),
                new Conditions().like("p.attname", attributeNamePattern));
    }

    /** {@inheritDoc} Empty: PostgreSQL's types inherit from none. */
    @Override
    public ResultSet getSuperTypes(String catalogName, String schemaPattern, String typeNamePattern)
            throws SQLException {
        return known.of(SUPER_TYPES);
    }

    // ---- the rest

    @Override
    public ResultSet getClientInfoProperties() throws SQLException {
        return known.of(CLIENT_INFO_PROPERTIES);
    }

    private Conditions tablesWithin(String catalogName) {
        return visible(within(catalogName), Privileges.ON_TABLE);
    }

    private Conditions routinesWithin(String catalogName) {
        return visible(within(catalogName), Privileges.ON_ROUTINE);
    }

    private Conditions typesWithin(String catalogName) {
        return visible(within(catalogName), Privileges.ON_TYPE);
    }

    /** @param privileges what the user must have where not all is shown */
    private Conditions visible(Conditions conditions, String privileges) {
        return facts.visibility() == Visibility.ALL ? conditions : conditions.and(privileges);
    }

    private Conditions within(String catalogName) {
        return new Conditions().inDatabase(facts.database(), catalogName);
    }
}
