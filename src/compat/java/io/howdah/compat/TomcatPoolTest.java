package io.howdah.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.apache.tomcat.jdbc.pool.DataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.junit.jupiter.api.Test;

class TomcatPoolTest extends PoolContract {

    @Override
    Pool open(ToolDatabase where) {
        PoolProperties properties = properties(where.url(), where.user(), where.password());
        properties.setMaxActive(1);
        properties.setInitialSize(0);
        properties.setMaxWait(500);
        var pool = new DataSource(properties);
        return new Pool(pool, pool::close);
    }

    private static PoolProperties properties(String url, String user, String password) {
        var properties = new PoolProperties();
        properties.setDriverClassName("io.howdah.Driver");
        properties.setUrl(url);
        properties.setUsername(user);
        properties.setPassword(password);
        properties.setTestOnBorrow(true);
        properties.setValidationInterval(0);
        properties.setRollbackOnReturn(true);
        properties.setJdbcInterceptors("ConnectionState");
        properties.setDefaultAutoCommit(true);
        properties.setDefaultReadOnly(false);
        properties.setDefaultTransactionIsolation(java.sql.Connection.TRANSACTION_READ_COMMITTED);
        return properties;
    }

    @Test
    void interceptorsWorkOverOurStatements() throws SQLException {
        PoolProperties properties = properties(database.url(), database.user(), database.password());
        properties.setJdbcInterceptors("ConnectionState;StatementCache;StatementFinalizer;QueryTimeoutInterceptor");
        var pool = new DataSource(properties);
        try (var connection = pool.getConnection();
                var select = connection.prepareStatement("select ?")) {
            select.setString(1, "zoo");
            try (var rows = select.executeQuery()) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("zoo");
            }
        } finally {
            pool.close();
        }
    }

    @Test
    void aValidationQueryWorksAsWellAsIsValid() throws SQLException {
        PoolProperties properties = properties(database.url(), database.user(), database.password());
        properties.setValidationQuery("SELECT 1");
        properties.setValidationQueryTimeout(2);
        var pool = new DataSource(properties);
        try (var connection = pool.getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
        } finally {
            pool.close();
        }
    }

    @Test
    void aConnectionThatDiedInThePoolIsReplacedBeforeItIsGivenOut() throws SQLException {
        PoolProperties properties = properties(database.url(), database.user(), database.password());
        properties.setMaxActive(1);
        properties.setInitialSize(1);
        var pool = new DataSource(properties);
        try {
            int first;
            try (var connection = pool.getConnection()) {
                first = backend(connection);
            }
            terminate(first);
            try (var connection = pool.getConnection()) {
                assertThat(backend(connection)).isNotEqualTo(first);
            }
        } finally {
            pool.close();
        }
    }
}
