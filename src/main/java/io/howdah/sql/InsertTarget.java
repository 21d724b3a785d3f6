package io.howdah.sql;

import io.howdah.sql.SqlScanner.Token;
import java.util.Optional;

/** The table that an INSERT names. */
public final class InsertTarget {
    private InsertTarget() {}

    /**
     * The name as it is written, with its schema and quotes if it has them: text that {@code to_regclass} understands.
     *
     * @param sql one statement
     * @return empty if it does not begin with {@code INSERT INTO name}, or the name has Unicode escapes
     */
    public static Optional<String> of(String sql, StringSyntax strings) {
        SqlScanner scanner = new SqlScanner(sql, strings);
        if (scanner.next() != Token.WORD
                || !scanner.isWord("insert")
                || scanner.next() != Token.WORD
                || !scanner.isWord("into")) {
            return Optional.empty();
        }
        var name = new StringBuilder();
        while (true) {
            Token part = scanner.next();
            boolean isName = part == Token.WORD || part == Token.QUOTED_NAME && sql.charAt(scanner.start()) == '"';
            if (!isName) {
                return Optional.empty();
            }
            name.append(sql, scanner.start(), scanner.end());
            if (scanner.next() != Token.SYMBOL || scanner.symbol() != '.') {
                return Optional.of(name.toString());
            }
            name.append('.');
        }
    }
}
