package io.howdah.transport;

import io.howdah.api.ConnectionSecurity.ServerVerification;
import java.security.cert.X509Certificate;
import java.util.Objects;

/**
 * What a TLS handshake came to.
 *
 * @param protocol such as {@code TLSv1.3}
 * @param cipherSuite the JSSE name
 * @param applicationProtocol what the server chose by ALPN; empty if it ignored the offer, as PostgreSQL before 17 does
 * @param serverCertificate the server's own
 * @param verification what is known of that
 */
public record TlsSession(
        String protocol,
        String cipherSuite,
        String applicationProtocol,
        X509Certificate serverCertificate,
        ServerVerification verification) {
    public TlsSession {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(cipherSuite, "cipherSuite");
        Objects.requireNonNull(applicationProtocol, "applicationProtocol");
        Objects.requireNonNull(serverCertificate, "serverCertificate");
        Objects.requireNonNull(verification, "verification");
    }
}
