package io.howdah.session;

import io.howdah.api.ServerError;

/**
 * The first error of an answer, and where the server met it.
 *
 * @param query the statement it was met at; null for a Query
 */
public record Failure(ServerError error, Stage stage, PreparedQuery query) {
    /** How far a statement came. */
    public enum Stage {
        /** The server read the text, and gave types to its parameters. */
        PARSE,
        /** It read the values and planned; nothing of the statement has run. */
        BIND,
        EXECUTE
    }
}
