package io.howdah.jdbc;

import io.howdah.error.CopyErrors;
import io.howdah.sql.CopySyntax;
import io.howdah.sql.ParsedSql;
import io.howdah.sql.ParsedStatement;
import io.howdah.sql.Verb;
import java.sql.SQLException;
import java.util.List;

/**
 * COPY with data of the client's, where there is only a statement: nothing is sent, so that it costs no transaction. And if
 * anything stood behind it in the flight, the server would take that for a violation of the protocol and hang up.
 */
final class CopyStatements {
    private CopyStatements() {}

    static void refuse(ParsedSql parsed) throws SQLException {
        List<ParsedStatement> statements = parsed.statements();
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).verb() == Verb.COPY) {
                refuse(statements.get(i));
            }
        }
    }

    /** A method of its own, so that who never copies loads nothing for it. */
    private static void refuse(ParsedStatement statement) throws SQLException {
        if (CopySyntax.direction(statement) != CopySyntax.Direction.NONE) {
            throw CopyErrors.notAsStatement();
        }
    }
}
