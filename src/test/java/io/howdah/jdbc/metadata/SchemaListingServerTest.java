package io.howdah.jdbc.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.OnEveryRelease;
import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A schema is listed by what depends on it; that finds just what one finds who goes over everything. */
class SchemaListingServerTest {
    @FunctionalInterface
    private interface Listing {
        ResultSet list(DatabaseMetaData about, String schemaPattern) throws SQLException;
    }

    private static final Map<String, Listing> LISTINGS = new TreeMap<>(Map.ofEntries(
            Map.entry("tables", (about, schema) -> about.getTables(null, schema, "%", kindsOfSchema())),
            Map.entry("columns", (about, schema) -> about.getColumns(null, schema, null, "%")),
            Map.entry("price", (about, schema) -> about.getColumns(null, schema, "%", "price")),
            Map.entry("super tables", (about, schema) -> about.getSuperTables(null, schema, null)),
            Map.entry("pseudo columns", (about, schema) -> about.getPseudoColumns(null, schema, "%", "%")),
            Map.entry("privileges", (about, schema) -> about.getTablePrivileges(null, schema, null)),
            Map.entry("functions", (about, schema) -> about.getFunctions(null, schema, null)),
            Map.entry("function columns", (about, schema) -> about.getFunctionColumns(null, schema, "%", "%")),
            Map.entry("procedures", (about, schema) -> about.getProcedures(null, schema, "%")),
            Map.entry("types", (about, schema) -> about.getUDTs(null, schema, "%", null))));

    @OnEveryRelease
    void whatDependsOnASchemaIsAllOfIt(TestServer server) throws SQLException {
        try (Connection connection = server.connect();
                var statement = connection.createStatement()) {
            statement.execute("drop schema if exists howdah_list, howdah_elsewhere cascade");
            try {
                statement.execute("""
                        create schema howdah_list;
                        create schema howdah_elsewhere;
                        create table howdah_elsewhere.moved (id serial primary key, price numeric(8, 2));
                        create function howdah_elsewhere.moved(a int, out b int) language sql as 'select 1';
                        create domain howdah_elsewhere.moved_domain as int;
                        create type howdah_elsewhere.moved_pair as (a int);
                        create table howdah_elsewhere.stays (id int references howdah_elsewhere.moved);
                        alter table howdah_elsewhere.moved set schema howdah_list;
                        alter function howdah_elsewhere.moved(int) set schema howdah_list;
                        alter domain howdah_elsewhere.moved_domain set schema howdah_list;
                        alter type howdah_elsewhere.moved_pair set schema howdah_list;
                        create table howdah_list.heir () inherits (howdah_list.moved);
                        create table howdah_list.parent (a int, b int, primary key (b, a));
                        create table howdah_list.child (a int, b int,
                            foreign key (b, a) references howdah_list.parent);
                        create view howdah_list.seen as select * from howdah_list.moved;
                        create materialized view howdah_list.stored as select * from howdah_list.moved;
                        create sequence howdah_list.counts;
                        create function howdah_list.plain(a int) returns table (x int, y text) language sql
                            as $$ select 1, 'x'::text $$;
                        create type howdah_list.pair as (a int)""");
                if (server.major() >= 11) {
                    statement.execute("""
                            create table howdah_list.parted (id int generated always as identity primary key)
                                partition by range (id);
                            create table howdah_list.part partition of howdah_list.parted for values from (0) to (9);
                            create procedure howdah_list.does(a int) language sql as ''""");
                }
                DatabaseMetaData about = connection.getMetaData();
                for (var each : LISTINGS.entrySet()) {
                    for (String schema : List.of("howdah_list", "howdah\\_list", "information_schema")) {
                        // With a wildcard of this kind it is searched for, not listed.
                        String searched = schema + "%";
                        assertThat(Conditions.listsSchema(schema, "%")).isTrue();
                        assertThat(Conditions.listsSchema(searched, "%")).isFalse();
                        List<String> rows = read(each.getValue().list(about, schema));
                        assertThat(rows)
                                .as("%s of %s", each.getKey(), schema)
                                .containsExactlyElementsOf(read(each.getValue().list(about, searched)));
                        if (schema.startsWith("howdah")
                                && (server.major() >= 11 || !each.getKey().equals("procedures"))) {
                            assertThat(rows).as(each.getKey()).isNotEmpty();
                        }
                    }
                }
                assertThat(read(about.getPrimaryKeys(null, "howdah_list", null)))
                        .hasSize(server.major() >= 11 ? 5 : 3);
                assertThat(read(about.getImportedKeys(null, "howdah_list", null)))
                        .hasSize(2);
                assertThat(read(about.getExportedKeys(null, "howdah_list", null)))
                        .hasSize(3);
                assertThat(read(about.getCrossReference(null, "howdah_list", null, null, "howdah_elsewhere", null)))
                        .hasSize(1);
                assertThat(read(about.getIndexInfo(null, "howdah_list", null, true, true)))
                        .hasSize(server.major() >= 11 ? 5 : 3);
            } finally {
                statement.execute("drop schema if exists howdah_list, howdah_elsewhere cascade");
            }
        }
    }

    @OnEveryRelease
    void schemasOfTheServersOwnAreSearchedFor(TestServer server) throws SQLException {
        try (Connection connection = server.connect();
                var statement = connection.createStatement()) {
            statement.execute("create temp table howdah_fleeting (a int primary key)");
            DatabaseMetaData about = connection.getMetaData();
            for (String schema : List.of("pg_catalog", "pg\\_catalog", "pg_temp_%", "p_%", "_g_catalog", "%", "pg_")) {
                assertThat(Conditions.listsSchema(schema, "%")).as(schema).isFalse();
            }
            for (String schema : List.of("", "p", "pgx", "public", "my_schema")) {
                assertThat(Conditions.listsSchema(schema, "%")).as(schema).isTrue();
            }
            assertThat(Conditions.listsSchema("public", "t%")).isFalse();
            assertThat(Conditions.listsSchema(null, "%")).isFalse();
            assertThat(read(about.getTables(null, "pg_catalog", "%", new String[] {"SYSTEM TABLE"})))
                    .hasSizeGreaterThan(50);
            assertThat(read(about.getFunctions(null, "pg_catalog", null))).hasSizeGreaterThan(1000);
            String own;
            try (ResultSet rows = about.getTables(null, null, "howdah_fleeting", null)) {
                assertThat(rows.next()).isTrue();
                own = rows.getString("TABLE_SCHEM");
            }
            assertThat(read(about.getPrimaryKeys(null, own, null))).hasSize(1);
        }
    }

    private static String[] kindsOfSchema() {
        List<String> kinds = new ArrayList<>();
        for (TableKind kind : TableKind.values()) {
            if (TableKind.dependOnSchema(Set.of(kind))) {
                kinds.add(kind.label());
            }
        }
        return kinds.toArray(String[]::new);
    }

    private static List<String> read(ResultSet rows) throws SQLException {
        List<String> all = new ArrayList<>();
        try (rows) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    row.append(rows.getString(i)).append('|');
                }
                all.add(row.toString());
            }
        }
        return all;
    }
}
