package io.howdah.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.howdah.peer.Relay;
import io.howdah.testserver.OnEveryRelease;
import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prepared statements that the server has lost, or that no longer fit. */
class StatementHealingServerTest {
    private final String table = "healing_" + UUID.randomUUID().toString().replace('-', '_');
    private final TestServer server = TestServer.shared();
    private Relay relay;
    private Connection connection;
    private Connection other;

    @BeforeEach
    void connect() throws Exception {
        relay = Relay.to(server);
        connection = DriverManager.getConnection(server.jdbcUrlBy(relay.host(), relay.port(), "sslmode=disable"));
        other = server.connect();
        run(other, "create table " + table + " (a int, b text); insert into " + table + " values (1, 'x')");
        run(connection, FORGETTING);
    }

    /** Lets statements go without a word of it in the answer. */
    private static final String FORGETTING = """
            create function pg_temp.forget(what text) returns int language plpgsql as
            $$ begin execute 'deallocate ' || what; return 1; end $$
            """;

    @AfterEach
    void close() throws Exception {
        connection.close();
        run(other, "drop table if exists " + table);
        other.close();
        relay.close();
    }

    private static void run(Connection on, String sql) throws SQLException {
        try (var statement = on.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            assertThat(rows.next()).isTrue();
            var text = new StringBuilder();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                text.append(i == 1 ? "" : " ").append(rows.getString(i));
            }
            return text.toString();
        }
    }

    private static String query(Connection on, String sql) throws SQLException {
        try (var statement = on.prepareStatement(sql)) {
            return query(statement);
        }
    }

    /** All ways in which this connection itself loses its statements. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "discard all",
                "deallocate all",
                "deallocate prepare all",
                "select 1; deallocate all; select 2",
                "do $$ begin execute 'deallocate all'; end $$",
            })
    void preparesAnewWhatWasDeallocated(String sql) throws Exception {
        for (boolean prepared : new boolean[] {false, true}) {
            try (var statement = connection.prepareStatement("select a from " + table + " where a = ?");
                    var deallocate = connection.prepareStatement(sql)) {
                for (int i = 0; i < 4; i++) {
                    statement.setInt(1, 1);
                    assertThat(query(statement)).isEqualTo("1");
                    if (prepared) {
                        deallocate.execute();
                    } else {
                        run(connection, sql);
                    }
                }
            }
        }
    }

    @Test
    void preparesAnewWhenOneNameWasDeallocated() throws Exception {
        try (var statement = connection.prepareStatement("select 'mine' where 1 = ?")) {
            for (int i = 0; i < 4; i++) {
                statement.setInt(1, 1);
                assertThat(query(statement)).isEqualTo("mine");
                String name = query(
                        connection,
                        "select name from pg_prepared_statements where statement like '%''mine''%' limit 1");
                run(
                        connection,
                        i % 2 == 0 ? "deallocate \"" + name + "\"" : "select pg_temp.forget('\"" + name + "\"')");
            }
        }
    }

    @Test
    void anotherSessionsAlterTableCostsOneMoreRoundTripInAutocommit() throws Exception {
        try (var statement = connection.prepareStatement("select * from " + table + " where a = ?")) {
            statement.setInt(1, 1);
            assertThat(query(statement)).isEqualTo("1 x");
            run(other, "alter table " + table + " add c int default 7");
            relay.reset();
            assertThat(query(statement)).isEqualTo("1 x 7");
            assertThat(relay.roundTrips()).isEqualTo(2);
            relay.reset();
            assertThat(query(statement)).isEqualTo("1 x 7");
            assertThat(relay.roundTrips()).isEqualTo(1);
        }
    }

    @Test
    void theFirstFlightOfATransactionIsSentAgain() throws Exception {
        connection.setAutoCommit(false);
        try (var statement = connection.prepareStatement("select * from " + table);
                var insert = connection.prepareStatement("insert into " + table + " (a) values (?) returning *")) {
            assertThat(query(statement)).isEqualTo("1 x");
            insert.setInt(1, 2);
            assertThat(query(insert)).isEqualTo("2 null");
            connection.commit();
            run(other, "alter table " + table + " add c int default 7");
            assertThat(query(statement)).isEqualTo("1 x 7");
            connection.commit();
            assertThat(query(insert)).isEqualTo("2 null 7");
            connection.commit();
        }
        assertThat(query(other, "select count(*) from " + table)).isEqualTo("3");
    }

    @OnEveryRelease
    void healsOnEveryRelease(TestServer release) throws Exception {
        String name = table + "_r";
        try (var mine = release.connect();
                var theirs = release.connect()) {
            run(theirs, "create table " + name + " (a int)");
            run(theirs, "insert into " + name + " values (1)");
            run(mine, FORGETTING);
            mine.setAutoCommit(false);
            try (var statement = mine.prepareStatement("select * from " + name)) {
                assertThat(query(statement)).isEqualTo("1");
                mine.commit();
                run(theirs, "alter table " + name + " alter a type text");
                assertThat(query(statement)).isEqualTo("1");
                run(mine, "select pg_temp.forget('all')");
                mine.commit();
                assertThat(query(statement)).isEqualTo("1");
                mine.commit();
            } finally {
                mine.rollback();
                run(theirs, "drop table " + name);
            }
        }
    }

    /** The incumbent's users know this as "cached plan must not change result type". */
    @Test
    void laterInATransactionOneErrorSaysThatItWillWorkNextTime() throws Exception {
        try (var statement = connection.prepareStatement("select * from " + table)) {
            assertThat(query(statement)).isEqualTo("1 x");
            connection.setAutoCommit(false);
            run(connection, "insert into " + table + " values (2, 'y')");
            // Only now, since the INSERT holds off DDL of others.
            run(connection, "alter table " + table + " add c int");
            var error = catchThrowableOfType(SQLException.class, () -> query(statement));
            assertThat((Throwable) error)
                    .isInstanceOf(SQLTransactionRollbackException.class)
                    .hasMessageContaining("run the transaction again")
                    .hasCauseInstanceOf(SQLException.class);
            assertThat(error.getSQLState()).isEqualTo("40001");
            assertThat(((SQLException) error.getCause()).getSQLState()).isEqualTo("0A000");
            connection.rollback();
            run(connection, "insert into " + table + " values (2, 'y')");
            run(connection, "alter table " + table + " add c int");
            assertThat(query(statement)).isEqualTo("1 x null");
            connection.commit();
        }
    }

    @Test
    void aLostStatementLaterInATransactionIsOneErrorToo() throws Exception {
        connection.setAutoCommit(false);
        try (var statement = connection.prepareStatement("select a from " + table)) {
            assertThat(query(statement)).isEqualTo("1");
            run(connection, "select pg_temp.forget('all')");
            var error = catchThrowableOfType(SQLException.class, () -> query(statement));
            assertThat(error.getSQLState()).isEqualTo("40001");
            connection.rollback();
            assertThat(query(statement)).isEqualTo("1");
        }
    }

    @Test
    void commitDoesNotDependOnWhatTheServerMayHaveLost() throws Exception {
        connection.setAutoCommit(false);
        for (int i = 0; i < 4; i++) {
            run(connection, "insert into " + table + " values (" + (10 + i) + ", null)");
            run(connection, "select pg_temp.forget('all')");
            connection.commit();
        }
        assertThat(query(other, "select count(*) from " + table + " where a >= 10"))
                .isEqualTo("4");
        for (int i = 0; i < 4; i++) {
            run(connection, "insert into " + table + " values (" + (20 + i) + ", null)");
            run(connection, "select pg_temp.forget('all')");
            connection.rollback();
        }
        assertThat(query(other, "select count(*) from " + table + " where a >= 20"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "end", "rollback"})
    void neitherDoesATransactionThatIsEndedByText(String end) throws Exception {
        for (int i = 0; i < 4; i++) {
            run(connection, "begin");
            // Each a text of its own, or they would be lost themselves.
            run(connection, "insert into " + table + " values (" + (10 + i) + ", null)");
            run(connection, "select pg_temp.forget('all') -- " + i);
            run(connection, end);
        }
        assertThat(query(other, "select count(*) from " + table + " where a >= 10"))
                .isEqualTo(end.equals("rollback") ? "0" : "4");
    }

    @Test
    void norOneThatIsEndedByAPreparedStatement() throws Exception {
        try (var commit = connection.prepareStatement("commit");
                var several = connection.prepareStatement("deallocate all; select 'several' where 1 = ?")) {
            for (int i = 0; i < 4; i++) {
                run(connection, "begin");
                run(connection, "insert into " + table + " values (" + (10 + i) + ", null)");
                several.setInt(1, 1);
                several.execute();
                several.getMoreResults();
                try (var rows = several.getResultSet()) {
                    assertThat(rows.next()).isTrue();
                }
                commit.execute();
            }
        }
        assertThat(query(other, "select count(*) from " + table + " where a >= 10"))
                .isEqualTo("4");
    }

    @Test
    void aBeginThatWasLostIsBegunAnew() throws Exception {
        connection.setAutoCommit(false);
        for (int i = 0; i < 3; i++) {
            run(connection, "insert into " + table + " values (" + (10 + i) + ", null)");
            connection.commit();
            connection.setAutoCommit(true);
            run(connection, "select pg_temp.forget('all')");
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("insert into " + table + " values (" + (20 + i) + ", null)");
                assertThat(statement.getWarnings() == null).isTrue();
            }
            connection.rollback();
        }
        assertThat(query(other, "select string_agg(a::text, ' ' order by a) from " + table))
                .isEqualTo("1 10 11 12");
    }

    @Test
    void aSettingThatTravelledWithTheFirstTryTravelsWithTheSecond() throws Exception {
        connection.setAutoCommit(false);
        try (var statement = connection.prepareStatement("select current_schema() from " + table + " where b = ?")) {
            statement.setString(1, "x");
            assertThat(query(statement)).isEqualTo("public");
            run(connection, "select pg_temp.forget('all')");
            connection.commit();
            connection.setSchema("pg_catalog");
            var savepoint = connection.setSavepoint();
            try (var again = connection.prepareStatement("select current_schema(), concat(?)")) {
                again.setString(1, "x");
                assertThat(query(again)).isEqualTo("pg_catalog x");
            }
            connection.rollback(savepoint);
            assertThat(query(connection, "select current_schema()")).isEqualTo("pg_catalog");
        }
    }

    @Test
    void searchPathMayChange() throws Exception {
        run(connection, "create schema if not exists " + table + "_s");
        try (var statement = connection.prepareStatement("select * from " + table + " where a = ?")) {
            run(connection, "create table " + table + "_s." + table + " (a int, z date)");
            run(connection, "insert into " + table + "_s." + table + " values (1, '2024-05-06')");
            for (int i = 0; i < 3; i++) {
                statement.setInt(1, 1);
                run(connection, "set search_path = public");
                assertThat(query(statement)).isEqualTo("1 x");
                run(connection, "set search_path = " + table + "_s");
                assertThat(query(statement)).isEqualTo("1 2024-05-06");
            }
        } finally {
            run(connection, "drop schema " + table + "_s cascade");
        }
    }

    @Test
    void parameterTypesFollowTheColumnThatChanged() throws Exception {
        try (var insert = connection.prepareStatement("insert into " + table + " values (1, ?) returning b")) {
            insert.setString(1, "5");
            assertThat(query(insert)).isEqualTo("5");
            run(other, "delete from " + table + " where b <> '5'");
            run(other, "alter table " + table + " alter b type int using b::int");
            assertThat(query(insert)).isEqualTo("5");
            run(other, "alter table " + table + " alter b type text");
            insert.setString(1, "five");
            assertThat(query(insert)).isEqualTo("five");
        }
    }

    @Test
    void parameterTypesFollowATypeThatWasMadeAnew() throws Exception {
        String mood = table + "_mood";
        run(other, "create type " + mood + " as enum ('sad')");
        run(other, "alter table " + table + " add m " + mood);
        try (var insert = connection.prepareStatement("insert into " + table + " (m) values (?) returning m")) {
            insert.setString(1, "sad");
            assertThat(query(insert)).isEqualTo("sad");
            run(other, "drop type " + mood + " cascade");
            run(other, "create type " + mood + " as enum ('sad', 'happy')");
            run(other, "alter table " + table + " add m " + mood);
            insert.setString(1, "happy");
            assertThat(query(insert)).isEqualTo("happy");
        } finally {
            run(other, "drop type if exists " + mood + " cascade");
        }
    }

    @Test
    void aBatchIsSentAgain() throws Exception {
        try (var insert = connection.prepareStatement("insert into " + table + " values (?, ?)")) {
            for (int i = 0; i < 3; i++) {
                for (int entry = 0; entry < 3; entry++) {
                    insert.setInt(1, 10 + entry);
                    insert.setString(2, "b");
                    insert.addBatch();
                }
                assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
                run(connection, "select pg_temp.forget('all')");
            }
        }
        assertThat(query(other, "select count(*) from " + table + " where b = 'b'"))
                .isEqualTo("9");
    }

    @Test
    void whatTheUserPreparedHimselfIsHisOwn() throws Exception {
        run(connection, "prepare mine as select * from " + table);
        try (var execute = connection.prepareStatement("execute mine")) {
            assertThat(query(execute)).isEqualTo("1 x");
            assertThat(query(execute)).isEqualTo("1 x");
            run(connection, "deallocate mine");
            connection.setAutoCommit(false);
            run(connection, "select 1");
            var error = catchThrowableOfType(SQLException.class, execute::executeQuery);
            assertThat(error.getSQLState()).isEqualTo("26000");
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
