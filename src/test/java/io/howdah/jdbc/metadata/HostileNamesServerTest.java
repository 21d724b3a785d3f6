package io.howdah.jdbc.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.sql.Quoting;
import io.howdah.testserver.OnEveryRelease;
import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that would be something else if they were ever pasted into SQL or taken for patterns. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileNamesServerTest {
    private Connection connection;

    @BeforeAll
    void connect() throws SQLException {
        connection = TestServer.shared().connect();
    }

    @AfterAll
    void close() throws SQLException {
        connection.close();
    }

    static List<String> names() {
        return List.of(
                "a\"; drop table t; --",
                "a'; drop table t; --",
                "a\\",
                "\\",
                "\\'",
                "%",
                "_",
                "a%b_c\\d\\\\e",
                "Mixed Case",
                "?",
                "{fn now()}",
                "$1",
                "$$",
                "/* ",
                "{1}",
                " = ",
                "élan 象",
                "😀".repeat(15));
    }

    @ParameterizedTest
    @MethodSource("names")
    void hostileNamesAreFoundAsTheyAre(String name) throws SQLException {
        String schema = Quoting.quoted(name);
        String other = "howdah_meta_names";
        run("create schema " + schema, "create schema " + other);
        try {
            for (String home : List.of(schema, other)) {
                run("create table %1$s.%2$s (%2$s int, constraint %3$s primary key (%2$s))"
                        .formatted(home, Quoting.quoted(name), Quoting.quoted(name + "k")));
            }
            run("create function %1$s.%1$s(%1$s int) returns int language sql as 'select 1'".formatted(schema));
            DatabaseMetaData about = connection.getMetaData();
            String pattern = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
            assertThat(read(about.getSchemas(null, pattern), "TABLE_SCHEM")).containsExactly(name);
            assertThat(read(about.getTables(null, pattern, pattern, new String[] {"TABLE"}), "TABLE_NAME"))
                    .containsExactly(name);
            assertThat(read(about.getTables(null, pattern, pattern + "%", new String[] {"TABLE"}), "TABLE_NAME"))
                    .containsExactly(name);
            assertThat(read(about.getColumns(null, pattern, pattern, pattern), "COLUMN_NAME"))
                    .containsExactly(name);
            assertThat(read(about.getPrimaryKeys(null, name, name), "PK_NAME")).containsExactly(name + "k");
            assertThat(read(about.getIndexInfo(null, name, name, false, false), "COLUMN_NAME"))
                    .containsExactly(name);
            assertThat(read(about.getFunctionColumns(null, pattern, pattern, pattern), "COLUMN_NAME"))
                    .containsExactly(name);
            assertThat(read(about.getTables(name, null, null, null), "TABLE_NAME"))
                    .isEmpty();
        } finally {
            run("drop schema " + schema + " cascade", "drop schema " + other + " cascade");
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aNameWithoutEscapesIsAPatternThatTheServerTakes(String name) throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        assertThat(read(about.getTables(null, "pg\\_catalog", name, new String[] {"VIEW"}), "TABLE_NAME"))
                .isEmpty();
    }

    /**
     * Everything a catalogue query could stumble over stands in a schema that comes first in the path: operators that fail
     * for every pair of types, tables and types by the names of the catalogue's.
     */
    @OnEveryRelease
    void nothingInTheSearchPathGetsInBetween(TestServer server) throws SQLException {
        try (var victim = server.connect();
                var statement = victim.createStatement()) {
            victim.setAutoCommit(false);
            statement.execute("""
                    create schema howdah_trap;
                    do $do$
                    declare
                        word text;
                        type text;
                        name text;
                        trap text := 'create function howdah_trap.%I(%s) returns bool language plpgsql'
                            || ' as $$ begin raise exception ''trapped''; end $$';
                    begin
                        foreach type in array '{name,oid,char,int2,int4,int8,text,float4}'::text[] loop
                            foreach word in array '{=,<>,<,>,<=,>=,+,-,&,#,>>,||,~~}'::text[] loop
                                name := 'trap' || md5(type || word);
                                type := case type when 'char' then '"char"' else type end;
                                execute format(trap, name, type || ', ' || type);
                                execute format('create operator howdah_trap.%s'
                                    || ' (procedure = howdah_trap.%I, leftarg = %s, rightarg = %s)',
                                    word, name, type, type);
                            end loop;
                        end loop;
                        for name, type in
                            select proname, pg_get_function_identity_arguments(oid) from pg_proc
                            where pronamespace = 'pg_catalog'::regnamespace
                              and proname = any ('{current_database,pg_get_expr,unnest,row_number,substr,
                                array_position,generate_series,current_setting,acldefault,aclexplode,
                                pg_get_userbyid,pg_is_other_temp_schema,pg_get_keywords,string_agg,
                                pg_get_indexdef,pg_indexam_has_property,pg_get_function_arg_default}'::text[])
                        loop
                            execute format(trap, name, replace(type, 'OUT ', 'IN '));
                        end loop;
                        foreach name in array '{pg_class,pg_namespace,pg_attribute,pg_type,pg_proc,pg_index,pg_am,
                            pg_constraint,pg_description,pg_attrdef,pg_inherits,pg_database}'::text[] loop
                            execute format('create table howdah_trap.%I ()', name);
                        end loop;
                        foreach name in array '{name,text,oid,int2,int4,int8,regclass,regproc}'::text[] loop
                            execute format('create type howdah_trap.%I as enum (''trapped'')', name);
                        end loop;
                    end $do$;
                    set local search_path = howdah_trap, pg_catalog;
                    """);
            for (String careless : List.of(
                    "select relname = relname from pg_catalog.pg_class",
                    "select relname from pg_class",
                    "select 'x'::text || 'x'::pg_catalog.text",
                    "select current_database()::pg_catalog.name")) {
                var savepoint = victim.setSavepoint();
                assertThatThrownBy(() -> statement.execute(careless)).isInstanceOf(SQLException.class);
                victim.rollback(savepoint);
            }
            DatabaseMetaData about = victim.getMetaData();
            for (var method : DatabaseMetaData.class.getMethods()) {
                if (method.getReturnType() == ResultSet.class && method.getParameterCount() == 0) {
                    assertThat(read((ResultSet) invoke(method, about), "1")).isNotNull();
                }
            }
            assertThat(read(about.getTables(null, "pg%catalog", "pg%class", null), "TABLE_NAME"))
                    .contains("pg_class");
            assertThat(read(about.getColumns(null, "pg_catalog", "pg\\_class", "rel_ame"), "TYPE_NAME"))
                    .containsExactly("name");
            read(about.getPrimaryKeys(null, "s", "t"), "PK_NAME");
            read(about.getImportedKeys(null, null, null), "PK_NAME");
            read(about.getExportedKeys(null, "s", "t"), "PK_NAME");
            read(about.getBestRowIdentifier(null, null, null, 2, true), "SCOPE");
            read(about.getVersionColumns(null, null, "pg_class"), "SCOPE");
            assertThat(read(about.getIndexInfo(null, "pg_catalog", null, true, true), "INDEX_NAME"))
                    .contains("pg_class_oid_index");
            assertThat(read(about.getFunctionColumns(null, "pg_catalog", "substr", null), "TYPE_NAME"))
                    .contains("text", "int4", "bytea");
            read(about.getProcedures(null, null, "%x"), "SPECIFIC_NAME");
            read(about.getProcedureColumns(null, null, "%x", "%x"), "SPECIFIC_NAME");
            read(about.getFunctions(null, null, "%x"), "SPECIFIC_NAME");
            read(about.getUDTs(null, null, "%x", null), "TYPE_NAME");
            read(about.getAttributes(null, null, "%x", "%x"), "TYPE_NAME");
            read(about.getSuperTables(null, null, "%x"), "TABLE_NAME");
            read(about.getPseudoColumns(null, null, "pg_cl%", "%x"), "TABLE_NAME");
            read(about.getTablePrivileges(null, null, "pg_cl%"), "PRIVILEGE");
            read(about.getColumnPrivileges(null, null, "pg_class", "%x"), "PRIVILEGE");
            assertThat(about.getMaxConnections()).isPositive();
            assertThat(about.getDefaultTransactionIsolation()).isPositive();
            victim.rollback();
        }
    }

    private static Object invoke(java.lang.reflect.Method method, Object target) {
        try {
            return method.invoke(target);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(method.getName(), e);
        }
    }

    private void run(String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.setEscapeProcessing(false);
                statement.execute(sql);
            }
        }
    }

    private static List<String> read(ResultSet rows, String column) throws SQLException {
        try (rows) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(column.equals("1") ? rows.getString(1) : rows.getString(column));
            }
            return values;
        }
    }
}
