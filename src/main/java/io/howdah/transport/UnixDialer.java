package io.howdah.transport;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
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
     * @throws SocketTimeoutException when the deadline passed, with what the system said last as cause
     */
    static UnixTransport connect(UnixDomainSocketAddress address, Optional<String> requiredPeer, Deadline deadline)
            throws IOException {
        var channel = deadline.isNever() ? SocketChannel.open(address) : connected(address, deadline);
        try {
            if (requiredPeer.isPresent()) {
                PeerCheck.require(channel, requiredPeer.get());
            }
            return new UnixTransport(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static SocketChannel connected(UnixDomainSocketAddress address, Deadline deadline) throws IOException {
        long pause = FIRST_PAUSE_NANOS;
        while (true) {
            var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            boolean done = false;
            IOException failure = null;
            try {
                channel.configureBlocking(false);
                done = channel.connect(address);
            } catch (SocketException e) {
                if (!mayBeFull(e, address)) {
                    throw e;
                }
                failure = e;
            } finally {
                if (!done) {
                    channel.close();
                }
            }
            if (done) {
                return channel;
            }
            if (deadline.passed() || Thread.currentThread().isInterrupted()) {
                var timeout = new SocketTimeoutException("the server's queue of connections stayed full");
                timeout.initCause(failure);
                throw timeout;
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
    }

    /**
     * Java has one exception for a full queue, a file that is not there and one that we may not use, and another for a
     * refusal. Their texts may be translated.
     */
    private static boolean mayBeFull(SocketException failure, UnixDomainSocketAddress address) {
        return failure.getClass() == SocketException.class && Files.isWritable(address.getPath());
    }
}
