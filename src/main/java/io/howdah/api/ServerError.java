package io.howdah.api;

import java.util.Objects;
import java.util.Optional;

/**
 * Everything PostgreSQL said in one ErrorResponse or NoticeResponse.
 *
 * <p>Text is in the server's {@code lc_messages} language; decide on {@link #sqlState()} or {@link #routine()}, never on
 * {@link #message()}. Nothing is null. {@link #detail()} may show values of rows.
 *
 * @param severity not localised from PostgreSQL 9.6 on: ERROR, FATAL, PANIC, WARNING, NOTICE, DEBUG, INFO or LOG
 * @param sqlState five characters; {@code XX000} if the server gave none
 * @param message one line as a rule; a text that says so if the server gave none
 * @param detail more about this very case, often with values of rows
 * @param hint what may help; it may be wrong
 * @param position 1-based index of the error in the statement's text, in characters; 0 if the server gave none
 * @param internalPosition like {@code position}, in {@code internalQuery}
 * @param internalQuery the text of a statement that the server made itself, such as one in a PL/pgSQL function
 * @param where the context in which it happened, innermost first, a line each
 * @param schema of the object that the error is about, as are {@code table}, {@code column}, {@code dataType} and
 *     {@code constraint}: for errors of class 23 mostly
 * @param file of the server's source
 * @param line line in the server's source {@code file}; 0 if absent
 * @param routine in the server's source: the same in all languages
 * @see <a href="https://www.postgresql.org/docs/current/protocol-error-fields.html">Error and Notice Message Fields</a>
 */
public record ServerError(
        String severity,
        String sqlState,
        String message,
        Optional<String> detail,
        Optional<String> hint,
        int position,
        int internalPosition,
        Optional<String> internalQuery,
        Optional<String> where,
        Optional<String> schema,
        Optional<String> table,
        Optional<String> column,
        Optional<String> dataType,
        Optional<String> constraint,
        Optional<String> file,
        int line,
        Optional<String> routine) {

    public ServerError {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(sqlState, "sqlState");
        Objects.requireNonNull(message, "message");
    }

    /** Whether the server closed the session with this message. */
    public boolean fatal() {
        return severity.equals("FATAL") || severity.equals("PANIC");
    }
}
