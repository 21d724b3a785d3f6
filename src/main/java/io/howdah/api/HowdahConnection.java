package io.howdah.api;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What a connection of this driver offers beyond JDBC: {@code connection.unwrap(HowdahConnection.class)}.
 *
 * <p>No call here asks the server, so none waits, and a closed connection still answers; what they give may. No argument may be
 * null but where it says so.
 */
public interface HowdahConnection extends Connection {
    /** As the server reported it at startup. Never null; behind a pooler, of the server that the pooler speaks for. */
    ServerVersion serverVersion();

    /** As negotiated at startup. Never null. */
    ProtocolVersion protocolVersion();

    /** The process id of the backend, as it calls itself; a pooler may have given its own. 0 if the server gave none. */
    int backendPid();

    /**
     * What the server last reported of one of its parameters, without asking it.
     *
     * @param name as PostgreSQL writes it, such as {@code TimeZone}: here case matters
     * @return null if the server does not report the parameter
     * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-ASYNC">ParameterStatus</a>
     */
    String parameter(String name);

    /** What protects this session, as of startup. Never null. */
    ConnectionSecurity security();

    /** Bytes, text and rows by COPY. Never null; asks nothing by itself. */
    CopyOperations copy();

    /** Streams of the log, slots and base backups, by a connection with the property {@code replication}. Never null. */
    Replication replication();

    /** Many statements in one round trip, of which an error skips the rest. Never null; asks nothing by itself. */
    Pipeline pipeline();

    /** Many statements in one round trip. Never null; asks nothing by itself. */
    Pipeline pipeline(PipelineMode mode);

    /** Large objects by their OIDs. Never null; asks nothing by itself. */
    LargeObjects largeObjects();

    /** Functions called without SQL. Never null; asks nothing by itself. */
    FunctionCalls functions();

    /** LISTEN and NOTIFY. Never null; asks nothing by itself. */
    Notifications notifications();

    /**
     * Who gets notices of the server's at the moment they arrive, beside the SQLWarnings that they become.
     *
     * @param listener null for none
     * @param least of what severity; those of less are not told
     */
    void setNoticeListener(NoticeListener listener, NoticeSeverity least);

    /**
     * As {@link Connection#createArrayOf(String, Object[])}, for whatever Java has for an array.
     *
     * @param typeName of the elements' type, or of an array type, as SQL has it
     * @param elements an array, also of a primitive type, or a Collection; nested for more than one dimension
     * @throws SQLException 42602 if there is no such type, 07006 if an element cannot become a value of it
     */
    Array createArrayOf(String typeName, Object elements) throws SQLException;

    /**
     * The text as a string literal with its quotes, to be put into SQL where no parameter can stand. It means the same
     * under either setting of {@code standard_conforming_strings}, and may begin with a blank.
     *
     * @throws SQLException 22021 if PostgreSQL cannot hold the text (NUL, half a surrogate pair)
     * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS">String
     *     Constants</a>
     */
    String escapeLiteral(String text) throws SQLException;

    /**
     * The text as an identifier, always in quotes, so that case is kept. The server cuts off what is longer than 63 bytes.
     *
     * @throws SQLException 22021 if PostgreSQL cannot hold the text (NUL, half a surrogate pair), 22023 if it is empty
     * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS">Identifiers
     *     and Key Words</a>
     */
    String escapeIdentifier(String text) throws SQLException;
}
