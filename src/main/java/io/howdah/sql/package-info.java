/**
 * The text of SQL, without a server: placeholders, statements, JDBC escapes, quoting.
 *
 * <p>Lives here: {@code SqlParser} and what it gives, {@code EscapeSyntax}, {@code Quoting}, {@code Returning},
 * {@code InsertShape}. Not here: which text is sent when, and what a server of which version understands.
 *
 * <p>May use: {@code error}. Used by: {@code jdbc} and the sub-protocols.
 */
package io.howdah.sql;
