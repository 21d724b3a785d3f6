package io.howdah.notification;

import io.howdah.api.HowdahConnection;
import io.howdah.api.Notification;
import io.howdah.api.NotificationGap;
import io.howdah.api.NotificationListener;
import io.howdah.api.Subscription;
import io.howdah.error.NotificationErrors;
import io.howdah.error.SqlErrors;
import io.howdah.error.SqlState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A subscription with a connection of its own, and another one when that is lost. The listener is told that it may have
 * missed something then.
 */
public final class LastingSubscription implements Subscription, Runnable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** How long it may be silent before the server is asked whether it is still there. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);

    private static final int HEARTBEAT_LIMIT_SECONDS = 10;

    private final ConnectionSource source;
    private final Set<String> channels;
    private final NotificationListener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();

    /** Null while there is none. */
    private HowdahConnection connection;

    private boolean open = true;

    /** Where new connections come from. */
    @FunctionalInterface
    public interface ConnectionSource {
        HowdahConnection open() throws SQLException;
    }

    private LastingSubscription(ConnectionSource source, Set<String> channels, NotificationListener listener) {
        this.source = source;
        this.channels = channels;
        this.listener = listener;
    }

    /**
     * Connects, and listens from then on. What is wrong from the first shows here.
     *
     * @return the task, which is to run until it is closed
     */
    public static LastingSubscription start(
            ConnectionSource source, List<String> channels, NotificationListener listener) throws SQLException {
        var subscription = new LastingSubscription(source, Channels.of(channels), listener);
        subscription.connect();
        return subscription;
    }

    private void connect() throws SQLException {
        HowdahConnection fresh = source.open();
        try {
            fresh.notifications().listen(channels.toArray(String[]::new));
        } catch (SQLException e) {
            fresh.abort(Runnable::run);
            throw e;
        }
        lock.lock();
        try {
            if (open) {
                connection = fresh;
                return;
            }
        } finally {
            lock.unlock();
        }
        fresh.close();
    }

    @Override
    public void run() {
        try {
            while (isOpen()) {
                SQLException lost = listen();
                if (isOpen()) {
                    listener.onDisconnect(lost);
                    reconnect();
                }
            }
        } catch (Throwable e) {
            // An Error too, and what a listener in another language throws undeclared.
            end(NotificationErrors.listenerFailed(e));
            if (e instanceof Error) {
                throw e;
            }
        }
    }

    /** Tells the listener all that comes, until the connection is lost. */
    private SQLException listen() {
        HowdahConnection current = current();
        long dropped = 0;
        while (current != null) {
            List<Notification> arrived = List.of();
            try {
                arrived = current.notifications().await(HEARTBEAT);
                if (arrived.isEmpty()) {
                    // If it is not, it is closed by that, and the next wait tells why.
                    current.isValid(HEARTBEAT_LIMIT_SECONDS);
                }
            } catch (SQLException e) {
                if (!SqlState.PROGRAM_LIMIT_EXCEEDED.is(e.getSQLState())) {
                    return e;
                }
                long before = dropped;
                dropped = current.notifications().dropped();
                listener.onGap(new NotificationGap(NotificationGap.Cause.OVERFLOW, dropped - before));
            }
            // Behind the try: what the listener throws says nothing of the connection.
            tell(arrived);
            current = current();
        }
        return SqlErrors.connectionClosed();
    }

    private void tell(List<Notification> arrived) {
        for (Notification each : arrived) {
            if (!isOpen()) {
                return;
            }
            listener.onNotification(each);
        }
    }

    private void reconnect() {
        Duration pause = FIRST_PAUSE;
        while (isOpen()) {
            SQLException failure = tryToConnect();
            if (failure == null) {
                if (isOpen()) {
                    listener.onGap(new NotificationGap(NotificationGap.Cause.RECONNECTED, NotificationGap.UNKNOWN));
                }
                return;
            }
            listener.onDisconnect(failure);
            rest(pause);
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        }
    }

    /** Returns why it did not work; null if it did. */
    private SQLException tryToConnect() {
        try {
            connect();
            return null;
        } catch (SQLException e) {
            return e;
        }
    }

    /** For about so long; not all clients of a server that was restarted shall come at once. */
    private void rest(Duration pause) {
        long left = ThreadLocalRandom.current().nextLong(pause.toNanos() / 2, pause.toNanos() + 1);
        boolean interrupted = false;
        lock.lock();
        try {
            long until = System.nanoTime() + left;
            while (open && left > 0) {
                try {
                    left = closing.awaitNanos(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                    left = until - System.nanoTime();
                }
            }
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void end(SQLException cause) {
        if (isOpen()) {
            try {
                close();
            } catch (SQLException e) {
                cause.addSuppressed(e);
            }
            listener.onEnd(cause);
        }
    }

    private HowdahConnection current() {
        lock.lock();
        try {
            return open ? connection : null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isOpen() {
        lock.lock();
        try {
            return open;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws SQLException {
        HowdahConnection last;
        lock.lock();
        try {
            open = false;
            closing.signalAll();
            last = connection;
            connection = null;
        } finally {
            lock.unlock();
        }
        if (last != null) {
            // The thread that waits on it finds it closed.
            last.close();
        }
    }
}
