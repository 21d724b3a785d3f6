package io.howdah.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.ConnectionObserver;
import io.howdah.api.HowdahConnection;
import io.howdah.testserver.Role;
import io.howdah.testserver.TestServer;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an observer is told. */
class ConnectionObserverServerTest implements ConnectionObserver {
    private final TestServer server = TestServer.shared();
    private final List<String> told = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();
    private Connection connection;

    @Override
    public Observation begins(Operation operation) {
        String name = operation.kind() + operation.sql().map(sql -> " " + sql).orElse("");
        return result -> {
            String end = result.failure()
                    .map(e -> " !" + e.getSQLState())
                    .orElse(result.rows().isPresent() ? " =" + result.rows().getAsLong() : "");
            told.add(name + end);
            results.add(result);
        };
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = open(this);
    }

    private Connection open(ConnectionObserver observer) throws SQLException {
        var properties = new Properties();
        properties.put("connectionObserver", observer);
        return DriverManager.getConnection(server.jdbcUrl(Role.TRUSTED), properties);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void tellsOfConnecting() {
        assertThat(told).containsExactly("CONNECT");
    }

    @Test
    void tellsOfALoginThatFails() {
        told.clear();
        var properties = new Properties();
        properties.put("connectionObserver", this);
        properties.put("password", "wrong");
        properties.put("user", server.user(Role.SCRAM));
        assertThatThrownBy(() -> DriverManager.getConnection(
                        "jdbc:howdah://" + server.host() + ":" + server.port() + "/" + server.database(), properties))
                .isInstanceOf(SQLException.class);
        assertThat(told).containsExactly("CONNECT !28P01");
    }

    @Test
    void tellsOfStatementsAndWhatTheyCameTo() throws SQLException {
        told.clear();
        try (var statement = connection.createStatement()) {
            statement.execute("create temp table t (a int)");
            statement.executeQuery("select generate_series(1, 5)");
            assertThatThrownBy(() -> statement.execute("select 1 / 0")).isInstanceOf(SQLException.class);
        }
        try (var insert = connection.prepareStatement("insert into t values (?)")) {
            for (int i = 0; i < 100; i++) {
                insert.setInt(1, i);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        assertThat(told)
                .containsExactly(
                        "STATEMENT create temp table t (a int)",
                        "STATEMENT select generate_series(1, 5) =5",
                        "STATEMENT select 1 / 0 !22012",
                        "STATEMENT insert into t values (?) =100");
        assertThat(results.get(results.size() - 1).bytesSent()).isGreaterThan(100 * 20);
        assertThat(results.get(2).bytesReceived()).isGreaterThanOrEqualTo(5 * 11);
    }

    @Test
    void tellsOfTheEndOfATransactionIfThereWasOne() throws SQLException {
        connection.setAutoCommit(false);
        connection.commit();
        told.clear();
        try (var statement = connection.createStatement()) {
            statement.executeQuery("select 1");
            connection.commit();
            statement.executeQuery("select 1");
            connection.rollback();
        }
        assertThat(told)
                .containsExactly(
                        "STATEMENT select 1 =1", "COMMIT COMMIT", "STATEMENT select 1 =1", "ROLLBACK ROLLBACK");
    }

    @Test
    void tellsOfPortionsThatAreWaitedFor() throws SQLException {
        connection.setAutoCommit(false);
        told.clear();
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(10);
            var rows = statement.executeQuery("select generate_series(1, 25)");
            while (rows.next()) {
                assertThat(rows.getInt(1)).isPositive();
            }
        }
        assertThat(told)
                .startsWith("STATEMENT select generate_series(1, 25)")
                .contains("FETCH select generate_series(1, 25)");
    }

    @Test
    void tellsOfACopyWhenItEnds() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create temp table c (a int)");
        }
        told.clear();
        var copy = connection.unwrap(HowdahConnection.class).copy();
        copy.copyIn("copy c from stdin", new StringReader("1\n2\n3\n"));
        assertThatThrownBy(() -> copy.copyIn("copy c from stdin", new StringReader("x\n")))
                .isInstanceOf(SQLException.class);
        assertThat(told).containsExactly("COPY copy c from stdin =3", "COPY copy c from stdin !22P02");
    }

    @Test
    void whatItThrowsGoesNoFurther() throws SQLException {
        try (var other = open(operation -> {
                    throw new IllegalStateException("begins");
                });
                var another = open(operation -> result -> {
                    throw new IllegalStateException("ends");
                })) {
            for (Connection each : List.of(other, another)) {
                try (var statement = each.createStatement();
                        var rows = statement.executeQuery("select 1")) {
                    assertThat(rows.next()).isTrue();
                }
            }
        }
    }

    @Test
    void noTextCanNameOne() {
        assertThatThrownBy(() ->
                        DriverManager.getConnection(server.jdbcUrl(Role.TRUSTED, "connectionObserver=com.example.Spy")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("connectionObserver")
                .hasMessageContaining("object");
    }
}
