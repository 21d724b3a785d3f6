package io.howdah.datasource;

import io.howdah.session.Channel;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.sql.Connection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that nobody holds any more and nobody closed. They are found when the next one is opened: no thread waits for
 * them, which would outlive the application.
 */
final class UnclosedConnections {
    static final UnclosedConnections SHARED = new UnclosedConnections();

    private static final Logger LOG = LoggerFactory.getLogger(UnclosedConnections.class);

    private final ReferenceQueue<Connection> lost = new ReferenceQueue<>();
    private final Set<Open> open = ConcurrentHashMap.newKeySet();

    private UnclosedConnections() {}

    /** @param channel its own; must not lead back to it */
    void watch(Connection connection, Channel channel) {
        open.add(new Open(connection, lost, channel));
    }

    /** Closes those that were lost since the last call, and says where they were opened. */
    void closeLost() {
        for (Reference<?> each = lost.poll(); each != null; each = lost.poll()) {
            var connection = (Open) each;
            open.remove(connection);
            if (!connection.channel.isClosed()) {
                connection.channel.close();
                LOG.warn(
                        "A connection was lost without being closed, and is closed now. It was opened here:",
                        connection.opening);
            }
        }
    }

    /** How many are held, or closed or lost without that having been found yet. */
    int watched() {
        return open.size();
    }

    private static final class Open extends PhantomReference<Connection> {
        private final Channel channel;
        private final Throwable opening = new Throwable("The opening of a connection that nobody closed");

        Open(Connection connection, ReferenceQueue<Connection> lost, Channel channel) {
            super(connection, lost);
            this.channel = channel;
        }
    }
}
