/**
 * A pipe of bytes to a server: TCP, TLS or GSSAPI over it, a Unix-domain socket.
 *
 * <p>Lives here: making and closing sockets, TLS, GSSAPI packets, deadlines on reads, writing while somebody else reads.
 * Not here: what the bytes mean.
 * <p>May use: {@code tls}, {@code config}, {@code error}. Used by: {@code session}, {@code connect}.
 */
package io.howdah.transport;
