package io.howdah.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.Driver;
import io.howdah.datasource.HowdahCommonDataSource;
import io.howdah.datasource.HowdahConnectionPoolDataSource;
import io.howdah.datasource.HowdahDataSource;
import io.howdah.datasource.HowdahXADataSource;
import io.howdah.testserver.TestServer;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.Test;

/**
 * Calls every method of JDBC, and compares which are refused with docs/jdbc-conformance.md. With
 * {@code -Dconformance.write=true} the document is written instead.
 */
class ConformanceServerTest {
    private static final Path DOCUMENT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("docs/jdbc-conformance.md");

    private static final String HEAD = """
            # JDBC, method by method

            Every interface of JDBC 4.3 that a driver implements, and every method of it. A method is *supported* if it does not
            refuse; one that is refused throws `SQLFeatureNotSupportedException` (SQLSTATE `0AX00`) with the reason given here.
            A test calls them all and compares. Where a supported method does something that might surprise,
            [differences](differences.md) tells.

            `SQLData`, `SQLInput` and `SQLOutput` are described in [arrays, ranges and composites](arrays-and-composites.md). Not there, as
            PostgreSQL has no such thing: `Ref`, `ShardingKey`. RowSets are the JDK's own.
            """;

    private final TestServer server = TestServer.shared();

    private interface Specimen {
        /** @param connection one that may be spoilt */
        Object of(Connection connection) throws SQLException;
    }

    private final Map<Class<?>, Specimen> specimens = new LinkedHashMap<>();
    private final List<PooledConnection> opened = new ArrayList<>();

    ConformanceServerTest() {
        specimens.put(java.sql.Driver.class, connection -> new Driver());
        specimens.put(DataSource.class, connection -> new HowdahDataSource());
        specimens.put(Connection.class, connection -> connection);
        specimens.put(Statement.class, Connection::createStatement);
        specimens.put(PreparedStatement.class, connection -> connection.prepareStatement("select ?"));
        specimens.put(CallableStatement.class, connection -> connection.prepareCall("{? = call abs(?)}"));
        specimens.put(ResultSet.class, connection -> {
            Answers.run(connection, "create temp table if not exists rows (a text primary key, b int)");
            Answers.run(connection, "insert into rows values ('1', 1) on conflict do nothing");
            return row(connection, "select a, b from rows");
        });
        specimens.put(ResultSetMetaData.class, connection -> row(connection, "select 1 as a, 2")
                .getMetaData());
        specimens.put(
                ParameterMetaData.class,
                connection -> connection.prepareStatement("select ?, ?").getParameterMetaData());
        specimens.put(DatabaseMetaData.class, Connection::getMetaData);
        specimens.put(Savepoint.class, connection -> {
            connection.setAutoCommit(false);
            return connection.setSavepoint("a");
        });
        specimens.put(Array.class, connection -> connection.createArrayOf("int4", new Object[] {1, 2}));
        specimens.put(
                Struct.class, connection -> row(connection, "select row(1, 2)").getObject(1, Struct.class));
        specimens.put(Blob.class, Connection::createBlob);
        specimens.put(Clob.class, Connection::createClob);
        specimens.put(NClob.class, Connection::createNClob);
        specimens.put(SQLXML.class, Connection::createSQLXML);
        specimens.put(RowId.class, connection -> row(connection, "select '(0,1)'::tid")
                .getRowId(1));
        specimens.put(ConnectionPoolDataSource.class, connection -> new HowdahConnectionPoolDataSource());
        specimens.put(
                PooledConnection.class,
                connection ->
                        opened(located(new HowdahConnectionPoolDataSource()).getPooledConnection()));
        specimens.put(XADataSource.class, connection -> new HowdahXADataSource());
        specimens.put(
                XAConnection.class,
                connection -> opened(located(new HowdahXADataSource()).getXAConnection()));
        specimens.put(XAResource.class, connection -> opened(
                        located(new HowdahXADataSource()).getXAConnection())
                .getXAResource());
    }

    private <D extends HowdahCommonDataSource> D located(D dataSource) {
        dataSource.setUrl(server.jdbcUrl());
        return dataSource;
    }

    private <C extends PooledConnection> C opened(C connection) {
        opened.add(connection);
        return connection;
    }

    private static ResultSet row(Connection connection, String sql) throws SQLException {
        ResultSet rows = connection
                .createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)
                .executeQuery(sql);
        assertThat(rows.next()).isTrue();
        return rows;
    }

    @Test
    void theDocumentTellsWhatIsRefused() throws Exception {
        var text = new StringBuilder(HEAD);
        for (Map.Entry<Class<?>, Specimen> each : specimens.entrySet()) {
            text.append("\n## ").append(each.getKey().getName()).append("\n\n");
            describe(each.getKey(), each.getValue(), text);
        }
        for (PooledConnection each : opened) {
            each.close();
        }
        if (Boolean.getBoolean("conformance.write")) {
            Files.writeString(DOCUMENT, text);
        }
        assertThat(text.toString()).isEqualTo(Files.readString(DOCUMENT));
    }

    private void describe(Class<?> type, Specimen specimen, StringBuilder text) throws Exception {
        Map<String, List<String>> supported = new TreeMap<>();
        Map<String, String> refused = new TreeMap<>();
        Connection connection = server.connect();
        try {
            for (Method method : JdbcCalls.methods(type)) {
                if (connection.isClosed()) {
                    connection = server.connect();
                }
                Object target;
                try {
                    target = specimen.of(connection);
                } catch (SQLFeatureNotSupportedException e) {
                    text.append("Not handed out: ").append(e.getMessage()).append(".\n");
                    return;
                }
                Throwable thrown = JdbcCalls.call(target, method);
                if (thrown instanceof SQLFeatureNotSupportedException e) {
                    assertThat(isTheJdks(target, method) || "0AX00".equals(e.getSQLState()))
                            .as(method + " threw " + e)
                            .isTrue();
                    refused.put(JdbcCalls.signature(method), e.getMessage());
                } else {
                    assertThat(thrown == null || thrown instanceof SQLException || isAllowed(thrown))
                            .as(method + " threw " + thrown)
                            .isTrue();
                    supported
                            .computeIfAbsent(method.getName(), name -> new ArrayList<>())
                            .add(JdbcCalls.signature(method));
                }
                restore(connection);
            }
        } finally {
            connection.close();
        }
        text.append("| Method | |\n|---|---|\n");
        supported.forEach((name, signatures) -> text.append("| ")
                .append(signatures.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", ")))
                .append(" | supported |\n"));
        refused.forEach((signature, reason) -> text.append("| `")
                .append(signature)
                .append("` | refused: ")
                .append(reason)
                .append(" |\n"));
    }

    /** A method that the interface itself refuses. */
    private static boolean isTheJdks(Object target, Method method) throws NoSuchMethodException {
        return target.getClass()
                .getMethod(method.getName(), method.getParameterTypes())
                .getDeclaringClass()
                .isInterface();
    }

    /** What JDBC, XA or Java itself wants for an argument that is null. */
    private static boolean isAllowed(Throwable thrown) {
        return thrown instanceof NullPointerException
                || thrown instanceof XAException e && e.errorCode == XAException.XAER_INVAL;
    }

    private static void restore(Connection connection) throws SQLException {
        if (!connection.isClosed() && !connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
