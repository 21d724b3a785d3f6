package io.howdah.api;

import java.sql.SQLException;

/** Gets the notifications of a {@link Subscription}, one after the other, by the thread that its executor gave. */
@FunctionalInterface
public interface NotificationListener {
    /** If it throws, the subscription ends: {@link #onEnd}. An Error goes on to the executor's thread. */
    void onNotification(Notification notification);

    /** Some are missing before the next one. */
    default void onGap(NotificationGap gap) {}

    /**
     * The connection is lost, and a new one is tried for. Only a subscription that {@code HowdahDataSource} made does that;
     * {@link #onGap} follows once it listens again.
     */
    default void onDisconnect(SQLException cause) {}

    /**
     * No more will come, and nobody has closed the subscription: the connection is lost or closed, or this listener threw.
     * Called once, as the last.
     */
    default void onEnd(SQLException cause) {}
}
