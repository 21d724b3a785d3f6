package io.howdah.peer;

import io.howdah.testserver.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a client and a real server, passes on every byte, records the messages and counts the round trips; or
 * cuts or stalls the connection where a test says.
 *
 * <p>Under TLS the bytes say nothing: there are no messages then, and a round trip is a change of direction.
 */
public final class Relay implements AutoCloseable {
    private static final long NEVER = Long.MAX_VALUE;

    private final InetSocketAddress target;
    private final ServerSocket listener;
    private final List<Traffic> traffics = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Set<Socket> stalling = ConcurrentHashMap.newKeySet();
    private final AtomicLong serverBytesLeft = new AtomicLong(NEVER);
    private final AtomicLong serverBytes = new AtomicLong();
    private final AtomicLong clientBytesLeft = new AtomicLong(NEVER);

    private Relay(InetSocketAddress target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** Leads to a server, whose {@link TestServer#jdbcUrlBy} makes the URL. */
    public static Relay to(TestServer server) throws IOException {
        return to(server.host(), server.port());
    }

    public static Relay to(String host, int port) throws IOException {
        var relay = new Relay(new InetSocketAddress(host, port));
        daemon("relay", relay::accept);
        return relay;
    }

    public String host() {
        return listener.getInetAddress().getHostAddress();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** How often the clients waited for an answer since {@link #reset()}, all connections together. */
    public int roundTrips() {
        return traffics.stream().mapToInt(Traffic::roundTrips).sum();
    }

    /** In how many pieces the clients' bytes arrived; a write of some KiB is one. */
    public int clientBursts() {
        return traffics.stream().mapToInt(Traffic::bursts).sum();
    }

    /** How many bytes of the server came so far, on all connections. */
    public long serverBytes() {
        return serverBytes.get();
    }

    /** Forgets what was counted and recorded so far. */
    public void reset() {
        traffics.forEach(Traffic::reset);
    }

    /** What both sides said, connection after connection. */
    public List<Message> messages() {
        return traffics.stream().flatMap(traffic -> traffic.messages().stream()).toList();
    }

    /** The names of what the clients sent, such as {@code [Parse, Bind, Execute, Sync]}. */
    public List<String> clientMessages() {
        return messages().stream()
                .filter(message -> message.sender() == Message.Sender.CLIENT)
                .map(Message::name)
                .toList();
    }

    /** {@link #messages()} as text, a line each. */
    public String transcript() {
        return Traffic.transcript(messages());
    }

    public int connections() {
        return traffics.size();
    }

    /** Lets this many more bytes of the server through, then closes all connections. */
    public void cutAfterServerBytes(long byteCount) {
        serverBytesLeft.set(byteCount);
    }

    /** Lets this many more bytes of the clients through, then closes all connections. */
    public void cutAfterClientBytes(long byteCount) {
        clientBytesLeft.set(byteCount);
    }

    /** Lets this many more bytes of the server through on the connections that are open, and then nothing more. */
    public void stallAfterServerBytes(long byteCount) {
        stalling.addAll(sockets);
        serverBytesLeft.set(byteCount);
    }

    /** Closes all connections, and lets new ones pass uncut. */
    public void cut() throws IOException {
        serverBytesLeft.set(NEVER);
        clientBytesLeft.set(NEVER);
        stalling.clear();
        // One by one: a client that sees its end may be here again before the others are closed.
        for (Socket socket : sockets) {
            sockets.remove(socket);
            socket.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                sockets.add(client);
                Socket server = new Socket();
                sockets.add(server);
                server.connect(target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                var traffic = new Traffic();
                traffics.add(traffic);
                daemon("relay to server", () -> pump(client, server, traffic::fromClient, clientBytesLeft));
                daemon("relay to client", () -> pump(server, client, counting(traffic), serverBytesLeft));
                if (listener.isClosed()) {
                    // It came in while whoever closed us had looked for connections already.
                    closeAll();
                }
            } catch (IOException e) {
                closeAll();
            }
        }
    }

    @FunctionalInterface
    private interface Recorder {
        List<Message> record(byte[] bytes, int length);
    }

    private Recorder counting(Traffic traffic) {
        return (bytes, length) -> {
            serverBytes.addAndGet(length);
            return traffic.fromServer(bytes, length);
        };
    }

    private void pump(Socket from, Socket to, Recorder recorder, AtomicLong bytesLeft) {
        byte[] buffer = new byte[64 * 1024];
        try {
            int count;
            while ((count = from.getInputStream().read(buffer)) >= 0) {
                boolean mayStall = stalling.contains(from);
                if (!mayStall && !stalling.isEmpty()) {
                    // A connection that came later, such as a request to cancel.
                    recorder.record(buffer, count);
                    to.getOutputStream().write(buffer, 0, count);
                    continue;
                }
                long left = bytesLeft.get();
                int passing = (int) Math.min(count, left);
                // Recorded first: once the bytes are out, the answer may be here before us.
                recorder.record(buffer, passing);
                to.getOutputStream().write(buffer, 0, passing);
                if (left != NEVER && bytesLeft.addAndGet(-passing) <= 0 && !mayStall) {
                    cut();
                    return;
                }
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // One side is gone; so must the other be.
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private void closeAll() {
        sockets.forEach(Relay::closeQuietly);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError("A socket does not close", e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        closeAll();
    }

    private static void daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
