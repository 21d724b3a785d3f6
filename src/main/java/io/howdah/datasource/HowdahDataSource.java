package io.howdah.datasource;

import io.howdah.error.SqlErrors;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A DataSource whose every connection is a new one to the server; for a connection pool to use, such as HikariCP by its
 * {@code dataSourceClassName}.
 *
 * <p>Several threads may ask for connections at once.
 */
public final class HowdahDataSource extends HowdahCommonDataSource implements DataSource {
    /** Connects to localhost as the operating system's user until told otherwise. */
    public HowdahDataSource() {}

    @Override
    public Connection getConnection() throws SQLException {
        return Connections.open(configuration());
    }

    /** As that user, whatever else was said of user and password; null for what was. */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return Connections.open(configuration(user, password));
    }

    @Override
    public ConnectionBuilder createConnectionBuilder() {
        return new HowdahConnectionBuilder(this::getConnection);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (!isWrapperFor(type)) {
            throw SqlErrors.cannotUnwrap(type, getClass());
        }
        return type.cast(this);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
