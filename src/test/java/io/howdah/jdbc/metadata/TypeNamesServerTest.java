package io.howdah.jdbc.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.TestServer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The name that metadata gives of a type leads back to it, on the search path or not. */
class TypeNamesServerTest {
    private static final String MAKE = """
            drop schema if exists howdah_names, "howdah Names" cascade;
            create schema howdah_names;
            create schema "howdah Names";
            create type howdah_names.mood as enum ('sad');
            create type "howdah Names".mood as enum ('glad');
            create type howdah_names."a ""quote"" b" as (x howdah_names.mood);
            create domain howdah_names.few as int;
            create table howdah_names.typed (
                a howdah_names.mood primary key, b "howdah Names".mood, c howdah_names.mood[],
                d howdah_names."a ""quote"" b", e howdah_names.few, f int4);
            create function howdah_names.f(howdah_names.mood) returns int language sql as 'select 1'""";

    @Test
    void typesOffTheSearchPathHaveTheirSchema() throws SQLException {
        try (Connection connection = TestServer.shared().connect()) {
            run(connection, MAKE);
            try {
                String mood = "\"howdah_names\".\"mood\"";
                List<String> names =
                        strings(connection.getMetaData().getColumns(null, "howdah_names", "typed", null), "TYPE_NAME");
                assertThat(names)
                        .containsExactly(
                                mood,
                                "\"howdah Names\".\"mood\"",
                                "\"howdah_names\".\"_mood\"",
                                "\"howdah_names\".\"a \"\"quote\"\" b\"",
                                "\"howdah_names\".\"few\"",
                                "int4")
                        .containsAll(namesOfResult(connection));
                assertThat(connection.createArrayOf(mood, new Object[] {"sad"}).getArray())
                        .isEqualTo(new String[] {"sad"});
                assertThat(strings(
                                connection.getMetaData().getAttributes(null, "howdah_names", null, null),
                                "ATTR_TYPE_NAME"))
                        .containsExactly(mood);
                assertThat(strings(
                                connection.getMetaData().getFunctionColumns(null, "howdah_names", "f", null),
                                "TYPE_NAME"))
                        .containsExactly("int4", mood);
                assertThat(strings(
                                connection.getMetaData().getBestRowIdentifier(null, "howdah_names", "typed", 0, true),
                                "TYPE_NAME"))
                        .containsExactly(mood);
                assertThat(strings(connection.getMetaData().getTypeInfo(), "TYPE_NAME"))
                        .contains(mood, "\"howdah Names\".\"mood\"");
                // That has a column for the schema.
                assertThat(strings(connection.getMetaData().getUDTs(null, "howdah_names", null, null), "TYPE_NAME"))
                        .containsExactly("few", "a \"quote\" b");
            } finally {
                run(connection, "drop schema howdah_names, \"howdah Names\" cascade");
            }
        }
    }

    @Test
    void typesOnTheSearchPathHaveNone() throws SQLException {
        try (Connection connection = TestServer.shared().connect()) {
            run(connection, MAKE);
            try {
                connection.setSchema("howdah_names");
                assertThat(strings(
                                connection.getMetaData().getColumns(null, "howdah_names", "typed", null), "TYPE_NAME"))
                        .containsExactly("mood", "\"howdah Names\".\"mood\"", "_mood", "a \"quote\" b", "few", "int4")
                        .containsAll(namesOfResult(connection));
                run(connection, "set search_path = \"howdah Names\", howdah_names");
                assertThat(strings(
                                connection.getMetaData().getColumns(null, "howdah_names", "typed", "a"), "TYPE_NAME"))
                        .as("the other one hides it")
                        .containsExactly("\"howdah_names\".\"mood\"");
            } finally {
                run(connection, "drop schema howdah_names, \"howdah Names\" cascade");
            }
        }
    }

    /** To a result a column of a domain is one of the base type, which is {@code int4} here. */
    private static List<String> namesOfResult(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select * from howdah_names.typed")) {
            ResultSetMetaData columns = rows.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                names.add(columns.getColumnTypeName(i));
            }
        }
        return names;
    }

    @Test
    void arraysAndStructsSayTheSame() throws SQLException {
        Array array;
        try (Connection connection = TestServer.shared().connect()) {
            run(connection, MAKE);
            String mood = "\"howdah_names\".\"mood\"";
            String quoted = "\"howdah_names\".\"a \"\"quote\"\" b\"";
            try (var statement = connection.createStatement()) {
                assertThat(connection.createArrayOf(mood, new Object[] {"sad"}).getBaseTypeName())
                        .isEqualTo(mood);
                assertThat(connection.createStruct(quoted, new Object[] {"sad"}).getSQLTypeName())
                        .isEqualTo(quoted);
                try (var rows = statement.executeQuery(
                        "select array['sad']::howdah_names.mood[], row('sad')::howdah_names.\"a \"\"quote\"\" b\"")) {
                    rows.next();
                    array = rows.getArray(1);
                    assertThat(array.getBaseTypeName()).isEqualTo(mood);
                    assertThat(((Struct) rows.getObject(2)).getSQLTypeName()).isEqualTo(quoted);
                }
                run(connection, "set search_path = howdah_names");
                assertThat(array.getBaseTypeName()).isEqualTo("mood");
            } finally {
                run(connection, "drop schema howdah_names, \"howdah Names\" cascade");
            }
        }
        assertThat(array.getBaseTypeName()).as("with nobody to ask").isEqualTo("mood");
    }

    private static List<String> strings(ResultSet rows, String label) throws SQLException {
        List<String> values = new ArrayList<>();
        try (rows) {
            while (rows.next()) {
                values.add(rows.getString(label));
            }
        }
        return values;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
