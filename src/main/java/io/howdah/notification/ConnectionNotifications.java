package io.howdah.notification;

import io.howdah.api.Notification;
import io.howdah.api.NotificationListener;
import io.howdah.api.Notifications;
import io.howdah.api.Subscription;
import io.howdah.error.NotificationErrors;
import io.howdah.error.SqlErrors;
import io.howdah.session.Inbox;
import io.howdah.session.Inboxes;
import io.howdah.session.TransactionStatus;
import io.howdah.transport.Deadline;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** What {@code HowdahConnection.notifications()} gives. */
public final class ConnectionNotifications implements Notifications {
    private final NotificationHost host;
    private final ListenStatements statements;
    private final Inboxes inboxes;
    private final Inbox inbox;

    /**
     * Those that the user listens to by {@link #listen}: the end of a subscription leaves them alone. Changes under the
     * wire lock, with what is sent, or where that has failed.
     */
    private final Set<String> listened = ConcurrentHashMap.newKeySet();

    /** All that the server may listen to, whether anybody wants it or not. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    private final Set<ConnectionSubscription> subscriptions = ConcurrentHashMap.newKeySet();

    /** Whether the connection has ended without its session. */
    private volatile boolean over;

    public ConnectionNotifications(NotificationHost host) {
        this.host = host;
        this.statements = new ListenStatements(host);
        this.inboxes = host.session().inboxes();
        this.inbox = inboxes.common();
    }

    @Override
    public void listen(String... channels) throws SQLException {
        requireLoan();
        List<String> wanted = listOf(channels);
        Set<String> added = new HashSet<>();
        try {
            statements.listen(wanted, () -> {
                wanted.stream().filter(listened::add).forEach(added::add);
                return wanted;
            });
            told.addAll(wanted);
        } catch (SQLException e) {
            listened.removeAll(added);
            stopUnwanted(added, e);
            throw e;
        }
    }

    @Override
    public void unlisten(String... channels) throws SQLException {
        requireLoan();
        List<String> unwanted = listOf(channels);
        Set<String> removed = new HashSet<>();
        try {
            statements.unlisten(unwanted, () -> {
                unwanted.stream().filter(listened::remove).forEach(removed::add);
                return unwanted;
            });
        } catch (SQLException e) {
            listened.addAll(removed);
            throw e;
        }
    }

    @Override
    public void unlistenAll() throws SQLException {
        requireLoan();
        Set<String> removed = new HashSet<>();
        try {
            statements.unlistenAll(() -> {
                removed.addAll(listened);
                listened.clear();
            });
        } catch (SQLException e) {
            listened.addAll(removed);
            throw e;
        }
    }

    private static List<String> listOf(String... channels) throws SQLException {
        for (String channel : channels) {
            if (channel == null) {
                throw SqlErrors.badArgument("The name of a channel is null");
            }
        }
        return List.of(channels);
    }

    @Override
    public void notify(String channel, String payload) throws SQLException {
        requireLoan();
        statements.notify(channel, payload);
    }

    @Override
    public List<Notification> poll() throws SQLException {
        requireLoan();
        inboxes.poll(inbox);
        return taken();
    }

    @Override
    public List<Notification> await(Duration limitOfTime) throws SQLException {
        if (limitOfTime.isNegative()) {
            throw SqlErrors.badArgument("The limit of the wait for notifications is negative");
        }
        List<Notification> taken = taken();
        if (!taken.isEmpty()) {
            return taken;
        }
        Deadline deadline = Deadline.after(limitOfTime);
        TransactionStatus status = host.session().settledStatus(deadline);
        if (status != null && status != TransactionStatus.IDLE && inbox.isEmpty()) {
            throw NotificationErrors.awaitedInTransaction();
        }
        boolean inTime;
        do {
            inTime = inboxes.await(inbox, deadline);
            taken = taken();
            // Another thread that waits may have taken what came.
        } while (inTime && taken.isEmpty());
        return taken;
    }

    private List<Notification> taken() throws SQLException {
        // What has come meanwhile may be the next user's.
        requireLoan();
        long dropped = inbox.takeDropped();
        if (dropped > 0) {
            throw NotificationErrors.lost(dropped);
        }
        return inbox.take();
    }

    @Override
    public Subscription subscribe(List<String> channels, NotificationListener listener, Executor executor)
            throws SQLException {
        Set<String> wanted = Channels.of(channels);
        var subscription = new ConnectionSubscription(this, inboxes.open(wanted), wanted, listener);
        subscriptions.add(subscription);
        try {
            requireLoan();
            statements.listen(wanted, () -> wanted);
            told.addAll(wanted);
        } catch (SQLException e) {
            forget(subscription);
            stopUnwanted(wanted, e);
            throw e;
        } catch (RuntimeException e) {
            forget(subscription);
            throw e;
        }
        try {
            executor.execute(subscription);
        } catch (RuntimeException | Error e) {
            // Rejected, or no thread to be had.
            closeAfter(e, subscription);
            throw e;
        }
        return subscription;
    }

    private void forget(ConnectionSubscription subscription) {
        subscriptions.remove(subscription);
        inboxes.close(subscription.inbox());
    }

    /**
     * Whoever stopped listening meanwhile has left these channels to one whose statement has failed now; or it was his that
     * has failed.
     */
    private void stopUnwanted(Set<String> channels, SQLException failure) {
        Set<String> left = new HashSet<>(channels);
        left.retainAll(told);
        if (left.isEmpty() || isClosed()) {
            return;
        }
        try {
            statements.unlistenOutside(left, () -> unwanted(left));
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private static void closeAfter(Throwable failure, Subscription subscription) {
        try {
            subscription.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** Ends what is left of its user's: a pooled connection goes to the next. Outside of a transaction. */
    public void endRequest() throws SQLException {
        boolean listening = isListening();
        subscriptions.forEach(ConnectionSubscription::silence);
        forget();
        if (listening) {
            statements.unlistenAllAtOnce();
        }
        clear();
    }

    /**
     * Its user's connection is over, and the session goes to the next: nobody hears anything any more, and his
     * subscriptions end as with any connection. Asks nothing of the server: that is for {@link #unlistenForNext}, whose
     * answer wakes who still waits.
     *
     * @return whether the server still listens for him
     */
    public boolean endLoan() {
        over = true;
        boolean listening = isListening();
        forget();
        clear();
        return listening;
    }

    /** Has the server listen to nothing, in one round trip, and drops what has come. Outside of a transaction. */
    public void unlistenForNext() throws SQLException {
        statements.unlistenAllAtOnce();
        clear();
    }

    private boolean isListening() {
        return !listened.isEmpty() || !subscriptions.isEmpty();
    }

    private void forget() {
        subscriptions.forEach(this::forget);
        listened.clear();
    }

    private void clear() {
        inbox.take();
        inbox.takeDropped();
    }

    @Override
    public void setQueueLimit(int count) throws SQLException {
        if (count < 1) {
            throw SqlErrors.badArgument("The queue of notifications holds at least 1, not " + count);
        }
        requireLoan();
        inboxes.limit(count);
    }

    @Override
    public long dropped() {
        return inbox.droppedInAll();
    }

    Inboxes inboxes() {
        return inboxes;
    }

    /** Whether the connection has ended, with its session or without. */
    boolean isClosed() {
        return over || host.session().isClosed();
    }

    /** Whether it has ended without. */
    boolean isOver() {
        return over;
    }

    private void requireLoan() throws SQLException {
        if (over) {
            throw SqlErrors.connectionClosed();
        }
    }

    /** Stops listening to what nobody else wants, and wakes who waits for it: the answer does. */
    void end(ConnectionSubscription subscription) throws SQLException {
        inboxes.close(subscription.inbox());
        if (!subscriptions.remove(subscription) || isClosed()) {
            // The channels are others' already, or nobody's.
            return;
        }
        if (unwanted(subscription.channels()).isEmpty()) {
            host.session().ping();
        } else {
            // Somebody may come to want them until it is sent.
            try {
                statements.unlisten(subscription.channels(), () -> unwanted(subscription.channels()));
            } catch (SQLException e) {
                stopUnwanted(subscription.channels(), e);
                throw e;
            }
        }
    }

    private List<String> unwanted(Set<String> channels) {
        return channels.stream()
                .filter(channel -> !listened.contains(channel) && !inboxes.isWanted(channel))
                .toList();
    }
}
