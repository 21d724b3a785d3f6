package io.howdah.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/** Who runs the server at the other end of a Unix-domain socket, by the word of the system. */
final class PeerCheck {
    private PeerCheck() {}

    /** @throws IOException if it is another user, or the system does not tell */
    static void require(SocketChannel channel, String user) throws IOException {
        String actual;
        try {
            actual = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        } catch (UnsupportedOperationException | LinkageError e) {
            throw new ConnectException(
                    "requirepeer is set, and this system or Java runtime does not tell who the peer is");
        }
        if (!actual.equals(user)) {
            throw new ConnectException(
                    "requirepeer demands that the server runs as " + user + ", and it runs as " + actual);
        }
    }
}
