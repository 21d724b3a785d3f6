/**
 * Proof of identity: what to answer to a server's challenges, as functions of bytes.
 *
 * <p>Lives here: passwords, MD5, SCRAM, channel binding, Kerberos tickets and the tokens made of them, the message with an
 * OAuth token, and the policy of what we give to whom. Not here: messages, sockets, configuration.
 * <p>May use: {@code error}, {@code api}. Used by: {@code connect}.
 */
package io.howdah.auth;
