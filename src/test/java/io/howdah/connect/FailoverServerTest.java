package io.howdah.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.howdah.datasource.HowdahDataSource;
import io.howdah.testserver.ServerOptions;
import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A primary, its standby, and what becomes of connections when the one goes and the other takes over. */
@Timeout(120)
class FailoverServerTest {
    /** 13 does not report its role, and is asked. */
    @ParameterizedTest
    @ValueSource(strings = {"18", "13"})
    void findsTheServerOfTheWantedRoleBeforeAndAfterAFailover(String release) throws SQLException {
        try (var primary = TestServer.startEmbedded(ServerOptions.defaults().release(release));
                var standby = TestServer.startStandby(primary)) {
            int[][] both = {{primary.port(), standby.port()}, {standby.port(), primary.port()}};
            for (int[] order : both) {
                for (String wanted : new String[] {"primary", "master", "read-write", "preferPrimary"}) {
                    assertThat(portFound(primary, order, wanted)).as(wanted).isEqualTo(primary.port());
                }
                for (String wanted :
                        new String[] {"standby", "secondary", "slave", "read-only", "prefer-standby", "preferSecondary"
                        }) {
                    assertThat(portFound(primary, order, wanted)).as(wanted).isEqualTo(standby.port());
                }
            }
            int[] onlyStandby = {standby.port()};
            assertThat(portFound(primary, onlyStandby, "preferPrimary")).isEqualTo(standby.port());
            assertThat(portFound(primary, onlyStandby, "any")).isEqualTo(standby.port());
            for (String wanted : new String[] {"primary", "read-write"}) {
                assertThatThrownBy(() -> portFound(primary, onlyStandby, wanted))
                        .isInstanceOf(SQLTransientConnectionException.class)
                        .hasMessage("127.0.0.1:" + standby.port() + " is a standby, and targetServerType=" + wanted
                                + " wants another");
            }

            primary.close();
            int[] hosts = {primary.port(), standby.port()};
            assertThatThrownBy(() -> portFound(primary, hosts, "primary"))
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .hasMessageStartingWith("None of 2 hosts could be connected to: ")
                    .hasMessageContaining("Connection refused")
                    .hasMessageContaining("is a standby")
                    .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2));
            assertThat(portFound(primary, hosts, "preferPrimary")).isEqualTo(standby.port());

            promote(primary, standby);
            assertThat(portFound(primary, hosts, "primary")).isEqualTo(standby.port());
            assertThat(portFound(primary, hosts, "preferSecondary")).isEqualTo(standby.port());
        }
    }

    /** Whoever waits for a connection when the primary is gone gets one to the standby once that has taken over. */
    @Test
    void aPoolGoesOnWithThePromotedStandby() throws Exception {
        try (var primary = TestServer.startEmbedded(ServerOptions.defaults());
                var standby = TestServer.startStandby(primary)) {
            var dataSource = new HowdahDataSource();
            dataSource.setUrl(url(primary, new int[] {primary.port(), standby.port()}, "primary"));
            var config = new HikariConfig();
            config.setDataSource(dataSource);
            config.setMaximumPoolSize(2);
            config.setConnectionTimeout(60_000);
            try (var pool = new HikariDataSource(config)) {
                try (var first = pool.getConnection();
                        var second = pool.getConnection()) {
                    assertThat(portOf(first)).isEqualTo(primary.port());
                    assertThat(portOf(second)).isEqualTo(primary.port());
                    primary.close();
                    for (Connection lost : List.of(first, second)) {
                        assertThatThrownBy(() -> portOf(lost))
                                .isInstanceOf(SQLException.class)
                                .extracting(e -> ((SQLException) e).getSQLState())
                                .asString()
                                .matches("08006|57P01");
                    }
                }
                var waiting = CompletableFuture.supplyAsync(() -> {
                    try (var connection = pool.getConnection();
                            var statement = connection.createStatement()) {
                        statement.execute("create table written_after_the_failover ()");
                        return portOf(connection);
                    } catch (SQLException e) {
                        throw new CompletionException(e);
                    }
                });
                promote(primary, standby);
                assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo(standby.port());
            }
        }
    }

    private static void promote(TestServer primary, TestServer standby) throws SQLException {
        try (var connection = connect(primary, new int[] {standby.port()}, "any");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select pg_promote()")) {
            rows.next();
            assertThat(rows.getBoolean(1)).isTrue();
        }
        // The new role is there at once; that it is reported to sessions may take a moment.
        long giveUpAt = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try (var connection = connect(primary, new int[] {standby.port()}, "primary")) {
                assertThat(connection.isClosed()).isFalse();
                return;
            } catch (SQLTransientConnectionException e) {
                if (System.nanoTime() - giveUpAt > 0) {
                    throw e;
                }
            }
        }
    }

    private static int portFound(TestServer server, int[] ports, String target) throws SQLException {
        try (var connection = connect(server, ports, target)) {
            return portOf(connection);
        }
    }

    private static int portOf(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select inet_server_port()")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Connection connect(TestServer server, int[] ports, String target) throws SQLException {
        return DriverManager.getConnection(url(server, ports, target));
    }

    private static String url(TestServer server, int[] ports, String target) {
        var hosts = new StringBuilder();
        for (int port : ports) {
            hosts.append(hosts.isEmpty() ? "" : ",").append("127.0.0.1:").append(port);
        }
        String one = server.jdbcUrlBy("127.0.0.1", 1, "targetServerType=" + target);
        return one.replace("127.0.0.1:1/", hosts + "/");
    }
}
