package io.howdah.peer;

import static io.howdah.peer.BackendMessages.authenticationOk;
import static io.howdah.peer.BackendMessages.backendKeyData;
import static io.howdah.peer.BackendMessages.parameterStatus;
import static io.howdah.peer.BackendMessages.readyForQuery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/**
 * One connection of a {@link ScriptedPeer}, seen from the server's side; a script says what is to happen, in order.
 *
 * <p>What is expected and does not come is an AssertionError, which {@link ScriptedPeer#close()} throws.
 */
public final class Conversation {
    private static final int LONGEST_WAIT_MILLIS = 20_000;

    private Socket socket;
    private final Traffic traffic;
    private final CountDownLatch closing;
    private final ArrayDeque<Message> arrived = new ArrayDeque<>();
    private final byte[] buffer = new byte[64 * 1024];
    private Map<String, String> startupParameters = Map.of();

    Conversation(Socket socket, Traffic traffic, CountDownLatch closing) throws IOException {
        this.socket = socket;
        this.traffic = traffic;
        this.closing = closing;
        socket.setSoTimeout(LONGEST_WAIT_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /** Thrown through a script whose peer was closed while it stalled: no failure. */
    static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1;

        Ended() {
            super("the peer was closed", null, false, false);
        }
    }

    // ---- TLS

    /** Does the handshake as a server; all further messages are in TLS. */
    public Conversation secure(SSLContext context) throws IOException {
        return secure(context, tls -> {});
    }

    /** @param setup of the server's side, before the handshake */
    public Conversation secure(SSLContext context, Consumer<SSLSocket> setup) throws IOException {
        var tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        tls.setUseClientMode(false);
        setup.accept(tls);
        tls.startHandshake();
        socket = tls;
        traffic.becomeReadable();
        return this;
    }

    /** Waits for the first bytes of a handshake, for a script that does none. */
    public Conversation expectClientHello() throws IOException {
        if (socket.getInputStream().read(buffer) < 0) {
            throw new AssertionError("The client closed the connection and a handshake was expected");
        }
        return this;
    }

    /** What the client showed in the handshake; none if it showed none. */
    public List<Certificate> clientCertificates() {
        try {
            return List.of(((SSLSocket) socket).getSession().getPeerCertificates());
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }

    /** As {@link #secure}, with a client that breaks off and says nothing in TLS. */
    public Conversation secureInVain(SSLContext context) throws IOException {
        try {
            secure(context);
            // Under TLS 1.3 the server is done before the client has judged its certificate.
            if (socket.getInputStream().read() >= 0) {
                throw new AssertionError("The client took the server's certificate");
            }
        } catch (SSLException | SocketException e) {
            // An alert of the client's, or its end.
        }
        return close();
    }

    // ---- what the client says

    /** The client's next message. */
    public Message read() throws IOException {
        Message message = readOrEnd();
        if (message == null) {
            throw new AssertionError("The client closed the connection and a message was expected");
        }
        return message;
    }

    /** Reads messages of exactly these types in this order, such as {@code PDBES}. */
    public Conversation expect(String types) throws IOException {
        for (int i = 0; i < types.length(); i++) {
            Message message = readOrEnd();
            if (message == null || message.type() != types.charAt(i)) {
                throw new AssertionError("Expected '" + types.charAt(i) + "', number " + (i + 1) + " of \"" + types
                        + "\", and got: " + (message == null ? "the end" : message));
            }
        }
        return this;
    }

    /** Reads a Query with this text. */
    public Conversation expectQuery(String sql) throws IOException {
        Message message = read();
        if (message.type() != 'Q' || !message.strings(0)[0].equals(sql)) {
            throw new AssertionError("Expected the Query \"" + sql + "\" and got: " + message);
        }
        return this;
    }

    public Conversation expectSslRequest() throws IOException {
        return expectNamed("SSLRequest");
    }

    public Conversation expectGssRequest() throws IOException {
        return expectNamed("GSSENCRequest");
    }

    public Conversation expectCancelRequest() throws IOException {
        return expectNamed("CancelRequest");
    }

    /** Reads the StartupMessage; requests for encryption in front of it are refused with {@code N}. */
    public Conversation expectStartup() throws IOException {
        Message message = read();
        while (message.name().equals("SSLRequest") || message.name().equals("GSSENCRequest")) {
            send(new byte[] {'N'});
            message = read();
        }
        if (!message.name().equals("StartupMessage")) {
            throw new AssertionError("Expected the StartupMessage and got: " + message);
        }
        String[] strings = message.strings(4);
        var parameters = new LinkedHashMap<String, String>();
        for (int i = 0; i + 1 < strings.length; i += 2) {
            parameters.put(strings[i], strings[i + 1]);
        }
        startupParameters = Map.copyOf(parameters);
        return this;
    }

    /** What {@link #expectStartup()} read. */
    public Map<String, String> startupParameters() {
        return startupParameters;
    }

    /** Waits for the client to close the connection, with or without a Terminate in front. */
    public Conversation expectEnd() throws IOException {
        Message message;
        while ((message = readOrEnd()) != null) {
            if (message.type() != 'X') {
                throw new AssertionError("Expected the end and got: " + message);
            }
        }
        return this;
    }

    private Conversation expectNamed(String name) throws IOException {
        Message message = read();
        if (!message.name().equals(name)) {
            throw new AssertionError("Expected " + name + " and got: " + message);
        }
        return this;
    }

    private Message readOrEnd() throws IOException {
        while (arrived.isEmpty()) {
            int count;
            try {
                count = socket.getInputStream().read(buffer);
            } catch (SocketTimeoutException e) {
                throw new AssertionError("The client said nothing for " + LONGEST_WAIT_MILLIS + " ms", e);
            }
            if (count < 0) {
                return null;
            }
            arrived.addAll(traffic.fromClient(buffer, count));
        }
        return arrived.poll();
    }

    // ---- what we say

    /** Sends these messages, or any bytes, in one write. */
    public Conversation send(byte[]... messages) throws IOException {
        var all = new ByteArrayOutputStream();
        for (byte[] message : messages) {
            all.write(message);
        }
        // Recorded first: once the bytes are out, the client's answer may be here before us.
        traffic.fromServer(all.toByteArray(), all.size());
        all.writeTo(socket.getOutputStream());
        return this;
    }

    /** Sends byte by byte with a pause after each. */
    public Conversation dribble(Duration pause, byte[]... messages) throws IOException {
        for (byte[] message : messages) {
            for (byte b : message) {
                send(new byte[] {b});
                pause(pause);
            }
        }
        return this;
    }

    /** Lets a client in: any startup, no authentication, the parameters of an 18, an idle session. */
    public Conversation welcome() throws IOException {
        return expectStartup().greet();
    }

    /** The second half of {@link #welcome()}, for a script that did authentication itself or looked at the startup. */
    public Conversation greet() throws IOException {
        return send(
                authenticationOk(),
                parameterStatus("server_version", "18.6"),
                parameterStatus("server_encoding", "UTF8"),
                parameterStatus("client_encoding", "UTF8"),
                parameterStatus("DateStyle", "ISO, MDY"),
                parameterStatus("IntervalStyle", "postgres"),
                parameterStatus("TimeZone", "UTC"),
                parameterStatus("integer_datetimes", "on"),
                parameterStatus("standard_conforming_strings", "on"),
                parameterStatus("is_superuser", "off"),
                parameterStatus("in_hot_standby", "off"),
                parameterStatus("default_transaction_read_only", "off"),
                backendKeyData(4711, (byte) 1, (byte) 2, (byte) 3, (byte) 4),
                readyForQuery('I'));
    }

    // ---- silence and ends

    /** Says nothing until the latch opens or the peer is closed, which ends the script. */
    public Conversation await(CountDownLatch latch) {
        try {
            while (!latch.await(5, TimeUnit.MILLISECONDS)) {
                if (closing.getCount() == 0) {
                    throw new Ended();
                }
            }
            return this;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Ended();
        }
    }

    /** Says nothing until the peer is closed; ends the script. */
    public Conversation stall() {
        return await(new CountDownLatch(1));
    }

    private void pause(Duration pause) {
        try {
            if (closing.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new Ended();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Ended();
        }
    }

    /** Ends our direction only: the client reads an end, and may still write. */
    public Conversation halfClose() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    public Conversation close() throws IOException {
        socket.close();
        return this;
    }

    /** Ends the connection with a TCP reset, so that the client's next read fails. */
    public Conversation reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
        return this;
    }

    /** What both sides said so far. */
    public List<Message> messages() {
        return traffic.messages();
    }

    boolean isClosed() {
        return socket.isClosed() || socket.isOutputShutdown();
    }
}
