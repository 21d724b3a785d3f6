package io.howdah.datasource;

import io.howdah.config.ParsedConfig;
import io.howdah.connect.HostMemory;
import io.howdah.xa.BranchResource;
import java.sql.SQLException;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;

/** A connection whose work a transaction manager can make part of its global transactions. */
final class BranchingConnection extends LendingConnection implements XAConnection {
    private final BranchResource resource;

    BranchingConnection(ParsedConfig config, HostMemory memory) throws SQLException {
        super(Connections.open(config, memory));
        this.resource = new BranchResource(lender().xaHost(), () -> Connections.open(config, memory));
    }

    /** The same each time. */
    @Override
    public XAResource getXAResource() throws SQLException {
        lender().requireOpen();
        return resource;
    }
}
