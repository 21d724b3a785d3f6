package io.howdah.observe;

import io.howdah.api.ConnectionObserver.Server;
import java.sql.SQLException;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;

/** What events of something that takes time have in common. */
abstract class OperationEvent extends Event implements Watched {
    @Label("Server")
    @Description("Host and port")
    String server;

    @Label("Database")
    String database;

    @Label("Backend")
    @Description("The process id of the server's backend; 0 while connecting")
    int backendPid;

    @Label("SQLSTATE")
    @Description("Of the error it ended with; empty if all was well")
    String sqlState;

    final void begin(Server of) {
        server = of.host() + ":" + of.port();
        database = of.database();
        backendPid = of.backendPid();
        begin();
    }

    @Override
    public final void ends(long rows, long bytesSent, long bytesReceived, SQLException failure) {
        end();
        if (shouldCommit()) {
            sqlState = failure == null ? "" : failure.getSQLState();
            count(rows, bytesSent, bytesReceived);
            commit();
        }
    }

    /** For events that tell of it. */
    void count(long rows, long bytesSent, long bytesReceived) {}
}
