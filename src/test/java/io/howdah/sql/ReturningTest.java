package io.howdah.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturningTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '@',
            value = {
                "insert into t values (?) @ insert into t values ($1) RETURNING *",
                "insert into t values (?) ; ; @ insert into t values ($1) RETURNING * ; ;",
                "update t set a = 1 -- ; done @ update t set a = 1 RETURNING * -- ; done",
                "delete from t/* x */ @ delete from t RETURNING */* x */",
                "insert into t values ({d '2020-01-01'}) -- x @ insert into t values (date '2020-01-01') RETURNING * -- x",
                "insert into t default values on conflict do nothing;--x @ insert into t default values on conflict do nothing RETURNING *;--x",
                "with s as (delete from a returning b) insert into t select * from s @ "
                        + "with s as (delete from a returning b) insert into t select * from s RETURNING *",
                "merge into t using s on true when matched then delete @ merge into t using s on true when matched then delete RETURNING t.*"
            })
    void isAppendedBehindTheLastToken(String sql, String expected) throws SQLException {
        assertThat(Returning.all(only(sql), StringSyntax.STANDARD)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "insert into t values (1) returning a",
                "create table t (a int)",
                "with s as (delete from a returning b) select * from s",
                "copy t from stdin"
            })
    void isNotAppendedWhereItWouldBeWrong(String sql) throws SQLException {
        assertThat(Returning.all(only(sql), StringSyntax.STANDARD)).isSameAs(sql);
        assertThat(Returning.columns(only(sql), List.of("a"), StringSyntax.STANDARD))
                .isSameAs(sql);
    }

    @Test
    void quotesEachColumn() throws SQLException {
        assertThat(Returning.columns(
                        only("delete from t"), List.of("id", "a\"; drop table t; --", "Ä"), StringSyntax.STANDARD))
                .isEqualTo("delete from t RETURNING \"id\", \"a\"\"; drop table t; --\", \"Ä\"");
        assertThat(Returning.columns(only("delete from t"), List.of(), StringSyntax.STANDARD))
                .isEqualTo("delete from t");
        assertThatThrownBy(() -> Returning.columns(only("delete from t"), List.of("a\0"), StringSyntax.STANDARD))
                .isInstanceOf(SQLException.class);
    }

    private static ParsedStatement only(String sql) throws SQLException {
        return SqlParser.parse(sql, ParseOptions.PREPARED).statements().get(0);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '@',
            value = {
                "merge into t using s on true @ t",
                "merge into a . t using s on true @ a.t",
                "MERGE INTO ONLY (a.\"T\") * AS \"using\" USING s on true @ \"using\"",
                "merge into t merge using into on true @ merge",
                "with merge as (merge into x using y on true), m as (select 'a\\') merge into t using s on true @ t",
                "merge into U&\"\\0061\" using s on true @ U&\"\\0061\""
            })
    void namesTheTargetOfAMerge(String sql, String target) throws SQLException {
        ParsedStatement merge = only(sql + " when matched then delete");
        assertThat(Returning.all(merge, StringSyntax.STANDARD)).endsWith(" RETURNING " + target + ".*");
        assertThat(Returning.columns(merge, List.of("id", "B"), StringSyntax.STANDARD))
                .endsWith(" RETURNING " + target + ".\"id\", " + target + ".\"B\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "merge into U&\"!0061\" uescape '!' using s on true when matched then delete",
                "merge t using s on true when matched then delete",
                "merge into t, u using s on true when matched then delete",
                "merge into t"
            })
    void refusesAMergeWhoseTargetItCannotTell(String sql) {
        assertThatThrownBy(() -> Returning.all(only(sql), StringSyntax.STANDARD))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0AX00"));
    }
}
