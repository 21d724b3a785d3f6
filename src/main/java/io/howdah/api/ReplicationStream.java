package io.howdah.api;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * What a server sends of its log, message by message, until it or the consumer ends it.
 *
 * <p>One thread reads; the positions may be confirmed from any. The server is told about them by itself, however long the
 * consumer takes for a message: at each {@linkplain StreamRequest#statusInterval interval}, and whenever the server asks.
 *
 * <p><b>What is confirmed is gone</b>: after a restart the server sends what was not {@linkplain #flushed flushed}, and may
 * send some of what was. So keep the position beside the data, and skip transactions that end at or before it.
 *
 * @param <M> what a message is decoded to
 */
public interface ReplicationStream<M> extends AutoCloseable {
    /**
     * Waits for the next message, as long as it takes.
     *
     * @return empty once the server has ended the stream
     * @throws SQLException the server's error, such as 57P01 when it stops; 08006 if the connection is lost, or the server
     *     silent for {@code socketTimeout}; 08P01 for a message that is not understood, behind which the stream can be read on
     */
    Optional<M> read() throws SQLException;

    /**
     * The same, for a limited time.
     *
     * @param limit zero for what is there already
     * @return empty if none came in time, or the server has ended the stream
     */
    Optional<M> read(Duration limit) throws SQLException;

    /** Whether the server has ended the stream, or {@link #close()} has. */
    boolean isEnded();

    /**
     * Where the message lies that was read last, as the server says in front of it. Of some messages, such as the description
     * of a table, that is {@link LogSequenceNumber#INVALID}.
     */
    LogSequenceNumber position();

    /** The end of the server's log, as it said last: it may not have sent all of that yet. */
    LogSequenceNumber serverPosition();

    /**
     * All up to here is stored safely: the server may forget it. Earlier positions are passed over. Told with the next status.
     *
     * @param position of a transaction, where its commit ends
     * @throws SQLException 22023 if the server has not sent so much yet. What an earlier connection brought counts if the
     *     stream was {@linkplain StreamRequest#from begun} there
     */
    void flushed(LogSequenceNumber position) throws SQLException;

    /** All up to here can be seen by queries: it matters for {@code synchronous_commit=remote_apply}. As {@link #flushed}. */
    void applied(LogSequenceNumber position) throws SQLException;

    /** Tells the server now what was confirmed, instead of with the next status. From any thread. */
    void sendStatus() throws SQLException;

    /** Of a physical stream that has ended since its timeline has: which one follows. */
    Optional<NextTimeline> nextTimeline();

    /**
     * Tells the server what was confirmed, and ends the stream; what it has still to send is dropped. The connection can be
     * used for something else then. If the server goes on with a large transaction, it is cancelled after ten seconds.
     */
    @Override
    void close() throws SQLException;
}
