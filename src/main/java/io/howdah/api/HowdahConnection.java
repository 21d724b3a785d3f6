package io.howdah.api;

import java.sql.Connection;
import java.sql.SQLException;

/** What a connection of this driver offers beyond JDBC: {@code connection.unwrap(HowdahConnection.class)}. */
public interface HowdahConnection extends Connection {
    ServerVersion serverVersion();

    /** As negotiated at startup. */
    ProtocolVersion protocolVersion();

    /** The process id of the backend, as it calls itself; a pooler may have given its own. 0 if the server gave none. */
    int backendPid();

    /**
     * What the server last reported of one of its parameters, without asking it.
     *
     * @return null if the server does not report the parameter
     * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-ASYNC">ParameterStatus</a>
     */
    String parameter(String name);

    /** What protects this session. */
    ConnectionSecurity security();

    /**
     * The text as a string literal with its quotes.
     *
     * @throws SQLException if PostgreSQL cannot hold the text (NUL, half a surrogate pair)
     */
    String escapeLiteral(String text) throws SQLException;

    /**
     * The text as an identifier, always in quotes.
     *
     * @throws SQLException if PostgreSQL cannot hold the text (NUL, half a surrogate pair), or it is empty
     */
    String escapeIdentifier(String text) throws SQLException;
}
