package io.howdah.api;

import java.util.Objects;
import java.util.Optional;

/**
 * What protects a session, as negotiated.
 *
 * @param tlsProtocol such as {@code TLSv1.3}; empty unless {@code encryption} is TLS
 * @param cipherSuite the JSSE name; empty unless {@code encryption} is TLS
 * @param authentication how the user was proven
 * @param channelBinding whether the authentication was bound to the TLS channel (SCRAM-SHA-256-PLUS)
 */
public record ConnectionSecurity(
        Encryption encryption,
        Optional<String> tlsProtocol,
        Optional<String> cipherSuite,
        Authentication authentication,
        boolean channelBinding) {

    public ConnectionSecurity {
        Objects.requireNonNull(encryption, "encryption");
        Objects.requireNonNull(authentication, "authentication");
    }

    /** What the bytes travel in. */
    public enum Encryption {
        NONE,
        UNIX_SOCKET,
        TLS,
        GSSAPI
    }

    /** The exchange that ended in AuthenticationOk. */
    public enum Authentication {
        /** The server asked for nothing: trust, peer, certificate, or proof given by the transport. */
        NONE,
        CLEARTEXT_PASSWORD,
        MD5,
        SCRAM_SHA_256,
        SCRAM_SHA_256_PLUS,
        GSSAPI,
        OAUTHBEARER
    }
}
