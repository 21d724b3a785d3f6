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
                "merge into t using s on true when matched then delete @ merge into t using s on true when matched then delete RETURNING *"
            })
    void isAppendedBehindTheLastToken(String sql, String expected) throws SQLException {
        assertThat(Returning.all(only(sql))).isEqualTo(expected);
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
        assertThat(Returning.all(only(sql))).isSameAs(sql);
        assertThat(Returning.columns(only(sql), List.of("a"))).isSameAs(sql);
    }

    @Test
    void quotesEachColumn() throws SQLException {
        assertThat(Returning.columns(only("delete from t"), List.of("id", "a\"; drop table t; --", "Ä")))
                .isEqualTo("delete from t RETURNING \"id\", \"a\"\"; drop table t; --\", \"Ä\"");
        assertThat(Returning.columns(only("delete from t"), List.of())).isEqualTo("delete from t");
        assertThatThrownBy(() -> Returning.columns(only("delete from t"), List.of("a\0")))
                .isInstanceOf(SQLException.class);
    }

    private static ParsedStatement only(String sql) throws SQLException {
        return SqlParser.parse(sql, ParseOptions.PREPARED).statements().get(0);
    }
}
