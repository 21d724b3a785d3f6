package io.howdah.session;

import java.io.IOException;

/** Sends a CancelRequest over a connection of its own; given by those who know how to connect. */
@FunctionalInterface
public interface CancelRequests {
    /**
     * Returns when the server has closed that connection, so that the signal is out.
     *
     * @param key as the server sent it
     * @throws UnacknowledgedCancelException if it was sent, and the server has not closed that connection in time
     * @throws IOException if it could not be sent as safely as the session itself was made, or not in time
     */
    void send(int processId, byte[] key) throws IOException;
}
