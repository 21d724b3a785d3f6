package io.howdah.datasource;

import io.howdah.jdbc.ConnectionImpl;
import io.howdah.jdbc.Lender;
import io.howdah.jdbc.LoanListener;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import javax.sql.StatementEvent;
import javax.sql.StatementEventListener;

/** A physical connection in the hands of a pool: lends it, and tells the pool what becomes of that. */
class LendingConnection implements PooledConnection {
    private final Lender lender;
    private final List<ConnectionEventListener> connectionListeners = new CopyOnWriteArrayList<>();
    private final List<StatementEventListener> statementListeners = new CopyOnWriteArrayList<>();

    LendingConnection(ConnectionImpl physical) {
        this.lender = new Lender(physical, new Events());
    }

    final Lender lender() {
        return lender;
    }

    /** {@inheritDoc} The one that was given before is closed, and nobody told. */
    @Override
    public Connection getConnection() throws SQLException {
        return lender.lend();
    }

    @Override
    public void close() throws SQLException {
        lender.close();
    }

    /** Null is ignored, as is removing who was not added. */
    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {
        if (listener != null) {
            connectionListeners.add(listener);
        }
    }

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {
        connectionListeners.remove(listener);
    }

    /** Null is ignored, as is removing who was not added. */
    @Override
    public void addStatementEventListener(StatementEventListener listener) {
        if (listener != null) {
            statementListeners.add(listener);
        }
    }

    @Override
    public void removeStatementEventListener(StatementEventListener listener) {
        statementListeners.remove(listener);
    }

    private final class Events implements LoanListener {
        @Override
        public void closed() {
            var event = new ConnectionEvent(LendingConnection.this);
            connectionListeners.forEach(listener -> listener.connectionClosed(event));
        }

        @Override
        public void failed(SQLException error) {
            var event = new ConnectionEvent(LendingConnection.this, error);
            connectionListeners.forEach(listener -> listener.connectionErrorOccurred(event));
        }

        @Override
        public void statementClosed(PreparedStatement statement) {
            if (!statementListeners.isEmpty()) {
                var event = new StatementEvent(LendingConnection.this, statement);
                statementListeners.forEach(listener -> listener.statementClosed(event));
            }
        }

        @Override
        public void statementFailed(PreparedStatement statement, SQLException error) {
            var event = new StatementEvent(LendingConnection.this, statement, error);
            statementListeners.forEach(listener -> listener.statementErrorOccurred(event));
        }
    }
}
