package io.howdah.jdbc;

import io.howdah.config.ConnectionConfig.StatementSettings;
import io.howdah.sql.ParsedStatement;
import io.howdah.sql.Returning;
import java.sql.SQLException;

/** Which statements can return keys, and the text that makes them do so. */
final class GeneratedKeys {
    private GeneratedKeys() {}

    /** Whether the rows of this statement are its generated keys. Of others the request is ignored, as JDBC has it. */
    static boolean apply(ParsedStatement statement, KeyRequest keys) {
        if (keys instanceof KeyRequest.None) {
            return false;
        }
        return switch (statement.verb()) {
            case INSERT, UPDATE, DELETE, MERGE -> true;
            default -> false;
        };
    }

    /** The statement with the RETURNING that the request wants; its own, if it has one, stays. */
    static String textFor(ParsedStatement statement, KeyRequest keys, StatementSettings settings) throws SQLException {
        if (!apply(statement, keys) || statement.hasReturning()) {
            return statement.sql();
        }
        return keys instanceof KeyRequest.Named named
                ? Returning.columns(statement, named.columns())
                : Returning.all(statement);
    }
}
