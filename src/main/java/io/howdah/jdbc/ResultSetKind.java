package io.howdah.jdbc;

import io.howdah.error.SqlErrors;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Type, concurrency and holdability, by the constants of {@link ResultSet}. */
record ResultSetKind(int type, int concurrency, int holdability) {
    static final ResultSetKind DEFAULT = new ResultSetKind(
            ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, ResultSet.CLOSE_CURSORS_AT_COMMIT);

    static ResultSetKind of(int type, int concurrency, int holdability) throws SQLException {
        switch (type) {
            case ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.TYPE_SCROLL_SENSITIVE -> {}
            default -> throw SqlErrors.badArgument("Result set type " + type + " is none of java.sql.ResultSet's");
        }
        switch (concurrency) {
            case ResultSet.CONCUR_READ_ONLY, ResultSet.CONCUR_UPDATABLE -> {}
            default -> throw SqlErrors.badArgument("Concurrency " + concurrency + " is none of java.sql.ResultSet's");
        }
        requireHoldability(holdability);
        return new ResultSetKind(type, concurrency, holdability);
    }

    /** Not by {@code equals}, which a record makes when it is first called: milliseconds at a program's start. */
    boolean isDefault() {
        return type == DEFAULT.type && concurrency == DEFAULT.concurrency && holdability == DEFAULT.holdability;
    }

    /** Nobody's changes show in a result of PostgreSQL's, so a sensitive one becomes insensitive. */
    ResultSetKind insensitive() {
        return type == ResultSet.TYPE_SCROLL_SENSITIVE
                ? new ResultSetKind(ResultSet.TYPE_SCROLL_INSENSITIVE, concurrency, holdability)
                : this;
    }

    static void requireHoldability(int holdability) throws SQLException {
        if (holdability != ResultSet.HOLD_CURSORS_OVER_COMMIT && holdability != ResultSet.CLOSE_CURSORS_AT_COMMIT) {
            throw SqlErrors.badArgument(
                    "Holdability " + holdability + " is neither HOLD_CURSORS_OVER_COMMIT nor CLOSE_CURSORS_AT_COMMIT");
        }
    }
}
