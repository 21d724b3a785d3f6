/**
 * One conversation with one server: flights out, replies in, and the state they leave.
 *
 * <p>Lives here: {@code Session}, {@code Flight}, {@code Reply}, the statement cache, cancelling. Not here: how
 * a session comes about ({@code connect}), types of values, JDBC.
 * <p>May use: {@code wire}, {@code transport}, {@code auth}, {@code config}, {@code error}, {@code observe},
 * {@code api}. Used by: everything that talks to a server.
 */
package io.howdah.session;
