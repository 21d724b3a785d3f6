package io.howdah.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** TCP, or TLS over it. */
final class SocketTransport implements Transport {
    private final DeadlineSocket tcp;
    private final InputStream in;
    private final OutputStream out;
    private final Optional<TlsSession> tls;

    private SocketTransport(DeadlineSocket tcp, Socket top, Optional<TlsSession> tls) throws IOException {
        this.tcp = tcp;
        this.in = top.getInputStream();
        this.out = top.getOutputStream();
        this.tls = tls;
    }

    static SocketTransport plain(DeadlineSocket connected) throws IOException {
        return new SocketTransport(connected, connected, Optional.empty());
    }

    /** @param secured a TLS socket over {@code tcp}, its handshake done */
    static SocketTransport over(DeadlineSocket tcp, Socket secured, TlsSession session) throws IOException {
        return new SocketTransport(tcp, secured, Optional.of(session));
    }

    DeadlineSocket tcp() {
        return tcp;
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Deadline deadline) throws IOException {
        tcp.arm(deadline);
        try {
            return in.read(buffer, offset, length);
        } catch (SocketTimeoutException e) {
            return TIMED_OUT;
        }
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        out.write(buffer, offset, length);
    }

    @Override
    public void close() {
        try {
            // Of TCP, also under TLS: SSLSocket.close() wants to say goodbye and waits behind a blocked write for it.
            tcp.close();
        } catch (IOException e) {
            // It is out of use either way, and the caller has a reason to close that must not be hidden by this one.
            Log.LOG.debug("Closing the socket failed", e);
        }
    }

    @Override
    public Transport redial(Deadline deadline) throws IOException {
        var again = new DeadlineSocket();
        try {
            again.setTcpNoDelay(true);
            again.connect(tcp.getRemoteSocketAddress(), deadline.millisLeft());
            return plain(again);
        } catch (IOException e) {
            again.close();
            throw e;
        }
    }

    @Override
    public boolean isLocal() {
        return tcp.getInetAddress().isLoopbackAddress();
    }

    @Override
    public Optional<TlsSession> tls() {
        return tls;
    }

    /** A class of its own, so that slf4j starts up only once there is something to say. */
    private static final class Log {
        static final Logger LOG = LoggerFactory.getLogger(SocketTransport.class);
    }
}
