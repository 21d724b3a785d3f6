/**
 * From settings to a session that is ready: hosts, encryption, protocol version, authentication.
 *
 * <p>Lives here: the state machine of startup and what it tries next when an attempt fails. Not here: the session's
 * life afterwards.
 * <p>May use: {@code session}, {@code wire}, {@code oauth}, {@code transport}, {@code tls}, {@code auth}, {@code config},
 * {@code error}, {@code observe}, {@code api}. Used by: {@code datasource} (which makes connections of sessions).
 */
package io.howdah.connect;
