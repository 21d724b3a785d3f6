package io.howdah.jdbc.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One schema with a bit of everything, and what is found of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetaDataServerTest {
    private static final String SCHEMA = "howdah_meta";

    private Connection connection;
    private DatabaseMetaData about;

    @BeforeAll
    void createSchema() throws SQLException {
        connection = TestServer.shared().connect();
        about = connection.getMetaData();
        run("drop schema if exists howdah_meta cascade; create schema howdah_meta; set search_path = howdah_meta");
        run("""
                create domain price as numeric(10, 2);
                create domain cheap as price not null check (value < 10);
                create domain ints as int[];
                create type mood as enum ('sad', 'ok');
                create type pair as (a int, b varchar(7), c cheap);
                comment on type pair is 'two and one';
                comment on column pair.b is 'the second';
                comment on domain price is 'in cents';

                create table kinds (
                    b bool, i2 int2, i4 int4, i8 int8, f4 float4, f8 float8, n numeric, n10 numeric(10, 2),
                    n3 numeric(3, -2), m money, o oid, c char(5), "char" "char", vc varchar, vc20 varchar(20), t text,
                    nm name, by bytea, bit1 bit, bit8 bit(8), vb varbit, vb9 varbit(9), d date, tm time, tm0 time(0),
                    tm3 time(3), tz timetz, ts timestamp, ts1 timestamp(1), tstz timestamptz, iv interval,
                    iv2 interval(2), ivm interval year to month, u uuid, j json, x xml, ia int[], va varchar(9)[],
                    r int4range, ip inet, rc refcursor);
                create table own_types (p price, c cheap, i ints, e mood, es mood[], r pair);

                create table parent (a int, b int, name text not null unique, primary key (b, a));
                comment on table parent is 'the ''elder''';
                comment on column parent.name is 'as called';
                create unique index parent_a_name on parent (a, name);
                create table child (
                    id int generated always as identity primary key,
                    number serial,
                    big bigserial,
                    a int, b int, name text default 'x''y', upper_name text generated always as (upper(name)) stored,
                    self int references child on delete cascade,
                    constraint to_parent foreign key (b, a) references parent
                        on update cascade on delete set null deferrable initially deferred,
                    constraint a_name foreign key (name) references parent (name) on delete restrict deferrable,
                    constraint by_index foreign key (a, name) references parent (a, name) on delete set default);
                create index child_things on child (lower(name) desc, a) include (b) where a > 0;
                create index child_hash on child using hash (a);
                cluster child using child_pkey;

                create table gaps (x int, y int, z int not null);
                alter table gaps drop column y;

                create table divided (k int primary key, v text) partition by range (k);
                create table divided_1 partition of divided for values from (0) to (10);
                create table divided_2 partition of divided for values from (10) to (20);
                create table to_divided (k int references divided);
                create table heir (extra int) inherits (gaps);
                create view looks as select a, name from parent;
                create materialized view stored as select a from parent;
                create index stored_a on stored (a);
                create sequence counts;
                create foreign data wrapper howdah_meta_fdw;
                create server howdah_meta_far foreign data wrapper howdah_meta_fdw;
                create foreign table far_away (z int) server howdah_meta_far;
                create temporary table fleeting (id int primary key);
                """);
        run("""
                create function plain(a int, text = 'x') returns numeric language sql as 'select 1.0';
                create function plain(a date) returns void language sql as '';
                create function outs(inout x int, out y text) language sql as $$ select 1, 'x' $$;
                create function gives_table(n int) returns table (id int, label text) language sql
                    as $$ select 1, 'x' $$;
                create function gives_rows() returns setof gaps language sql as 'select * from gaps';
                create procedure does(a int, inout b text default 'y') language sql as $$ select 'x' $$;
                comment on function plain(date) is 'nothing comes back';
                comment on procedure does is 'deeds';
                """);
    }

    @AfterAll
    void dropSchema() throws SQLException {
        run("drop schema howdah_meta cascade; drop foreign data wrapper howdah_meta_fdw cascade");
        connection.close();
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Each row as the values of some columns with blanks between them. */
    private static List<String> read(ResultSet rows, String labels) throws SQLException {
        try (rows) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (String label : labels.split(" ")) {
                    values.add(rows.getString(label));
                }
                all.add(String.join(" ", values.stream().map(String::valueOf).toList()));
            }
            return all;
        }
    }

    // ---- tables

    @Test
    void everyKindOfTableHasItsType() throws SQLException {
        assertThat(read(about.getTables(null, SCHEMA, null, null), "TABLE_TYPE TABLE_NAME"))
                .contains(
                        "TABLE parent",
                        "PARTITIONED TABLE divided",
                        "TABLE divided_1",
                        "VIEW looks",
                        "MATERIALIZED VIEW stored",
                        "FOREIGN TABLE far_away",
                        "SEQUENCE counts",
                        "TYPE pair",
                        "INDEX child_hash",
                        "PARTITIONED INDEX divided_pkey")
                .isSorted();
        assertThat(read(about.getTables(null, null, "fleeting%", null), "TABLE_TYPE TABLE_NAME"))
                .containsExactly("TEMPORARY INDEX fleeting_pkey", "TEMPORARY TABLE fleeting");
        assertThat(read(about.getTables(null, "pg_catalog", "pg\\_class%", null), "TABLE_TYPE TABLE_NAME"))
                .contains("SYSTEM TABLE pg_class", "SYSTEM INDEX pg_class_oid_index");
        assertThat(read(about.getTables(null, "information_schema", "tables", null), "TABLE_TYPE"))
                .containsExactly("SYSTEM VIEW");
        assertThat(read(about.getTables(null, "pg_toast", null, null), "TABLE_TYPE"))
                .containsOnly("SYSTEM TOAST INDEX", "SYSTEM TOAST TABLE");
        assertThat(read(about.getTables(null, null, null, null), "TABLE_TYPE")).doesNotContain("null");
    }

    @Test
    void tablesAreFoundByNamePatternAndType() throws SQLException {
        String[] tables = {"TABLE"};
        assertThat(read(about.getTables(null, SCHEMA, "parent", tables), "TABLE_CAT TABLE_SCHEM REMARKS"))
                .containsExactly(connection.getCatalog() + " howdah_meta the 'elder'");
        assertThat(read(about.getTables(connection.getCatalog(), "howdah%", "p_rent", tables), "TABLE_NAME"))
                .containsExactly("parent");
        assertThat(read(about.getTables(null, SCHEMA, "divided\\_1", tables), "TABLE_NAME"))
                .containsExactly("divided_1");
        assertThat(read(about.getTables(null, SCHEMA, "%d", new String[] {"VIEW", "MATERIALIZED VIEW"}), "TABLE_NAME"))
                .containsExactly("stored");
        for (ResultSet nothing : List.of(
                about.getTables("elsewhere", SCHEMA, null, null),
                about.getTables("", SCHEMA, null, null),
                about.getTables(null, "", null, null),
                about.getTables(null, SCHEMA, "PARENT", null),
                about.getTables(null, SCHEMA, "", null),
                about.getTables(null, SCHEMA, null, new String[0]),
                about.getTables(null, SCHEMA, null, new String[] {"SYSTEM_TABLE", null}))) {
            assertThat(read(nothing, "TABLE_NAME")).isEmpty();
        }
    }

    @Test
    void schemasCatalogsAndTableTypesAreListed() throws SQLException {
        assertThat(read(about.getSchemas(), "TABLE_SCHEM"))
                .contains("howdah_meta", "pg_catalog", "information_schema")
                .anyMatch(name -> name.startsWith("pg_temp_"))
                .noneMatch(name -> name.startsWith("pg_toast"))
                .isSorted();
        assertThat(read(about.getSchemas(connection.getCatalog(), "howdah\\_met_"), "TABLE_SCHEM TABLE_CATALOG"))
                .containsExactly("howdah_meta " + connection.getCatalog());
        assertThat(read(about.getSchemas("elsewhere", null), "TABLE_SCHEM")).isEmpty();
        assertThat(read(about.getCatalogs(), "TABLE_CAT"))
                .contains(connection.getCatalog(), "template1")
                .doesNotContain("template0");
        assertThat(read(about.getTableTypes(), "TABLE_TYPE")).hasSize(18).isSorted();
    }

    @Test
    void superTablesAreThoseInheritedFrom() throws SQLException {
        assertThat(read(about.getSuperTables(null, SCHEMA, null), "TABLE_NAME SUPERTABLE_NAME"))
                .containsExactly("heir gaps");
        assertThat(read(about.getSuperTypes(null, null, null), "TYPE_NAME")).isEmpty();
    }

    // ---- columns

    @Test
    void columnsAreDescribedAsByResultSetMetaData() throws SQLException {
        List<String> described = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select * from kinds")) {
            ResultSetMetaData columns = rows.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                String name = columns.getColumnName(i);
                // Where a numeric has no limits JDBC wants 0 here and null there.
                described.add(name + " " + columns.getColumnType(i) + " " + columns.getColumnTypeName(i) + " "
                        + columns.getPrecision(i) + " " + (name.equals("n") ? null : columns.getScale(i)));
            }
        }
        assertThat(described).hasSize(41);
        assertThat(read(
                        about.getColumns(null, SCHEMA, "kinds", "%"),
                        "COLUMN_NAME DATA_TYPE TYPE_NAME COLUMN_SIZE DECIMAL_DIGITS"))
                .containsExactlyElementsOf(described);
    }

    @Test
    void columnsOfTypesOfTheDatabaseTellTheirKind() throws SQLException {
        assertThat(
                        read(
                                about.getColumns(null, SCHEMA, "own_types", null),
                                "COLUMN_NAME DATA_TYPE TYPE_NAME SOURCE_DATA_TYPE COLUMN_SIZE DECIMAL_DIGITS IS_NULLABLE NULLABLE"))
                .containsExactly(
                        "p 2001 price 2 10 2 YES 1",
                        "c 2001 cheap 2 10 2 NO 0",
                        "i 2001 ints 2003 10 0 YES 1",
                        "e 12 mood null 2147483647 0 YES 1",
                        "es 2003 _mood null 2147483647 0 YES 1",
                        "r 2002 pair null 2147483647 0 YES 1");
    }

    @Test
    void columnsTellWhatIsPutIntoThem() throws SQLException {
        assertThat(
                        read(
                                about.getColumns(null, SCHEMA, "child", null),
                                "ORDINAL_POSITION COLUMN_NAME TYPE_NAME IS_AUTOINCREMENT IS_GENERATEDCOLUMN IS_NULLABLE COLUMN_DEF"))
                .containsExactly(
                        "1 id int4 YES NO NO null",
                        "2 number serial YES NO NO nextval('child_number_seq'::regclass)",
                        "3 big bigserial YES NO NO nextval('child_big_seq'::regclass)",
                        "4 a int4 NO NO YES null",
                        "5 b int4 NO NO YES null",
                        "6 name text NO NO YES 'x''y'::text",
                        "7 upper_name text NO YES YES upper(name)",
                        "8 self int4 NO NO YES null");
    }

    @Test
    void positionsCloseTheGapsOfDroppedColumns() throws SQLException {
        assertThat(read(about.getColumns(null, SCHEMA, "gaps", null), "COLUMN_NAME ORDINAL_POSITION"))
                .containsExactly("x 1", "z 2");
        assertThat(read(about.getColumns(null, SCHEMA, "gaps", "_"), "COLUMN_NAME ORDINAL_POSITION"))
                .containsExactly("x 1", "z 2");
        assertThat(read(about.getColumns(null, SCHEMA, "gaps", "z"), "COLUMN_NAME ORDINAL_POSITION"))
                .containsExactly("z 2");
    }

    @Test
    void columnsOfEveryKindOfTableAreListed() throws SQLException {
        assertThat(read(about.getColumns(null, SCHEMA, null, null), "TABLE_NAME"))
                .contains("parent", "divided", "divided_1", "looks", "stored", "far_away")
                .doesNotContain("pair", "counts", "child_hash")
                .isSorted();
        assertThat(read(about.getColumns(null, SCHEMA, "parent", "name"), "REMARKS CHAR_OCTET_LENGTH NUM_PREC_RADIX"))
                .containsExactly("as called 2147483647 10");
        assertThat(read(about.getColumns(null, SCHEMA, "kinds", "bit8"), "CHAR_OCTET_LENGTH NUM_PREC_RADIX"))
                .containsExactly("null 2");
    }

    @Test
    void systemColumnsArePseudoColumns() throws SQLException {
        assertThat(read(about.getPseudoColumns(null, SCHEMA, "gaps", "%t_d"), "COLUMN_NAME DATA_TYPE COLUMN_USAGE"))
                .containsExactly("ctid 1111 NO_USAGE_RESTRICTIONS");
        assertThat(read(about.getPseudoColumns(null, SCHEMA, "looks", null), "COLUMN_NAME"))
                .isEmpty();
        assertThat(read(about.getVersionColumns(null, SCHEMA, "gaps"), "COLUMN_NAME TYPE_NAME PSEUDO_COLUMN"))
                .containsExactly("ctid tid 2");
        assertThat(read(about.getVersionColumns(null, SCHEMA, "looks"), "COLUMN_NAME"))
                .isEmpty();
    }

    // ---- keys

    @Test
    void primaryKeysKeepTheOrderOfTheirColumns() throws SQLException {
        assertThat(read(about.getPrimaryKeys(null, SCHEMA, "parent"), "COLUMN_NAME KEY_SEQ PK_NAME"))
                .containsExactly("b 1 parent_pkey", "a 2 parent_pkey");
        assertThat(read(about.getPrimaryKeys(null, null, "divided_1"), "TABLE_SCHEM COLUMN_NAME"))
                .containsExactly("howdah_meta k");
        assertThat(read(about.getPrimaryKeys(null, SCHEMA, "paren_"), "COLUMN_NAME"))
                .isEmpty();
        assertThat(read(about.getPrimaryKeys(null, SCHEMA, "gaps"), "COLUMN_NAME"))
                .isEmpty();
        assertThat(read(
                        about.getBestRowIdentifier(null, SCHEMA, "parent", DatabaseMetaData.bestRowTransaction, false),
                        "SCOPE COLUMN_NAME DATA_TYPE TYPE_NAME PSEUDO_COLUMN"))
                .containsExactly("2 b 4 int4 1", "2 a 4 int4 1");
        assertThatThrownBy(() -> about.getBestRowIdentifier(null, SCHEMA, "parent", 7, false))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("7");
    }

    @Test
    void foreignKeysTellRulesAndTheKeyTheyReferTo() throws SQLException {
        String columns = "PKTABLE_NAME PKCOLUMN_NAME FKTABLE_NAME FKCOLUMN_NAME KEY_SEQ UPDATE_RULE DELETE_RULE FK_NAME"
                + " PK_NAME DEFERRABILITY";
        String[] toParent = {
            "parent name child name 1 3 1 a_name parent_name_key 6",
            "parent a child a 1 3 4 by_index parent_a_name 7",
            "parent name child name 2 3 4 by_index parent_a_name 7",
            "parent b child b 1 0 2 to_parent parent_pkey 5",
            "parent a child a 2 0 2 to_parent parent_pkey 5"
        };
        assertThat(read(about.getExportedKeys(null, SCHEMA, "parent"), columns)).containsExactly(toParent);
        assertThat(read(about.getImportedKeys(null, SCHEMA, "child"), columns))
                .contains(toParent)
                .contains("child id child self 1 3 0 child_self_fkey child_pkey 7")
                .hasSize(6);
        assertThat(read(about.getCrossReference(null, SCHEMA, "parent", null, SCHEMA, "child"), columns))
                .containsExactly(toParent);
        assertThat(read(about.getCrossReference(null, SCHEMA, "parent", "elsewhere", SCHEMA, "child"), columns))
                .isEmpty();
        assertThat(read(about.getCrossReference(null, SCHEMA, "child", null, SCHEMA, "parent"), columns))
                .isEmpty();
    }

    @Test
    void aKeyToAPartitionedTableIsOneKey() throws SQLException {
        assertThat(read(about.getImportedKeys(null, SCHEMA, "to_divided"), "PKTABLE_NAME PKCOLUMN_NAME PK_NAME"))
                .containsExactly("divided k divided_pkey");
    }

    @Test
    void indexesTellTheirKeys() throws SQLException {
        assertThat(read(
                        about.getIndexInfo(null, SCHEMA, "child", false, true),
                        "NON_UNIQUE TYPE INDEX_NAME ORDINAL_POSITION COLUMN_NAME ASC_OR_DESC FILTER_CONDITION"))
                .containsExactly(
                        "f 1 child_pkey 1 id A null",
                        "t 2 child_hash 1 a null null",
                        "t 3 child_things 1 lower(name) D (a > 0)",
                        "t 3 child_things 2 a A (a > 0)");
        assertThat(read(about.getIndexInfo(null, SCHEMA, "child", true, true), "INDEX_NAME"))
                .containsExactly("child_pkey");
        assertThat(read(about.getIndexInfo(null, SCHEMA, "stored", false, false), "INDEX_NAME CARDINALITY"))
                .containsExactly("stored_a 0");
        assertThat(read(about.getIndexInfo(null, SCHEMA, "divided", false, false), "INDEX_NAME COLUMN_NAME"))
                .containsExactly("divided_pkey k");
    }

    // ---- routines

    @Test
    void functionsAndProceduresAreToldApart() throws SQLException {
        assertThat(read(about.getProcedures(null, SCHEMA, null), "PROCEDURE_NAME PROCEDURE_TYPE REMARKS"))
                .containsExactly("does 2 deeds");
        assertThat(read(about.getFunctions(null, SCHEMA, null), "FUNCTION_NAME FUNCTION_TYPE REMARKS"))
                .containsExactlyInAnyOrder(
                        "gives_rows 2 null",
                        "gives_table 2 null",
                        "outs 1 null",
                        "plain 1 nothing comes back",
                        "plain 1 null");
        assertThat(read(about.getFunctions(null, SCHEMA, "plain"), "SPECIFIC_NAME"))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("plain_\\d+"));
    }

    @Test
    void partsOfFunctionsAreNamedAndNumbered() throws SQLException {
        String columns = "COLUMN_NAME COLUMN_TYPE DATA_TYPE TYPE_NAME ORDINAL_POSITION";
        assertThat(read(about.getFunctionColumns(null, SCHEMA, "plain", null), columns))
                .containsExactlyInAnyOrder(
                        "returnValue 4 2 numeric 0",
                        "a 1 4 int4 1",
                        "$2 1 12 text 2",
                        "returnValue 4 1111 void 0",
                        "a 1 91 date 1");
        assertThat(read(about.getFunctionColumns(null, SCHEMA, "outs", null), columns))
                .containsExactly("x 2 4 int4 1", "y 3 12 text 2");
        assertThat(read(about.getFunctionColumns(null, SCHEMA, "gives_table", null), columns))
                .containsExactly("n 1 4 int4 1", "id 4 4 int4 2", "label 4 12 text 3");
        assertThat(read(about.getFunctionColumns(null, SCHEMA, "gives_rows", null), columns))
                .containsExactly("x 5 4 int4 1", "z 5 4 int4 2");
        assertThat(read(about.getFunctionColumns(null, SCHEMA, "%", "lab%"), columns))
                .containsExactly("label 4 12 text 3");
        assertThat(read(about.getProcedureColumns(null, SCHEMA, "%", null), columns + " COLUMN_DEF"))
                .containsExactly("a 1 4 int4 1 null", "b 2 12 text 2 'y'::text");
    }

    // ---- types

    @Test
    void userDefinedTypesAreDomainsAndComposites() throws SQLException {
        String columns = "DATA_TYPE TYPE_NAME BASE_TYPE REMARKS";
        assertThat(read(about.getUDTs(null, SCHEMA, null, null), columns))
                .containsExactly(
                        "2001 cheap 2 null",
                        "2001 ints 2003 null",
                        "2001 price 2 in cents",
                        "2002 pair null two and one");
        assertThat(read(about.getUDTs(null, SCHEMA, "p%", new int[] {Types.STRUCT}), columns))
                .containsExactly("2002 pair null two and one");
        assertThat(read(about.getUDTs(null, SCHEMA, "p%", new int[] {Types.DISTINCT, 7}), columns))
                .containsExactly("2001 price 2 in cents");
        assertThat(read(about.getUDTs(null, SCHEMA, null, new int[] {Types.JAVA_OBJECT}), columns))
                .isEmpty();
        assertThat(
                        read(
                                about.getAttributes(null, SCHEMA, "pair", null),
                                "ATTR_NAME DATA_TYPE ATTR_TYPE_NAME ATTR_SIZE NULLABLE ORDINAL_POSITION SOURCE_DATA_TYPE REMARKS"))
                .containsExactly(
                        "a 4 int4 10 1 1 null null",
                        "b 12 varchar 7 1 2 null the second",
                        "c 2001 cheap 10 0 3 2 null");
    }

    @Test
    void typesOfColumnsAreListedBestFirst() throws SQLException {
        List<String> types = read(about.getTypeInfo(), "DATA_TYPE TYPE_NAME");
        assertThat(types)
                .containsSubsequence("-7 bool", "-7 bit", "-5 int8", "-5 bigserial", "-5 oid")
                .containsSubsequence("1 char", "1 bpchar", "2 numeric", "4 int4", "4 serial", "5 int2", "5 smallserial")
                .containsSubsequence("12 varchar", "12 text", "12 mood", "93 timestamp", "93 timestamptz")
                .contains("2001 price", "2002 pair", "2003 _int4", "2003 _pair", "1111 uuid")
                .doesNotContain("2002 parent", "2003 _parent", "1111 void", "2002 pg_class", "2003 _pg_class");
        assertThat(types.stream().map(row -> Integer.valueOf(row.split(" ")[0])))
                .isSorted();
        assertThat(read(
                        about.getTypeInfo(),
                        "TYPE_NAME PRECISION LITERAL_PREFIX CREATE_PARAMS NULLABLE CASE_SENSITIVE UNSIGNED_ATTRIBUTE"
                                + " AUTO_INCREMENT MAXIMUM_SCALE"))
                .contains(
                        "numeric 1000 null precision,scale 1 f f f 1000",
                        "varchar 10485760 ' length 1 t t f 0",
                        "timestamptz 6 ' precision 1 f t f 6",
                        "serial 10 null null 0 f f t 0",
                        "int8 19 null null 1 f f f 0",
                        "float8 17 null null 1 f f f 0",
                        "oid 0 null null 1 f t f 0",
                        "cheap 10 ' null 0 f f f 0",
                        "_int4 0 ' null 1 f f f 0");
    }

    // ---- privileges

    @Test
    void privilegesAreThoseGrantedOrTheOwnersOwn() throws SQLException {
        String me = about.getUserName();
        assertThat(read(about.getTablePrivileges(null, SCHEMA, "gaps"), "PRIVILEGE GRANTOR GRANTEE IS_GRANTABLE"))
                .contains("SELECT " + me + " " + me + " YES", "TRUNCATE " + me + " " + me + " YES")
                .isSorted();
        run("grant select on heir to public; grant update (x) on heir to public");
        assertThat(read(about.getTablePrivileges(null, SCHEMA, "he_r"), "PRIVILEGE GRANTEE IS_GRANTABLE"))
                .contains("SELECT PUBLIC NO", "SELECT " + me + " YES");
        assertThat(read(about.getTablePrivileges(null, SCHEMA, "he_r"), "PRIVILEGE GRANTEE"))
                .doesNotContain("UPDATE PUBLIC");
        assertThat(read(about.getColumnPrivileges(null, SCHEMA, "heir", null), "COLUMN_NAME PRIVILEGE GRANTEE"))
                .contains("x SELECT PUBLIC", "x UPDATE PUBLIC", "z SELECT PUBLIC", "z INSERT " + me)
                .doesNotContain("z UPDATE PUBLIC", "x TRUNCATE " + me);
        assertThat(read(about.getColumnPrivileges(null, SCHEMA, "heir", "z"), "COLUMN_NAME"))
                .containsOnly("z");
    }

    // ---- single answers

    @Test
    void weSayWhoWeAre() throws SQLException {
        assertThat(about.getDatabaseProductName()).isEqualTo("PostgreSQL");
        assertThat(about.getDriverName()).startsWith("PostgreSQL").isNotEqualTo("PostgreSQL JDBC Driver");
        assertThat(about.getDatabaseProductVersion()).startsWith(about.getDatabaseMajorVersion() + ".");
        assertThat(about.getDriverVersion())
                .startsWith(about.getDriverMajorVersion() + "." + about.getDriverMinorVersion() + ".");
        assertThat(about.getURL()).contains("//").doesNotContain("password");
        assertThat(about.getJDBCMajorVersion() + "." + about.getJDBCMinorVersion())
                .isEqualTo("4.3");
        assertThat(about.getConnection()).isSameAs(connection);
        assertThat(connection.getMetaData()).isSameAs(about);
        assertThat(about.unwrap(DatabaseMetaData.class)).isSameAs(about);
        assertThatThrownBy(() -> about.unwrap(String.class)).isInstanceOf(SQLException.class);
    }

    @Test
    void settingsAreTheServers() throws SQLException {
        assertThat(about.getMaxConnections()).isPositive();
        assertThat(about.getDefaultTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        run("set default_transaction_isolation = 'serializable'");
        assertThat(about.getDefaultTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        run("reset default_transaction_isolation");
        assertThat(about.getSQLKeywords().split(","))
                .contains("ilike", "vacuum", "returning")
                .doesNotContain("select", "table", "name", "type", "key", "immediate", "")
                .isSorted();
        assertThat(read(about.getClientInfoProperties(), "NAME MAX_LEN")).containsExactly("ApplicationName 63");
    }

    @Test
    void resultSetsAreSupportedIfAStatementForThemIsMade() throws SQLException {
        for (int type : new int[] {1003, 1004, 1005}) {
            for (int concurrency : new int[] {1007, 1008}) {
                boolean made;
                try (var statement = connection.createStatement(type, concurrency)) {
                    made = type != 1005;
                } catch (SQLFeatureNotSupportedException e) {
                    made = false;
                }
                assertThat(about.supportsResultSetConcurrency(type, concurrency))
                        .as("%d %d", type, concurrency)
                        .isEqualTo(made);
            }
        }
        assertThat(about.supportsResultSetType(ResultSet.TYPE_FORWARD_ONLY)).isTrue();
    }

    /** Values of the types that {@code {fn convert}} knows, as SQL has them. From version 18 on bytea may be a number too. */
    private static final Map<JDBCType, String> CONVERTED = Map.ofEntries(
            Map.entry(JDBCType.TINYINT, "1::smallint"),
            Map.entry(JDBCType.SMALLINT, "1::smallint"),
            Map.entry(JDBCType.INTEGER, "1"),
            Map.entry(JDBCType.BIGINT, "1::bigint"),
            Map.entry(JDBCType.REAL, "1::real"),
            Map.entry(JDBCType.DOUBLE, "1::float8"),
            Map.entry(JDBCType.NUMERIC, "1::numeric"),
            Map.entry(JDBCType.BOOLEAN, "true"),
            Map.entry(JDBCType.DATE, "date '2024-02-29'"),
            Map.entry(JDBCType.TIME, "time '12:00'"),
            Map.entry(JDBCType.TIME_WITH_TIMEZONE, "timetz '12:00+00'"),
            Map.entry(JDBCType.TIMESTAMP, "timestamp '2024-02-29 12:00'"),
            Map.entry(JDBCType.TIMESTAMP_WITH_TIMEZONE, "timestamptz '2024-02-29 12:00+00'"));

    @Test
    void whatConvertsIsWhatTheServerConverts() throws SQLException {
        for (var from : CONVERTED.entrySet()) {
            for (JDBCType to : CONVERTED.keySet()) {
                boolean converts;
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("select {fn convert(" + from.getValue() + ", " + to + ")}")) {
                    converts = rows.next();
                } catch (SQLException e) {
                    assertThat(e.getSQLState()).isEqualTo("42846");
                    converts = false;
                }
                assertThat(about.supportsConvert(from.getKey().getVendorTypeNumber(), to.getVendorTypeNumber()))
                        .as("%s to %s", from.getKey(), to)
                        .isEqualTo(converts);
            }
            assertThat(about.supportsConvert(from.getKey().getVendorTypeNumber(), Types.VARCHAR))
                    .isTrue();
            assertThat(about.supportsConvert(Types.VARCHAR, from.getKey().getVendorTypeNumber()))
                    .isTrue();
        }
        assertThat(about.supportsConvert(Types.REF, Types.VARCHAR)).isFalse();
    }

    @Test
    void extraCharactersOfNamesNeedNoQuotes() throws SQLException {
        assertThat(about.getExtraNameCharacters()).isNotEmpty();
        for (char each : about.getExtraNameCharacters().toCharArray()) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select 1 as a" + each + "b")) {
                assertThat(rows.findColumn("a" + each + "b")).isEqualTo(1);
            }
        }
    }

    @Test
    void defaultsThatAskASequenceCountUp() throws SQLException {
        run("""
                drop table if exists counting;
                create sequence "of All";
                create function my_nextval(text) returns int language sql as 'select 1';
                create table counting (
                    wide numeric(19) default nextval('"of All"'),
                    plain int default nextval('counts'),
                    more bigint default nextval('counts') + 1000,
                    narrow int default nextval('counts')::int,
                    late int default nextval('counts'::text),
                    said text default 'nextval(''counts''::regclass)',
                    own int default my_nextval('counts'),
                    none int default 7)""");
        assertThat(read(about.getColumns(null, SCHEMA, "counting", null), "COLUMN_NAME TYPE_NAME IS_AUTOINCREMENT"))
                .containsExactly(
                        "wide numeric YES",
                        "plain serial YES",
                        "more bigserial YES",
                        "narrow serial YES",
                        "late serial YES",
                        "said text NO",
                        "own int4 NO",
                        "none int4 NO");
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select * from counting")) {
            List<Boolean> counted = new ArrayList<>();
            for (int i = 1; i <= 8; i++) {
                counted.add(rows.getMetaData().isAutoIncrement(i));
            }
            assertThat(counted).containsExactly(true, true, true, true, true, false, false, false);
        } finally {
            run("drop table counting; drop sequence \"of All\"; drop function my_nextval");
        }
    }

    @Test
    void aCommentOnATypeIsARemark() throws SQLException {
        assertThat(read(about.getTables(null, SCHEMA, "pair", null), "TABLE_TYPE REMARKS"))
                .containsExactly("TYPE two and one");
        assertThat(read(about.getTables(null, SCHEMA, "pair", new String[] {"TYPE"}), "REMARKS"))
                .containsExactly("two and one");
    }

    @Test
    void labelsHaveOctetsAsOtherTextsHave() throws SQLException {
        assertThat(read(about.getColumns(null, SCHEMA, "own_types", "e"), "DATA_TYPE CHAR_OCTET_LENGTH"))
                .containsExactly("12 2147483647");
    }

    @Test
    void closingAResultFreesItsStatement() throws SQLException {
        ResultSet rows = about.getSchemas();
        var statement = rows.getStatement();
        assertThat(statement).isNotNull();
        assertThat(statement.getConnection()).isSameAs(connection);
        rows.close();
        assertThat(statement.isClosed()).isTrue();
    }
}
