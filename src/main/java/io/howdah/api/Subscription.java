package io.howdah.api;

import java.sql.SQLException;

/** A listener that gets notifications until it is closed or its connection ends. For any thread. */
public interface Subscription extends AutoCloseable {
    /** Whether notifications may still come. */
    boolean isOpen();

    /**
     * Stops listening. A call of the listener that is under way goes on; another one does not begin, and {@link
     * NotificationListener#onEnd} is not called. Of the listener's own thread too.
     *
     * @throws SQLException if the server could not be told; notifications are not delivered any more in any case
     */
    @Override
    void close() throws SQLException;
}
