/**
 * Branches of global transactions, over a session: two-phase commit as the XA specification has it.
 *
 * <p>Lives here: {@code BranchResource}, the {@code XAResource}; {@code Gid}, the names that branches have on the server.
 * Not here: JDBC; whoever has a connection gives what is needed of it by {@code XaHost}.
 * <p>May use: {@code session}, {@code error}. Used by: {@code jdbc}, {@code datasource}.
 */
package io.howdah.xa;
