package io.howdah.jdbc;

import io.howdah.error.SqlErrors;
import io.howdah.sql.CopySyntax;
import io.howdah.sql.ParsedSql;
import io.howdah.sql.ParsedStatement;
import java.sql.SQLException;

/**
 * COPY FROM STDIN where more is sent behind it: the server would take that for a violation of the protocol and hang up.
 * One that stands alone is refused when the server asks for the data.
 */
final class CopyIn {
    private CopyIn() {}

    static void refuse(ParsedSql parsed) throws SQLException {
        for (ParsedStatement statement : parsed.statements()) {
            if (CopySyntax.isFromStdin(statement)) {
                throw SqlErrors.notSupported(
                        "COPY FROM STDIN cannot be part of a batch or of several statements, its data has no way in");
            }
        }
    }
}
