package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.all;
import static io.howdah.jdbc.Answers.fails;
import static io.howdah.jdbc.Answers.one;
import static io.howdah.jdbc.Answers.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.peer.Relay;
import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Savepoint;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionsServerTest {
    private final TestServer server = TestServer.shared();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = server.connect();
        run(connection, "create temp table t (a int)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private String count() throws SQLException {
        return one(connection, "select count(*) from t");
    }

    private void insert(int value) throws SQLException {
        run(connection, "insert into t values (" + value + ")");
    }

    // ---- autocommit

    @Test
    void autocommitIsOnAndKeepsWhatSucceeded() throws SQLException {
        assertThat(connection.getAutoCommit()).isTrue();
        insert(1);
        fails("22012", () -> run(connection, "insert into t select 1 / 0"));
        assertThat(count()).isEqualTo("1");
        // The first txid_current() would have been kept by a transaction.
        assertThat(one(connection, "select txid_current()")).isNotEqualTo(one(connection, "select txid_current()"));
    }

    @Test
    void commitAndRollbackNeedATransaction() {
        fails("25P01", connection::commit);
        fails("25P01", connection::rollback);
        fails("25P01", connection::setSavepoint);
        fails("25P01", () -> connection.setSavepoint("a"));
        assertThatThrownBy(connection::commit).hasMessageContaining("setAutoCommit(false)");
    }

    @Test
    void commitKeepsAndRollbackUndoes() throws SQLException {
        connection.setAutoCommit(false);
        insert(1);
        connection.commit();
        insert(2);
        connection.rollback();
        assertThat(count()).isEqualTo("1");
        connection.rollback();
        connection.rollback();
        connection.commit();
    }

    @Test
    void oneTransactionLastsUntilItsEnd() throws SQLException {
        connection.setAutoCommit(false);
        String first = one(connection, "select txid_current()");
        assertThat(one(connection, "select txid_current()")).isEqualTo(first);
        connection.commit();
        assertThat(one(connection, "select txid_current()")).isNotEqualTo(first);
    }

    @Test
    void turningAutocommitOnCommits() throws SQLException {
        connection.setAutoCommit(false);
        insert(1);
        connection.setAutoCommit(true);
        try (var other = server.connect()) {
            assertThat(one(
                            other,
                            "select 1 from pg_locks where relation = 'pg_class'::regclass and pid = "
                                    + one(connection, "select pg_backend_pid()")))
                    .isNull();
        }
        fails("25P01", connection::rollback);
        assertThat(count()).isEqualTo("1");
    }

    @Test
    void setAutoCommitToWhatItIsDoesNothing() throws SQLException {
        connection.setAutoCommit(false);
        insert(1);
        connection.setAutoCommit(false);
        connection.rollback();
        assertThat(count()).isEqualTo("0");
    }

    @Test
    void closingRollsBack() throws SQLException {
        String table = "closing_rolls_back";
        run(connection, "drop table if exists " + table);
        run(connection, "create table " + table + " (a int)");
        try {
            try (var other = server.connect()) {
                other.setAutoCommit(false);
                run(other, "insert into " + table + " values (1)");
            }
            assertThat(one(connection, "select count(*) from " + table)).isEqualTo("0");
        } finally {
            run(connection, "drop table " + table);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vacuum", "checkpoint", "create database transactions_test_db", "reindex table pg_class"})
    void whatCannotRunInATransactionRunsInAutocommit(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("drop database if exists transactions_test_db");
            statement.execute(sql);
            statement.execute("drop database if exists transactions_test_db");
            try (var prepared = connection.prepareStatement(sql)) {
                prepared.execute();
            }
            statement.execute("drop database if exists transactions_test_db");
        }
    }

    @Test
    void vacuumInATransactionIsRefusedByTheServer() throws SQLException {
        connection.setAutoCommit(false);
        fails("25001", () -> run(connection, "vacuum"));
        connection.rollback();
        assertThat(count()).isEqualTo("0");
    }

    @Test
    void ddlIsPartOfTheTransaction() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "create temp table u (a int)");
        assertThat(one(connection, "select count(*) from u")).isEqualTo("0");
        connection.rollback();
        fails("42P01", () -> run(connection, "select * from u"));
        connection.rollback();
    }

    // ---- errors

    @Test
    void afterAnErrorAllFailsUntilTheRollback() throws SQLException {
        connection.setAutoCommit(false);
        insert(1);
        fails("22012", () -> run(connection, "select 1 / 0"));
        for (int i = 0; i < 3; i++) {
            fails("25P02", () -> one(connection, "select 1"));
        }
        fails("25P02", () -> connection.prepareStatement("select ?").getMetaData());
        assertThat(connection.isValid(5)).isTrue();
        connection.rollback();
        assertThat(count()).isEqualTo("0");
    }

    @Test
    void committingAFailedTransactionSaysThatItWasRolledBack() throws SQLException {
        connection.setAutoCommit(false);
        insert(1);
        fails("22012", () -> run(connection, "select 1 / 0"));
        assertThatThrownBy(connection::commit)
                .hasMessage("The transaction was rolled back, not committed: a statement in it had failed before")
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25P02"));
        assertThat(count()).isEqualTo("0");
        connection.commit();
    }

    @Test
    void committingAFailedTransactionEndsItAlsoWithSettingsUnderWay() throws SQLException {
        connection.setAutoCommit(false);
        insert(1);
        fails("22012", () -> run(connection, "select 1 / 0"));
        connection.setSchema("elsewhere");
        fails("25P02", connection::commit);
        assertThat(count()).isEqualTo("0");
    }

    @Test
    void turningAutocommitOnInAFailedTransactionSaysThatItWasRolledBack() throws SQLException {
        connection.setAutoCommit(false);
        insert(1);
        fails("22012", () -> run(connection, "select 1 / 0"));
        fails("25P02", () -> connection.setAutoCommit(true));
        assertThat(connection.getAutoCommit()).isFalse();
        connection.setAutoCommit(true);
        assertThat(count()).isEqualTo("0");
    }

    @Test
    void aDeferredConstraintFailsTheCommit() throws SQLException {
        run(connection, "create temp table d (a int unique deferrable initially deferred)");
        connection.setAutoCommit(false);
        run(connection, "insert into d values (1), (1)");
        assertThatThrownBy(connection::commit)
                .isInstanceOf(SQLIntegrityConstraintViolationException.class)
                .hasMessageContaining("constraint \"d_a_key\"");
        assertThat(one(connection, "select count(*) from d")).isEqualTo("0");
        connection.setAutoCommit(true);
        fails("23505", () -> run(connection, "insert into d values (1), (1)"));
        try (var prepared = connection.prepareStatement("insert into d values (?), (1)")) {
            prepared.setInt(1, 1);
            fails("23505", prepared::execute);
        }
        assertThat(one(connection, "select count(*) from d")).isEqualTo("0");
    }

    // ---- commands of the user's own

    @Test
    void usersMayTypeTransactionCommands() throws SQLException {
        run(connection, "begin");
        insert(1);
        run(connection, "rollback");
        assertThat(count()).isEqualTo("0");

        connection.setAutoCommit(false);
        insert(1);
        run(connection, "commit");
        insert(2);
        connection.rollback();
        assertThat(count()).isEqualTo("1");
        run(connection, "commit");
        connection.commit();
    }

    @Test
    void aTransactionTypedInAutocommitIsCommittedByTurningAutocommitOff() throws SQLException {
        run(connection, "begin");
        insert(1);
        connection.setAutoCommit(false);
        insert(2);
        connection.rollback();
        assertThat(count()).isEqualTo("0");
    }

    // ---- isolation and read-only

    @ParameterizedTest
    @CsvSource({"1,read uncommitted", "2,read committed", "4,repeatable read", "8,serializable"})
    void theIsolationLevelHoldsInTransactionsAndInAutocommit(int level, String name) throws SQLException {
        connection.setTransactionIsolation(8);
        assertThat(one(connection, "show transaction_isolation")).isEqualTo("serializable");
        connection.setTransactionIsolation(level);
        assertThat(connection.getTransactionIsolation()).isEqualTo(level);
        assertThat(one(connection, "show transaction_isolation")).isEqualTo(name);
        connection.setAutoCommit(false);
        assertThat(one(connection, "show transaction_isolation")).isEqualTo(name);
        connection.rollback();
        assertThat(one(connection, "show transaction_isolation")).isEqualTo(name);
        connection.rollback();
    }

    @Test
    void theIsolationLevelIsTheServersUntilItIsSet() throws SQLException {
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        run(connection, "set default_transaction_isolation to 'serializable'");
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        connection.setAutoCommit(false);
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        connection.setReadOnly(true);
        assertThat(one(connection, "show transaction_isolation")).isEqualTo("serializable");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, -1, 16})
    void otherIsolationLevelsAreRefused(int level) {
        fails("22023", () -> connection.setTransactionIsolation(level));
    }

    @Test
    void isolationAndReadOnlyCannotChangeInsideATransaction() throws SQLException {
        connection.setAutoCommit(false);
        insert(1);
        fails("25001", () -> connection.setTransactionIsolation(8));
        fails("25001", () -> connection.setReadOnly(true));
        assertThat(connection.isReadOnly()).isFalse();
        connection.setReadOnly(false);
        connection.commit();
        connection.setTransactionIsolation(8);
        connection.setReadOnly(true);
        assertThat(one(connection, "show transaction_read_only")).isEqualTo("on");
    }

    @Test
    void readOnlyHoldsForTransactionsAndIsAHintInAutocommit() throws SQLException {
        connection.setReadOnly(true);
        assertThat(connection.isReadOnly()).isTrue();
        assertThat(one(connection, "show transaction_read_only")).isEqualTo("off");
        connection.setAutoCommit(false);
        fails("25006", () -> run(connection, "create table never (a int)"));
        connection.rollback();
        connection.setReadOnly(false);
        insert(1);
        connection.commit();
    }

    @Test
    void readOnlyModeAlwaysHoldsInAutocommitToo() throws SQLException {
        try (var strict = server.connect("readOnlyMode=always")) {
            for (int round = 0; round < 2; round++) {
                strict.setReadOnly(true);
                assertThat(one(strict, "show transaction_read_only")).isEqualTo("on");
                strict.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                assertThat(one(strict, "show transaction_read_only")).isEqualTo("on");
                strict.setReadOnly(false);
                assertThat(one(strict, "show transaction_read_only")).isEqualTo("off");
                assertThat(one(strict, "show transaction_isolation")).isEqualTo("serializable");
            }
            strict.setReadOnly(true);
            assertThat(one(strict, "show transaction_read_only")).isEqualTo("on");
            strict.setReadOnly(false);
            strict.setAutoCommit(false);
            assertThat(one(strict, "show transaction_read_only")).isEqualTo("off");
        }
        try (var strict = server.connect("readOnlyMode=always", "readOnly=true")) {
            assertThat(one(strict, "show transaction_read_only")).isEqualTo("on");
            strict.setReadOnly(false);
            strict.setAutoCommit(false);
            assertThat(one(strict, "show transaction_read_only")).isEqualTo("off");
        }
    }

    // ---- savepoints

    @Test
    void rollingBackToASavepointKeepsWhatWasBefore() throws SQLException {
        connection.setAutoCommit(false);
        insert(1);
        Savepoint unnamed = connection.setSavepoint();
        insert(2);
        Savepoint named = connection.setSavepoint("after two");
        insert(3);
        fails("22012", () -> run(connection, "select 1 / 0"));
        connection.rollback(named);
        assertThat(count()).isEqualTo("2");
        insert(4);
        connection.rollback(named);
        assertThat(count()).isEqualTo("2");
        connection.rollback(unnamed);
        connection.commit();
        assertThat(count()).isEqualTo("1");
    }

    @Test
    void aSavepointIsTheFirstOfATransaction() throws SQLException {
        connection.setAutoCommit(false);
        Savepoint first = connection.setSavepoint();
        Savepoint second = connection.setSavepoint();
        insert(1);
        connection.rollback(second);
        insert(2);
        connection.rollback(first);
        insert(3);
        connection.commit();
        assertThat(all(connection.createStatement().executeQuery("select a from t")))
                .containsExactly("3");
    }

    @Test
    void aSavepointKnowsItsNameOrItsId() throws SQLException {
        connection.setAutoCommit(false);
        Savepoint named = connection.setSavepoint("n");
        Savepoint first = connection.setSavepoint();
        Savepoint second = connection.setSavepoint();
        assertThat(named.getSavepointName()).isEqualTo("n");
        assertThat(second.getSavepointId()).isNotEqualTo(first.getSavepointId());
        fails("3B001", named::getSavepointId);
        fails("3B001", first::getSavepointName);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "A", "\"", "a\"; drop table t; --", "é", "select", " ", "';"})
    void namesOfSavepointsAreQuoted(String name) throws SQLException {
        connection.setAutoCommit(false);
        Savepoint savepoint = connection.setSavepoint(name);
        insert(1);
        connection.rollback(savepoint);
        assertThat(count()).isEqualTo("0");
        connection.releaseSavepoint(savepoint);
        connection.commit();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "a\0b", "\uD800"})
    void impossibleNamesAreRefusedBeforeAnythingIsSent(String name) throws SQLException {
        connection.setAutoCommit(false);
        assertThatThrownBy(() -> connection.setSavepoint(name)).isInstanceOf(SQLException.class);
        insert(1);
        connection.commit();
        assertThat(count()).isEqualTo("1");
        assertThatThrownBy(() -> connection.setSavepoint(null)).isInstanceOf(SQLException.class);
    }

    @Test
    void aReleasedSavepointIsGone() throws SQLException {
        connection.setAutoCommit(false);
        insert(1);
        Savepoint savepoint = connection.setSavepoint("s");
        insert(2);
        connection.releaseSavepoint(savepoint);
        fails("3B001", () -> connection.rollback(savepoint));
        fails("3B001", () -> connection.releaseSavepoint(savepoint));
        fails("3B001", savepoint::getSavepointName);
        connection.commit();
        assertThat(count()).isEqualTo("2");
    }

    @Test
    void aSavepointEndsWithItsTransaction() throws SQLException {
        connection.setAutoCommit(false);
        Savepoint savepoint = connection.setSavepoint("s");
        insert(1);
        connection.commit();
        insert(2);
        fails("3B001", () -> connection.rollback(savepoint));
        fails("3B001", () -> connection.releaseSavepoint(savepoint));
        // The refusal was ours, the transaction goes on.
        connection.commit();
        assertThat(count()).isEqualTo("2");
    }

    @Test
    void aSavepointOfAnotherConnectionIsRefused() throws SQLException {
        connection.setAutoCommit(false);
        try (var other = server.connect()) {
            other.setAutoCommit(false);
            Savepoint foreign = other.setSavepoint("s");
            connection.setSavepoint("s");
            insert(1);
            fails("3B001", () -> connection.rollback(foreign));
            fails("3B001", () -> connection.releaseSavepoint(foreign));
            fails("3B001", () -> connection.rollback((Savepoint) null));
        }
        connection.commit();
        assertThat(count()).isEqualTo("1");
    }

    @Test
    void rollingBackToASavepointMendsTheTransactionWhateverWasAskedForSinceItFailed() throws SQLException {
        connection.setAutoCommit(false);
        insert(1);
        Savepoint savepoint = connection.setSavepoint("s");
        insert(2);
        fails("22012", () -> run(connection, "select 1 / 0"));
        connection.setClientInfo("ApplicationName", "mended");
        connection.setSchema("pg_catalog");
        Savepoint inVain = connection.setSavepoint();
        connection.rollback(savepoint);
        assertThat(one(connection, "show application_name")).isEqualTo("mended");
        assertThat(connection.getSchema()).isEqualTo("pg_catalog");
        assertThat(count()).isEqualTo("1");
        fails("3B001", () -> connection.rollback(inVain));
        connection.rollback(savepoint);
        insert(3);
        connection.commit();
        assertThat(count()).isEqualTo("2");
    }

    @Test
    void aSavepointThatAFailedTransactionNeverHadIsNoneToGoBackTo() throws SQLException {
        connection.setAutoCommit(false);
        Savepoint before = connection.setSavepoint("s");
        insert(1);
        fails("22012", () -> run(connection, "select 1 / 0"));
        Savepoint sameName = connection.setSavepoint("s");
        fails("25P02", () -> connection.rollback(sameName));
        connection.rollback(before);
        insert(2);
        connection.commit();
        assertThat(all(connection.createStatement().executeQuery("select a from t")))
                .containsExactly("2");
    }

    @Test
    void aSavepointSurvivesATextThatCannotBeSent() throws SQLException {
        connection.setAutoCommit(false);
        Savepoint savepoint = connection.setSavepoint("s");
        fails("22021", () -> run(connection, "select '\0'"));
        fails("22021", () -> connection.prepareStatement("select '\0'").execute());
        insert(1);
        connection.rollback(savepoint);
        connection.commit();
        assertThat(count()).isEqualTo("0");
    }

    // ---- settings travel with statements

    @Test
    void settingsSurviveATextThatCannotBeSent() throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        connection.setSchema("pg_catalog");
        connection.setClientInfo("ApplicationName", "survivor");
        fails("22021", () -> run(connection, "select '\0'"));
        assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("survivor");
        assertThat(connection.getSchema()).isEqualTo("pg_catalog");
        assertThat(one(connection, "show transaction_isolation")).isEqualTo("serializable");
        assertThat(one(connection, "show application_name")).isEqualTo("survivor");
    }

    @Test
    void rollbackUndoesSettings() throws SQLException {
        run(connection, "create schema if not exists \"My \"\"Schema\"");
        connection.setAutoCommit(false);
        String before = connection.getSchema();
        connection.setSchema("My \"Schema");
        assertThat(connection.getSchema()).isEqualTo("My \"Schema");
        connection.rollback();
        assertThat(connection.getSchema()).isEqualTo(before);
        connection.setSchema("My \"Schema");
        connection.rollback();
        assertThat(connection.getSchema()).isEqualTo(before);
        connection.setSchema("My \"Schema");
        connection.commit();
        assertThat(connection.getSchema()).isEqualTo("My \"Schema");
        connection.rollback();
        connection.setAutoCommit(true);
        connection.setSchema(null);
        assertThat(connection.getSchema()).isEqualTo(before);
        run(connection, "drop schema \"My \"\"Schema\"");
    }

    @Test
    void aSettingMadeInAutocommitIsNoPartOfTheNextTransaction() throws SQLException {
        connection.setSchema("pg_catalog");
        connection.setClientInfo("ApplicationName", "lasting");
        connection.setAutoCommit(false);
        insert(1);
        connection.rollback();
        assertThat(connection.getSchema()).isEqualTo("pg_catalog");
        assertThat(one(connection, "show application_name")).isEqualTo("lasting");
        connection.rollback();
        assertThat(connection.getSchema()).isEqualTo("pg_catalog");
        connection.rollback();
        assertThat(count()).isEqualTo("0");
    }

    @Test
    void norOfOneThatWasNeverBegun() throws SQLException {
        connection.setSchema("pg_catalog");
        connection.setAutoCommit(false);
        connection.rollback();
        connection.commit();
        connection.setClientInfo("ApplicationName", "never");
        connection.rollback();
        connection.setAutoCommit(true);
        assertThat(connection.getSchema()).isEqualTo("pg_catalog");
        assertThat(one(connection, "show application_name")).isNotEqualTo("never");
    }

    @Test
    void norOfOneWhoseFirstStatementFails() throws SQLException {
        connection.setSchema("pg_catalog");
        connection.setAutoCommit(false);
        fails("42703", () -> run(connection, "select nonsense"));
        fails("25P02", connection::commit);
        assertThat(connection.getSchema()).isEqualTo("pg_catalog");
        connection.setClientInfo("ApplicationName", "part of it");
        connection.rollback();
        assertThat(one(connection, "show application_name")).isNotEqualTo("part of it");
    }

    @Test
    void inAFailedTransactionASettingWaitsUntilThatIsMended() throws SQLException {
        connection.setAutoCommit(false);
        insert(1);
        Savepoint savepoint = connection.setSavepoint();
        insert(2);
        fails("22012", () -> run(connection, "select 1 / 0"));
        connection.setSchema("pg_catalog");
        connection.setClientInfo("ApplicationName", "mended");
        for (int i = 0; i < 2; i++) {
            fails("25P02", () -> one(connection, "select 1"));
        }
        assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("mended");
        connection.rollback(savepoint);
        assertThat(one(connection, "show search_path")).isEqualTo("pg_catalog");
        assertThat(one(connection, "show application_name")).isEqualTo("mended");
        connection.commit();
        assertThat(count()).isEqualTo("1");
        assertThat(one(connection, "show search_path")).isEqualTo("pg_catalog");
        connection.rollback();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSettingUnderWayKeepsNoFailedTransactionFromEndingByAStatement(boolean autoCommit) throws SQLException {
        connection.setAutoCommit(autoCommit);
        if (autoCommit) {
            run(connection, "begin");
        }
        insert(1);
        fails("22012", () -> run(connection, "select 1 / 0"));
        connection.setSchema("pg_catalog");
        run(connection, "rollback");
        assertThat(one(connection, "show search_path")).isEqualTo("pg_catalog");
        if (!autoCommit) {
            connection.commit();
        }
        assertThat(one(connection, "show search_path")).isEqualTo("pg_catalog");
        assertThat(count()).isEqualTo("0");
        connection.setAutoCommit(true);
    }

    /** What was asked for before the failure was known of was asked for outside of a transaction. */
    @Test
    void aSettingThatMeetsAFailureNotYetReadIsSentBehindIt() throws SQLException {
        connection
                .createStatement()
                .execute("begin; select repeat('x', 1000) || 1 / (3000 - g) from generate_series(1, 4000) g");
        connection.setSchema("pg_catalog");
        fails("25P02", () -> one(connection, "select 1"));
        run(connection, "rollback");
        assertThat(one(connection, "show search_path")).isEqualTo("pg_catalog");
    }

    @Test
    void aSettingTravelsBeforeTheTransactionInTheSameFlight() throws Exception {
        try (Relay relay = Relay.to(server);
                Connection on =
                        DriverManager.getConnection(server.jdbcUrlBy(relay.host(), relay.port(), "sslmode=disable"))) {
            run(on, "select 1");
            on.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            int before = relay.roundTrips();
            on.setSchema("pg_catalog");
            on.setAutoCommit(false);
            on.rollback();
            on.setAutoCommit(true);
            on.setAutoCommit(false);
            assertThat(relay.roundTrips()).isEqualTo(before);
            assertThat(one(on, "select current_schema()")).isEqualTo("pg_catalog");
            assertThat(relay.roundTrips()).isEqualTo(before + 1);
            on.rollback();
            assertThat(one(on, "select current_schema()")).isEqualTo("pg_catalog");
            assertThat(relay.roundTrips()).isEqualTo(before + 3);
        }
    }

    @Test
    void inAutocommitASettingStaysThoughTheStatementBehindItFails() throws SQLException {
        connection.setSchema("pg_catalog");
        connection.setClientInfo("ApplicationName", "it's \\ me");
        fails("22012", () -> run(connection, "select 1 / 0"));
        assertThat(connection.getSchema()).isEqualTo("pg_catalog");
        assertThat(one(connection, "show application_name")).isEqualTo("it's \\ me");
        assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("it's \\ me");
        assertThat(connection.getClientInfo()).containsOnlyKeys("ApplicationName");
    }

    @Test
    void clientInfoIsTakenInAnySpellingAndFromDefaults() throws SQLException {
        var spelled = new Properties();
        spelled.setProperty("applicationName", "spelled");
        connection.setClientInfo(spelled);
        assertThat(one(connection, "show application_name")).isEqualTo("spelled");
        var defaults = new Properties();
        defaults.setProperty("ApplicationName", "default");
        connection.setClientInfo(new Properties(defaults));
        assertThat(one(connection, "show application_name")).isEqualTo("default");
        connection.setClientInfo(new Properties());
        assertThat(one(connection, "show application_name")).isEmpty();
    }

    @Test
    void unknownClientInfoIsAWarning() throws SQLException {
        connection.setClientInfo(null);
        assertThat(connection.getClientInfo("ApplicationName")).isEmpty();
        connection.setClientInfo("ClientUser", "x");
        assertThat(connection.getWarnings().getMessage()).contains("ClientUser");
        assertThat(connection.getClientInfo("ClientUser")).isNull();
        connection.clearWarnings();
        assertThat((Throwable) connection.getWarnings()).isNull();
    }
}
