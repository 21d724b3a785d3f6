package io.howdah.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class HikariTest extends PoolContract {

    @Override
    Pool open(ToolDatabase where) {
        HikariConfig config = config(where.url(), where.user(), where.password());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(500);
        var pool = new HikariDataSource(config);
        return new Pool(pool, pool);
    }

    private static HikariConfig config(String url, String user, String password) {
        var config = new HikariConfig();
        config.setDriverClassName("io.howdah.Driver");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        return config;
    }

    @Test
    void propertiesOfTheDriverAreDataSourceProperties() throws SQLException {
        HikariConfig config = config(database.url(), database.user(), database.password());
        config.addDataSourceProperty("ApplicationName", "zoo");
        config.setMaximumPoolSize(1);
        try (var pool = new HikariDataSource(config);
                var connection = pool.getConnection()) {
            assertThat(show(connection, "application_name")).isEqualTo("zoo");
        }
    }

    @Test
    void aMistypedDriverPropertyIsNotFatalHereSinceFrameworksPutTheirOwnThere() throws SQLException {
        HikariConfig config = config(database.url(), database.user(), database.password());
        config.addDataSourceProperty("cachePrepStmts", "true");
        config.setMaximumPoolSize(1);
        try (var pool = new HikariDataSource(config);
                var connection = pool.getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void theDataSourceMayBeNamedByItsClassAndFilledFromAFile() throws Exception {
        var file = new Properties();
        try (var text = HikariTest.class.getResourceAsStream("/hikari-datasource.properties")) {
            file.load(text);
        }
        file.setProperty("dataSource.url", database.url());
        file.setProperty("dataSource.user", database.user());
        file.setProperty("dataSource.password", database.password());
        try (var pool = new HikariDataSource(new HikariConfig(file));
                var connection = pool.getConnection()) {
            assertThat(show(connection, "application_name")).isEqualTo("zoo");
        }
    }

    @Test
    void aSchemaAnIsolationAndReadOnlyOfThePoolReachTheServer() throws SQLException {
        database.execute("create schema stable");
        HikariConfig config = config(database.url(), database.user(), database.password());
        config.setMaximumPoolSize(1);
        config.setSchema("stable");
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        config.setReadOnly(true);
        // In autocommit, read-only is a hint that no server is told of; see the property readOnlyMode.
        config.setAutoCommit(false);
        try (var pool = new HikariDataSource(config)) {
            for (int borrowed = 0; borrowed < 2; borrowed++) {
                try (var connection = pool.getConnection()) {
                    assertThat(connection.getSchema()).isEqualTo("stable");
                    assertThat(show(connection, "search_path")).contains("stable");
                    assertThat(show(connection, "transaction_isolation")).isEqualTo("repeatable read");
                    assertThat(show(connection, "transaction_read_only")).isEqualTo("on");
                    connection.setSchema("public");
                }
            }
        }
    }

    @Test
    void aBorrowedConnectionThatNobodyReturnsIsCountedInTheError() throws SQLException {
        HikariConfig config = config(database.url(), database.user(), database.password());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(500);
        try (var pool = new HikariDataSource(config);
                var leaked = pool.getConnection()) {
            assertThat(leaked.isClosed()).isFalse();
            assertThatThrownBy(pool::getConnection)
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .hasMessageContaining("active=1");
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isOne();
        }
    }

    @Test
    void aConnectionThatDiedInThePoolIsReplacedBeforeItIsGivenOut() throws SQLException {
        HikariConfig config = config(database.url(), database.user(), database.password());
        config.setMaximumPoolSize(1);
        try (var pool = new HikariDataSource(config)) {
            int first;
            try (var connection = pool.getConnection()) {
                first = backend(connection);
            }
            terminate(first);
            // Hikari trusts what it saw alive in the last half second; suspected ones it looks at, as after a quiet
            // hour.
            pool.getHikariPoolMXBean().softEvictConnections();
            try (var connection = pool.getConnection()) {
                assertThat(backend(connection)).isNotEqualTo(first);
            }
        }
    }
}
