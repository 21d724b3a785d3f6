package io.howdah.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.sql.ParseOptions.Escapes;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlParserTest {
    // ---- placeholders

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '@',
            value = {
                "select ? @ 1 @ select $1",
                "select ?,? @ 2 @ select $1,$2",
                "insert into t values (?); @ 1 @ insert into t values ($1);",
                "select '?' , ? -- ?~, $$?$$, $a$ ? $a$, \"?\" , E'\\'?', U&'?', /* ? /* ? */ ? */ ? @ 2"
                        + " @ select '?' , $1 -- ?~, $$?$$, $a$ ? $a$, \"?\" , E'\\'?', U&'?', /* ? /* ? */ ? */ $2",
                "a?|b @ 1 @ a $1|b",
                "?||? @ 2 @ $1||$2",
                "a ??| b @ 0 @ a ?| b",
                "? ?? ? @ 2 @ $1 ? $2",
                "a ??& ? @ 1 @ a ?& $1",
                "??? @ 1 @ ?$1",
                "???? @ 0 @ ??",
                "1-? @ 1 @ 1-$1",
                "-? --? @ 1 @ -$1 --?",
                "array['?',?] @ 1 @ array['?',$1]",
                "'' '' ? @ 1 @ '' '' $1",
                "E'a'~'b\\'?' ? @ 1 @ E'a'~'b\\'?' $1",
                "limit? @ 1 @ limit $1",
                "x?y @ 1 @ x $1 y",
                "?1 @ 1 @ $1 1",
                "$?$?$ @ 2 @ $ $1 $ $2 $",
                "?$$?$$ @ 1 @ $1 $$?$$",
                "select x$1 ? @ 1 @ select x$1 $1",
                "select ? -- @ 1 @ select $1 --",
                "'? @ 0 @ '?",
                "? /* ? @ 1 @ $1 /* ?"
            })
    void numbersPlaceholdersOutsideLiteralsAndComments(String sql, int count, String expected) throws SQLException {
        var parsed = prepared(sql);
        assertThat(parsed.statements()).hasSize(1);
        assertThat(parsed.parameterCount()).isEqualTo(count);
        assertThat(parsed.statements().get(0).parameterCount()).isEqualTo(count);
        assertThat(parsed.statements().get(0).sql().replace('\n', '~')).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '@',
            value = {
                "select $1 @ 1 @ select $1",
                "select $1 ? 'x' @ 1 @ select $1 ? 'x'",
                "select a ? 'x', $2 @ 2 @ select a ? 'x', $2",
                "select a ?? 'x' and b ?| $1 @ 1 @ select a ? 'x' and b ?| $1",
                "select '$1', \"$2\", $$ $3 $$, a$4, ? @ 1 @ select '$1', \"$2\", $$ $3 $$, a$4, $1",
                "select $99999999999 @ 2147483647 @ select $99999999999",
                "prepare p as select $1 @ 0 @ prepare p as select $1",
                "create function f(int) returns int return $1 @ 0 @ create function f(int) returns int return $1"
            })
    void aTextThatNamesItsParametersHasNoPlaceholders(String sql, int count, String expected) throws SQLException {
        var parsed = prepared(sql);
        assertThat(parsed.parameterCount()).isEqualTo(count);
        assertThat(parsed.statements().get(0).parameterCount()).isEqualTo(count);
        assertThat(parsed.statements().get(0).sql()).isEqualTo(expected);
    }

    @Test
    void aPlainStatementHasNoParametersButEscapedMarks() throws SQLException {
        assertThat(texts(SqlParser.parse("select a ?? 'x', b ? 'y', $1", ParseOptions.STATEMENT)))
                .containsExactly("select a ? 'x', b ? 'y', $1");
        assertThat(SqlParser.parse("select $1, ?", ParseOptions.STATEMENT).parameterCount())
                .isZero();
    }

    @Test
    void countsMoreParametersThanTheProtocolAllows() throws SQLException {
        assertThat(prepared("select " + "?,".repeat(70_000) + "1").parameterCount())
                .isEqualTo(70_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                " select 1 ; -- x",
                ";;select 1;;",
                "select $1",
                "{",
                "select 'a' /* ? */",
                "'?",
                "$$"
            })
    void aTextThatNeedsNoChangeIsTheSameString(String sql) throws SQLException {
        var options = ParseOptions.PREPARED.with(Escapes.LEAVE);
        assertThat(SqlParser.parse(sql, options).statements().get(0).sql()).isSameAs(sql);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '@',
            value = {
                "select ?::int, ? :: text, ?+1::int @ yyn",
                "select cast(? as json), cast ( /* c */ ? AS t), cast(? + 1 as int), (?) @ yynn",
                "select f(? as x), ? as y, a[?:?], b[?::int] @ nnnny",
                "select $2::int, $1 @ ny",
                "select $1, $1::int, $3 @ ynn",
                "select {fn convert(?, SQL_INTEGER)}, {fn abs(?)} @ yn"
            })
    void knowsWhichParametersAreCast(String sql, String expected) throws SQLException {
        var statement = prepared(sql).statements().get(0);
        assertThat(statement.parameterCount()).isEqualTo(expected.length());
        var casts = new StringBuilder();
        IntStream.range(0, expected.length()).forEach(i -> casts.append(statement.isCast(i) ? 'y' : 'n'));
        assertThat(casts).hasToString(expected);
    }

    // ---- statements

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '@',
            value = {
                "select 1; select 2 @ select 1|select 2",
                " ;; select 1 ~;~; /*+ hint */ select 2 ;; @ ;; select 1|/*+ hint */ select 2",
                "select ';' ; select $$;$$, \";\" -- ;~; /* ; */ select E'\\';' "
                        + "@ select ';'|select $$;$$, \";\" -- ;|/* ; */ select E'\\';'",
                "create rule r as on insert to t do also (delete from a; delete from b); select 1 "
                        + "@ create rule r as on insert to t do also (delete from a; delete from b)|select 1",
                "select (1; select 2 @ select (1; select 2",
                "select 1); select 2 @ select 1)|select 2",
                "begin; select 1; end; @ begin|select 1|end",
                "begin atomic; end @ begin atomic|end",
                "select 1;'a  @ select 1|'a",
                "select ?;select 'a @ select $1|select 'a",
                "select 1; -- end @ select 1; -- end",
                "select 1; select 2 -- end @ select 1|select 2 -- end"
            })
    void splitsAtSemicolonsOfTheTopLevel(String sql, String expected) throws SQLException {
        assertThat(texts(prepared(sql))).isEqualTo(List.of(expected.split("\\|")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create function f() returns int begin atomic select 1; select 2; end",
                "CREATE OR REPLACE FUNCTION f(a int default 1) RETURNS int LANGUAGE sql BEGIN ATOMIC "
                        + "select case a when 1 then case when true then 2 end else 3 end; select (case 1 when 1 then 2 end); END",
                "create or replace procedure p(begin int) begin atomic insert into t values (1); end",
                "create function f() returns int begin /* x */ atomic select 1 as end; select t.case from t; end",
                "create function f() returns int begin atomic end"
            })
    void theBodyOfASqlStandardRoutineIsNotSplit(String routine) throws SQLException {
        assertThat(texts(prepared(routine + "; select 1"))).containsExactly(routine, "select 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table begin (atomic int)",
                "create view v as select 1 as begin",
                "create or replace view v"
            })
    void onlyRoutinesHaveABody(String sql) throws SQLException {
        assertThat(texts(prepared(sql + "; select 1; end"))).containsExactly(sql, "select 1", "end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t", ";", " ; ;", "-- x", "/* x */", "/* ? ; /* */", "--;"})
    void blanksAndCommentsAreNoStatement(String sql) throws SQLException {
        var parsed = prepared(sql);
        assertThat(parsed.isEmpty()).isTrue();
        assertThat(parsed.parameterCount()).isZero();
        assertThat(parsed.source()).isSameAs(sql);
    }

    @Test
    void numbersTheParametersOfEachStatement() throws SQLException {
        var parsed = prepared("insert into a values (?, ?); select 1; select ? ?? ?;");
        assertThat(texts(parsed)).containsExactly("insert into a values ($1, $2)", "select 1", "select $1 ? $2");
        assertThat(parsed.parameterCount()).isEqualTo(4);
        assertThat(mapping(parsed)).containsExactly(List.of(0, 1), List.of(), List.of(2, 3));
    }

    @Test
    void numbersNamedParametersAnewInEachOfSeveralStatements() throws SQLException {
        var parsed = prepared("select $3, $1, $3::int, a ? 'x'; select 1; delete from t where a = $2; select $0; "
                + "create function f(int) returns int return $1");
        assertThat(texts(parsed))
                .containsExactly(
                        "select $1, $2, $1::int, a ? 'x'",
                        "select 1",
                        "delete from t where a = $1",
                        "select $0",
                        "create function f(int) returns int return $1");
        assertThat(parsed.parameterCount()).isEqualTo(3);
        assertThat(mapping(parsed)).containsExactly(List.of(2, 0), List.of(), List.of(1), List.of(), List.of());
        assertThat(parsed.statements().get(0).isCast(0)).isTrue();
        assertThat(parsed.statements().get(0).isCast(1)).isFalse();
        assertThatThrownBy(() -> parsed.statements().get(2).parameter(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '@',
            value = {
                "/* x */ SELECT 1 @ SELECT",
                "table t @ SELECT",
                "((select 1) union select 2) @ SELECT",
                "start transaction @ BEGIN",
                "abort @ ROLLBACK",
                "end @ COMMIT",
                "analyse t @ ANALYZE",
                "merge into t using s on true when matched then delete @ MERGE",
                "selected @ OTHER",
                "\"select\" @ OTHER",
                "1 @ OTHER",
                "with t as (delete from a returning b) select * from t @ SELECT",
                "with recursive insert as (select 1), update(x) as materialized (values (1)) insert into t select 1 @ INSERT",
                "with t as (select 1) (select 2) @ SELECT",
                "with t as (select 1) update a set b = 1 @ UPDATE",
                "with t as (select 1) search depth first by values, insert set delete select 1 @ SELECT",
                "with t as (select 1) table t @ SELECT",
                "with t as (select 1 @ WITH",
                "explain insert into t values (1) returning a @ EXPLAIN"
            })
    void knowsTheVerb(String sql, Verb expected) throws SQLException {
        var statement = prepared(sql).statements().get(0);
        assertThat(statement.verb()).isEqualTo(expected);
        assertThat(statement.hasReturning()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (1) returning a",
                "INSERT INTO t SELECT 1 ON CONFLICT DO NOTHING RETURNING *",
                "with s as (select 1) delete from t using s returning(a)",
                "update t set a = 1 returning a",
                "merge into t using s on true when matched then delete returning a"
            })
    void seesAReturning(String sql) throws SQLException {
        assertThat(prepared(sql).statements().get(0).hasReturning()).isTrue();
    }

    // ---- robustness

    @Test
    void noTextBreaksTheParser() throws SQLException {
        var random = new Random(20_240_215);
        String[] parts = {
            "?",
            "??",
            "$1",
            "$2",
            "'",
            "''",
            "E'",
            "U&'",
            "U&\"",
            "b'",
            "\"",
            "$$",
            "$a$",
            "$",
            "\\",
            "/*",
            "*/",
            "--",
            "\n",
            ";",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "{fn ",
            "{d '",
            "{call f(",
            "{?= call ",
            "{escape '",
            ",",
            "=",
            ".",
            "::",
            ":",
            "cast(",
            " as ",
            " ",
            "select ",
            "with ",
            "insert ",
            "returning ",
            "create function ",
            "begin ",
            "atomic ",
            "case ",
            "end ",
            "1",
            "1e",
            "é",
            "\uD83D\uDC18",
            "\uD83D",
            "\0",
            "locate(",
            "timestampdiff(",
            "convert("
        };
        int escapesRefused = 0;
        for (int round = 0; round < 40_000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(14); i >= 0; i--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            String sql = text.toString();
            var strings = random.nextBoolean() ? StringSyntax.STANDARD : StringSyntax.BACKSLASH;
            var verbatim = SqlParser.parse(sql, ParseOptions.VERBATIM.with(strings));
            if (verbatim.isSingle()) {
                assertThat(verbatim.statements().get(0).sql()).isSameAs(sql);
            }
            check(SqlParser.parse(sql, ParseOptions.PREPARED.with(Escapes.LEAVE).with(strings)), strings);
            try {
                check(SqlParser.parse(sql, ParseOptions.PREPARED.with(strings)), strings);
                EscapeSyntax.translate(sql, strings, CallSyntax.CALL);
            } catch (SQLException malformed) {
                assertThat(malformed.getSQLState()).isEqualTo("42601");
                assertThat(sql).contains("{");
                escapesRefused++;
            }
        }
        assertThat(escapesRefused).isBetween(1, 30_000);
    }

    /** What a statement claims must hold for whoever reads its text again. */
    private static void check(ParsedSql parsed, StringSyntax strings) throws SQLException {
        for (var statement : parsed.statements()) {
            for (int i = 0; i < statement.parameterCount(); i++) {
                assertThat(statement.parameter(i)).isBetween(0, parsed.parameterCount() - 1);
            }
            if (statement.verb() != Verb.MERGE
                    || MergeTarget.of(statement.sql(), strings).isPresent()) {
                Returning.columns(statement, List.of("a"), strings);
            }
            var again = SqlParser.parse(statement.sql(), ParseOptions.VERBATIM.with(strings));
            assertThat(again.statements()).as(statement.sql()).hasSize(1);
            assertThat(again.statements().get(0).verb()).isEqualTo(statement.verb());
            assertThat(again.statements().get(0).bodyEnd()).isEqualTo(statement.bodyEnd());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?", "'", "''", "$$", "$a$", "$a", "/*", "(", "{", "{fn f(", "a", "1e", "$1", "' \n", "-", "case "
            })
    @Timeout(30)
    void longTextsTakeLinearTime(String part) {
        String sql = part.repeat(300_000);
        try {
            assertThat(SqlParser.parse(sql, ParseOptions.PREPARED).source()).isSameAs(sql);
        } catch (SQLException malformed) {
            assertThat(part).contains("{");
        }
    }

    private static ParsedSql prepared(String sql) throws SQLException {
        return SqlParser.parse(sql.replace('~', '\n'), ParseOptions.PREPARED);
    }

    private static List<String> texts(ParsedSql parsed) {
        return parsed.statements().stream().map(ParsedStatement::sql).toList();
    }

    private static List<List<Integer>> mapping(ParsedSql parsed) {
        return parsed.statements().stream()
                .map(statement -> IntStream.range(0, statement.parameterCount())
                        .mapToObj(statement::parameter)
                        .toList())
                .toList();
    }
}
