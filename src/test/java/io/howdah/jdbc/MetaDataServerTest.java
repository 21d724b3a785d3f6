package io.howdah.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.peer.Relay;
import io.howdah.testserver.OnEveryRelease;
import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What results and parameters say of themselves, on a real server. */
class MetaDataServerTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    int2              | SMALLINT  | int2        | java.lang.Integer    | 5          | 0  | 6          | true
                    int4              | INTEGER   | int4        | java.lang.Integer    | 10         | 0  | 11         | true
                    int8              | BIGINT    | int8        | java.lang.Long       | 19         | 0  | 20         | true
                    oid               | BIGINT    | oid         | java.lang.Long       | 10         | 0  | 10         | false
                    numeric           | NUMERIC   | numeric     | java.math.BigDecimal | 0          | 0  | 131089     | true
                    numeric(10,2)     | NUMERIC   | numeric     | java.math.BigDecimal | 10         | 2  | 12         | true
                    numeric(5)        | NUMERIC   | numeric     | java.math.BigDecimal | 5          | 0  | 6          | true
                    float4            | REAL      | float4      | java.lang.Float      | 8          | 8  | 15         | true
                    float8            | DOUBLE    | float8      | java.lang.Double     | 17         | 17 | 25         | true
                    money             | DOUBLE    | money       | java.lang.String     | 17         | 0  | 25         | true
                    bool              | BIT       | bool        | java.lang.Boolean    | 1          | 0  | 1          | false
                    bit(1)            | BIT       | bit         | java.lang.Boolean    | 1          | 0  | 1          | false
                    bit(8)            | BIT       | bit         | java.lang.String     | 8          | 0  | 8          | false
                    char(5)           | CHAR      | bpchar      | java.lang.String     | 5          | 0  | 5          | false
                    "char"            | CHAR      | char        | java.lang.String     | 1          | 0  | 1          | false
                    varchar(20)       | VARCHAR   | varchar     | java.lang.String     | 20         | 0  | 20         | false
                    varchar           | VARCHAR   | varchar     | java.lang.String     | 2147483647 | 0  | 2147483647 | false
                    text              | VARCHAR   | text        | java.lang.String     | 2147483647 | 0  | 2147483647 | false
                    name              | VARCHAR   | name        | java.lang.String     | 2147483647 | 0  | 2147483647 | false
                    bytea             | BINARY    | bytea       | [B                   | 2147483647 | 0  | 2147483647 | false
                    date              | DATE      | date        | java.sql.Date        | 13         | 0  | 13         | false
                    time              | TIME      | time        | java.sql.Time        | 15         | 6  | 15         | false
                    time(3)           | TIME      | time        | java.sql.Time        | 12         | 3  | 12         | false
                    timetz            | TIME      | timetz      | java.sql.Time        | 21         | 6  | 21         | false
                    timestamp         | TIMESTAMP | timestamp   | java.sql.Timestamp   | 29         | 6  | 29         | false
                    timestamp(3)      | TIMESTAMP | timestamp   | java.sql.Timestamp   | 26         | 3  | 26         | false
                    timestamptz       | TIMESTAMP | timestamptz | java.sql.Timestamp   | 35         | 6  | 35         | false
                    interval          | OTHER     | interval    | java.lang.String     | 49         | 6  | 49         | false
                    json              | OTHER     | json        | java.lang.String     | 2147483647 | 0  | 2147483647 | false
                    int4[]            | ARRAY     | _int4       | java.sql.Array       | 10         | 0  | 11         | true
                    """)
    void describesColumns(
            String type,
            JDBCType jdbcType,
            String name,
            String className,
            int precision,
            int scale,
            int displaySize,
            boolean signed)
            throws SQLException {
        try (Connection connection = TestServer.shared().connect();
                PreparedStatement statement = connection.prepareStatement("select null::" + type + " as \"A b\"")) {
            verify(statement.getMetaData(), jdbcType, name, className, precision, scale, displaySize, signed);
            try (ResultSet rows = statement.executeQuery()) {
                verify(rows.getMetaData(), jdbcType, name, className, precision, scale, displaySize, signed);
            }
        }
    }

    private static void verify(
            ResultSetMetaData meta,
            JDBCType jdbcType,
            String name,
            String className,
            int precision,
            int scale,
            int displaySize,
            boolean signed)
            throws SQLException {
        assertThat(meta.getColumnCount()).isEqualTo(1);
        assertThat(meta.getColumnLabel(1)).isEqualTo("A b");
        assertThat(meta.getColumnName(1)).isEqualTo("A b");
        assertThat(JDBCType.valueOf(meta.getColumnType(1))).isEqualTo(jdbcType);
        assertThat(meta.getColumnTypeName(1)).isEqualTo(name);
        assertThat(meta.getColumnClassName(1)).isEqualTo(className);
        assertThat(meta.getPrecision(1)).isEqualTo(precision);
        assertThat(meta.getScale(1)).isEqualTo(scale);
        assertThat(meta.getColumnDisplaySize(1)).isEqualTo(displaySize);
        assertThat(meta.isSigned(1)).isEqualTo(signed);
        assertThat(meta.isCurrency(1)).isEqualTo(name.equals("money"));
        assertThat(meta.isNullable(1)).isEqualTo(ResultSetMetaData.columnNullableUnknown);
        assertThat(meta.getTableName(1)).isEmpty();
    }

    @OnEveryRelease
    void knowsTheTablesBehindColumns(TestServer server) throws SQLException {
        try (Connection connection = server.connect()) {
            boolean hasIdentity = server.major() >= 10;
            run(
                    connection,
                    "create schema if not exists \"My Schema\"",
                    "drop table if exists \"My Schema\".\"Items\" cascade",
                    "drop domain if exists \"My Schema\".sure cascade",
                    "create domain \"My Schema\".sure as int8 not null",
                    "create table \"My Schema\".\"Items\" (id serial primary key, big bigserial, small smallserial,"
                            + " name text not null, note text, sure \"My Schema\".sure, counted int4 default 7"
                            + (hasIdentity ? ", ident int8 generated always as identity" : "") + ")",
                    "create view \"My Schema\".seen as select id, name from \"My Schema\".\"Items\"",
                    "create temp table other (id int4, x text)");
            try (Statement statement = connection.createStatement()) {
                try (ResultSet rows = statement.executeQuery("select * from \"My Schema\".\"Items\"")) {
                    ResultSetMetaData meta = rows.getMetaData();
                    column(meta, 1, "Items", "serial", false, true);
                    column(meta, 2, "Items", "bigserial", false, true);
                    column(meta, 3, "Items", "smallserial", false, true);
                    column(meta, 4, "Items", "text", false, false);
                    column(meta, 5, "Items", "text", true, false);
                    column(meta, 6, "Items", "int8", false, false);
                    column(meta, 7, "Items", "int4", true, false);
                    if (hasIdentity) {
                        column(meta, 8, "Items", "bigserial", false, true);
                    }
                    assertThat(meta.getSchemaName(1)).isEqualTo("My Schema");
                    assertThat(meta.getCatalogName(1)).isEmpty();
                }
                try (ResultSet rows =
                        statement.executeQuery("select i.name as \"N\", o.id, o.x || 'y' as y, v.id, o.ctid"
                                + " from other o left join \"My Schema\".\"Items\" i using (id)"
                                + " left join \"My Schema\".seen v using (id)")) {
                    ResultSetMetaData meta = rows.getMetaData();
                    assertThat(meta.getColumnLabel(1)).isEqualTo("N");
                    column(meta, 1, "Items", "text", false, false);
                    column(meta, 2, "other", "int4", true, false);
                    assertThat(meta.getSchemaName(2)).startsWith("pg_temp");
                    assertThat(meta.getTableName(3)).isEmpty();
                    assertThat(meta.getSchemaName(3)).isEmpty();
                    assertThat(meta.isNullable(3)).isEqualTo(ResultSetMetaData.columnNullableUnknown);
                    assertThat(meta.isAutoIncrement(3)).isFalse();
                    // Of a view the server says so, not of the table behind it.
                    column(meta, 4, "seen", "int4", true, false);
                    assertThat(meta.getTableName(5)).isEqualTo("other");
                }
            }
            run(connection, "drop schema \"My Schema\" cascade");
        }
    }

    private static void column(
            ResultSetMetaData meta, int index, String table, String typeName, boolean nullable, boolean autoIncrement)
            throws SQLException {
        assertThat(meta.getTableName(index)).as("column %d", index).isEqualTo(table);
        assertThat(meta.getColumnTypeName(index)).as("column %d", index).isEqualTo(typeName);
        assertThat(meta.isNullable(index))
                .as("column %d", index)
                .isEqualTo(nullable ? ResultSetMetaData.columnNullable : ResultSetMetaData.columnNoNulls);
        assertThat(meta.isAutoIncrement(index)).as("column %d", index).isEqualTo(autoIncrement);
    }

    @Test
    void asksTheCatalogueOnceAndOnlyWhenItMust() throws Exception {
        try (var relay = Relay.to(TestServer.shared());
                Connection connection = DriverManager.getConnection(
                        TestServer.shared().jdbcUrlBy(relay.host(), relay.port(), "sslmode=disable"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select relname, oid, 1 as one from pg_class limit 1")) {
            relay.reset();
            ResultSetMetaData meta = rows.getMetaData();
            meta.getColumnType(1);
            meta.getPrecision(1);
            meta.getColumnTypeName(1);
            assertThat(meta.getTableName(3)).isEmpty();
            assertThat(relay.roundTrips()).isZero();
            for (int i = 1; i <= 3; i++) {
                meta.isNullable(i);
                meta.isAutoIncrement(i);
                meta.getSchemaName(i);
            }
            assertThat(rows.getMetaData().getTableName(1)).isEqualTo("pg_class");
            assertThat(relay.roundTrips()).isEqualTo(1);
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isNotEmpty();
        }
    }

    /** The server runs a named statement over the new table without a word, and tells of the old one's OID only. */
    @Test
    void aTableInThePlaceOfAnotherIsKnownFromTheNextExecutionOn() throws SQLException {
        try (Connection connection = TestServer.shared().connect();
                var statement = connection.prepareStatement("select id from replaced where id > ?")) {
            statement.setInt(1, 0);
            run(connection, "create temp table replaced (id serial)");
            assertThat(statement.executeQuery().getMetaData().getTableName(1)).isEqualTo("replaced");
            run(connection, "drop table replaced", "create temp table replaced (id serial)");
            // It was made before anybody could know.
            assertThat(statement.executeQuery().getMetaData().getTableName(1)).isEmpty();
            var after = statement.executeQuery().getMetaData();
            assertThat(after.getTableName(1)).isEqualTo("replaced");
            assertThat(after.isAutoIncrement(1)).isTrue();
        }
    }

    @Test
    void describesAStatementBeforeItRuns() throws SQLException {
        try (Connection connection = TestServer.shared().connect();
                PreparedStatement query = connection.prepareStatement("select relname from pg_class where oid = ?");
                PreparedStatement noQuery = connection.prepareStatement("create temp table never (a int)")) {
            assertThat(query.getMetaData().getColumnName(1)).isEqualTo("relname");
            assertThat(query.getMetaData().getTableName(1)).isEqualTo("pg_class");
            assertThat(noQuery.getMetaData()).isNull();
        }
    }

    @Test
    void knowsTheTypesThatTheServerGaveToParameters() throws SQLException {
        try (Connection connection = TestServer.shared().connect();
                PreparedStatement statement = connection.prepareStatement(
                        "select 1 from pg_class where oid = ? and relname = ? and ?::numeric > 0 and ? = any (?::int4[])"
                                + " and ?::timestamptz < now() and ?::uuid is null")) {
            ParameterMetaData meta = statement.getParameterMetaData();
            assertThat(meta.getParameterCount()).isEqualTo(7);
            String[] names = {"oid", "name", "numeric", "int4", "_int4", "timestamptz", "uuid"};
            JDBCType[] types = {
                JDBCType.BIGINT,
                JDBCType.VARCHAR,
                JDBCType.NUMERIC,
                JDBCType.INTEGER,
                JDBCType.ARRAY,
                JDBCType.TIMESTAMP,
                JDBCType.OTHER
            };
            String[] classes = {
                "java.lang.Long",
                "java.lang.String",
                "java.math.BigDecimal",
                "java.lang.Integer",
                "java.sql.Array",
                "java.sql.Timestamp",
                "java.util.UUID"
            };
            for (int i = 0; i < names.length; i++) {
                assertThat(meta.getParameterTypeName(i + 1)).isEqualTo(names[i]);
                assertThat(JDBCType.valueOf(meta.getParameterType(i + 1))).isEqualTo(types[i]);
                assertThat(meta.getParameterClassName(i + 1)).isEqualTo(classes[i]);
                assertThat(meta.getParameterMode(i + 1)).isEqualTo(ParameterMetaData.parameterModeIn);
                assertThat(meta.isNullable(i + 1)).isEqualTo(ParameterMetaData.parameterNullableUnknown);
                assertThat(meta.getPrecision(i + 1)).isZero();
                assertThat(meta.getScale(i + 1)).isZero();
            }
            for (int index : new int[] {0, 8}) {
                assertThatThrownBy(() -> meta.getParameterType(index)).isInstanceOf(SQLException.class);
            }
        }
    }

    /** A describe that fails is an error of the statement, not of the connection. */
    @Test
    void aStatementThatCannotBeDescribedSaysWhy() throws SQLException {
        try (Connection connection = TestServer.shared().connect();
                PreparedStatement statement = connection.prepareStatement("select * from no_such_table where a = ?")) {
            assertThatThrownBy(statement::getParameterMetaData)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P01"));
            assertThatThrownBy(statement::getMetaData).isInstanceOf(SQLException.class);
            run(connection, "select 1");
        }
    }

    private static void run(Connection connection, String... sqls) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : sqls) {
                statement.execute(sql);
            }
        }
    }
}
