package io.howdah.api;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * LISTEN and NOTIFY: {@code connection.unwrap(HowdahConnection.class).notifications()}.
 *
 * <p>The server hands notifications out between transactions only. They are taken in with the answer to any statement, and
 * by {@link #poll}, {@link #await} and subscriptions, also those of a LISTEN that was run as a statement, and wait in a
 * queue of limited size. If it is full, the oldest are dropped, and that is reported.
 *
 * <p>For any thread. Names of channels are taken as they are, case included: {@code listen("Orders")} is {@code LISTEN
 * "Orders"}. No argument may be null.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-listen.html">LISTEN</a>
 */
public interface Notifications {
    /**
     * Listens to channels, in one round trip. In a transaction it takes effect at its commit.
     *
     * @throws SQLException 42622 if a name has more than 63 bytes in UTF-8, 22023 if it is empty, 25P02 in a failed
     *     transaction
     */
    void listen(String... channels) throws SQLException;

    /** Listens no longer. In a transaction it takes effect at its commit. What waits in the queue stays there. */
    void unlisten(String... channels) throws SQLException;

    /** Listens to nothing any more, subscriptions included. */
    void unlistenAll() throws SQLException;

    /**
     * Sends a notification, by {@code pg_notify}. In a transaction it is sent at its commit.
     *
     * @param payload less than 8000 bytes in the server's encoding
     * @throws SQLException 22023 of the server's if the channel's name or the payload is too long
     */
    void notify(String channel, String payload) throws SQLException;

    /**
     * What has arrived, the oldest first. Asks nothing of the server: reads what the socket has, for which it waits about a
     * millisecond. While another thread uses the connection, or a result is being streamed, it is what came with that.
     *
     * @return never null
     * @throws SQLException 54000 if some were dropped since the last call, which says how many; the next call gives those
     *     that are there. Or what ended the connection
     */
    List<Notification> poll() throws SQLException;

    /**
     * Waits for notifications. Meanwhile other threads may use the connection as ever, close it and abort it. A result that
     * is still being streamed is read into memory first.
     *
     * <p>This limit is the only one: {@code socketTimeout} and {@code queryTimeout} do not end it. So a peer that has
     * vanished without a word is noticed only by TCP's keepalive, or by {@code isValid} now and then. An interrupt does
     * not end it either.
     *
     * @param limit zero for as long as it takes
     * @return empty if none came in time
     * @throws SQLException as {@link #poll}; 25001 in a transaction, where none would ever come; 55000 while a COPY goes on;
     *     08003 if another thread closes the connection
     */
    List<Notification> await(Duration limit) throws SQLException;

    /**
     * Listens to channels, and gives what comes to a listener, by a task that runs in the executor as long as the
     * subscription: give it a thread of its own, which may be a virtual one. Notifications of its channels do not go to
     * {@link #poll} and {@link #await} any more. The connection can be used as ever.
     *
     * <p>It ends with the connection, also with a logical one, whose session goes to another user; {@code
     * HowdahDataSource.subscribe} makes one that lasts.
     *
     * @throws SQLException as {@link #listen}
     */
    Subscription subscribe(List<String> channels, NotificationListener listener, Executor executor) throws SQLException;

    /** As {@link #subscribe(List, NotificationListener, Executor)}, for one channel. */
    default Subscription subscribe(String channel, NotificationListener listener, Executor executor)
            throws SQLException {
        return subscribe(List.of(channel), listener, executor);
    }

    /**
     * How many notifications the queue holds, and that of each subscription to come: 10,000 unless set. They are limited to
     * 64 Mi characters besides.
     *
     * @throws SQLException 22023 if it is less than 1
     */
    void setQueueLimit(int count) throws SQLException;

    /** How many notifications were dropped in all, since the queue was full; those of subscriptions are not counted. */
    long dropped();
}
