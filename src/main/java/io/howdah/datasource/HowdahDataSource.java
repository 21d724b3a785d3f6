package io.howdah.datasource;

import io.howdah.api.HowdahConnection;
import io.howdah.api.NotificationListener;
import io.howdah.api.Subscription;
import io.howdah.error.SqlErrors;
import io.howdah.notification.LastingSubscription;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/**
 * A DataSource whose every connection is a new one to the server; for a connection pool to use, such as HikariCP by its
 * {@code dataSourceClassName}.
 *
 * <p>Several threads may ask for connections at once.
 */
public final class HowdahDataSource extends HowdahCommonDataSource implements DataSource {
    /** Connects to localhost as the operating system's user until told otherwise. */
    public HowdahDataSource() {}

    @Override
    public Connection getConnection() throws SQLException {
        return Connections.open(configuration(), hostMemory());
    }

    /** As that user, whatever else was said of user and password; null for what was. */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return Connections.open(configuration(user, password), hostMemory());
    }

    /**
     * Listens to channels by a connection of its own, and by a new one whenever that is lost, after a pause that grows from
     * 100 ms to 30 s. The listener gets {@link NotificationListener#onGap} then: what was sent meanwhile is lost. A server
     * that says nothing for 30 s is asked whether it is still there.
     *
     * <p>The first connection is made by the caller, so that wrong settings show here.
     *
     * @param channels their names as they are, case included
     * @param executor gives the thread that waits and calls the listener until the subscription is closed; it may be a
     *     virtual one
     * @throws SQLException if the first connection cannot be made, or cannot listen
     */
    public Subscription subscribe(List<String> channels, NotificationListener listener, Executor executor)
            throws SQLException {
        var settings = configuration();
        var subscription = LastingSubscription.start(
                () -> Connections.open(settings, hostMemory()).unwrap(HowdahConnection.class), channels, listener);
        try {
            executor.execute(subscription);
        } catch (RuntimeException e) {
            subscription.close();
            throw e;
        }
        return subscription;
    }

    @Override
    public ConnectionBuilder createConnectionBuilder() {
        return new HowdahConnectionBuilder(this::getConnection);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (!isWrapperFor(type)) {
            throw SqlErrors.cannotUnwrap(type, getClass());
        }
        return type.cast(this);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
