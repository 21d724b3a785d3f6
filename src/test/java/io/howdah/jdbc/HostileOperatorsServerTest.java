package io.howdah.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Operators that somebody puts where the server looks for them first (CVE-2018-1058) are none of the driver's. */
class HostileOperatorsServerTest {
    private static final String MAKE = """
            drop schema if exists howdah_evil cascade;
            create schema howdah_evil;
            create table howdah_evil.victim (id serial primary key, name text);
            create function howdah_evil.strikes(text, text) returns bool language plpgsql
                as $$ begin raise exception 'another''s code ran'; end $$;
            create function howdah_evil.strikes(oid, int) returns bool language plpgsql
                as $$ begin raise exception 'another''s code ran'; end $$;
            create function howdah_evil.strikes("char", "char") returns bool language plpgsql
                as $$ begin raise exception 'another''s code ran'; end $$;
            create function howdah_evil.strikes("char", text) returns bool language plpgsql
                as $$ begin raise exception 'another''s code ran'; end $$;
            create operator howdah_evil.~~ (leftarg = text, rightarg = text, procedure = howdah_evil.strikes);
            create operator howdah_evil.~ (leftarg = text, rightarg = text, procedure = howdah_evil.strikes);
            create operator howdah_evil.= (leftarg = oid, rightarg = int, procedure = howdah_evil.strikes);
            create operator howdah_evil.= (leftarg = "char", rightarg = "char", procedure = howdah_evil.strikes);
            create operator howdah_evil.<> (leftarg = "char", rightarg = "char", procedure = howdah_evil.strikes);
            create operator howdah_evil.<> (leftarg = "char", rightarg = text, procedure = howdah_evil.strikes)""";

    @Test
    void resultsAreDescribedByTheServersOwnOperators() throws SQLException {
        try (Connection connection = TestServer.shared().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(MAKE);
            try {
                statement.execute("set search_path = howdah_evil, pg_catalog");
                try (var rows = statement.executeQuery("select * from howdah_evil.victim")) {
                    ResultSetMetaData columns = rows.getMetaData();
                    assertThat(columns.isAutoIncrement(1)).isTrue();
                    assertThat(columns.isAutoIncrement(2)).isFalse();
                    assertThat(columns.isNullable(1)).isEqualTo(ResultSetMetaData.columnNoNulls);
                    assertThat(columns.getTableName(2)).isEqualTo("victim");
                }
            } finally {
                statement.execute("drop schema howdah_evil cascade");
            }
        }
    }

    @Test
    void aDomainOverOneThatForbidsNullForbidsItToo() throws SQLException {
        try (Connection connection = TestServer.shared().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema if exists howdah_layers cascade; create schema howdah_layers;"
                    + " create domain howdah_layers.base as int; create domain howdah_layers.sure as howdah_layers.base"
                    + " not null; create domain howdah_layers.top as howdah_layers.sure;"
                    + " create table howdah_layers.t (a howdah_layers.top, b howdah_layers.base)");
            try (var rows = statement.executeQuery("select * from howdah_layers.t")) {
                assertThat(rows.getMetaData().isNullable(1)).isEqualTo(ResultSetMetaData.columnNoNulls);
                assertThat(rows.getMetaData().isNullable(2)).isEqualTo(ResultSetMetaData.columnNullable);
            } finally {
                statement.execute("drop schema howdah_layers cascade");
            }
        }
    }
}
