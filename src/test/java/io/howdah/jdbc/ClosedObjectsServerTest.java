package io.howdah.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.datasource.HowdahXADataSource;
import io.howdah.testserver.TestServer;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.XAConnection;
import org.junit.jupiter.api.Test;

/** Every method of a closed object says that it is closed, but those that JDBC wants to work. */
class ClosedObjectsServerTest {
    private static final Set<String> ALWAYS = Set.of("close", "isClosed", "unwrap", "isWrapperFor");
    private static final String CLOSED_CONNECTION = "08003";
    private static final String CLOSED_OBJECT = "55000";

    private final TestServer server = TestServer.shared();

    private interface Specimen {
        Object of(Connection connection) throws SQLException;
    }

    private static ResultSet rows(Connection connection, int type, int concurrency) throws SQLException {
        ResultSet rows = connection.createStatement(type, concurrency).executeQuery("select 1 as a");
        assertThat(rows.next()).isTrue();
        return rows;
    }

    /** What each method says, where that is not as it should be. */
    private static Map<String, String> wrong(Object closed, Class<?> type, String state, Set<String> more) {
        Map<String, String> wrong = new TreeMap<>();
        for (Method method : JdbcCalls.methods(type)) {
            Throwable thrown = JdbcCalls.call(closed, method);
            boolean works = ALWAYS.contains(method.getName()) || more.contains(method.getName());
            if (works ? thrown != null : !(thrown instanceof SQLException e && state.equals(e.getSQLState()))) {
                wrong.put(JdbcCalls.signature(method), String.valueOf(thrown));
            }
        }
        return wrong;
    }

    private void areClosed(Class<?> type, Specimen specimen, String... more) throws Exception {
        try (Connection connection = server.connect()) {
            var closed = (AutoCloseable) specimen.of(connection);
            closed.close();
            assertThat(wrong(closed, type, CLOSED_OBJECT, Set.of(more))).isEmpty();
        }
        Connection connection = server.connect();
        Object orphan = specimen.of(connection);
        connection.close();
        assertThat(wrong(orphan, type, CLOSED_OBJECT, Set.of(more))).isEmpty();
    }

    @Test
    void connections() throws SQLException {
        Connection connection = server.connect();
        connection.close();
        // Pools end requests on connections that may be closed, and abort and isValid are for those above all.
        Set<String> more = Set.of("abort", "isValid", "endRequest");
        assertThat(wrong(connection, Connection.class, CLOSED_CONNECTION, more)).isEmpty();
        assertThat(JdbcCalls.call(connection, clientInfoSetter())).isInstanceOf(SQLClientInfoException.class);
    }

    @Test
    void logicalConnections() throws SQLException {
        var dataSource = new HowdahXADataSource();
        dataSource.setUrl(server.jdbcUrl());
        XAConnection pooled = dataSource.getXAConnection();
        Connection given = pooled.getConnection();
        given.close();
        Connection taken = pooled.getConnection();
        Connection latest = pooled.getConnection();
        Set<String> more = Set.of("abort", "isValid", "endRequest");
        assertThat(wrong(given, Connection.class, CLOSED_CONNECTION, more)).isEmpty();
        assertThat(wrong(taken, Connection.class, CLOSED_CONNECTION, more)).isEmpty();
        assertThat(latest.isValid(0)).isTrue();
        pooled.close();
        assertThat(wrong(latest, Connection.class, CLOSED_CONNECTION, more)).isEmpty();
        assertThat(wrong(
                        pooled,
                        XAConnection.class,
                        CLOSED_CONNECTION,
                        Set.of(
                                "addConnectionEventListener",
                                "removeConnectionEventListener",
                                "addStatementEventListener",
                                "removeStatementEventListener")))
                .isEmpty();
    }

    private static Method clientInfoSetter() {
        return JdbcCalls.methods(Connection.class).stream()
                .filter(method -> JdbcCalls.signature(method).equals("setClientInfo(String, String)"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void statements() throws Exception {
        areClosed(Statement.class, Connection::createStatement);
    }

    @Test
    void preparedStatements() throws Exception {
        areClosed(PreparedStatement.class, connection -> connection.prepareStatement("select ?"));
    }

    @Test
    void results() throws Exception {
        areClosed(
                ResultSet.class,
                connection -> rows(connection, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY));
        areClosed(
                ResultSet.class,
                connection -> rows(connection, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY));
    }

    @Test
    void updatableResults() throws Exception {
        areClosed(
                ResultSet.class,
                connection -> rows(connection, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE));
    }

    @Test
    void resultsOfMetaData() throws Exception {
        areClosed(ResultSet.class, connection -> {
            DatabaseMetaData metaData = connection.getMetaData();
            ResultSet types = metaData.getTableTypes();
            types.next();
            return types;
        });
    }
}
