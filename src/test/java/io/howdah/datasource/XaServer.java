package io.howdah.datasource;

import io.howdah.testserver.ServerOptions;
import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A server that prepares transactions, with a table {@code account (id, amount)}. */
final class XaServer implements AutoCloseable {
    private final TestServer server;

    private XaServer(TestServer server) {
        this.server = server;
    }

    static XaServer start(String preparedTransactions) throws SQLException {
        var options = ServerOptions.defaults().setting("max_prepared_transactions", preparedTransactions);
        var server = new XaServer(TestServer.start(options));
        try (var connection = server.server.connect()) {
            run(connection, "create table account (id int primary key, amount int not null)");
            run(connection, "create table owner (id int primary key references account deferrable initially deferred)");
        }
        return server;
    }

    TestServer server() {
        return server;
    }

    HowdahXADataSource dataSource() {
        return configured(new HowdahXADataSource());
    }

    <D extends HowdahCommonDataSource> D configured(D dataSource) {
        return configured(server, dataSource);
    }

    static <D extends HowdahCommonDataSource> D configured(TestServer server, D dataSource) {
        dataSource.setServerName(server.host());
        dataSource.setPortNumber(server.port());
        dataSource.setDatabaseName(server.database());
        dataSource.setUser(server.user());
        dataSource.setPassword(server.password());
        return dataSource;
    }

    /** As another session sees it. */
    List<String> ask(String sql) throws SQLException {
        try (var connection = server.connect()) {
            return ask(connection, sql);
        }
    }

    List<String> accounts() throws SQLException {
        return ask("select id || ':' || amount from account order by id");
    }

    List<String> prepared() throws SQLException {
        return ask("select gid from pg_prepared_xacts order by gid");
    }

    /** Leaves nothing behind for the next test. */
    void clean() throws SQLException {
        try (var connection = server.connect()) {
            for (String gid : prepared()) {
                run(connection, "rollback prepared '" + gid + "'");
            }
            run(connection, "truncate account cascade");
        }
    }

    static List<String> ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
