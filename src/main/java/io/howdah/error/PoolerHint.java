package io.howdah.error;

import io.howdah.api.ServerError;

/**
 * What helps where a pooler between us and the server is the trouble.
 *
 * <p>It goes by words, for want of better: poolers give no routine, and few states. Nothing but a hint depends on it.
 */
final class PoolerHint {
    private static final String LABEL = "\n  Hint: ";

    private PoolerHint() {}

    /** A line to go behind the message; empty for an error that no pooler makes. */
    static String of(ServerError error) {
        return switch (error.sqlState()) {
            // Its names are in no language. A session of our own never has a name twice, nor loses one unheard.
            case "42P05", "26000" ->
                error.message().contains("\"S_")
                        ? LABEL
                                + "A pooler seems to give each transaction another session of the server's. Set the property"
                                + " pooler=transaction, or max_prepared_statements in PgBouncer 1.21 or later"
                        : "";
            case "08P01" ->
                error.routine().isEmpty() && error.message().contains("startup parameter")
                        ? LABEL + "A pooler seems to refuse a setting that goes with the startup. Name it in"
                                + " ignore_startup_parameters in pgbouncer.ini, or leave out the property that sends it:"
                                + " currentSchema sends search_path, options and param.* what they say"
                        : "";
            default -> "";
        };
    }
}
