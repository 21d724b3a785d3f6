package io.howdah.config;

import io.howdah.config.ConnectionConfig.Secret;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Whether and how the bytes are encrypted, and who must prove what.
 *
 * <p>Files are named as the user wrote them, and looked for when they are needed; an empty one stands for libpq's default
 * below {@code ~/.postgresql}.
 *
 * @param direct whether TLS begins with the first byte ({@code sslNegotiation=direct})
 * @param rootCertificates a file, {@code classpath:} and a resource, or {@link #SYSTEM}
 * @param revocationList a file; {@code revocationDirectory} a directory of such
 * @param keyPassword of the client's key
 * @param serverName whether the host name is sent in the clear (SNI)
 * @param protocols the versions of TLS that will do, as JSSE names them; at least one
 * @param sslContext of the application's making; then no file is read
 */
public record TlsSettings(
        SslMode mode,
        boolean direct,
        Optional<String> rootCertificates,
        Optional<String> revocationList,
        Optional<String> revocationDirectory,
        ClientCertificate clientCertificate,
        Optional<String> certificate,
        Optional<String> key,
        Optional<Secret> keyPassword,
        boolean serverName,
        List<String> protocols,
        Optional<SSLContext> sslContext) {

    /** The value of {@code sslrootcert} that stands for the JVM's trust store. */
    public static final String SYSTEM = "system";

    /** Every version that is safe; nothing older is ever spoken. */
    static final List<String> ALL_PROTOCOLS = List.of("TLSv1.2", "TLSv1.3");

    public TlsSettings {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(rootCertificates, "rootCertificates");
        Objects.requireNonNull(revocationList, "revocationList");
        Objects.requireNonNull(revocationDirectory, "revocationDirectory");
        Objects.requireNonNull(clientCertificate, "clientCertificate");
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(keyPassword, "keyPassword");
        protocols = List.copyOf(protocols);
        Objects.requireNonNull(sslContext, "sslContext");
    }

    /** Whether the client shows a certificate ({@code sslcertmode}). */
    public enum ClientCertificate {
        DISABLE,
        /** If there is one and the server asks for it. */
        ALLOW,
        /** And a server that does not ask will not do. */
        REQUIRE
    }

    /** A mode, and all else as by default. */
    public static TlsSettings of(SslMode mode) {
        return new TlsSettings(
                mode,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ClientCertificate.ALLOW,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                ALL_PROTOCOLS,
                Optional.empty());
    }
}
