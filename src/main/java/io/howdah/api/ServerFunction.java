package io.howdah.api;

import java.sql.SQLException;

/** A function of the database's, whose types are known. Got by {@link FunctionCalls}. */
public interface ServerFunction {
    /** From 1 to 4294967295. */
    long oid();

    /**
     * Calls it, in one round trip.
     *
     * @param resultClass as for {@link java.sql.ResultSet#getObject(int, Class)}
     * @param arguments one for each that the function takes, as for {@link java.sql.PreparedStatement#setObject(int,
     *     Object)}; null for NULL
     * @return null for NULL, and of a function that returns nothing
     * @throws SQLException 22023 for a wrong number of arguments, 07006 for one that cannot become the type, or a result
     *     that cannot become the class; the server's error
     */
    <T> T call(Class<T> resultClass, Object... arguments) throws SQLException;
}
