package io.howdah.jdbc;

import io.howdah.api.CopyOperations;
import io.howdah.api.Notifications;
import io.howdah.api.Pipeline;
import io.howdah.api.PipelineMode;
import io.howdah.api.Replication;
import io.howdah.copy.Copies;
import io.howdah.notification.ConnectionNotifications;
import io.howdah.pipeline.FilledPipeline;
import io.howdah.replication.Replications;
import java.sql.Connection;
import java.sql.SQLException;

/** What a connection offers beside JDBC, each made when it is first asked for: a program seldom wants more than one. */
final class Extensions {
    private final SessionHost host;

    /** Null until somebody asks. */
    private CopyOperations copies;

    /** Null until somebody asks. */
    private Replication replication;

    /** Null until somebody asks. */
    private ConnectionNotifications notifications;

    Extensions(Connection connection, JdbcContext context, Warnings warnings) {
        this.host = new SessionHost(connection, context, warnings);
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

    Pipeline pipeline(PipelineMode mode) {
        return new FilledPipeline(host, mode);
    }

    Notifications notifications() {
        if (notifications == null) {
            notifications = new ConnectionNotifications(host);
        }
        return notifications;
    }
}
