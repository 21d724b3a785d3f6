package io.howdah.transport;

import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.TlsSettings;
import io.howdah.config.TlsSettings.ClientCertificate;
import io.howdah.error.SqlErrors;
import io.howdah.error.TlsErrors;
import io.howdah.tls.TlsContext;
import java.io.IOException;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** The TLS handshake, over a TCP connection that is there. */
public final class Tls {
    private static final String HANDSHAKE = "TLS handshake";
    private static final String ALPN = "postgresql";

    private Tls() {}

    /**
     * Secures the connection, and looks at who is at the other end as the settings demand it.
     *
     * <p>The server agreed to it just before, or it begins with the first byte; not a byte of what follows may have been read.
     *
     * @param plain from {@link Dialer}, not a Unix-domain socket; not to be used any more, and closed if this fails
     * @param deadline for the whole handshake, also when the peer sends it byte by byte
     */
    public static Transport upgrade(Transport plain, HostSpec host, TlsContext context, Deadline deadline)
            throws SQLException {
        if (!(plain instanceof SocketTransport transport)) {
            throw new IllegalArgumentException("no TLS over " + plain.getClass().getSimpleName());
        }
        boolean secured = false;
        try {
            Transport result = handshake(transport.tcp(), host, context, deadline);
            secured = true;
            return result;
        } catch (IOException | RuntimeException e) {
            throw failure(host, context, deadline, e);
        } finally {
            if (!secured) {
                plain.close();
            }
        }
    }

    private static SQLException failure(HostSpec host, TlsContext context, Deadline deadline, Exception failure) {
        Optional<String> refusal = TlsContext.refusal(failure);
        if (refusal.isPresent()) {
            return TlsErrors.certificateRefused(host.host(), host.port(), refusal.get(), failure);
        }
        if (deadline.passed()) {
            SQLException timeout = SqlErrors.connectTimedOut(host.host(), host.port(), HANDSHAKE, deadline.limit());
            timeout.addSuppressed(failure);
            return timeout;
        }
        return TlsErrors.failed(host.host(), host.port(), failure, TlsHints.of(failure, context.settings()));
    }

    private static Transport handshake(DeadlineSocket tcp, HostSpec host, TlsContext context, Deadline deadline)
            throws IOException, SQLException {
        TlsSettings settings = context.settings();
        tcp.readAhead();
        // With the host's name as its users know it: sessions to be resumed are looked up by that.
        var socket =
                (SSLSocket) context.sslContext().getSocketFactory().createSocket(tcp, host.host(), host.port(), true);
        var parameters = socket.getSSLParameters();
        parameters.setProtocols(protocols(parameters.getProtocols(), settings.protocols()));
        parameters.setServerNames(settings.serverName() ? serverNames(host.host()) : List.of());
        parameters.setApplicationProtocols(new String[] {ALPN});
        socket.setSSLParameters(parameters);
        tcp.arm(deadline);
        socket.startHandshake();
        TlsSession session = session(socket, context);
        check(session, socket.getSession(), host, context);
        return SocketTransport.over(tcp, socket, session);
    }

    /** Those of ours that this JVM has not switched off. */
    private static String[] protocols(String[] enabled, List<String> allowed) throws SSLException {
        String[] protocols = Arrays.stream(enabled).filter(allowed::contains).toArray(String[]::new);
        if (protocols.length == 0) {
            throw new SSLException("this JVM has all of " + allowed + " switched off");
        }
        return protocols;
    }

    /** The name for SNI: none for an address, as the standard has it. */
    private static List<SNIServerName> serverNames(String host) {
        if (HostLookup.isLiteral(host)) {
            return List.of();
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        try {
            return List.of(new SNIHostName(name));
        } catch (IllegalArgumentException e) {
            // Not to SNI's rules, as names in container networks often are (my_db). It is a hint for proxies that serve
            // many names; who reaches the server by such a name has none in between.
            return List.of();
        }
    }

    private static TlsSession session(SSLSocket socket, TlsContext context) throws IOException {
        var session = socket.getSession();
        if (!(session.getPeerCertificates()[0] instanceof X509Certificate certificate)) {
            throw new SSLException("The server's certificate is not an X.509 certificate");
        }
        return new TlsSession(
                session.getProtocol(),
                session.getCipherSuite(),
                socket.getApplicationProtocol(),
                certificate,
                context.verification());
    }

    /** Before a byte of ours is sent: what a handshake that succeeded may still lack. */
    private static void check(TlsSession session, SSLSession details, HostSpec host, TlsContext context)
            throws IOException, SQLException {
        String name = host.host();
        Optional<InetAddress> address =
                HostLookup.isLiteral(name) ? Optional.of(InetAddress.getByName(name)) : Optional.empty();
        Optional<String> fault = context.fault(session.serverCertificate(), name, address);
        if (fault.isPresent()) {
            throw TlsErrors.certificateRefused(name, host.port(), fault.get(), null);
        }
        if (context.settings().direct() && !session.applicationProtocol().equals(ALPN)) {
            throw TlsErrors.notDirect(name, host.port(), session.applicationProtocol());
        }
        if (context.settings().clientCertificate() == ClientCertificate.REQUIRE
                && details.getLocalCertificates() == null) {
            throw TlsErrors.certificateNotWanted(name, host.port());
        }
    }
}
