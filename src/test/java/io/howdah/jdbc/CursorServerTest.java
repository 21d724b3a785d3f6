package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.all;
import static io.howdah.jdbc.Answers.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results that the server knows by a name: {@code where current of}, and columns that hold the names of cursors. */
class CursorServerTest {
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void connect() throws SQLException {
        connection = TestServer.shared().connect();
        run(
                connection,
                "create temp table t (a int primary key, b text); insert into t select g, 'old' from generate_series(1, 5) g");
        connection.setAutoCommit(false);
        statement = connection.createStatement();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private String table() throws SQLException {
        try (Statement query = connection.createStatement()) {
            return String.join(" ", all(query.executeQuery("select a || b from t order by a")));
        }
    }

    // ---- where current of

    @ParameterizedTest
    @CsvSource({"walker", "Walker", "'\"Wal\"\"ker\"'", "my walker", "select"})
    void theCurrentRowIsChangedAndDeleted(String name) throws SQLException {
        assertThat(connection.getMetaData().supportsPositionedUpdate()).isTrue();
        assertThat(connection.getMetaData().supportsPositionedDelete()).isTrue();
        statement.setCursorName(name);
        statement.setFetchSize(3);
        for (String sql : new String[] {"select a from t order by a for update", "select a from t where a < 9"}) {
            ResultSet rows = statement.executeQuery(sql);
            try (Statement change = connection.createStatement()) {
                while (rows.next()) {
                    if (rows.getInt(1) % 2 == 0) {
                        change.executeUpdate("update t set b = b || '!' where current of " + rows.getCursorName());
                    } else if (rows.getInt(1) == 5) {
                        change.executeUpdate("delete from t where current of " + rows.getCursorName());
                    }
                }
            }
            rows.close();
        }
        assertThat(table()).isEqualTo("1old 2old!! 3old 4old!!");
    }

    @Test
    void aPreparedQueryHasACursorToo() throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement("select a from t where a > ? order by a for update");
                PreparedStatement change = connection.prepareStatement("update t set b = ? where current of walker")) {
            query.setCursorName("walker");
            for (int from : new int[] {1, 3, 4}) {
                query.setInt(1, from);
                ResultSet rows = query.executeQuery();
                assertThat(rows.next()).isTrue();
                change.setString(1, "new");
                assertThat(change.executeUpdate()).isEqualTo(1);
                assertThat(rows.getInt(1)).isEqualTo(from + 1);
            }
        }
        assertThat(table()).isEqualTo("1old 2new 3old 4new 5new");
    }

    @Test
    void rowsAreMetOneByOneAlsoAtTheEnd() throws SQLException {
        statement.setCursorName("c");
        ResultSet rows = statement.executeQuery("select a from t where a = 3 for update");
        assertThat(rows.next()).isTrue();
        run(connection, "update t set b = 'last' where current of c");
        assertThat(rows.next()).isFalse();
        assertThat(table()).isEqualTo("1old 2old 3last 4old 5old");
        assertThat(all(statement.executeQuery("select a from t where false"))).isEmpty();
    }

    @Test
    void aNameNeedsATransaction() throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
        statement.setCursorName("c");
        var error = catchThrowableOfType(SQLException.class, () -> statement.executeQuery("select a from t"));
        assertThat(error.getMessage()).contains("setAutoCommit(false)");
        assertThat(error.getSQLState()).isEqualTo("25P01");
        // What is no query has no cursor; and the name can be taken back.
        assertThat(statement.executeUpdate("update t set b = 'x'")).isEqualTo(5);
        statement.setCursorName(null);
        ResultSet rows = statement.executeQuery("select a from t");
        assertThat(rows.getCursorName()).isNull();
        assertThat(all(rows)).hasSize(5);
    }

    @Test
    void aResultThatScrollsOrStaysHasNoName() throws SQLException {
        try (Statement scrolling =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
                Statement staying = connection.createStatement(
                        ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, ResultSet.HOLD_CURSORS_OVER_COMMIT)) {
            for (Statement each : new Statement[] {scrolling, staying}) {
                catchThrowableOfType(SQLFeatureNotSupportedException.class, () -> each.setCursorName("c"));
                each.setCursorName(null);
            }
        }
        assertThat(catchThrowableOfType(SQLException.class, () -> statement.setCursorName(""))
                        .getSQLState())
                .isEqualTo("22023");
    }

    @Test
    void aNameInUseIsAnErrorThatTheTransactionSurvivesByASavepoint() throws SQLException {
        statement.setCursorName("c");
        ResultSet first = statement.executeQuery("select a from t");
        assertThat(first.next()).isTrue();
        var savepoint = connection.setSavepoint();
        try (Statement second = connection.createStatement()) {
            second.setCursorName("c");
            assertThat(catchThrowableOfType(SQLException.class, () -> second.executeQuery("select 1"))
                            .getSQLState())
                    .isEqualTo("42P03");
        }
        connection.rollback(savepoint);
        assertThat(all(first)).hasSize(4);
    }

    // ---- refcursor

    private void createCursors() throws SQLException {
        run(connection, """
                create function pg_temp.open(name refcursor, rows int) returns refcursor language plpgsql as $$
                begin open name for select g, 'row ' || g from generate_series(1, rows) g; return name; end $$""");
    }

    @Test
    void aColumnOfCursorsIsReadAsResults() throws SQLException {
        createCursors();
        ResultSet cursors = statement.executeQuery(
                "select pg_temp.open('one', 2), pg_temp.open('T \"wo\"', 0), null::refcursor as nothing");
        assertThat(cursors.next()).isTrue();
        assertThat(cursors.getString(1)).isEqualTo("one");
        assertThat(cursors.getMetaData().getColumnClassName(1)).isEqualTo("java.sql.ResultSet");
        try (ResultSet one = (ResultSet) cursors.getObject(1)) {
            assertThat(one.next()).isTrue();
            assertThat(one.getString(2)).isEqualTo("row 1");
            assertThat(one.next()).isTrue();
            assertThat(one.next()).isFalse();
        }
        assertThat(all(cursors.getObject(2, ResultSet.class))).isEmpty();
        assertThat(cursors.getObject("nothing")).isNull();
        assertThat(cursors.wasNull()).isTrue();
        assertThat(cursors.getObject("nothing", ResultSet.class)).isNull();
        assertThat(cursors.getObject(1, String.class)).isEqualTo("one");
    }

    @Test
    void cursorsNamedInAnArrayAreReadByTheirNames() throws SQLException {
        createCursors();
        ResultSet result = statement.executeQuery("select array[pg_temp.open('one', 2), null]");
        assertThat(result.next()).isTrue();
        ResultSet elements = result.getArray(1).getResultSet();
        assertThat(elements.next()).isTrue();
        var error = catchThrowableOfType(
                SQLFeatureNotSupportedException.class, () -> elements.getObject(2, ResultSet.class));
        assertThat(error.getMessage()).contains("fetch all in");
        assertThat(elements.getObject(2)).isEqualTo("one");
        assertThat(elements.next()).isTrue();
        assertThat(elements.getObject(2, ResultSet.class)).isNull();
    }

    @Test
    void cursorsEndWithTheirTransaction() throws SQLException {
        createCursors();
        ResultSet cursors = statement.executeQuery("select pg_temp.open('one', 2)");
        assertThat(cursors.next()).isTrue();
        connection.commit();
        var error = catchThrowableOfType(SQLException.class, () -> cursors.getObject(1));
        assertThat(error.getSQLState()).isEqualTo("34000");
        assertThat(error.getMessage()).contains("transaction");
    }

    /** The server puts no more than ASCII into lower case: to it the sign for kelvin is no K. */
    @Test
    void aNameIsFoldedAsTheServerDoes() throws SQLException {
        statement.setCursorName("\u212a");
        ResultSet rows = statement.executeQuery("select a from t order by a for update");
        assertThat(rows.next()).isTrue();
        run(connection, "update t set b = 'new' where current of " + rows.getCursorName());
        rows.close();
        assertThat(table()).startsWith("1new 2old");
    }

    /** A FETCH has rows of another kind when its name is that of another cursor. */
    @Test
    void aNameThatIsThatOfAnotherCursorGivesTheRowsOfThat() throws SQLException {
        String[] queries = {"select 7::int8", "select 'seven77'::text", "select 8::int8, 'x'", "select 9::float8"};
        try (PreparedStatement fetch = connection.prepareStatement("fetch all in c");
                Statement portions = connection.createStatement()) {
            portions.setFetchSize(1);
            for (int round = 0; round < 3; round++) {
                for (String query : queries) {
                    String answer = String.join("/", all(statement.executeQuery(query)));
                    run(connection, "declare c scroll cursor for " + query);
                    assertThat(all(statement.executeQuery("fetch all in c"))).containsExactly(answer);
                    run(connection, "move absolute 0 in c");
                    assertThat(all(portions.executeQuery("fetch all in c"))).containsExactly(answer);
                    run(connection, "move absolute 0 in c");
                    assertThat(all(fetch.executeQuery())).containsExactly(answer);
                    run(connection, "close c");
                }
            }
        }
    }
}
