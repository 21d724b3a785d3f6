package io.howdah.transport;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Unix-domain socket.
 *
 * <p>The JDK's channels have no read timeout, so a selector waits instead. The channel is never in blocking mode, not
 * even for reads without a deadline: changing the mode would wait for a writer that is blocked (which may be waiting for
 * this very read), and a blocking read is one that {@link Thread#interrupt()} answers by closing the connection.
 */
final class UnixTransport implements Transport {
    /** The JDK copies through a direct buffer of the size of the request and keeps it: no more at a time than this. */
    private static final int MAX_CHUNK = 64 * 1024;

    private static final Consumer<SelectionKey> NOTHING = key -> {};

    private final SocketChannel channel;
    private final Waiter readable;
    /** Made when a write first has to wait, since a selector costs two file descriptors and few writes ever wait. */
    private volatile Waiter writable;

    private ByteBuffer input = ByteBuffer.allocate(0);
    private ByteBuffer output = ByteBuffer.allocate(0);

    UnixTransport(SocketChannel connected) throws IOException {
        connected.configureBlocking(false);
        channel = connected;
        readable = new Waiter(connected, SelectionKey.OP_READ);
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Deadline deadline) throws IOException {
        if (input.array() != buffer) {
            input = ByteBuffer.wrap(buffer);
        }
        input.limit(offset + Math.min(length, MAX_CHUNK)).position(offset);
        int count = channel.read(input);
        while (count == 0) {
            if (!readable.await(deadline)) {
                return TIMED_OUT;
            }
            count = channel.read(input);
        }
        return count;
    }

    @Override
    public Transport redial(Deadline deadline) throws IOException {
        // Who it is was checked when the session began; a cancel tells nothing but the session's own key.
        return UnixDialer.connect((UnixDomainSocketAddress) channel.getRemoteAddress(), Optional.empty(), deadline);
    }

    /** Always 0: the JDK does not tell. */
    @Override
    public int available() {
        return 0;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        ByteBuffer bytes = output;
        if (bytes.array() != buffer) {
            bytes = ByteBuffer.wrap(buffer);
            // A large array is written once, and must not stay in memory for our sake.
            output = buffer.length <= MAX_CHUNK ? bytes : ByteBuffer.allocate(0);
        }
        int end = offset + length;
        bytes.limit(end).position(offset);
        while (bytes.position() < end) {
            bytes.limit(Math.min(end, bytes.position() + MAX_CHUNK));
            if (channel.write(bytes) == 0) {
                awaitWritable();
            }
        }
    }

    private void awaitWritable() throws IOException {
        Waiter waiter = writable;
        if (waiter == null) {
            waiter = new Waiter(channel, SelectionKey.OP_WRITE);
            writable = waiter;
            if (!channel.isOpen()) {
                // close() may have come before it could see this one.
                waiter.close();
            }
        }
        waiter.await(Deadline.NEVER);
    }

    @Override
    public void close() {
        try {
            channel.close();
            // The descriptor lives until no selector knows it any more.
            readable.close();
            Waiter waiter = writable;
            if (waiter != null) {
                waiter.close();
            }
        } catch (IOException e) {
            // It is out of use either way, and the caller has a reason to close that must not be hidden by this one.
            Log.LOG.debug("Closing the Unix-domain socket failed", e);
        }
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    /** Waits until the channel is ready for one kind of operation. */
    private static final class Waiter {
        private final Selector selector;

        Waiter(SocketChannel channel, int operation) throws IOException {
            selector = channel.provider().openSelector();
            try {
                channel.register(selector, operation);
            } catch (IOException e) {
                selector.close();
                throw e;
            }
        }

        /** @return false if the deadline passed first */
        boolean await(Deadline deadline) throws IOException {
            boolean interrupted = false;
            try {
                while (true) {
                    if (selector.select(NOTHING, deadline.millisLeft()) > 0) {
                        return true;
                    }
                    if (selector.keys().isEmpty()) {
                        // Closed meanwhile: the next operation on the channel says so.
                        return true;
                    }
                    // An interrupt is not for us, but while it is pending no select would wait.
                    interrupted |= Thread.interrupted();
                    if (deadline.passed()) {
                        return false;
                    }
                }
            } catch (ClosedSelectorException e) {
                return true;
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        void close() throws IOException {
            selector.close();
        }
    }

    /** A class of its own, so that slf4j starts up only once there is something to say. */
    private static final class Log {
        static final Logger LOG = LoggerFactory.getLogger(UnixTransport.class);
    }
}
