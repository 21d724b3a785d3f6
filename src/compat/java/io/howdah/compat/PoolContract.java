package io.howdah.compat;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.howdah.api.HowdahConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a pool promises its users, and needs of a driver to keep it. A subclass is a pool. */
@Timeout(value = 60, unit = SECONDS)
abstract class PoolContract {
    final ToolDatabase database = ToolDatabase.create("pool");

    /** A pool of one connection, that waits for it half a second, and looks at it before it is given out. */
    abstract Pool open(ToolDatabase where) throws Exception;

    /** A DataSource that can be closed, whatever the pool calls that. */
    record Pool(DataSource dataSource, AutoCloseable closing) implements AutoCloseable {
        Connection getConnection() throws SQLException {
            return dataSource.getConnection();
        }

        @Override
        public void close() throws Exception {
            closing.close();
        }
    }

    @Test
    void aReturnedConnectionIsGivenOutAgain() throws Exception {
        try (var pool = open(database)) {
            int first = backend(pool);
            assertThat(backend(pool)).isEqualTo(first);
        }
    }

    @Test
    void theNextUserFindsNothingOfWhatTheLastOneSet() throws Exception {
        try (var pool = open(database)) {
            try (var connection = pool.getConnection()) {
                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                connection.setReadOnly(true);
                connection.setAutoCommit(false);
                assertThat(show(connection, "transaction_isolation")).isEqualTo("serializable");
                assertThat(show(connection, "transaction_read_only")).isEqualTo("on");
                connection.rollback();
            }
            try (var connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(connection.isReadOnly()).isFalse();
                assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
                assertThat(show(connection, "transaction_isolation")).isEqualTo("read committed");
                assertThat(show(connection, "transaction_read_only")).isEqualTo("off");
            }
        }
    }

    @Test
    void whatWasRolledBackIsGone() throws Exception {
        try (var pool = open(database)) {
            try (var connection = pool.getConnection();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("create table abandoned (id int)");
                connection.rollback();
            }
            assertThat(database.query("select to_regclass('abandoned')")).containsExactly((String) null);
        }
    }

    /** An administrator, a failover or a restart ends the session while it is borrowed. */
    @Test
    void aConnectionThatBrokeWhileBorrowedIsNotGivenOutAgain() throws Exception {
        try (var pool = open(database)) {
            int first;
            try (var connection = pool.getConnection();
                    var statement = connection.createStatement()) {
                first = backend(connection);
                terminate(first);
                assertThatThrownBy(() -> statement.execute("select 1"))
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isIn("57P01", "08006"));
            }
            try (var connection = pool.getConnection()) {
                assertThat(connection.isValid(1)).isTrue();
                assertThat(backend(connection)).isNotEqualTo(first);
            }
        }
    }

    /** A refusal with SQLSTATE 0A000 would make some pools throw the connection away. */
    @Test
    void aMethodThatTheDriverRefusesDoesNotCostTheConnection() throws Exception {
        try (var pool = open(database)) {
            int first;
            try (var connection = pool.getConnection();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select 1")) {
                first = backend(connection);
                rows.next();
                assertThatThrownBy(() -> rows.getRef(1)).isInstanceOf(SQLFeatureNotSupportedException.class);
            }
            assertThat(backend(pool)).isEqualTo(first);
        }
    }

    @Test
    void anExhaustedPoolSaysSo() throws Exception {
        try (var pool = open(database);
                var borrowed = pool.getConnection()) {
            assertThat(borrowed.isValid(1)).isTrue();
            assertThatThrownBy(pool::getConnection).isInstanceOf(SQLException.class);
        }
        try (var pool = open(database)) {
            pool.getConnection().close();
            assertThat(backend(pool)).isPositive();
        }
    }

    // ---- mistakes of whoever sets the pool up

    @Test
    void aWrongPasswordIsToldInTheWordsOfTheServer() {
        assertThat(messagesOf(mistake(database.withWrongPassword()))).anySatisfy(message -> assertThat(message)
                .contains("password authentication failed for user")
                .doesNotContain("not the password"));
    }

    @Test
    void aMissingDatabaseIsToldByName() {
        assertThat(messagesOf(mistake(database.withMissingDatabase())))
                .anySatisfy(message -> assertThat(message).contains("database \"nowhere\" does not exist"));
    }

    @Test
    void aServerThatIsNotThereIsToldByItsAddress() {
        assertThat(messagesOf(mistake(database.withNobodyListening())))
                .anySatisfy(message -> assertThat(message).contains("127.0.0.1:1"));
    }

    @Test
    void aMistypedPropertyIsToldWithTheRightOne() {
        assertThat(messagesOf(mistake(database.withMistypedProperty())))
                .anySatisfy(message -> assertThat(message).contains("sslmod", "sslmode"));
    }

    private Throwable mistake(ToolDatabase where) {
        Throwable mistake = catchThrowable(() -> {
            try (var pool = open(where)) {
                pool.getConnection().close();
            }
        });
        assertThat(mistake).as("what the pool says").isNotNull();
        return mistake;
    }

    static Stream<String> messagesOf(Throwable thrown) {
        return Stream.iterate(thrown, e -> e != null, Throwable::getCause)
                .flatMap(e -> Stream.concat(Stream.of(e), Arrays.stream(e.getSuppressed())))
                .map(String::valueOf);
    }

    // ---- seen from the server

    static int backend(Connection connection) throws SQLException {
        return connection.unwrap(HowdahConnection.class).backendPid();
    }

    private static int backend(Pool pool) throws SQLException {
        try (var connection = pool.getConnection()) {
            return backend(connection);
        }
    }

    static String show(Connection connection, String setting) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("show " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }

    void terminate(int backend) throws SQLException {
        // Waits until it is gone.
        assertThat(database.query("select pg_terminate_backend(" + backend + ", 10000)"))
                .containsExactly("t");
    }
}
