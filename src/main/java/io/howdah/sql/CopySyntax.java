package io.howdah.sql;

import io.howdah.sql.SqlScanner.Token;

/** What a COPY copies from. */
public final class CopySyntax {
    private CopySyntax() {}

    /** Whether a statement is a COPY that waits for data of the client: {@code COPY .. FROM STDIN}. */
    public static boolean isFromStdin(ParsedStatement statement) {
        if (statement.verb() != Verb.COPY) {
            return false;
        }
        var scanner = new SqlScanner(statement.sql(), StringSyntax.STANDARD);
        boolean afterFrom = false;
        for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
            if (afterFrom && token == Token.WORD && scanner.isWord("stdin")) {
                return true;
            }
            afterFrom = token == Token.WORD && scanner.isWord("from");
        }
        return false;
    }
}
