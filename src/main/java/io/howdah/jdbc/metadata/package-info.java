/**
 * What the database is and what is in it: {@code DatabaseMetaData}.
 *
 * <p>Lives here: the constant answers ({@code Capabilities}), one set-based query per method that lists something, the
 * facade over both. Not here: how a query is run; all goes through a {@code java.sql.Connection}.
 * <p>May use: {@code jdbc.wrapper}, {@code sql}, {@code error}, {@code api}. Used by: {@code jdbc}.
 */
package io.howdah.jdbc.metadata;
