package io.howdah.jdbc;

import io.howdah.api.CopyOperations;
import io.howdah.api.FunctionCalls;
import io.howdah.api.LargeObjects;
import io.howdah.api.Notifications;
import io.howdah.api.Pipeline;
import io.howdah.api.PipelineMode;
import io.howdah.api.Replication;
import io.howdah.copy.Copies;
import io.howdah.functioncall.FunctionCallsImpl;
import io.howdah.largeobject.LargeObjectsImpl;
import io.howdah.notification.ConnectionNotifications;
import io.howdah.pipeline.FilledPipeline;
import io.howdah.replication.Replications;
import java.sql.Connection;
import java.sql.SQLException;

/** What a connection offers beside JDBC, each made when it is first asked for: a program seldom wants more than one. */
final class Extensions {
    private final Connection connection;
    private final JdbcContext context;
    private final SessionHost host;

    /** Null until somebody asks. */
    private CopyOperations copies;

    /** Null until somebody asks. */
    private Replication replication;

    /** Null until somebody asks. */
    private LargeObjects largeObjects;

    /** Null until somebody asks. */
    private FunctionCalls functions;

    /** Null until somebody asks. */
    private ConnectionNotifications notifications;

    /** @param loan null for a physical connection */
    Extensions(Connection connection, JdbcContext context, Warnings warnings, Loan loan) {
        this.connection = connection;
        this.context = context;
        this.host = new SessionHost(context, warnings, loan);
    }

    CopyOperations copy() {
        if (copies == null) {
            copies = new Copies(host);
        }
        return copies;
    }

    Replication replication() {
        if (replication == null) {
            replication = new Replications(host);
        }
        return replication;
    }

    /** A pooled connection goes to its next user. */
    void endRequest() throws SQLException {
        if (notifications != null) {
            notifications.endRequest();
        }
    }

    /** The logical connection is over, and the session is not. Returns whether the server still listens. */
    boolean endLoan() {
        return notifications != null && notifications.endLoan();
    }

    /** Has the server listen to nothing for the next user. */
    void unlistenForNext() throws SQLException {
        connectionNotifications().unlistenForNext();
    }

    Pipeline pipeline(PipelineMode mode) {
        return new FilledPipeline(new PipelineConnection(connection, context, host), mode);
    }

    LargeObjects largeObjects() {
        if (largeObjects == null) {
            largeObjects = new LargeObjectsImpl(host);
        }
        return largeObjects;
    }

    FunctionCalls functions() {
        if (functions == null) {
            functions = new FunctionCallsImpl(host);
        }
        return functions;
    }

    Notifications notifications() {
        return connectionNotifications();
    }

    private ConnectionNotifications connectionNotifications() {
        if (notifications == null) {
            notifications = new ConnectionNotifications(host);
        }
        return notifications;
    }
}
