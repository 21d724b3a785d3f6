package io.howdah.datasource;

import java.sql.SQLException;
import javax.sql.XAConnection;
import javax.sql.XAConnectionBuilder;
import javax.sql.XADataSource;

/**
 * For a transaction manager: connections whose work can be a branch of a global transaction. Two-phase commit needs the
 * server's setting {@code max_prepared_transactions} to be more than 0.
 *
 * <p>Several threads may ask for connections at once.
 */
public final class HowdahXADataSource extends HowdahCommonDataSource implements XADataSource {
    /** Connects to localhost as the operating system's user until told otherwise. */
    public HowdahXADataSource() {}

    @Override
    public XAConnection getXAConnection() throws SQLException {
        return new BranchingConnection(configuration(), hostMemory());
    }

    /** As that user, whatever else was said of user and password; null for what was. */
    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        return new BranchingConnection(configuration(user, password), hostMemory());
    }

    @Override
    public XAConnectionBuilder createXAConnectionBuilder() {
        return new HowdahXAConnectionBuilder(this::getXAConnection);
    }
}
