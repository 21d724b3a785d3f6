package io.howdah.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.howdah.peer.Relay;
import io.howdah.testserver.OnEveryRelease;
import io.howdah.testserver.TestServer;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The property autosave. */
class AutosaveServerTest {
    private final TestServer server = TestServer.shared();
    private Relay relay;
    private Connection connection;

    @BeforeEach
    void connect() throws Exception {
        relay = Relay.to(server);
        connection = connect("always");
    }

    private Connection connect(String autosave) throws SQLException {
        Connection made = DriverManager.getConnection(
                server.jdbcUrlBy(relay.host(), relay.port(), "sslmode=disable", "autosave=" + autosave));
        prepare(made);
        return made;
    }

    private static void prepare(Connection made) throws SQLException {
        run(made, """
                create temp table t (a int primary key);
                create function pg_temp.forget() returns int language plpgsql as
                $$ begin execute 'deallocate all'; return 1; end $$
                """);
        made.setAutoCommit(false);
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
        relay.close();
    }

    private static void run(Connection on, String sql) throws SQLException {
        try (var statement = on.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String rows(Connection on) throws SQLException {
        try (var statement = on.createStatement();
                var rows = statement.executeQuery("select coalesce(string_agg(a::text, ' ' order by a), '') from t")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String stateOf(Connection on, String sql) {
        return catchThrowableOfType(SQLException.class, () -> run(on, sql)).getSQLState();
    }

    @Test
    void aFailedStatementLeavesTheTransactionUsable() throws Exception {
        // Each thrice: by the simple sub-protocol, prepared now, and known.
        for (int i = 1; i <= 3; i++) {
            run(connection, "insert into t values (" + i + ")");
            assertThat(stateOf(connection, "insert into t values (1)")).isEqualTo("23505");
            assertThat(stateOf(connection, "select 1 / 0")).isEqualTo("22012");
            assertThat(stateOf(connection, "select nonsense")).isEqualTo("42703");
            assertThat(stateOf(connection, "insert into t values (100); select 1 / 0"))
                    .isEqualTo("22012");
        }
        connection.commit();
        assertThat(rows(connection)).isEqualTo("1 2 3");
    }

    @OnEveryRelease
    void worksOnEveryRelease(TestServer release) throws Exception {
        try (var other = release.connect("autosave=always")) {
            prepare(other);
            run(other, "insert into t values (1)");
            for (int i = 0; i < 3; i++) {
                assertThat(stateOf(other, "insert into t values (1)")).isEqualTo("23505");
            }
            try (var statement = other.prepareStatement("insert into t values (?)")) {
                statement.setString(1, "x");
                for (int i = 0; i < 3; i++) {
                    assertThat(catchThrowableOfType(SQLException.class, statement::execute)
                                    .getSQLState())
                            .isEqualTo("22P02");
                }
                statement.setString(1, "2");
                statement.execute();
            }
            other.commit();
            assertThat(rows(other)).isEqualTo("1 2");
        }
    }

    @Test
    void alsoTheVeryFirstOne() throws Exception {
        assertThat(stateOf(connection, "select 1 / 0")).isEqualTo("22012");
        run(connection, "insert into t values (1)");
        connection.commit();
        assertThat(rows(connection)).isEqualTo("1");
    }

    @Test
    void commitAfterAFailureKeepsWhatWasDoneBefore() throws Exception {
        run(connection, "insert into t values (1)");
        assertThat(stateOf(connection, "select 1 / 0")).isEqualTo("22012");
        connection.commit();
        connection.rollback();
        assertThat(rows(connection)).isEqualTo("1");
    }

    @Test
    void aStatementCostsOneRoundTripAndNothingBehindIt() throws Exception {
        try (var statement = connection.createStatement();
                var prepared = connection.prepareStatement("select a + ? from t")) {
            prepared.setInt(1, 1);
            for (int i = 0; i < 4; i++) {
                relay.reset();
                statement.execute("select 'again'");
                prepared.executeQuery().close();
                statement.execute("select 'a'; select 'b'");
                assertThat(relay.roundTrips()).as(relay.transcript()).isEqualTo(3);
            }
            for (int i = 0; i < 3; i++) {
                statement.addBatch("insert into t values (" + i + ")");
            }
            relay.reset();
            statement.executeBatch();
            assertThat(relay.roundTrips()).isEqualTo(1);
            // Were they not released, there would be one for each statement now.
            assertThat(statement.execute("rollback to savepoint howdah_guard; select 1") || true)
                    .as("the guard of the statement itself only")
                    .isTrue();
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("3B001");
        }
    }

    @Test
    void inAutocommitThereIsNone() throws Exception {
        connection.setAutoCommit(true);
        relay.reset();
        run(connection, "select 1");
        assertThat(relay.transcript()).doesNotContain("SAVEPOINT");
    }

    @Test
    void theErrorIsTheServersAndNoOther() throws Exception {
        for (int i = 0; i < 3; i++) {
            var error = catchThrowableOfType(SQLException.class, () -> run(connection, "select 1 / 0"));
            assertThat(error.getSuppressed()).isEmpty();
            assertThat(error.getNextException() == null).isTrue();
        }
    }

    @Test
    void aBatchIsUndoneAsOne() throws Exception {
        run(connection, "insert into t values (1)");
        try (var statement = connection.prepareStatement("insert into t values (?)")) {
            for (int value : List.of(2, 3, 1, 4)) {
                statement.setInt(1, value);
                statement.addBatch();
            }
            assertThat(catchThrowableOfType(BatchUpdateException.class, statement::executeBatch)
                            .getSQLState())
                    .isEqualTo("23505");
        }
        connection.commit();
        assertThat(rows(connection)).isEqualTo("1");
    }

    @Test
    void theUsersOwnSavepointsAreHisOwn() throws Exception {
        run(connection, "insert into t values (1)");
        var first = connection.setSavepoint("mine");
        run(connection, "insert into t values (2)");
        run(connection, "savepoint by_text");
        run(connection, "insert into t values (3)");
        assertThat(stateOf(connection, "select 1 / 0")).isEqualTo("22012");
        run(connection, "rollback to savepoint by_text");
        assertThat(rows(connection)).isEqualTo("1 2");
        run(connection, "release savepoint by_text");
        connection.rollback(first);
        assertThat(rows(connection)).isEqualTo("1");
        connection.releaseSavepoint(first);
        connection.commit();
        assertThat(rows(connection)).isEqualTo("1");
    }

    @Test
    void aSavepointSetAfterAFailureHolds() throws Exception {
        run(connection, "insert into t values (1)");
        assertThat(stateOf(connection, "select 1 / 0")).isEqualTo("22012");
        var savepoint = connection.setSavepoint();
        run(connection, "insert into t values (2)");
        connection.rollback(savepoint);
        connection.commit();
        assertThat(rows(connection)).isEqualTo("1");
    }

    /** These fail inside a subtransaction, or end the transaction. */
    @Test
    void nothingIsSetAroundStatementsThatMindIt() throws Exception {
        run(connection, "set transaction isolation level serializable");
        connection.commit();
        run(connection, "insert into t values (1)");
        run(connection, "commit");
        run(connection, "insert into t values (2)");
        run(connection, "insert into t values (3); commit; begin; insert into t values (4)");
        connection.rollback();
        assertThat(rows(connection)).isEqualTo("1 2 3");
    }

    @Test
    void cursorsOutliveTheirStatement() throws Exception {
        run(connection, "declare c cursor for select generate_series(1, 3)");
        for (int i = 1; i <= 3; i++) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("fetch next from c")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(i);
            }
            assertThat(stateOf(connection, "select 1 / 0")).isEqualTo("22012");
        }
    }

    @Test
    void aTransactionBegunByTextIsSavedToo() throws Exception {
        connection.setAutoCommit(true);
        run(connection, "begin");
        run(connection, "insert into t values (1)");
        assertThat(stateOf(connection, "select 1 / 0")).isEqualTo("22012");
        run(connection, "commit");
        assertThat(rows(connection)).isEqualTo("1");
    }

    @Test
    void parametersWhoseTypesCannotBeToldAreStillTried() throws Exception {
        run(connection, "insert into t values (1)");
        try (var statement = connection.prepareStatement("select concat(?, ?)")) {
            statement.setString(1, "a");
            statement.setString(2, "b");
            try (var rows = statement.executeQuery()) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("ab");
            }
        }
        assertThat(rows(connection)).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "conservative"})
    void aLostOrOutdatedStatementIsRunAgain(String autosave) throws Exception {
        try (var saved = connect(autosave);
                var statement = saved.prepareStatement("select * from t where a = ?")) {
            run(saved, "insert into t values (1)");
            statement.setInt(1, 1);
            for (int i = 0; i < 3; i++) {
                statement.executeQuery().close();
                run(saved, "alter table t add c" + i + " int");
                try (var rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getMetaData().getColumnCount()).isEqualTo(2 + i);
                }
                run(saved, "select pg_temp.forget()");
            }
            saved.commit();
            assertThat(rows(saved)).isEqualTo("1");
        }
    }

    @Test
    void conservativeLetsOtherFailuresCostTheTransaction() throws Exception {
        try (var saved = connect("conservative")) {
            run(saved, "insert into t values (1)");
            assertThat(stateOf(saved, "select 1 / 0")).isEqualTo("22012");
            assertThat(stateOf(saved, "select 1")).isEqualTo("25P02");
            var error = catchThrowableOfType(SQLException.class, saved::commit);
            assertThat(error.getSQLState()).isEqualTo("25P02");
            assertThat(rows(saved)).isEmpty();
        }
    }
}
