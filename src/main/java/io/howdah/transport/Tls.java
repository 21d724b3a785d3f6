package io.howdah.transport;

import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.ConnectionConfig.TlsSettings;
import io.howdah.error.SqlErrors;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** The TLS handshake, over a TCP connection that is there. */
public final class Tls {
    private static final String HANDSHAKE = "TLS handshake";
    private static final String ALPN = "postgresql";

    private Tls() {}

    /**
     * Secures the connection. The server agreed to it just before, and not a byte behind its answer may have been read:
     * what somebody slipped in there unencrypted goes to the handshake, which fails on it.
     *
     * @param plain from {@link Dialer}, not a Unix-domain socket; not to be used any more, and closed if this fails
     * @param deadline for the whole handshake, also when the peer sends it byte by byte
     */
    public static Transport upgrade(Transport plain, HostSpec host, TlsSettings settings, Deadline deadline)
            throws SQLException {
        if (!(plain instanceof SocketTransport transport)) {
            throw new IllegalArgumentException("no TLS over " + plain.getClass().getSimpleName());
        }
        try {
            return handshake(transport.tcp(), host, context(settings), deadline);
        } catch (IOException | GeneralSecurityException e) {
            plain.close();
            if (deadline.passed()) {
                SQLException timeout = SqlErrors.connectTimedOut(host.host(), host.port(), HANDSHAKE, deadline.limit());
                timeout.addSuppressed(e);
                throw timeout;
            }
            throw SqlErrors.tlsFailed(host.host(), host.port(), e);
        }
    }

    private static Transport handshake(DeadlineSocket tcp, HostSpec host, SSLContext context, Deadline deadline)
            throws IOException {
        var socket = (SSLSocket) context.getSocketFactory().createSocket(tcp, host.host(), host.port(), true);
        var parameters = socket.getSSLParameters();
        parameters.setProtocols(Arrays.stream(parameters.getProtocols())
                .filter(protocol -> protocol.equals("TLSv1.2") || protocol.equals("TLSv1.3"))
                .toArray(String[]::new));
        parameters.setServerNames(serverNames(host.host()));
        parameters.setApplicationProtocols(new String[] {ALPN});
        socket.setSSLParameters(parameters);
        tcp.arm(deadline);
        socket.startHandshake();
        return SocketTransport.over(tcp, socket, session(socket));
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

    private static TlsSession session(SSLSocket socket) throws IOException {
        var session = socket.getSession();
        if (!(session.getPeerCertificates()[0] instanceof X509Certificate certificate)) {
            throw new SSLException("The server's certificate is not an X.509 certificate");
        }
        return new TlsSession(
                session.getProtocol(), session.getCipherSuite(), socket.getApplicationProtocol(), certificate);
    }

    private static SSLContext context(TlsSettings settings) throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust(settings)}, null);
        return context;
    }

    /** Whom to believe. The verify modes come in here, once there are settings for their certificates. */
    private static TrustManager trust(TlsSettings settings) {
        return switch (settings.mode()) {
            case DISABLE -> throw new IllegalArgumentException("TLS with sslmode=disable");
            case ALLOW, PREFER, REQUIRE -> new UnverifiedCertificates();
        };
    }
}
