/**
 * The tools that people use over a JDBC driver, each set up as its users set it up, over Howdah and a real server.
 *
 * <p>One class for each tool. The driver is named by {@code jdbc:postgresql:} and its class, the way that works in all of
 * them. The incumbent's jar is not on the class path (but in {@code beside}), so that a tool which asks for its classes
 * is found out. The snippets of {@code docs/using-with.md} stand here word for word.
 */
package io.howdah.compat;
