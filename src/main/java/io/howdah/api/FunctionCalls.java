package io.howdah.api;

import java.sql.SQLException;

/**
 * Calls of functions by the FunctionCall message, by {@link HowdahConnection#functions()}: one message there and one back,
 * without SQL and without a prepared statement. It is for code that has it already, and for functions that move bytes; for
 * all else a statement does the same and more.
 *
 * <p>A call is part of the transaction that is open; without one it is a transaction by itself. Only plain functions can be
 * called: no aggregates, no procedures, none that return sets (0A000), none of polymorphic types, and none that depend on a
 * collation, such as {@code upper} (42P22). A strict function is not
 * called with a NULL among its arguments; its result is NULL then. An error of the server's leaves the connection usable.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-FUNCTION-CALL">Function Call</a>
 */
public interface FunctionCalls {
    /**
     * Looks a function up, in one round trip; what it gives can be called any number of times.
     *
     * @param signature as SQL has it, with the types of all arguments: {@code pg_catalog.int4pl(integer, integer)}
     * @throws SQLException 42883 if there is none
     */
    ServerFunction find(String signature) throws SQLException;

    /** As {@link #find(String)}, of one whose OID is known. */
    ServerFunction find(long oid) throws SQLException;

    /**
     * Calls a function whose types the caller knows, in one round trip.
     *
     * @param arguments as the types' binary input functions want them; null for NULL
     * @return as the type's binary output function has it; null for NULL
     * @throws SQLException 42883 if there is no such function, 08P01 for a wrong number of arguments
     */
    byte[] call(long oid, byte[]... arguments) throws SQLException;
}
