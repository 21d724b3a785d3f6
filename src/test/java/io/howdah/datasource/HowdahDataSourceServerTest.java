package io.howdah.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.howdah.api.CredentialsProvider.Login;
import io.howdah.testserver.Role;
import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class HowdahDataSourceServerTest {
    private final TestServer server = TestServer.shared();

    @Test
    void connectsInEveryWay() throws SQLException {
        var dataSource = new HowdahDataSource();
        dataSource.setServerName(server.host());
        dataSource.setPortNumber(server.port());
        dataSource.setDatabaseName(server.database());
        dataSource.setApplicationName("bean");
        try (var byCall = dataSource.getConnection(server.user(), server.password());
                var byBuilder = dataSource
                        .createConnectionBuilder()
                        .user(server.user())
                        .password(server.password())
                        .build()) {
            assertThat(applicationName(byCall)).isEqualTo("bean");
            assertThat(applicationName(byBuilder)).isEqualTo("bean");
        }
        dataSource.setUser(server.user());
        dataSource.setPassword(server.password());
        try (var byBean = dataSource.getConnection()) {
            assertThat(applicationName(byBean)).isEqualTo("bean");
            assertThat(byBean.getMetaData().getUserName()).isEqualTo(server.user());
        }
    }

    @Test
    void aUserOfTheCallIsWhoLogsInOrNobody() throws SQLException {
        var dataSource = new HowdahDataSource();
        dataSource.setServerName(server.host());
        dataSource.setPortNumber(server.port());
        dataSource.setDatabaseName(server.database());
        dataSource.setCredentialsProvider(asked -> Login.of(server.user(Role.SCRAM), Role.SCRAM.password()));
        dataSource.getConnection(server.user(Role.SCRAM), null).close();
        assertThatThrownBy(() -> dataSource.getConnection("alice", null))
                .hasMessageContaining("alice")
                .hasMessageContaining(server.user(Role.SCRAM))
                .extracting("SQLState")
                .isEqualTo("28000");
    }

    @Test
    void isWhatHikariMakesOfItsClassName() throws SQLException {
        var config = new HikariConfig();
        config.setDataSourceClassName(HowdahDataSource.class.getName());
        config.setUsername(server.user());
        config.setPassword(server.password());
        config.setMaximumPoolSize(2);
        config.addDataSourceProperty("serverName", server.host());
        config.addDataSourceProperty("portNumber", server.port());
        config.addDataSourceProperty("databaseName", server.database());
        config.addDataSourceProperty("ApplicationName", "pool");
        config.addDataSourceProperty("prepareThreshold", "0");
        config.addDataSourceProperty("sslMode", "prefer");
        try (var pool = new HikariDataSource(config);
                var connection = pool.getConnection()) {
            assertThat(applicationName(connection)).isEqualTo("pool");
        }
    }

    private static String applicationName(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("show application_name")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
