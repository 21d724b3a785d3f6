package io.howdah.auth;

import java.security.cert.X509Certificate;
import java.util.Objects;

/** What the proof of identity travels over, as far as that decides what is safe to say. */
public sealed interface Link {
    /** TCP to another machine, where others may read along. */
    record Open() implements Link {}

    /** A Unix-domain socket or a loopback address. */
    record Local() implements Link {}

    /** Encrypted by Kerberos, which proved both sides to each other. */
    record Gss() implements Link {}

    /** @param serverCertificate the server's own, as it came in the handshake; it need not be verified */
    record Tls(X509Certificate serverCertificate) implements Link {
        public Tls {
            Objects.requireNonNull(serverCertificate, "serverCertificate");
        }
    }
}
