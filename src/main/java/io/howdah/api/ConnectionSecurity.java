package io.howdah.api;

import java.util.Objects;
import java.util.Optional;

/**
 * What protects a session, as negotiated. Nothing is null.
 *
 * <p>TLS here says that the bytes are encrypted, not that somebody looked who is at the other end: no server certificate is
 * verified yet. With {@code channelBinding} the server has proven that it knows the password's verifier on this very
 * channel.
 *
 * @param tlsProtocol such as {@code TLSv1.3}; empty unless {@code encryption} is TLS
 * @param cipherSuite the JSSE name; empty unless {@code encryption} is TLS
 * @param encryption what the bytes travel in
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
