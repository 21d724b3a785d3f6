package io.howdah.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A server on a free port of the loopback interface that says what a script tells it, to whoever connects.
 *
 * <pre>{@code
 * try (var peer = ScriptedPeer.start(client -> client.welcome().expectQuery("select 1").send(..).expectEnd())) {
 *     .. connect to peer.port() ..
 * }
 * }</pre>
 *
 * <p>{@link #close()} throws what went wrong in a script. A script that has ended leaves its connection open until the
 * client goes; all but a Terminate is then a failure.
 */
public final class ScriptedPeer implements AutoCloseable {
    private static final int LONGEST_END_MILLIS = 5_000;

    /** What one connection is to see. */
    @FunctionalInterface
    public interface Script {
        void play(Conversation client) throws IOException;
    }

    private final ServerSocket listener;
    private final List<Script> scripts;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final List<Traffic> traffics = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Thread> players = new CopyOnWriteArrayList<>();
    private final Thread acceptor;

    private ScriptedPeer(InetAddress address, List<Script> scripts) throws IOException {
        this.scripts = scripts;
        listener = new ServerSocket(0, 50, address);
        acceptor = daemon("scripted peer", this::accept);
    }

    /** The first connection plays the first script, and so on; a connection too many is a failure. */
    public static ScriptedPeer start(Script... scripts) throws IOException {
        return startOn(InetAddress.getLoopbackAddress(), scripts);
    }

    /** As {@link #start}, on another interface of this machine. */
    public static ScriptedPeer startOn(InetAddress address, Script... scripts) throws IOException {
        var peer = new ScriptedPeer(address, List.of(scripts));
        peer.acceptor.start();
        return peer;
    }

    public String host() {
        return listener.getInetAddress().getHostAddress();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** A URL for a user {@code me} without TLS; {@code parameters} are {@code name=value}. */
    public String jdbcUrl(String... parameters) {
        String url = "jdbc:howdah://" + host() + ":" + port() + "/mine?user=me&password=secret&sslmode=disable";
        return parameters.length == 0 ? url : url + "&" + String.join("&", parameters);
    }

    /** All messages of the first connection. */
    public List<Message> messages() {
        return messages(0);
    }

    /** @param connection zero-based, in order of arrival; one that has not come has no messages */
    public List<Message> messages(int connection) {
        return connection < traffics.size() ? traffics.get(connection).messages() : List.of();
    }

    /** {@link #messages()} as text, a line each. */
    public String transcript() {
        return Traffic.transcript(messages());
    }

    public int connections() {
        return traffics.size();
    }

    /** How often the client of the first connection waited; see {@link Relay#roundTrips()}. */
    public int roundTrips() {
        return traffics.isEmpty() ? 0 : traffics.get(0).roundTrips();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                int number = traffics.size();
                sockets.add(socket);
                var traffic = new Traffic();
                traffics.add(traffic);
                if (number >= scripts.size()) {
                    failures.add(new AssertionError("There is no script for connection number " + (number + 1)));
                    socket.close();
                } else {
                    Thread player = daemon("script " + number, () -> play(scripts.get(number), socket, traffic));
                    players.add(player);
                    player.start();
                }
            }
        } catch (IOException e) {
            if (!listener.isClosed()) {
                failures.add(e);
            }
        }
    }

    private void play(Script script, Socket socket, Traffic traffic) {
        try (socket) {
            var conversation = new Conversation(socket, traffic, closing);
            script.play(conversation);
            if (!conversation.isClosed()) {
                conversation.expectEnd();
            }
        } catch (Conversation.Ended e) {
            // The test is done with a script that stalls.
        } catch (IOException e) {
            if (closing.getCount() > 0) {
                failures.add(new AssertionError("The script broke off: " + e.getMessage(), e));
            }
        } catch (RuntimeException | Error e) {
            failures.add(e);
        }
    }

    /** Ends stalling scripts, waits for the others, and throws the first failure of any. */
    @Override
    public void close() throws IOException {
        listener.close();
        closing.countDown();
        var late = new ArrayList<String>();
        long giveUpAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_END_MILLIS);
        try {
            acceptor.join(LONGEST_END_MILLIS);
            for (Thread player : players) {
                player.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(giveUpAt - System.nanoTime())));
                if (player.isAlive()) {
                    late.add(player.getName());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : sockets) {
            socket.close();
        }
        if (!late.isEmpty()) {
            failures.add(new AssertionError("Still waiting for the client: " + late));
        }
        if (!failures.isEmpty()) {
            var failure = new AssertionError(
                    failures.get(0).getMessage() + "\n" + (traffics.isEmpty() ? "" : transcript()), failures.get(0));
            failures.stream().skip(1).forEach(failure::addSuppressed);
            throw failure;
        }
    }

    private static Thread daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
