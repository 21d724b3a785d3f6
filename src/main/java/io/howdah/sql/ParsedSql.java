package io.howdah.sql;

import java.util.List;

/**
 * A text of SQL, taken apart. Immutable.
 *
 * @param source the text that was parsed
 * @param statements empty if the text is only blanks, comments and semicolons
 * @param parameterCount of all statements together; may be more than the 65535 the protocol allows
 */
public record ParsedSql(String source, List<ParsedStatement> statements, int parameterCount) {
    public ParsedSql {
        statements = List.copyOf(statements);
    }

    public boolean isEmpty() {
        return statements.isEmpty();
    }

    public boolean isSingle() {
        return statements.size() == 1;
    }
}
