package io.howdah.jdbc;

import io.howdah.error.SqlErrors;
import io.howdah.sql.ParsedSql;
import io.howdah.sql.ParsedStatement;
import io.howdah.sql.Verb;
import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * COPY FROM STDIN where more is sent behind it: the server would take that for a violation of the protocol and hang up.
 * One that stands alone is refused when the server asks for the data.
 */
final class CopyIn {
    private static final Pattern FROM_STDIN = Pattern.compile("\\bfrom\\s+stdin\\b", Pattern.CASE_INSENSITIVE);

    private CopyIn() {}

    static void refuse(ParsedSql parsed) throws SQLException {
        for (ParsedStatement statement : parsed.statements()) {
            if (statement.verb() == Verb.COPY
                    && FROM_STDIN.matcher(statement.sql()).find()) {
                throw SqlErrors.notSupported(
                        "COPY FROM STDIN cannot be part of a batch or of several statements, its data has no way in");
            }
        }
    }
}
