/**
 * Proof of identity: what to answer to a server's challenges, as functions of bytes.
 *
 * <p>Lives here: passwords, MD5, SCRAM. Not here: messages, sockets, configuration.
 * <p>May use: {@code error}. Used by: {@code session}.
 */
package io.howdah.auth;
