package io.howdah.notification;

import io.howdah.api.Notification;
import io.howdah.api.NotificationGap;
import io.howdah.api.NotificationListener;
import io.howdah.api.Subscription;
import io.howdah.error.NotificationErrors;
import io.howdah.error.SqlErrors;
import io.howdah.session.Inbox;
import io.howdah.transport.Deadline;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** The task of a subscription on one connection: waits for notifications, and tells the listener. */
final class ConnectionSubscription implements Subscription, Runnable {
    private final ConnectionNotifications notifications;
    private final Inbox inbox;
    private final Set<String> channels;
    private final NotificationListener listener;
    private final AtomicBoolean open = new AtomicBoolean(true);

    ConnectionSubscription(
            ConnectionNotifications notifications, Inbox inbox, Set<String> channels, NotificationListener listener) {
        this.notifications = notifications;
        this.inbox = inbox;
        this.channels = channels;
        this.listener = listener;
    }

    Inbox inbox() {
        return inbox;
    }

    Set<String> channels() {
        return channels;
    }

    @Override
    public void run() {
        try {
            do {
                tell();
            } while (open.get() && notifications.inboxes().await(inbox, Deadline.NEVER));
        } catch (SQLException e) {
            fail(e);
        } catch (Throwable e) {
            // An Error too, and what a listener in another language throws undeclared.
            fail(NotificationErrors.listenerFailed(e));
            if (e instanceof Error) {
                throw e;
            }
        }
        // It was closed by its user, or else with a connection whose session goes on.
        fail(SqlErrors.connectionClosed());
    }

    private void tell() {
        long dropped = inbox.takeDropped();
        if (dropped > 0 && isTold()) {
            listener.onGap(new NotificationGap(NotificationGap.Cause.OVERFLOW, dropped));
        }
        for (Notification each : inbox.take()) {
            if (!isTold()) {
                return;
            }
            listener.onNotification(each);
        }
    }

    /** What had arrived before the session was lost is told all the same. */
    private boolean isTold() {
        return open.get() && !notifications.isOver();
    }

    /** Does nothing if it has ended. */
    private void fail(SQLException cause) {
        if (!open.compareAndSet(true, false)) {
            return;
        }
        try {
            notifications.end(this);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
        listener.onEnd(cause);
    }

    /** Ends it without a word to anybody. */
    void silence() {
        open.set(false);
    }

    @Override
    public boolean isOpen() {
        return open.get() && !notifications.isClosed();
    }

    @Override
    public void close() throws SQLException {
        if (open.compareAndSet(true, false)) {
            notifications.end(this);
        }
    }
}
