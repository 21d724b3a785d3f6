package io.howdah.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapeSyntaxTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '@',
            value = {
                "select {d '2020-01-01'} @ select date '2020-01-01'",
                "select{D'2020-01-01'}from t @ select date '2020-01-01' from t",
                "select {t '1:02:03'}, {ts '2020-01-01 1:02:03.5'} @ select time '1:02:03', timestamp '2020-01-01 1:02:03.5'",
                "select * from {oj a left outer join b on (a.x = b.x)} where 1=1 @ select * from a left outer join b on (a.x = b.x) where 1=1",
                "a like '\\%' {escape '\\'} @ a like '\\%' escape '\\'",
                "select 1 {limit 5} @ select 1 limit 5",
                "select 1 {limit ? offset ?} @ select 1 limit ? offset ?",
                "{fn ucase({fn concat({fn now()}, 'x')})} @ upper(((now()) || ('x')))",
                "{fn nosuch(a, 'b,)', (c, d), array[1,2])} @ nosuch(a, 'b,)', (c, d), array[1,2])",
                "{fn s.\"F\".g(1)} @ s.\"F\".g(1)",
                "{fn concat(a -- x~, b -- y~)} @ (a || b)",
                "1 {interval '1' day} @ 1 {interval '1' day}",
                "'{d}' \"{d}\" $${d}$$ /* {d */ -- {d @ '{d}' \"{d}\" $${d}$$ /* {d */ -- {d",
                "{call f(1, {d '2020-01-01'})} @ select * from f(1, date '2020-01-01') as result",
                "{ ? = call s.f } @ select * from s.f() as result",
                "-{fn abs(-1)} @ - abs(-1)"
            })
    void translatesEscapesOutsideLiterals(String sql, String expected) throws SQLException {
        assertThat(EscapeSyntax.translate(sql.replace('~', '\n'), StringSyntax.STANDARD, CallSyntax.SELECT))
                .isEqualTo(expected.replace('~', '\n'));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '@',
            value = {
                "ABS(x) @ abs(x)",
                "atan2(a, b) @ atan2(a, b)",
                "log(x) @ ln(x)",
                "log10(x) @ log(x)",
                "pi() @ pi()",
                "rand() @ random()",
                "rand(1) @ (case when setseed(cast(1 as double precision) / 2147483648) is null then null else random() end)",
                "round(x) @ round(x)",
                "round(x, 2) @ round(cast(x as numeric), 2)",
                "truncate(x, 2) @ trunc(cast(x as numeric), 2)",
                "char(65) @ chr(65)",
                "char_length(s) @ char_length(s)",
                "character_length(s, OCTETS) @ octet_length(s)",
                "concat(a, b || c) @ (a || (b || c))",
                "insert(s, 1, 2, r) @ overlay(s placing r from 1 for 2)",
                "lcase(s) @ lower(s)",
                "length(s) @ length(rtrim(s))",
                "length(s, CHARACTERS) @ length(rtrim(s))",
                "length(s, OCTETS) @ octet_length(s)",
                "locate('a', s) @ position(('a') in s)",
                "locate('a', s, 3) @ (case position(('a') in substring(s, 3)) when 0 then 0 else position(('a') in substring(s, 3)) + 3 - 1 end)",
                "locate(?, count(*), 3) @ (case position((?) in substring(count(*), 3)) when 0 then 0 else position((?) in substring(count(*), 3)) + 3 - 1 end)",
                "insert(s, lag(n) OVER w, ?, r) @ overlay(s placing r from cast(lag(n) OVER w as integer) for cast(? as integer))",
                "position('a' IN s) @ position('a' IN s)",
                "space(3) @ repeat(' ', 3)",
                "substring(s, 2, ?) @ substring(s, 2, cast(? as integer))",
                "substring(s, 2, 3, CHARACTERS) @ substring(s, 2, 3)",
                "substring(s, 2, 3, OCTETS) @ substring(s, 2, 3, OCTETS)",
                "ucase(s) @ upper(s)",
                "curdate() @ current_date",
                "current_date() @ current_date",
                "current_date @ current_date",
                "curtime() @ current_time",
                "current_timestamp() @ current_timestamp",
                "current_timestamp(3) @ current_timestamp(3)",
                "dayname(d) @ to_char(d, 'FMDay')",
                "dayofweek(d) @ (extract(dow from d) + 1)",
                "dayofmonth(d) @ extract(day from d)",
                "extract(YEAR FROM d) @ extract(YEAR FROM d)",
                "timestampadd(SQL_TSI_QUARTER, n, d) @ (n * interval '3 months' + d)",
                "timestampadd(sql_tsi_day, ?, ?) @ ((?) * interval '1 day' + cast(? as timestamp))",
                "timestampadd(day, 1, d) @ timestampadd(day, 1, d)",
                "timestampdiff(SQL_TSI_HOUR, a, b) @ cast(trunc(-extract(epoch from (a - (b + interval '0'))) / 3600) as bigint)",
                "timestampdiff(SQL_TSI_YEAR, a, b) @ cast(extract(year from age(a, b) * -1) as integer)",
                "timestampdiff(SQL_TSI_MONTH, a, b) @ cast(extract(year from age(a, b) * -12) as integer)",
                "timestampdiff(YEAR, a, b) @ timestampdiff(YEAR, a, b)",
                "database() @ current_database()",
                "ifnull(a, b) @ coalesce(a, b)",
                "user() @ user",
                "convert(a, SQL_BIGINT) @ cast(a as bigint)",
                "convert(a, SQL_VARCHAR) @ cast(a as varchar)",
                "convert(a, DOUBLE) @ cast(a as double precision)",
                "convert(a, SQL_LONGVARBINARY) @ cast(a as bytea)",
                "convert(a, numeric(10,2)) @ cast(a as numeric(10,2))",
                "convert(a, b, c) @ convert(a, b, c)",
                "soundex(a) @ soundex(a)"
            })
    void translatesFunctions(String call, String expected) throws SQLException {
        assertThat(EscapeSyntax.translate("{fn " + call + "}", StringSyntax.STANDARD, CallSyntax.SELECT))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "locate(?, ?, ?)",
                "locate(?, s, 1)",
                "locate('a', {fn ucase(?)}, ?)",
                "timestampdiff(SQL_TSI_MONTH, ?, ?)",
                "timestampdiff(SQL_TSI_QUARTER, ?, ?)",
                "timestampdiff(SQL_TSI_YEAR, ?, ?)",
                "timestampdiff(SQL_TSI_DAY, ?, ?)",
                "rand(?)",
                "round(?, ?)",
                "insert(?, ?, ?, ?)"
            })
    void writesAPlaceholderOnce(String call) throws SQLException {
        String translated = EscapeSyntax.translate("{fn " + call + "}", StringSyntax.STANDARD, CallSyntax.SELECT);
        assertThat(translated.replaceAll("[^?]", "")).as(translated).isEqualTo(call.replaceAll("[^?]", ""));
    }

    @Test
    void placeholdersAreNumberedAsTheUserCountsThem() throws SQLException {
        var parsed = SqlParser.parse(
                "select ?, {fn insert(?, ?, ?, ?)} x, {fn locate(?, ?, ?)}, a ?? ?", ParseOptions.PREPARED);
        assertThat(parsed.parameterCount()).isEqualTo(9);
        assertThat(parsed.statements().get(0).sql())
                .isEqualTo("select $1, overlay($2 placing $5 from cast($3 as integer) for cast($4 as integer)) x, "
                        + "(case position($6 in substring($7, cast($8 as integer))) when 0 then 0 else "
                        + "position($6 in substring($7, cast($8 as integer))) + cast($8 as integer) - 1 end), a ? $9");
    }

    @Test
    void namedParametersInsideAnEscapeCountToo() throws SQLException {
        var parsed = SqlParser.parse("select {fn mod($2, $1)}, a ? 'x'", ParseOptions.PREPARED);
        assertThat(parsed.parameterCount()).isEqualTo(2);
        assertThat(parsed.statements().get(0).sql()).isEqualTo("select mod($2, $1), a ? 'x'");
    }

    @ParameterizedTest
    @EnumSource(CallSyntax.class)
    void recognisesCalls(CallSyntax syntax) throws SQLException {
        var options = ParseOptions.PREPARED.with(syntax);
        var returning = SqlParser.parse("/* x */ {?= call s.\"F\"(?, 1, ?)};", options)
                .statements()
                .get(0);
        assertThat(returning.parameterCount()).isEqualTo(2);
        assertThat(returning.call()).contains(new CallEscape("s.\"F\"", List.of("$1", "1", "$2"), true));
        assertThat(returning.sql())
                .isEqualTo(
                        syntax == CallSyntax.CALL
                                ? "/* x */ call s.\"F\"(null, $1, 1, $2);"
                                : "/* x */ select * from s.\"F\"($1, 1, $2) as result;");
        assertThat(returning.verb()).isEqualTo(syntax == CallSyntax.CALL ? Verb.CALL : Verb.SELECT);

        var plain = SqlParser.parse("{call p}", options).statements().get(0);
        assertThat(plain.call()).contains(new CallEscape("p", List.of(), false));
        assertThat(plain.sql()).isEqualTo(syntax == CallSyntax.SELECT ? "select * from p() as result" : "call p()");
        assertThat(SqlParser.parse("call p()", options).statements().get(0).call())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}",
                "{d",
                "{d}",
                "{d '2020-01-01'",
                "{d 5}",
                "{d ?}",
                "{ts '2020' x}",
                "{fn}",
                "{fn f",
                "{fn f(}",
                "{fn f(1}",
                "{fn f(1))}",
                "{fn f(1,)}",
                "{fn f(,1)}",
                "{fn f(1) 2}",
                "{fn 'f'(1)}",
                "{fn a.(1)}",
                "{limit}",
                "{escape}",
                "{oj}",
                "{oj a",
                "{oj (a}",
                "{? call f()}",
                "{?= f()}",
                "{call}",
                "{call 1}",
                "{call f(1}",
                "{1}",
                "{'a'}",
                "{d '2020-01-01}",
                "{fn f(';'; )}",
                "{x ; }",
                "{fn f({call g()})}"
            })
    void refusesAMalformedEscapeAndSaysWhere(String escape) {
        for (String sql : List.of(escape, "\n " + escape + "; select 1")) {
            assertThatThrownBy(() -> SqlParser.parse(sql, ParseOptions.PREPARED))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42601"))
                    .hasMessageContaining("at position ");
        }
        assertThatThrownBy(() -> SqlParser.parse("select {d 1}", ParseOptions.PREPARED))
                .hasMessageContaining("{..} at position 8 is malformed");
    }

    @Test
    void aCallStandsAlone() {
        assertThatThrownBy(() -> SqlParser.parse("select {call f()}", ParseOptions.PREPARED))
                .hasMessageContaining("statement of its own");
    }

    @Test
    void leavesATextWithoutEscapesAlone() throws SQLException {
        for (String sql : List.of("select ?", "select '{d}'")) {
            assertThat(EscapeSyntax.translate(sql, StringSyntax.STANDARD, CallSyntax.SELECT))
                    .isSameAs(sql);
        }
        assertThat(EscapeSyntax.translate("'\\'{d' {d '2020-01-01'}", StringSyntax.BACKSLASH, CallSyntax.SELECT))
                .isEqualTo("'\\'{d' date '2020-01-01'");
    }

    @Test
    void listsWhatItTranslates() {
        assertThat(EscapeSyntax.numericFunctions())
                .contains("abs", "rand", "truncate")
                .hasSize(24);
        assertThat(EscapeSyntax.stringFunctions())
                .contains("left", "locate")
                .doesNotContain("soundex")
                .hasSize(20);
        assertThat(EscapeSyntax.timeDateFunctions())
                .contains("timestampdiff", "week")
                .hasSize(21);
        assertThat(EscapeSyntax.systemFunctions()).containsExactly("database", "ifnull", "user");
        assertThat(Stream.of(
                                EscapeSyntax.numericFunctions(),
                                EscapeSyntax.stringFunctions(),
                                EscapeSyntax.timeDateFunctions())
                        .flatMap(List::stream))
                .doesNotHaveDuplicates()
                .doesNotContain("convert");
    }
}
