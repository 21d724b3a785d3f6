package io.howdah.datasource;

import java.util.ArrayList;
import java.util.List;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import javax.sql.StatementEvent;
import javax.sql.StatementEventListener;

/** What a pool hears of a connection, in order. */
final class Events implements ConnectionEventListener, StatementEventListener {
    private final List<String> heard = new ArrayList<>();
    private StatementEvent lastOfStatement;
    private ConnectionEvent lastOfConnection;

    static Events of(PooledConnection connection) {
        var events = new Events();
        connection.addConnectionEventListener(events);
        connection.addStatementEventListener(events);
        return events;
    }

    /** Since it was asked last. */
    List<String> heard() {
        List<String> all = List.copyOf(heard);
        heard.clear();
        return all;
    }

    StatementEvent lastOfStatement() {
        return lastOfStatement;
    }

    ConnectionEvent lastOfConnection() {
        return lastOfConnection;
    }

    @Override
    public void connectionClosed(ConnectionEvent event) {
        lastOfConnection = event;
        heard.add("closed");
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
        lastOfConnection = event;
        heard.add("failed " + event.getSQLException().getSQLState());
    }

    @Override
    public void statementClosed(StatementEvent event) {
        lastOfStatement = event;
        heard.add("statement closed");
    }

    @Override
    public void statementErrorOccurred(StatementEvent event) {
        lastOfStatement = event;
        heard.add("statement failed " + event.getSQLException().getSQLState());
    }
}
