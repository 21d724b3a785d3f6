/**
 * JDBC's connections and statements over a session.
 *
 * <p>Lives here: {@code ConnectionImpl}, the statements, transactions, parameters. Not here: reading results
 * ({@code jdbc.result}), describing the database ({@code jdbc.metadata}), how a session comes about.
 * <p>May use: every floor below but {@code connect}, which stands beside it. Used by: {@code datasource}.
 */
package io.howdah.jdbc;
