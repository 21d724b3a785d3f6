package io.howdah.sql;

import io.howdah.sql.SqlScanner.Token;
import java.util.Optional;

/** What the table that a MERGE changes is called within it. */
final class MergeTarget {
    private MergeTarget() {}

    /**
     * The alias of the target, or its name where it has none, with its schema and quotes as they are written.
     *
     * @param sql one statement; it may begin with WITH
     * @return empty if there is no {@code MERGE INTO name USING}, or the name has an escape character of its own
     */
    static Optional<String> of(String sql, StringSyntax strings) {
        SqlScanner scanner = new SqlScanner(sql, strings);
        return passMergeInto(scanner) ? target(sql, scanner) : Optional.empty();
    }

    /** The scanner then stands on INTO. */
    private static boolean passMergeInto(SqlScanner scanner) {
        int depth = 0;
        boolean merge = false;
        for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
            if (token == Token.SYMBOL) {
                depth += scanner.symbol() == '(' ? 1 : scanner.symbol() == ')' ? -1 : 0;
            }
            boolean word = token == Token.WORD && depth == 0;
            if (merge && word && scanner.isWord("into")) {
                return true;
            }
            merge = word && scanner.isWord("merge");
        }
        return false;
    }

    /** {@code [ONLY] [(] name [)] [*] [[AS] alias] USING}. */
    private static Optional<String> target(String sql, SqlScanner scanner) {
        StringBuilder name = new StringBuilder();
        boolean partOfName = false;
        for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
            if (token == Token.WORD || token == Token.QUOTED_NAME) {
                if (isKeyword(token, scanner, "using")) {
                    return name.isEmpty() ? Optional.empty() : Optional.of(name.toString());
                }
                if (isKeyword(token, scanner, "uescape")) {
                    return Optional.empty();
                }
                if (isKeyword(token, scanner, "as") || name.isEmpty() && isKeyword(token, scanner, "only")) {
                    continue;
                }
                if (!partOfName) {
                    // An alias takes the place of the name.
                    name.setLength(0);
                }
                name.append(sql, scanner.start(), scanner.end());
                partOfName = false;
            } else if (token == Token.SYMBOL && scanner.symbol() == '.') {
                name.append('.');
                partOfName = true;
            } else if (token != Token.SYMBOL || "()*".indexOf(scanner.symbol()) < 0) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean isKeyword(Token token, SqlScanner scanner, String word) {
        return token == Token.WORD && scanner.isWord(word);
    }
}
