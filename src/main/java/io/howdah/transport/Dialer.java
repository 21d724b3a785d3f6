package io.howdah.transport;

import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.ConnectionConfig.SocketSettings;
import io.howdah.error.SqlErrors;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Opens the way to a server: name look-up and TCP connect, or a Unix-domain socket. */
public final class Dialer {
    private static final String LOOK_UP = "DNS look-up";
    private static final String TCP_CONNECT = "TCP connect";
    private static final String UNIX_CONNECT = "Unix-domain socket connect";

    private Dialer() {}

    /**
     * Tries every address of the host in turn, each with its share of the time left, so that one which swallows packets
     * does not keep us from the next.
     *
     * @throws SQLException that names host, port and what failed, with the failure of every address
     */
    public static Transport connect(HostSpec host, SocketSettings settings, Deadline deadline) throws SQLException {
        return host.isUnixSocket()
                ? connectUnix(host, settings, deadline)
                : connectAny(lookUp(host, deadline), host, settings, deadline);
    }

    /**
     * The host by each of its addresses, so that each can be tried to the end: a name may stand for several servers. One
     * that has a numeric address, or is a Unix-domain socket, is itself the only one.
     *
     * @throws SQLException if the look-up fails
     */
    public static List<HostSpec> places(HostSpec host, Deadline deadline) throws SQLException {
        if (host.isUnixSocket() || host.address().isPresent() || HostLookup.isLiteral(host.host())) {
            return List.of(host);
        }
        List<HostSpec> places = new ArrayList<>();
        for (InetAddress address : lookUp(host, deadline)) {
            places.add(host.at(address.getHostAddress()));
        }
        return places;
    }

    /** @param addresses what the name of the host stands for, at least one */
    static Transport connectAny(InetAddress[] addresses, HostSpec host, SocketSettings settings, Deadline deadline)
            throws SQLException {
        List<IOException> failures = new ArrayList<>();
        for (int i = 0; i < addresses.length && !deadline.passed(); i++) {
            var target = new InetSocketAddress(addresses[i], host.port());
            try {
                return connectTcp(target, settings, share(deadline, addresses.length - i));
            } catch (IOException e) {
                failures.add(describe(addresses[i], e));
            }
        }
        SQLException error = deadline.passed()
                ? SqlErrors.connectTimedOut(host.host(), host.port(), TCP_CONNECT, deadline.limit())
                : SqlErrors.connectFailed(host.host(), host.port(), TCP_CONNECT, summary(failures));
        failures.forEach(error::addSuppressed);
        throw error;
    }

    private static InetAddress[] lookUp(HostSpec host, Deadline deadline) throws SQLException {
        try {
            return HostLookup.addresses(host.address().orElse(host.host()), deadline);
        } catch (UnknownHostException e) {
            throw SqlErrors.connectFailed(host.host(), host.port(), LOOK_UP, e);
        } catch (SocketTimeoutException e) {
            throw SqlErrors.connectTimedOut(host.host(), host.port(), LOOK_UP, deadline.limit());
        }
    }

    private static Transport connectTcp(InetSocketAddress target, SocketSettings settings, int timeoutMillis)
            throws IOException {
        var socket = new DeadlineSocket();
        try {
            socket.setTcpNoDelay(settings.tcpNoDelay());
            socket.setKeepAlive(settings.tcpKeepAlive());
            if (settings.tcpKeepAlive() && settings.probes().isPresent()) {
                KeepAliveOptions.set(socket, settings.probes().get());
            }
            // Before connecting: the handshake of TCP announces how large the receive window may become.
            if (settings.receiveBufferSize() > 0) {
                socket.setReceiveBufferSize(settings.receiveBufferSize());
            }
            if (settings.sendBufferSize() > 0) {
                socket.setSendBufferSize(settings.sendBufferSize());
            }
            if (settings.localSocketAddress().isPresent()) {
                bind(socket, settings.localSocketAddress().get());
            }
            socket.connect(target, timeoutMillis);
            return SocketTransport.plain(socket);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static void bind(DeadlineSocket socket, String localAddress) throws IOException {
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName(localAddress), 0));
        } catch (IOException e) {
            var described = new BindException("localSocketAddress " + localAddress + ": " + e.getMessage());
            described.initCause(e);
            throw described;
        }
    }

    private static int share(Deadline deadline, int addressesLeft) {
        return deadline.isNever() ? 0 : Math.max(1, deadline.millisLeft() / addressesLeft);
    }

    private static IOException describe(InetAddress address, IOException failure) {
        var described = new ConnectException(address.getHostAddress() + ": " + failure.getMessage());
        described.initCause(failure);
        return described;
    }

    private static IOException summary(List<IOException> failures) {
        return failures.size() == 1
                ? failures.get(0)
                : new ConnectException(
                        failures.stream().map(IOException::getMessage).collect(Collectors.joining("; ")));
    }

    private static Transport connectUnix(HostSpec host, SocketSettings settings, Deadline deadline)
            throws SQLException {
        try {
            return UnixDialer.connect(UnixDomainSocketAddress.of(host.socketPath()), settings.requirePeer(), deadline);
        } catch (SocketTimeoutException e) {
            SQLException timeout = SqlErrors.connectTimedOut(host.host(), host.port(), UNIX_CONNECT, deadline.limit());
            timeout.addSuppressed(e);
            throw timeout;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            throw SqlErrors.connectFailed(host.host(), host.port(), UNIX_CONNECT, e);
        }
    }
}
