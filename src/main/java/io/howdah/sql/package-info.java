/**
 * The text of SQL, without a server: placeholders, statements, JDBC escapes, quoting.
 *
 * <p>May use: {@code error}. Used by: {@code jdbc} and the sub-protocols.
 */
package io.howdah.sql;
