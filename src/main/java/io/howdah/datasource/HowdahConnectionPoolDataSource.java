package io.howdah.datasource;

import java.sql.SQLException;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;
import javax.sql.PooledConnectionBuilder;

/**
 * For a connection pool, most often an application server's, that keeps physical connections and lends logical ones. It is
 * no pool itself.
 *
 * <p>Several threads may ask for connections at once.
 */
public final class HowdahConnectionPoolDataSource extends HowdahCommonDataSource implements ConnectionPoolDataSource {
    /** Connects to localhost as the operating system's user until told otherwise. */
    public HowdahConnectionPoolDataSource() {}

    @Override
    public PooledConnection getPooledConnection() throws SQLException {
        return new LendingConnection(Connections.open(configuration(), hostMemory()));
    }

    /** As that user, whatever else was said of user and password; null for what was. */
    @Override
    public PooledConnection getPooledConnection(String user, String password) throws SQLException {
        return new LendingConnection(Connections.open(configuration(user, password), hostMemory()));
    }

    @Override
    public PooledConnectionBuilder createPooledConnectionBuilder() {
        return new HowdahPooledConnectionBuilder(this::getPooledConnection);
    }
}
