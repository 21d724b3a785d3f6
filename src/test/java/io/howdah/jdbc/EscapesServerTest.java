package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.all;
import static io.howdah.jdbc.Answers.one;
import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What JDBC's escapes come to on a server. */
class EscapesServerTest {
    /** A call and its answer in text; an answer that changes is compared there. */
    private static final String FUNCTIONS = """
            abs(-1.5) | 1.5
            acos(1) | 0
            asin(0) | 0
            atan(0) | 0
            atan2(0, 1) | 0
            ceiling(1.2) | 2
            cos(0) | 1
            {fn round({fn cot(1)}, 4)} | 0.6421
            degrees(pi()) | 180
            exp(0) | 1
            floor(-1.2) | -2
            log({fn exp(1)}) | 1
            log10(1000) | 3
            mod(-7, 3) | -1
            {fn truncate({fn pi()}, 4)} | 3.1415
            power(2, 10) | 1024
            radians(0) | 0
            {fn rand()} between 0 and 1 | t
            round(2.5) | 3
            round(12.345, 1) | 12.3
            round(1250, -2) | 1300
            sign(-2) | -1
            sin(0) | 0
            sqrt(16) | 4
            tan(0) | 0
            truncate(-1.29) | -1
            truncate(-1.29, 1) | -1.2
            ascii('a') | 97
            char(97) | a
            char_length('äb ') | 3
            char_length('äb ', octets) | 4
            character_length('äb', characters) | 2
            concat('a', 'b') | ab
            concat('a', {fn concat('b', 'c')}) | abc
            insert('abcdef', 2, 3, 'XY') | aXYef
            lcase('AbC') | abc
            left('abc', 2) | ab
            length('abc  ') | 3
            length('ä', octets) | 2
            locate('b', 'abcb') | 2
            locate('b', 'abcb', 3) | 4
            locate('x', 'abc', 2) | 0
            ltrim('  a ') || '.' | a .
            octet_length('äb') | 3
            position('b' in 'abc') | 2
            repeat('ab', 3) | ababab
            replace('abab', 'b', 'x') | axax
            right('abc', 2) | bc
            rtrim(' a  ') || '.' |  a.
            '>' || {fn space(3)} || '<' | >   <
            substring('abcdef', 2, 3) | bcd
            substring('abcdef', 4) | def
            substring('abcdef', 2, 3, characters) | bcd
            ucase('abC') | ABC
            {fn curdate()} = current_date | t
            {fn current_date()} = current_date | t
            {fn current_date} = current_date | t
            {fn curtime()} = current_time | t
            {fn current_time()} = current_time | t
            {fn current_time(0)} = current_time(0) | t
            {fn current_timestamp()} = current_timestamp | t
            {fn current_timestamp(3)} = current_timestamp(3) | t
            {fn now()} = now() | t
            dayname({d '2024-02-29'}) | Thursday
            dayofmonth({d '2024-02-29'}) | 29
            dayofweek({d '2024-02-25'}) | 1
            dayofweek({d '2024-03-02'}) | 7
            dayofyear({d '2024-12-31'}) | 366
            extract(month from {d '2024-02-29'}) | 2
            hour({t '13:14:15'}) | 13
            minute({t '13:14:15'}) | 14
            month({ts '2024-02-29 01:02:03'}) | 2
            monthname({d '2024-02-29'}) | February
            quarter({d '2024-12-31'}) | 4
            convert({fn second({ts '2024-02-29 01:02:03'})}, SQL_INTEGER) | 3
            week({d '2024-02-29'}) | 9
            year({d '2024-02-29'}) | 2024
            timestampadd(SQL_TSI_FRAC_SECOND, 3000, {ts '2024-02-29 00:00:00'}) | 2024-02-29 00:00:00.000003
            timestampadd(SQL_TSI_SECOND, 61, {ts '2024-02-29 00:00:00'}) | 2024-02-29 00:01:01
            timestampadd(SQL_TSI_MINUTE, -1, {ts '2024-02-29 00:00:00'}) | 2024-02-28 23:59:00
            timestampadd(SQL_TSI_HOUR, 25, {ts '2024-02-29 00:00:00'}) | 2024-03-01 01:00:00
            timestampadd(SQL_TSI_DAY, 1, {d '2024-02-29'}) | 2024-03-01 00:00:00
            timestampadd(SQL_TSI_WEEK, 2, {d '2024-02-29'}) | 2024-03-14 00:00:00
            timestampadd(SQL_TSI_MONTH, 12, {d '2024-02-29'}) | 2025-02-28 00:00:00
            timestampadd(SQL_TSI_QUARTER, 1, {d '2024-01-31'}) | 2024-04-30 00:00:00
            timestampadd(SQL_TSI_YEAR, 4, {d '2024-02-29'}) | 2028-02-29 00:00:00
            timestampadd(SQL_TSI_YEAR, 1 + 1, '2024-02-28') | 2026-02-28 00:00:00
            timestampdiff(SQL_TSI_FRAC_SECOND, {ts '2024-02-29 00:00:00'}, {ts '2024-02-29 00:00:00.000001'}) | 1000
            timestampdiff(SQL_TSI_SECOND, {ts '2024-02-29 00:00:00'}, {ts '2024-02-29 00:01:00.9'}) | 60
            timestampdiff(SQL_TSI_MINUTE, {ts '2024-02-29 00:00:00'}, {ts '2024-02-29 01:00:59'}) | 60
            timestampdiff(SQL_TSI_HOUR, {d '2024-02-29'}, {d '2024-02-28'}) | -24
            timestampdiff(SQL_TSI_DAY, {d '2024-02-28'}, {d '2024-03-01'}) | 2
            timestampdiff(SQL_TSI_WEEK, {d '2024-01-01'}, {d '2024-01-21'}) | 2
            timestampdiff(SQL_TSI_MONTH, {d '2023-12-31'}, {d '2024-02-29'}) | 1
            timestampdiff(SQL_TSI_QUARTER, {d '2023-12-31'}, {d '2024-12-31'}) | 4
            timestampdiff(SQL_TSI_YEAR, {d '2024-03-01'}, {d '2023-03-02'}) | 0
            {fn database()} = current_database() | t
            ifnull(null, 'x') | x
            {fn user()} = user | t
            convert('12', SQL_INTEGER) + 1 | 13
            convert(1.5, SQL_VARCHAR) || 'x' | 1.5x
            convert('2024-02-29', SQL_DATE) | 2024-02-29
            """;

    private final TestServer server = TestServer.shared();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = server.connect();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    /** A row's call as it stands in SQL: the braces may be left out where there is nothing around them. */
    private static String expression(String call) {
        if (call.startsWith("{fn ") || call.startsWith("'")) {
            return call;
        }
        int end = closing(call);
        return "{fn " + call.substring(0, end) + "}" + call.substring(end);
    }

    private static int closing(String call) {
        int depth = 0;
        for (int i = 0; i < call.length(); i++) {
            depth += call.charAt(i) == '(' ? 1 : call.charAt(i) == ')' ? -1 : 0;
            if (depth == 0 && call.charAt(i) == ')') {
                return i + 1;
            }
        }
        return call.length();
    }

    @Test
    void everyFunctionGivesItsAnswer() throws SQLException {
        List<String> wrong = new ArrayList<>();
        connection.setAutoCommit(false);
        for (String row : FUNCTIONS.strip().split("\n")) {
            int bar = row.lastIndexOf(" | ");
            String expression = expression(row.substring(0, bar));
            String expected = row.substring(bar + 3);
            String answer;
            try {
                answer = one(connection, "select " + expression);
            } catch (SQLException e) {
                answer = e.getMessage();
                connection.rollback();
            }
            if (!expected.equals(answer)) {
                wrong.add(expression + " is " + answer + ", not " + expected);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void metaDataListsTheFunctionsOfTheTable() throws SQLException {
        Set<String> tried = new TreeSet<>();
        for (String row : FUNCTIONS.strip().split("\n")) {
            String rest = expression(row);
            for (int at = rest.indexOf("{fn "); at >= 0; at = rest.indexOf("{fn ", at + 1)) {
                int end = at + 4;
                while (Character.isLetterOrDigit(rest.charAt(end)) || rest.charAt(end) == '_') {
                    end++;
                }
                tried.add(rest.substring(at + 4, end));
            }
        }
        DatabaseMetaData metaData = connection.getMetaData();
        Set<String> listed = new TreeSet<>();
        for (String list : List.of(
                metaData.getNumericFunctions(),
                metaData.getStringFunctions(),
                metaData.getTimeDateFunctions(),
                metaData.getSystemFunctions())) {
            listed.addAll(List.of(list.split(",")));
        }
        assertThat(metaData.supportsConvert()).isTrue();
        listed.add("convert");
        assertThat(tried).isEqualTo(listed);
    }

    @Test
    void placeholdersMayBeArguments() throws SQLException {
        try (var statement = connection.prepareStatement(
                "select {fn locate(?, ?, ?)}, {fn timestampadd(SQL_TSI_DAY, ?, ?)}, {fn concat(?, ?)},"
                        + " {fn timestampdiff(SQL_TSI_DAY, ?, ?)}, {fn substring(?, ?, ?)}, {fn truncate(?, ?)}")) {
            Object[] values = {
                "b", "abcb", 3, 1, "2024-02-28", "x", "y", "2024-02-28", "2024-03-01", "abcdef", 2, 3, 1.29, 1
            };
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            assertThat(all(statement.executeQuery())).containsExactly("4,2024-02-29 00:00:00,xy,2,bcd,1.2");
        }
    }

    @Test
    void theOtherEscapesDoWhatTheySay() throws SQLException {
        for (String[] row : new String[][] {
            {"select {d '2024-02-29'}", "2024-02-29"},
            {"select {t '13:14:15'}", "13:14:15"},
            {"select {ts '2024-02-29 13:14:15.5'}", "2024-02-29 13:14:15.5"},
            {"select 'a%b' like 'a\\%b' {escape '\\'}", "t"},
            {"select 'axb' like 'a|%b' {escape '|'}", "f"},
            {
                "select a.n from {oj generate_series(1, 2) a(n) left outer join generate_series(2, 2) b(n) on a.n = b.n}"
                        + " where b.n is null",
                "1"
            },
            {"select n from generate_series(1, 9) n {limit 1}", "1"},
            {"select n from generate_series(1, 9) n {limit 1 offset 4}", "5"},
            {"{call upper('a')}", "A"},
            {"{call pg_catalog.upper('a')}", "A"},
        }) {
            assertThat(one(connection, row[0])).as(row[0]).isEqualTo(row[1]);
            assertThat(one(connection, connection.nativeSQL(row[0])))
                    .as("native %s", row[0])
                    .isEqualTo(row[1]);
        }
        try (var limited = connection.prepareStatement("select n from generate_series(1, 9) n {limit ? offset ?}")) {
            limited.setInt(1, 2);
            limited.setInt(2, 3);
            assertThat(all(limited.executeQuery())).containsExactly("4", "5");
        }
    }

    @Test
    void theNativeTextHasEachPlaceholderOnceAndInOrder() throws SQLException {
        String[][] texts = {
            {"select {fn locate(?, ?, ?)}", "b abcb 3", "4"},
            {"select {fn locate(?, ?, ?)}", "x abcb 2", "0"},
            {"select {fn locate('b', min(t), ?)} from (values ('abcb'), ('x')) v(t)", "3", "4"},
            {"select {fn locate(?, a2, 2)} from (select 'abab'::text as a2, 3 as a3) arguments", "b", "2"},
            {"select {fn locate('b', 'abcb', {fn locate(?, ?, ?)})}", "b abcb 3", "4"},
            {"select {fn insert(?, ?, ?, ?)}", "abcdef 2 3 XY", "aXYef"},
            {"select {fn timestampadd(SQL_TSI_DAY, ?, ?)}", "2 2024-02-28", "2024-03-01 00:00:00"},
            {"select {fn timestampdiff(SQL_TSI_DAY, ?, ?)}", "2024-02-28 2024-03-01", "2"},
            {"select {fn timestampdiff(SQL_TSI_HOUR, ?, ?)}", "2024-02-28 2024-02-27", "-24"},
            {"select {fn timestampdiff(SQL_TSI_MONTH, ?, ?)}", "2023-12-31 2024-02-29", "1"},
            {"select {fn timestampdiff(SQL_TSI_MONTH, ?, ?)}", "2024-03-31 2001-02-28", "-277"},
            {"select {fn timestampdiff(SQL_TSI_QUARTER, ?, ?)}", "2023-12-31 2024-12-31", "4"},
            {"select {fn timestampdiff(SQL_TSI_QUARTER, ?, ?)}", "2024-12-31 2024-01-31", "-3"},
            {"select {fn timestampdiff(SQL_TSI_YEAR, ?, ?)}", "2001-03-01 2024-02-29", "22"},
            {"select {fn timestampdiff(SQL_TSI_YEAR, ?, ?)}", "2024-02-29 2001-03-01", "-22"},
        };
        for (String[] text : texts) {
            String translated = connection.nativeSQL(text[0]);
            try (var prepared = connection.prepareStatement(translated)) {
                String[] values = text[1].split(" ");
                assertThat(prepared.getParameterMetaData().getParameterCount())
                        .as(translated)
                        .isEqualTo(values.length);
                for (int i = 0; i < values.length; i++) {
                    if (values[i].length() == 1 && Character.isDigit(values[i].charAt(0))) {
                        prepared.setInt(i + 1, Integer.parseInt(values[i]));
                    } else {
                        prepared.setString(i + 1, values[i]);
                    }
                }
                assertThat(all(prepared.executeQuery())).as(translated).containsExactly(text[2]);
            }
        }
    }

    /** What is of the rows of its query stays there. */
    @Test
    void whatCountsRowsCountsThoseOfItsQuery() throws SQLException {
        for (String sql : new String[] {
            "select {fn locate('3', {fn convert(count(*), SQL_VARCHAR)}, %s)} from generate_series(1, 123) n",
            "select {fn locate('3', max('' || lag) , %s)} from (select lag(n) over (order by n) from generate_series(1, 4) n) l"
        }) {
            assertThat(one(connection, sql.formatted("1"))).isEqualTo(sql.contains("count") ? "3" : "1");
            try (var prepared = connection.prepareStatement(sql.formatted("?"))) {
                prepared.setInt(1, 1);
                assertThat(all(prepared.executeQuery())).containsExactly(sql.contains("count") ? "3" : "1");
            }
        }
    }

    @Test
    void aSeedGivesTheSameNumberAgain() throws SQLException {
        try (var prepared = connection.prepareStatement("select {fn rand(?)}")) {
            prepared.setInt(1, 5);
            double five = Double.parseDouble(all(prepared.executeQuery()).get(0));
            assertThat(five).isBetween(0.0, 1.0);
            assertThat(one(connection, "select {fn rand(5)} = {fn rand(5)}")).isEqualTo("t");
            assertThat(one(connection, "select {fn rand(5)} = {fn rand(6)}")).isEqualTo("f");
            assertThat(all(prepared.executeQuery())).containsExactly(Double.toString(five));
            for (int extreme : new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE, 0}) {
                prepared.setInt(1, extreme);
                assertThat(Double.parseDouble(all(prepared.executeQuery()).get(0)))
                        .isBetween(0.0, 1.0);
            }
            assertThat(one(connection, "select {fn rand(null)}")).isNull();
        }
    }
}
