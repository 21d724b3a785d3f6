package io.howdah.jdbc;

import io.howdah.api.CopyOperations;
import io.howdah.api.Notifications;
import io.howdah.api.Replication;
import io.howdah.copy.Copies;
import io.howdah.notification.ConnectionNotifications;
import io.howdah.replication.Replications;

/** What a connection offers beside JDBC, each made when it is first asked for: a program seldom wants more than one. */
final class Extensions {
    private final SessionHost host;

    /** Null until somebody asks. */
    private CopyOperations copies;

    /** Null until somebody asks. */
    private Replication replication;

    /** Null until somebody asks. */
    private Notifications notifications;

    Extensions(JdbcContext context, Warnings warnings) {
        this.host = new SessionHost(context, warnings);
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

    Notifications notifications() {
        if (notifications == null) {
            notifications = new ConnectionNotifications(host);
        }
        return notifications;
    }
}
