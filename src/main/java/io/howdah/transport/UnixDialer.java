package io.howdah.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Connects to a Unix-domain socket, with an end to the waiting. */
final class UnixDialer {
    private static final long FIRST_PAUSE_NANOS = 500_000;
    private static final long LONGEST_PAUSE_NANOS = 20_000_000;

    private UnixDialer() {}

    /**
     * Connects without blocking, since a connect that waits for room in the server's queue knows no limit. Without
     * blocking it is done at once, or the queue is full and there is nothing to wait on: so we ask again.
     *
     * @throws SocketTimeoutException when the deadline passed
     */
    static UnixTransport connect(SocketAddress address, Optional<String> requiredPeer, Deadline deadline)
            throws IOException {
        long pause = FIRST_PAUSE_NANOS;
        while (true) {
            var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.configureBlocking(false);
                if (channel.connect(address)) {
                    if (requiredPeer.isPresent()) {
                        PeerCheck.require(channel, requiredPeer.get());
                    }
                    return new UnixTransport(channel);
                }
                channel.close();
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            if (deadline.passed()) {
                throw new SocketTimeoutException("the server's queue of connections stayed full");
            }
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new ConnectException("interrupted while the server's queue of connections was full");
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
    }
}
