package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.all;
import static io.howdah.jdbc.Answers.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.peer.Relay;
import io.howdah.testserver.Role;
import io.howdah.testserver.TestServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each call costs in round trips. */
class RoundTripServerTest {
    private final TestServer server = TestServer.shared();
    private Relay relay;
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void connect() throws Exception {
        relay = Relay.to(server);
        String url = "jdbc:howdah://" + relay.host() + ":" + relay.port() + "/" + server.database();
        connection = DriverManager.getConnection(
                url + "?sslmode=disable&gssEncMode=disable&user=" + server.user(Role.TRUSTED));
        statement = connection.createStatement();
        statement.execute("create temp table t (id serial primary key, a int)");
    }

    @AfterEach
    void close() throws SQLException, IOException {
        connection.close();
        relay.close();
    }

    private void costs(int roundTrips, ThrowingCallable call) {
        relay.reset();
        try {
            call.call();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        assertThat(relay.roundTrips()).as(relay.transcript()).isEqualTo(roundTrips);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anExecutionIsOne(boolean autoCommit) throws SQLException {
        connection.setAutoCommit(autoCommit);
        costs(0, () -> connection.prepareStatement("select ?::int").close());
        try (var prepared = connection.prepareStatement("select g, 'x', now() from generate_series(1, ?) g")) {
            prepared.setInt(1, 3);
            for (int i = 0; i < 3; i++) {
                costs(1, () -> assertThat(all(prepared.executeQuery())).hasSize(3));
            }
            prepared.setLong(1, 3);
            costs(1, () -> assertThat(all(prepared.executeQuery())).hasSize(3));
        }
        // The first time the catalogue is asked for the keys of the table.
        costs(2, () -> statement.executeUpdate("insert into t (a) values (1)", Statement.RETURN_GENERATED_KEYS));
        for (int i = 0; i < 4; i++) {
            costs(1, () -> assertThat(all(statement.executeQuery("select 1"))).hasSize(1));
            costs(1, () -> statement.execute("select 1; select 2; insert into t (a) values (1)"));
            costs(1, () -> statement.executeUpdate("insert into t (a) values (1)", Statement.RETURN_GENERATED_KEYS));
        }
        costs(0, () -> statement.getGeneratedKeys().close());
        costs(0, () -> connection.createStatement().close());
        costs(0, () -> connection.getMetaData().getTableTypes().close());
        costs(0, () -> connection.getMetaData().getClientInfoProperties().close());
    }

    @Test
    void whatChangesTheNextTransactionTravelsWithIt() throws SQLException {
        costs(0, () -> {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setAutoCommit(false);
            connection.setSavepoint();
            connection.setSavepoint("x");
            connection.setSchema("pg_catalog");
            connection.setClientInfo("ApplicationName", "tester");
            connection.setNetworkTimeout(Runnable::run, 10_000);
            connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
            assertThat(connection.getAutoCommit()).isFalse();
            assertThat(connection.isReadOnly()).isTrue();
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
            assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("tester");
            assertThat(connection.getNetworkTimeout()).isEqualTo(10_000);
            assertThat(connection.getCatalog()).isEqualTo(server.database());
            assertThat(connection.isClosed()).isFalse();
            connection.clearWarnings();
            assertThat((Object) connection.getWarnings()).isNull();
        });
        costs(1, () -> run(connection, "select 1"));
        costs(1, connection::commit);
    }

    @Test
    void settingsInAutocommitTravelWithTheNextStatement() {
        costs(0, () -> {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setSchema("pg_catalog");
            connection.setClientInfo("ApplicationName", "tester");
        });
        costs(1, () -> run(connection, "select 1"));
    }

    @Test
    void anEndOfATransactionIsOneUnlessNothingHappened() throws SQLException {
        connection.setAutoCommit(false);
        costs(0, connection::commit);
        costs(0, connection::rollback);
        for (int i = 0; i < 3; i++) {
            run(connection, "insert into t (a) values (1)");
            costs(1, connection::commit);
            costs(0, connection::commit);
            run(connection, "insert into t (a) values (1)");
            costs(1, connection::rollback);
            costs(0, connection::rollback);
        }
        costs(0, () -> connection.setAutoCommit(true));
        costs(0, () -> connection.setAutoCommit(false));
        run(connection, "insert into t (a) values (1)");
        costs(1, () -> connection.setAutoCommit(true));
    }

    @Test
    void savepoints() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "select 1");
        Savepoint[] savepoint = new Savepoint[1];
        costs(0, () -> savepoint[0] = connection.setSavepoint());
        costs(1, () -> run(connection, "select 1"));
        costs(1, () -> connection.rollback(savepoint[0]));
        costs(1, () -> connection.releaseSavepoint(savepoint[0]));
        costs(0, () -> connection.setSavepoint());
        costs(1, connection::commit);
        // The savepoint that nobody used was never sent.
        assertThat(relay.clientMessages()).containsOnly("Query");
    }

    @Test
    void isValidIsOneAndOpensNoTransaction() throws SQLException {
        connection.setAutoCommit(false);
        costs(1, () -> assertThat(connection.isValid(5)).isTrue());
        assertThat(relay.clientMessages()).containsExactly("Sync");
        costs(0, connection::commit);
        connection.setReadOnly(true);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBatchIsOne(boolean autoCommit) throws SQLException {
        connection.setAutoCommit(autoCommit);
        try (PreparedStatement prepared = connection.prepareStatement("insert into t (a) values (?)")) {
            for (int round = 0; round < 2; round++) {
                costs(0, () -> {
                    for (int i = 0; i < 1000; i++) {
                        prepared.setInt(1, i);
                        prepared.addBatch();
                    }
                });
                costs(1, () -> assertThat(prepared.executeBatch()).hasSize(1000).containsOnly(1));
            }
        }
        costs(0, () -> {
            for (int i = 0; i < 1000; i++) {
                statement.addBatch("insert into t (a) values (" + i + ")");
            }
        });
        costs(1, () -> assertThat(statement.executeBatch()).hasSize(1000).containsOnly(1));
    }

    @Test
    void closedStatementsCostNothing() throws SQLException {
        for (int i = 0; i < 3; i++) {
            PreparedStatement prepared = connection.prepareStatement("select 4");
            ResultSet rows = prepared.executeQuery();
            costs(0, () -> {
                rows.close();
                prepared.close();
            });
        }
    }

    @Test
    void theAnswerOfPrepareIsAskedForOnce() throws SQLException {
        try (var prepared = connection.prepareStatement("select a from t where a = ?")) {
            costs(1, () -> assertThat(prepared.getMetaData().getColumnCount()).isEqualTo(1));
            costs(0, () -> assertThat(prepared.getParameterMetaData().getParameterType(1))
                    .isEqualTo(java.sql.Types.INTEGER));
            costs(0, prepared::getMetaData);
        }
    }

    @Test
    void anErrorIsOne() {
        for (int i = 0; i < 3; i++) {
            costs(1, () -> Answers.fails("42703", () -> run(connection, "select nix")));
            costs(
                    1,
                    () -> Answers.fails("42703", () -> connection
                            .prepareStatement("select nix where ? = 1")
                            .getMetaData()));
        }
    }
}
