package io.howdah.transport;

import java.security.cert.X509Certificate;
import java.util.Objects;

/**
 * What a TLS handshake came to.
 *
 * @param protocol such as {@code TLSv1.3}
 * @param cipherSuite the JSSE name
 * @param applicationProtocol what the server chose by ALPN; empty if it ignored the offer, as PostgreSQL before 17 does
 * @param serverCertificate the server's own; nobody verified it unless the sslmode says so
 */
public record TlsSession(
        String protocol, String cipherSuite, String applicationProtocol, X509Certificate serverCertificate) {
    public TlsSession {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(cipherSuite, "cipherSuite");
        Objects.requireNonNull(applicationProtocol, "applicationProtocol");
        Objects.requireNonNull(serverCertificate, "serverCertificate");
    }
}
