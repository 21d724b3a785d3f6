package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.all;
import static io.howdah.jdbc.Answers.fails;
import static io.howdah.jdbc.Answers.one;
import static io.howdah.jdbc.Answers.run;
import static java.sql.Statement.CLOSE_ALL_RESULTS;
import static java.sql.Statement.CLOSE_CURRENT_RESULT;
import static java.sql.Statement.EXECUTE_FAILED;
import static java.sql.Statement.KEEP_CURRENT_RESULT;
import static java.sql.Statement.NO_GENERATED_KEYS;
import static java.sql.Statement.RETURN_GENERATED_KEYS;
import static java.sql.Statement.SUCCESS_NO_INFO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.howdah.testserver.TestServer;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementServerTest {
    private final TestServer server = TestServer.shared();
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void connect() throws SQLException {
        connection = server.connect();
        statement = connection.createStatement();
        statement.execute("create temp table t (id serial primary key, a int, \"Mixed\" text default 'm')");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        assertThat(statement.isClosed()).isTrue();
    }

    private String count() throws SQLException {
        return one(connection, "select count(*) from t");
    }

    /** All results from the current one on: rows joined by a slash, or the count. */
    private List<String> results(boolean isRows) throws SQLException {
        List<String> results = new ArrayList<>();
        boolean rows = isRows;
        while (rows || statement.getUpdateCount() != -1) {
            results.add(rows ? String.join("/", all(statement.getResultSet())) : "#" + statement.getUpdateCount());
            rows = statement.getMoreResults();
        }
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThat(statement.getResultSet()).isNull();
        return results;
    }

    // ---- kinds of results

    @ParameterizedTest
    @ValueSource(
            strings = {"insert into t (a) values (1)", "create temp table u ()", "", "set geqo to on", "-- nothing"})
    void executeQueryWantsRows(String sql) throws SQLException {
        for (int i = 0; i < 3; i++) {
            run(connection, "drop table if exists u");
            fails("02000", () -> statement.executeQuery(sql)).hasMessageContaining("returned no rows");
            assertThat(one(connection, "select 5")).isEqualTo("5");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 1", "values (1), (2)", "show geqo", "insert into t (a) values (1) returning a"})
    void executeUpdateWantsNoRows(String sql) throws SQLException {
        for (int i = 0; i < 3; i++) {
            fails("0100E", () -> statement.executeUpdate(sql)).hasMessageContaining("returned rows");
            fails("0100E", () -> statement.executeLargeUpdate(sql));
            assertThat(one(connection, "select 5")).isEqualTo("5");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ";",
                ";; ;",
                "-- only a comment",
                "/* a /* nested */ one */",
                "-- a comment\n;\n/* b */;"
            })
    void textWithoutAStatementCountsNothing(String sql) throws SQLException {
        assertThat(statement.execute(sql)).isFalse();
        assertThat(statement.getUpdateCount()).isZero();
        assertThat(results(false)).containsExactly("#0");
        assertThat(statement.executeUpdate(sql)).isZero();
        try (var prepared = connection.prepareStatement(sql)) {
            assertThat(prepared.execute()).isFalse();
            assertThat(prepared.executeUpdate()).isZero();
            assertThat(prepared.getUpdateCount()).isZero();
            assertThat((Object) prepared.getMetaData()).isNull();
            assertThat(prepared.getParameterMetaData().getParameterCount()).isZero();
        }
    }

    @Test
    void nullIsNoText() {
        fails("22023", () -> statement.execute(null));
        fails("22023", () -> statement.executeQuery(null));
        fails("22023", () -> statement.addBatch(null));
        fails("22023", () -> connection.prepareStatement(null));
        fails("22023", () -> connection.nativeSQL(null));
    }

    @Test
    void updateCountsAreOfTheCommand() throws SQLException {
        assertThat(statement.executeUpdate("insert into t (a) select generate_series(1, 5)"))
                .isEqualTo(5);
        assertThat(statement.executeUpdate("update t set a = 0 where a > 3")).isEqualTo(2);
        assertThat(statement.executeLargeUpdate("delete from t where a = 0")).isEqualTo(2);
        assertThat(statement.executeUpdate("delete from t where false")).isZero();
        assertThat(statement.executeUpdate("create temp table c as select generate_series(1, 4)"))
                .isEqualTo(4);
        assertThat(statement.executeUpdate("drop table c")).isZero();
        assertThat(statement.execute("select 1")).isTrue();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThat(statement.getLargeUpdateCount()).isEqualTo(-1);
    }

    @Test
    void countsBeyondAnIntAreToldAsSuchOnlyInTheLargeForm() {
        assertThat(StatementImpl.narrow(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
        assertThat(StatementImpl.narrow(Integer.MAX_VALUE + 1L)).isEqualTo(SUCCESS_NO_INFO);
        assertThat(BatchCounts.narrow(new long[] {1, -2, 1L << 40})).containsExactly(1, -2, -2);
    }

    // ---- several statements

    @Test
    void severalStatementsGiveTheirResultsInOrder() throws SQLException {
        String sql =
                "select 1; insert into t (a) values (1), (2); ; select a from t order by a; create temp table w ();"
                        + " update t set a = 3 -- a comment; no statement\n; select ';' as \";\", $$;$$, E'\\';'";
        assertThat(results(statement.execute(sql))).containsExactly("1", "#2", "1/2", "#0", "#2", ";,;,';");
    }

    @Test
    void aSingleResultIsTheOnlyOne() throws SQLException {
        assertThat(results(statement.execute("select 1"))).containsExactly("1");
        assertThat(results(statement.execute("insert into t (a) values (1)"))).containsExactly("#1");
        assertThat(results(statement.execute("create temp table x ()"))).containsExactly("#0");
    }

    @ParameterizedTest
    @ValueSource(ints = {CLOSE_CURRENT_RESULT, KEEP_CURRENT_RESULT, CLOSE_ALL_RESULTS})
    void getMoreResultsClosesWhatItIsToldTo(int current) throws SQLException {
        statement.execute("select 1; select 2; select 3; select 4");
        ResultSet one = statement.getResultSet();
        assertThat(statement.getMoreResults(KEEP_CURRENT_RESULT)).isTrue();
        ResultSet two = statement.getResultSet();
        assertThat(one.isClosed()).isFalse();
        assertThat(statement.getMoreResults(current)).isTrue();
        assertThat(one.isClosed()).isEqualTo(current == CLOSE_ALL_RESULTS);
        assertThat(two.isClosed()).isEqualTo(current != KEEP_CURRENT_RESULT);
        if (current == KEEP_CURRENT_RESULT) {
            assertThat(all(two)).containsExactly("2");
            assertThat(all(one)).containsExactly("1");
        }
        assertThat(all(statement.getResultSet())).containsExactly("3");
        assertThat(statement.getMoreResults(current)).isTrue();
        assertThat(all(statement.getResultSet())).containsExactly("4");
        assertThat(statement.getMoreResults(current)).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
    }

    @Test
    void getMoreResultsKnowsThreeArguments() throws SQLException {
        statement.execute("select 1; select 2");
        for (int wrong : new int[] {0, 4, -1}) {
            fails("22023", () -> statement.getMoreResults(wrong));
        }
        assertThat(statement.getMoreResults()).isTrue();
        assertThat(all(statement.getResultSet())).containsExactly("2");
    }

    @Test
    void anErrorInTheMiddleUndoesAllInAutocommit() throws SQLException {
        fails(
                "22012",
                () -> statement.execute("insert into t (a) values (1); select 1 / 0; insert into t (a) values (2)"));
        assertThat(count()).isEqualTo("0");
    }

    @Test
    void positionsAreThoseOfTheTextAsWritten() {
        for (String sql :
                List.of("select nix", "  select nix", "select 1; select nix", "/* c */ ;; select 1;\n\n select nix")) {
            fails("42703", () -> statement.execute(sql))
                    .hasMessageContaining("\n  Position: " + (sql.indexOf("nix") + 1));
        }
    }

    // ---- life of results

    @Test
    void executingAgainClosesTheResultsOfBefore() throws SQLException {
        ResultSet first = statement.executeQuery("select 1");
        ResultSet second = statement.executeQuery("select 2");
        assertThat(first.isClosed()).isTrue();
        assertThat(second.isClosed()).isFalse();
        fails("55000", first::next);
        statement.executeUpdate("insert into t (a) values (1)");
        assertThat(second.isClosed()).isTrue();
        ResultSet third = statement.executeQuery("select 3");
        statement.executeBatch();
        assertThat(third.isClosed()).isTrue();
        ResultSet fourth = statement.executeQuery("select 4");
        fails("42601", () -> statement.execute("selekt"));
        assertThat(fourth.isClosed()).isTrue();
        assertThat(statement.getResultSet()).isNull();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
    }

    @Test
    void aClosedStatementClosesItsResultsAndRefusesAllElse() throws SQLException {
        statement.execute("select 1; select 2");
        ResultSet kept = statement.getResultSet();
        statement.getMoreResults(KEEP_CURRENT_RESULT);
        ResultSet rows = statement.getResultSet();
        assertThat(rows.getStatement()).isSameAs(statement);
        statement.close();
        statement.close();
        assertThat(rows.isClosed()).isTrue();
        assertThat(kept.isClosed()).isTrue();
        List<ThrowingCallable> calls = List.of(
                () -> statement.execute("select 1"),
                () -> statement.executeQuery("select 1"),
                () -> statement.addBatch("select 1"),
                statement::executeBatch,
                statement::getResultSet,
                statement::getUpdateCount,
                statement::getMoreResults,
                statement::getWarnings,
                statement::getConnection,
                statement::getGeneratedKeys,
                statement::getMaxRows,
                statement::cancel,
                () -> statement.setMaxRows(1),
                () -> statement.setFetchSize(1),
                statement::closeOnCompletion);
        for (ThrowingCallable call : calls) {
            fails("55000", call).hasMessage("This Statement is closed");
        }
    }

    @Test
    void closingTheConnectionClosesAll() throws SQLException {
        ResultSet rows = statement.executeQuery("select 1");
        connection.close();
        connection.close();
        assertThat(rows.isClosed()).isTrue();
        assertThat(statement.isClosed()).isTrue();
        assertThat(connection.isClosed()).isTrue();
        fails("08003", () -> connection.createStatement());
        fails("08003", () -> connection.prepareStatement("select 1"));
        fails("08003", connection::getAutoCommit);
        fails("08003", connection::commit);
        fails("08003", () -> connection.setClientInfo("ApplicationName", "x"));
        assertThat(connection.isValid(1)).isFalse();
    }

    @Test
    void closeOnCompletionClosesWithTheLastResult() throws SQLException {
        statement.closeOnCompletion();
        assertThat(statement.isCloseOnCompletion()).isTrue();
        statement.execute("select 1; select 2; select 3");
        ResultSet first = statement.getResultSet();
        statement.getMoreResults(KEEP_CURRENT_RESULT);
        ResultSet second = statement.getResultSet();
        second.close();
        assertThat(statement.isClosed()).isFalse();
        assertThat(statement.getMoreResults()).isTrue();
        ResultSet third = statement.getResultSet();
        third.close();
        assertThat(statement.isClosed()).as("the first is open").isFalse();
        first.close();
        assertThat(statement.isClosed()).isTrue();
    }

    @Test
    void closeOnCompletionLeavesItToWhoAsksForMoreResults() throws SQLException {
        statement.closeOnCompletion();
        boolean isRows = statement.execute("select 1; select 2");
        int results = 0;
        while (isRows || statement.getUpdateCount() != -1) {
            results++;
            isRows = statement.getMoreResults();
        }
        assertThat(results).isEqualTo(2);
        assertThat(statement.isClosed()).isFalse();
        statement.executeQuery("select 3").close();
        assertThat(statement.isClosed()).isTrue();
    }

    @Test
    void closeOnCompletionSurvivesExecutingAgainAndUpdates() throws SQLException {
        statement.closeOnCompletion();
        statement.executeQuery("select 1");
        ResultSet rows = statement.executeQuery("select 2");
        assertThat(statement.isClosed()).isFalse();
        assertThat(rows.next()).isTrue();
        statement.executeUpdate("insert into t (a) values (1)");
        assertThat(statement.isClosed()).isFalse();
        statement.executeQuery("select 3").close();
        assertThat(statement.isClosed()).isTrue();
    }

    // ---- options

    @Test
    void maxRowsCutsTheRestOffSilently() throws SQLException {
        statement.setMaxRows(2);
        for (int i = 0; i < 3; i++) {
            assertThat(all(statement.executeQuery("select generate_series(1, 5)")))
                    .containsExactly("1", "2");
        }
        assertThat(results(statement.execute("select generate_series(1, 3); select 7")))
                .containsExactly("1/2", "7");
        statement.setLargeMaxRows(0);
        assertThat(all(statement.executeQuery("select generate_series(1, 5)"))).hasSize(5);
        statement.setLargeMaxRows(5_000_000_000L);
        assertThat(statement.getLargeMaxRows()).isEqualTo(5_000_000_000L);
        assertThat(all(statement.executeQuery("select generate_series(1, 5)"))).hasSize(5);
        statement.setMaxRows(5);
        assertThat(all(statement.executeQuery("select generate_series(1, 5)"))).hasSize(5);
    }

    @Test
    void maxRowsChangesNoUpdateAndNoKeys() throws SQLException {
        statement.setMaxRows(1);
        for (int i = 0; i < 3; i++) {
            assertThat(statement.executeUpdate("insert into t (a) values (1), (2), (3)", RETURN_GENERATED_KEYS))
                    .isEqualTo(3);
            assertThat(all(statement.getGeneratedKeys())).hasSize(3);
        }
        try (var prepared = connection.prepareStatement("insert into t (a) values (?), (2)", new String[] {"id"})) {
            prepared.setMaxRows(1);
            prepared.setInt(1, 1);
            assertThat(prepared.executeUpdate()).isEqualTo(2);
            assertThat(all(prepared.getGeneratedKeys())).hasSize(2);
        }
        assertThat(statement.executeUpdate("update t set a = 9")).isEqualTo(11);
    }

    @Test
    void maxFieldSizeCutsTextAndBytes() throws SQLException {
        statement.setMaxFieldSize(3);
        try (var rows = statement.executeQuery("select 'abcdef', '\\x0102030405'::bytea, 123456")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("abc");
            assertThat(rows.getBytes(2)).containsExactly(1, 2, 3);
            assertThat(rows.getInt(3)).isEqualTo(123456);
        }
    }

    @Test
    void optionsAreCheckedAndKept() throws SQLException {
        fails("22023", () -> statement.setMaxRows(-1));
        fails("22023", () -> statement.setLargeMaxRows(-1));
        fails("22023", () -> statement.setMaxFieldSize(-1));
        fails("22023", () -> statement.setQueryTimeout(-1));
        fails("22023", () -> statement.setFetchSize(-1));
        fails("22023", () -> statement.setFetchSize(Integer.MIN_VALUE));
        fails("22023", () -> statement.setFetchDirection(7));
        fails("22023", () -> connection.createStatement(1, 1007));
        fails("22023", () -> connection.createStatement(1003, 1));
        fails("22023", () -> connection.createStatement(1003, 1007, 7));
        fails("22023", () -> connection.setHoldability(0));
        statement.setFetchSize(7);
        statement.setQueryTimeout(9);
        statement.setFetchDirection(ResultSet.FETCH_FORWARD);
        assertThat(statement.getFetchSize()).isEqualTo(7);
        assertThat(statement.getQueryTimeout()).isEqualTo(9);
        assertThat(statement.getFetchDirection()).isEqualTo(ResultSet.FETCH_FORWARD);
        assertThat(statement.getResultSetType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
        assertThat(statement.getResultSetConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
        assertThat(statement.getResultSetHoldability()).isEqualTo(connection.getHoldability());
        assertThat(statement.getConnection()).isSameAs(connection);
        assertThat(statement.isPoolable()).isFalse();
        assertThat(connection.prepareStatement("select 1").isPoolable()).isTrue();
        assertThat(statement.unwrap(Statement.class)).isSameAs(statement);
        assertThat(statement.isWrapperFor(PreparedStatement.class)).isFalse();
        fails("22023", () -> statement.unwrap(PreparedStatement.class));
        fails("22023", () -> connection.unwrap(String.class));
    }

    // ---- text

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "select {fn ucase('a')}                      # A",
                "select {d '2024-02-29'} - {d '2024-02-28'}  # 1",
                "select extract(hour from {t '13:14:15'})::int # 13",
                "select {ts '2024-01-02 03:04:05'}::text     # 2024-01-02 03:04:05",
                "select 1 where 'a_c' like 'a!_c' {escape '!'} # 1",
                "select a.x from {oj (select 1 x) a left outer join (select 2 y) b on x = y} # 1",
                "select generate_series(1, 9) {limit 1 offset 4} # 5",
                "select {fn concat({fn lcase('AB')}, 'c')}   # abc",
                "select '{fn ucase(x)}'                      # {fn ucase(x)}",
                "select $q${d 'x'}$q$ /* {nonsense} */ -- {d # {d 'x'}",
                "select '{\"a\": 1}'::jsonb ?? 'a'           # t",
                "select '{\"a\": 1}'::jsonb ? 'a'            # t",
                "select '{\"a\": 1}'::jsonb ??| array['b']   # f",
                "select '??', $$??$$ /* ?? */                # ??",
                "select E'\\'?', \"?\" from (select 1 \"?\") x -- ? # '?",
            })
    void escapesAndQuestionMarksWorkOutsideOfQuotes(String sql, String answer) throws SQLException {
        for (int i = 0; i < 3; i++) {
            try (var rows = statement.executeQuery(sql)) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo(answer);
            }
        }
    }

    @Test
    void escapeProcessingCanBeTurnedOff() throws SQLException {
        statement.setEscapeProcessing(false);
        fails("42601", () -> statement.execute("select {fn ucase('a')}"));
        statement.setEscapeProcessing(true);
        assertThat(all(statement.executeQuery("select {fn ucase('a')}"))).containsExactly("A");
        fails("42601", () -> statement.execute("select {fn ucase('a'"))
                .hasMessageContaining("setEscapeProcessing(false)");
        assertThat(connection.nativeSQL("select {fn ucase(?)}")).isEqualTo("select upper(?)");
    }

    // ---- warnings

    @Test
    void noticesBecomeWarningsOfTheStatement() throws SQLException {
        String raise = "do $$ begin raise notice 'n %', 1; raise warning 'w' using errcode = '01ABC'; end $$";
        for (int i = 0; i < 3; i++) {
            statement.execute(raise);
            SQLWarning notice = statement.getWarnings();
            assertThat(notice.getMessage()).isEqualTo("n 1");
            assertThat(notice.getSQLState()).isEqualTo("00000");
            assertThat(notice.getNextWarning().getMessage()).isEqualTo("w");
            assertThat(notice.getNextWarning().getSQLState()).isEqualTo("01ABC");
            assertThat((Object) notice.getNextWarning().getNextWarning()).isNull();
        }
        assertThat((Object) connection.getWarnings()).isNull();
        statement.clearWarnings();
        assertThat((Object) statement.getWarnings()).isNull();
        statement.execute(raise);
        statement.execute("select 1");
        assertThat((Object) statement.getWarnings()).isNull();
        try (var prepared = connection.prepareStatement(raise)) {
            prepared.execute();
            assertThat(prepared.getWarnings().getMessage()).isEqualTo("n 1");
        }
        statement.addBatch(raise);
        statement.executeBatch();
        assertThat(statement.getWarnings().getMessage()).isEqualTo("n 1");
    }

    @Test
    void noticesBeforeAnErrorAreKept() throws SQLException {
        fails("P0001", () -> statement.execute("do $$ begin raise notice 'n'; raise exception 'e'; end $$"));
        assertThat(statement.getWarnings().getMessage()).isEqualTo("n");
    }

    @Test
    void ofAFloodOfNoticesTheFirstAreKept() throws SQLException {
        statement.execute("do $$ begin for i in 1..10100 loop raise notice '%', i; end loop; end $$");
        int length = 0;
        for (SQLWarning each = statement.getWarnings(); each != null; each = each.getNextWarning()) {
            assertThat(each.getMessage()).isEqualTo(Integer.toString(++length));
        }
        assertThat(length).isEqualTo(10_000);
    }

    // ---- generated keys

    @Test
    void keysAreThoseOfTheTableOrTheNamedOnes() throws SQLException {
        for (int i = 1; i < 10; i += 3) {
            assertThat(statement.executeUpdate("insert into t (a) values (5); ", RETURN_GENERATED_KEYS))
                    .isEqualTo(1);
            assertThat(all(statement.getGeneratedKeys())).containsExactly(i + ",m");
            assertThat(statement.execute("insert into t (a) values (6) -- c", new String[] {"Mixed", "id"}))
                    .isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(1);
            try (var keys = statement.getGeneratedKeys()) {
                assertThat(keys.getMetaData().getColumnCount()).isEqualTo(2);
                assertThat(keys.next()).isTrue();
                assertThat(keys.getString("Mixed")).isEqualTo("m");
                assertThat(keys.getLong(2)).isEqualTo(i + 1);
            }
            assertThat(statement.executeLargeUpdate("insert into t (a) values (7)", new String[] {"id"}))
                    .isEqualTo(1);
            assertThat(results(false)).containsExactly("#1");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into t (a) values (1), (2) returning a            | 2 | 1/2",
                "insert into t (a) values (1), (2)                        | 2 | 1,m/2,m",
                "insert into t (a) select 8                               | 1 | 1,m",
                "insert into t (id, a) values (1, 1) on conflict do nothing | 1 | 1,m",
                "with x as (select 4 a) insert into t (a) select a from x | 1 | 1,4,m",
                "insert into t default values                             | 1 | 1,m",
                "update t set a = 1 where false                           | 0 | ''",
            })
    void keysOfManyStatements(String sql, int count, String keys) throws SQLException {
        assertThat(statement.executeUpdate(sql, RETURN_GENERATED_KEYS)).isEqualTo(count);
        assertThat(String.join("/", all(statement.getGeneratedKeys()))).isEqualTo(keys);
    }

    @Test
    void keysOfUpdatesAndDeletesAreTheRowsTouched() throws SQLException {
        statement.execute("insert into t (a) values (1), (2), (3)");
        assertThat(statement.executeUpdate("update t set a = a * 10 where a > 1", RETURN_GENERATED_KEYS))
                .isEqualTo(2);
        assertThat(all(statement.getGeneratedKeys())).containsExactly("2,20,m", "3,30,m");
        assertThat(statement.executeUpdate("delete from t where a = 1", new String[] {"a"}))
                .isEqualTo(1);
        assertThat(all(statement.getGeneratedKeys())).containsExactly("1");
    }

    @Test
    void keysAreIgnoredWhereThereAreNone() throws SQLException {
        assertThat(statement.execute("select 1", RETURN_GENERATED_KEYS)).isTrue();
        assertThat(all(statement.getResultSet())).containsExactly("1");
        assertThat(noKeys()).isTrue();
        assertThat(statement.execute("create temp table k ()", RETURN_GENERATED_KEYS))
                .isFalse();
        assertThat(noKeys()).isTrue();
        statement.executeUpdate("insert into t (a) values (1)");
        assertThat(noKeys()).isTrue();
        statement.executeUpdate("insert into t (a) values (1)", NO_GENERATED_KEYS);
        assertThat(noKeys()).isTrue();
        statement.executeUpdate("insert into t (a) values (1)", new String[0]);
        assertThat(noKeys()).isTrue();
        statement.executeUpdate("insert into t (a) values (1)", new int[0]);
        assertThat(noKeys()).isTrue();
        fails("22023", () -> statement.execute("select 1", 3));
    }

    private boolean noKeys() throws SQLException {
        try (var keys = statement.getGeneratedKeys()) {
            assertThat(keys.getMetaData().getColumnCount()).isZero();
            return !keys.next();
        }
    }

    @Test
    void keysMayBeNamedInUpperCase() throws SQLException {
        statement.executeUpdate("insert into t (a) values (1)", new String[] {"ID", "Mixed"});
        assertThat(all(statement.getGeneratedKeys())).containsExactly("1,m");
    }

    @Test
    void keysMayBeNamedByTheirPlace() throws SQLException {
        for (int i = 1; i <= 3; i++) {
            assertThat(statement.executeUpdate("insert into t (a) values (7)", new int[] {3, 1}))
                    .isEqualTo(1);
            try (var keys = statement.getGeneratedKeys()) {
                assertThat(keys.getMetaData().getColumnName(1)).isEqualTo("Mixed");
                assertThat(keys.next()).isTrue();
                assertThat(keys.getInt("id")).isEqualTo(i);
                assertThat(keys.getInt(2)).isEqualTo(i);
                assertThat(keys.next()).isFalse();
            }
        }
        statement.executeUpdate("insert into t (a) values (7) returning a", new int[] {1});
        assertThat(all(statement.getGeneratedKeys())).containsExactly("7");
        fails("22023", () -> statement.executeUpdate("insert into t (a) values (7)", new int[] {0}));
        statement.executeUpdate("insert into t (a) values (7)", new int[] {4});
        fails("22023", statement::getGeneratedKeys).hasMessageContaining("has 3 columns");
        statement.executeUpdate("insert into t (a) values (7)", new String[] {"NIX"});
        fails("42703", statement::getGeneratedKeys).hasMessageContaining("\"NIX\"");
        try (var prepared = connection.prepareStatement("insert into t (a) values (?)", new String[] {"A"})) {
            for (int i = 0; i < 2; i++) {
                prepared.setInt(1, 1);
                prepared.addBatch();
                prepared.setLong(1, 2);
                prepared.addBatch();
                prepared.executeBatch();
                assertThat(all(prepared.getGeneratedKeys())).containsExactly("1", "2");
            }
        }
        try (var plain = server.connect("quoteReturningIdentifiers=false")) {
            run(plain, "create temp table t (id serial, a int)");
            try (var prepared = plain.prepareStatement("insert into t (a) values (1)", new String[] {"ID"})) {
                prepared.executeUpdate();
                assertThat(all(prepared.getGeneratedKeys())).containsExactly("1");
            }
        }
    }

    @Test
    void aKeyThatIsNoColumnIsTheServersError() throws SQLException {
        fails("42703", () -> statement.executeUpdate("insert into t (a) values (1)", new String[] {"nix"}))
                .hasMessageContaining("\"nix\"");
        assertThat(count()).isEqualTo("0");
    }

    // ---- batches

    @Test
    void aBatchRunsAllKindsOfStatements() throws SQLException {
        statement.addBatch("insert into t (a) values (1), (2)");
        statement.addBatch("create temp table b (x int)");
        statement.addBatch("insert into b select a from t");
        statement.addBatch("select * from b");
        statement.addBatch("update b set x = 0 where x = 1");
        statement.addBatch("");
        statement.addBatch("insert into b values (7); delete from b where x = 2");
        assertThat(statement.executeBatch()).containsExactly(2, 0, 2, SUCCESS_NO_INFO, 1, 0, 2);
        assertThat(statement.executeBatch()).isEmpty();
        assertThat(statement.executeLargeBatch()).isEmpty();
        assertThat(one(connection, "select string_agg(x::text, ',' order by x) from b"))
                .isEqualTo("0,7");
    }

    @Test
    void clearBatchForgetsWhatWasAdded() throws SQLException {
        statement.addBatch("insert into t (a) values (1)");
        statement.clearBatch();
        statement.addBatch("insert into t (a) values (2)");
        assertThat(statement.executeLargeBatch()).containsExactly(1);
        assertThat(one(connection, "select a from t")).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBatchThatFailsTellsWhereAndLeavesNothing(boolean autoCommit) throws SQLException {
        connection.setAutoCommit(autoCommit);
        for (int failing = 0; failing < 3; failing++) {
            for (int i = 0; i < 3; i++) {
                statement.addBatch(
                        i == failing ? "insert into t (id) values (1), (1)" : "insert into t (a) values (1)");
            }
            var error = catchThrowableOfType(BatchUpdateException.class, statement::executeBatch);
            assertThat(error.getUpdateCounts()).containsExactly(EXECUTE_FAILED, EXECUTE_FAILED, EXECUTE_FAILED);
            assertThat(error.getLargeUpdateCounts())
                    .containsOnly(EXECUTE_FAILED)
                    .hasSize(3);
            assertThat(error.getSQLState()).isEqualTo("23505");
            assertThat(error.getMessage())
                    .startsWith("Batch entry " + failing + " of 3 failed")
                    .contains("constraint \"t_pkey\"");
            assertThat((Throwable) error.getNextException())
                    .isInstanceOf(java.sql.SQLIntegrityConstraintViolationException.class);
            if (!autoCommit) {
                fails("25P02", this::count);
                connection.rollback();
            }
            assertThat(statement.executeBatch()).isEmpty();
            assertThat(count()).isEqualTo("0");
        }
    }

    @Test
    void aBatchThatFailsAtItsEndBlamesNoEntry() throws SQLException {
        run(connection, "create temp table d (a int unique deferrable initially deferred)");
        statement.addBatch("insert into d values (1)");
        statement.addBatch("insert into d values (1)");
        var error = catchThrowableOfType(BatchUpdateException.class, statement::executeBatch);
        assertThat(error.getSQLState()).isEqualTo("23505");
        assertThat(error.getMessage()).startsWith("The batch of 2 entries failed at its end");
        assertThat(one(connection, "select count(*) from d")).isEqualTo("0");
    }

    @Test
    void aLargeBatchDoesNotLockUp() throws SQLException {
        String filler = "x".repeat(1000);
        for (int i = 0; i < 2000; i++) {
            statement.addBatch(i % 2 == 0 ? "insert into t (a) values (" + i + ")" : "select '" + filler + "'");
        }
        int[] counts = statement.executeBatch();
        assertThat(counts).hasSize(2000);
        assertThat(Collections.frequency(java.util.Arrays.stream(counts).boxed().toList(), 1))
                .isEqualTo(1000);
        assertThat(count()).isEqualTo("1000");
    }

    @Test
    void aTextThatCannotBeSentFailsTheBatchBeforeItStarts() throws SQLException {
        statement.addBatch("insert into t (a) values (1)");
        statement.addBatch("select '\0'");
        assertThatThrownBy(statement::executeBatch).isInstanceOf(SQLException.class);
        assertThat(statement.executeBatch()).isEmpty();
        assertThat(count()).isEqualTo("0");
    }

    @Test
    void textThatCannotBeSentLeavesTheConnectionUsable() throws SQLException {
        for (String hostile : List.of("select '\0'", "select '\uD800'", "select '\uDC00x'", "\0")) {
            fails("22021", () -> statement.execute(hostile));
            fails("22021", () -> connection.prepareStatement(hostile).execute());
            assertThat(one(connection, "select 'é\uD83D\uDE00'")).isEqualTo("é\uD83D\uDE00");
        }
    }

    @Test
    void closedCurrentIsTheDefaultOfGetMoreResults() throws SQLException {
        statement.execute("select 1; select 2");
        ResultSet first = statement.getResultSet();
        assertThat(statement.getMoreResults(CLOSE_CURRENT_RESULT)).isTrue();
        assertThat(first.isClosed()).isTrue();
    }

    @Test
    void theDetailOfAnErrorIsLeftOutOnDemand() throws SQLException {
        for (boolean shown : new boolean[] {true, false}) {
            try (var there = TestServer.shared().connect("logServerErrorDetail=" + shown);
                    var statement = there.createStatement()) {
                statement.execute("create temp table told (id int primary key)");
                statement.execute("insert into told values (4711)");
                var error = org.assertj.core.api.Assertions.catchThrowableOfType(
                        SQLException.class, () -> statement.execute("insert into told values (4711)"));
                assertThat(error.getSQLState()).isEqualTo("23505");
                assertThat(error.getMessage().contains("4711")).isEqualTo(shown);
                assertThat(error.getMessage()).contains("constraint \"told_pkey\"");
                assertThat(((io.howdah.api.PostgresException) error)
                                .serverError()
                                .detail()
                                .orElseThrow())
                        .contains("4711");
            }
        }
    }

    // ---- results that fail

    /** More than is read at once, and its error behind that. */
    private static final String FAILING = "select 1 / (g - 500000) from generate_series(1, 1000000) g";

    @Test
    void aResultThatFailsKeepsNoOtherOpen() throws SQLException {
        for (boolean byClosing : new boolean[] {true, false}) {
            Statement own = connection.createStatement();
            assertThat(own.execute("select 1 union all select 2; " + FAILING)).isTrue();
            ResultSet kept = own.getResultSet();
            assertThat(own.getMoreResults(KEEP_CURRENT_RESULT)).isTrue();
            ResultSet failing = own.getResultSet();
            assertThat(failing.next()).isTrue();
            fails("22012", () -> {
                if (byClosing) {
                    own.close();
                } else {
                    own.getMoreResults(CLOSE_ALL_RESULTS);
                }
            });
            assertThat(kept.isClosed()).isTrue();
            assertThat(failing.isClosed()).isTrue();
            fails("55000", kept::next);
            own.close();
        }
    }

    @Test
    void behindAnErrorThereAreNoMoreResults() throws SQLException {
        assertThat(statement.execute("select 1; " + FAILING + "; select 3")).isTrue();
        assertThat(statement.getMoreResults()).isTrue();
        fails("22012", statement::getMoreResults);
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThat(statement.getResultSet()).isNull();

        assertThat(statement.execute("select 1; " + FAILING + "; select 3")).isTrue();
        assertThat(statement.getMoreResults()).isTrue();
        ResultSet failing = statement.getResultSet();
        fails("22012", () -> {
            while (failing.next()) {
                assertThat(failing.getInt(1)).isNotPositive();
            }
        });
        fails("22012", statement::getMoreResults);
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
    }

    @Test
    void keysThatAreNoneCloseWithTheirStatement() throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement("select 1")) {
            ResultSet again = prepared.getGeneratedKeys();
            prepared.executeQuery();
            assertThat(again.isClosed()).isTrue();
        }
        Statement own = connection.createStatement();
        ResultSet keys = own.getGeneratedKeys();
        keys.close();
        ResultSet others = own.getGeneratedKeys();
        assertThat(others.isClosed()).isFalse();
        own.close();
        assertThat(others.isClosed()).isTrue();
    }

    @Test
    void aKindThatIsNotToBeHadIsAWarningOfTheConnection() throws SQLException {
        connection.clearWarnings();
        try (Statement sensitive =
                connection.createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
            assertThat(all(sensitive.executeQuery("select 1"))).containsExactly("1");
            assertThat(sensitive.getResultSetType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
        }
        connection
                .prepareStatement("select 1", ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_READ_ONLY)
                .close();
        connection
                .prepareCall("select 1", ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_READ_ONLY)
                .close();
        int warnings = 0;
        for (SQLWarning each = connection.getWarnings(); each != null; each = each.getNextWarning()) {
            assertThat(each.getMessage()).contains("TYPE_SCROLL_SENSITIVE");
            warnings++;
        }
        assertThat(warnings).isEqualTo(3);
        connection.clearWarnings();
        connection
                .createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)
                .close();
        assertThat(connection.getWarnings() == null).isTrue();
    }
}
