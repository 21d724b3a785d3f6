package io.howdah.jdbc.metadata;

import static io.howdah.jdbc.metadata.PrivilegesServerTest.Listing.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.OnEveryRelease;
import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** {@code hideUnprivilegedObjects}: what somebody sees who may use next to nothing. */
class PrivilegesServerTest {
    @FunctionalInterface
    interface Listing {
        ResultSet list(DatabaseMetaData about) throws SQLException;

        static List<String> names(Connection connection, String column, Listing listing) throws SQLException {
            List<String> names = new ArrayList<>();
            try (ResultSet rows = listing.list(connection.getMetaData())) {
                while (rows.next()) {
                    names.add(rows.getString(column));
                }
            }
            return names;
        }
    }

    @OnEveryRelease
    void onlyWhatTheUserMayUseIsListed(TestServer server) throws SQLException {
        try (Connection all = server.connect();
                Connection some = server.connect("hideUnprivilegedObjects=true");
                Statement create = all.createStatement()) {
            create.execute("drop schema if exists howdah_open, howdah_shut cascade; drop role if exists howdah_nobody;"
                    + " create role howdah_nobody; create schema howdah_open; create schema howdah_shut;"
                    + " grant usage on schema howdah_open to howdah_nobody");
            try {
                create.execute("""
                        create table howdah_open.mine (a int, b int);
                        grant select on howdah_open.mine to howdah_nobody;
                        create table howdah_open.partly (a int, b int);
                        grant update (b) on howdah_open.partly to howdah_nobody;
                        create table howdah_open.theirs (a int);
                        create function howdah_open.f(a int) returns int language sql as 'select 1';
                        create function howdah_open.g(a int) returns int language sql as 'select 1';
                        revoke execute on function howdah_open.g(int) from public;
                        create domain howdah_open.d as int;
                        create domain howdah_open.e as int;
                        revoke usage on type howdah_open.e from public;
                        create sequence howdah_open.numbers;
                        grant usage on sequence howdah_open.numbers to howdah_nobody;
                        create sequence howdah_open.others;
                        create type howdah_open.pair as (x int);
                        create type howdah_open.secret as (x int);
                        revoke usage on type howdah_open.secret from public""");
                try (Statement become = some.createStatement()) {
                    become.execute("set role howdah_nobody");
                }
                String schema = "howdah_open";
                assertThat(names(some, "TABLE_SCHEM", about -> about.getSchemas(null, "howdah\\_%")))
                        .contains("howdah_open")
                        .doesNotContain("howdah_shut");
                assertThat(names(all, "TABLE_SCHEM", about -> about.getSchemas(null, "howdah\\_%")))
                        .contains("howdah_open", "howdah_shut");
                assertThat(names(some, "TABLE_NAME", about -> about.getTables(null, schema, null, null)))
                        .containsExactly("numbers", "mine", "partly", "pair");
                assertThat(names(all, "TABLE_NAME", about -> about.getTables(null, schema, null, null)))
                        .containsExactly("numbers", "others", "mine", "partly", "theirs", "pair", "secret");
                assertThat(names(some, "ATTR_NAME", about -> about.getAttributes(null, schema, null, null)))
                        .containsExactly("x");
                assertThat(names(some, "COLUMN_NAME", about -> about.getColumns(null, schema, null, null)))
                        .containsExactly("a", "b", "b");
                assertThat(names(some, "FUNCTION_NAME", about -> about.getFunctions(null, schema, null)))
                        .containsExactly("f");
                assertThat(names(some, "FUNCTION_NAME", about -> about.getFunctionColumns(null, schema, null, "a")))
                        .containsExactly("f");
                assertThat(names(some, "TYPE_NAME", about -> about.getUDTs(null, schema, null, null)))
                        .containsExactly("d", "pair");
                assertThat(names(some, "TYPE_NAME", DatabaseMetaData::getTypeInfo))
                        .contains("\"howdah_open\".\"d\"", "int4")
                        .doesNotContain("\"howdah_open\".\"e\"");
            } finally {
                create.execute("drop schema howdah_open, howdah_shut cascade; drop role howdah_nobody");
            }
        }
    }
}
