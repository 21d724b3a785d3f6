package io.howdah.api;

import java.util.Objects;
import java.util.Optional;

/**
 * What protects a session, as negotiated. Nothing is null.
 *
 * <p>TLS by itself keeps out listeners. Who is at the other end is another question, and {@code server} answers it. With
 * {@code channelBinding} the server has proven besides that it knows the password's verifier on this very channel. Under
 * GSSAPI both sides have proven themselves, and there is no certificate.
 *
 * @param tlsProtocol such as {@code TLSv1.3}; empty unless {@code encryption} is TLS
 * @param cipherSuite the JSSE name; empty unless {@code encryption} is TLS
 * @param encryption what the bytes travel in
 * @param server how the server's certificate was verified
 * @param authentication how the user was proven
 * @param channelBinding whether the authentication was bound to the TLS channel (SCRAM-SHA-256-PLUS)
 */
public record ConnectionSecurity(
        Encryption encryption,
        Optional<String> tlsProtocol,
        Optional<String> cipherSuite,
        ServerVerification server,
        Authentication authentication,
        boolean channelBinding) {

    public ConnectionSecurity {
        Objects.requireNonNull(encryption, "encryption");
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(authentication, "authentication");
    }

    /** What the bytes travel in. */
    public enum Encryption {
        NONE,
        UNIX_SOCKET,
        TLS,
        GSSAPI
    }

    /** How the server's certificate was verified; each mode of {@code sslmode} demands one of these at least. */
    public enum ServerVerification {
        /** Nobody looked, or there is none: the server may be anybody. */
        NONE,
        /** An authority that the settings trust has issued it, to whomever ({@code verify-ca}). */
        AUTHORITY,
        /** And it is for the host that was connected to ({@code verify-full}). */
        AUTHORITY_AND_HOST,
        /** An {@code SSLContext} of the application's took it, by rules that this driver does not know. */
        SSL_CONTEXT,
        /** And it is for the host that was connected to. */
        SSL_CONTEXT_AND_HOST
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
