package io.howdah.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;

class DbcpTest extends PoolContract {

    @Override
    Pool open(ToolDatabase where) {
        BasicDataSource pool = pool(where.url(), where.user(), where.password());
        pool.setMaxTotal(1);
        pool.setMaxWait(Duration.ofMillis(500));
        // DBCP resets what it was told a default of, nothing else.
        pool.setDefaultReadOnly(false);
        pool.setDefaultTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return new Pool(pool, pool);
    }

    private static BasicDataSource pool(String url, String user, String password) {
        var pool = new BasicDataSource();
        pool.setDriverClassName("io.howdah.Driver");
        pool.setUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        return pool;
    }

    @Test
    void statementsOfThePoolAreUsedAgain() throws SQLException {
        try (var pool = pool(database.url(), database.user(), database.password())) {
            pool.setPoolPreparedStatements(true);
            pool.setDefaultQueryTimeout(Duration.ofSeconds(10));
            try (var connection = pool.getConnection()) {
                for (int i = 1; i <= 3; i++) {
                    try (var select = connection.prepareStatement("select ? + 1")) {
                        select.setInt(1, i);
                        try (var rows = select.executeQuery()) {
                            rows.next();
                            assertThat(rows.getInt(1)).isEqualTo(i + 1);
                        }
                    }
                }
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery(
                                "select count(*) from pg_prepared_statements where statement like 'select $1 + 1'")) {
                    rows.next();
                    assertThat(rows.getInt(1)).isOne();
                }
            }
        }
    }

    @Test
    void whatThePoolIsToldOfAConnectionReachesTheServer() throws SQLException {
        database.execute("create schema stable");
        try (var pool = pool(database.url(), database.user(), database.password())) {
            pool.setDefaultSchema("stable");
            pool.setDefaultReadOnly(true);
            pool.setDefaultAutoCommit(false);
            pool.setConnectionProperties("ApplicationName=zoo;");
            try (var connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isFalse();
                assertThat(show(connection, "search_path")).contains("stable");
                assertThat(show(connection, "transaction_read_only")).isEqualTo("on");
                assertThat(show(connection, "application_name")).isEqualTo("zoo");
            }
        }
    }

    @Test
    void aConnectionThatNobodyReturnsIsTakenBack() throws SQLException {
        try (var pool = pool(database.url(), database.user(), database.password())) {
            pool.setMaxTotal(1);
            pool.setMaxWait(Duration.ofSeconds(20));
            pool.setRemoveAbandonedOnBorrow(true);
            pool.setRemoveAbandonedTimeout(Duration.ZERO);
            try (var leaked = pool.getConnection();
                    var connection = pool.getConnection()) {
                assertThat(leaked.isClosed()).isTrue();
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    @Test
    void aConnectionThatDiedInThePoolIsReplacedBeforeItIsGivenOut() throws SQLException {
        try (var pool = pool(database.url(), database.user(), database.password())) {
            int first;
            pool.setAccessToUnderlyingConnectionAllowed(true);
            try (var connection = pool.getConnection()) {
                first = backend(connection);
            }
            terminate(first);
            try (var connection = pool.getConnection()) {
                assertThat(backend(connection)).isNotEqualTo(first);
            }
        }
    }
}
