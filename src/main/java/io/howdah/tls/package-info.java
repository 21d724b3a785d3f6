/**
 * What TLS trusts and shows, made of files: root certificates, revocation lists, the client's certificate and its key.
 *
 * <p>Lives here: reading them (PEM and DER, where the JDK reads no such key), judging a server's certificate and its host
 * names, and {@code TlsContext}, which connections with the same settings share. Not here: sockets and handshakes.
 * <p>May use: {@code config}, {@code error}, {@code api}. Used by: {@code transport}, {@code connect}.
 */
package io.howdah.tls;
