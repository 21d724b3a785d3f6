package io.howdah.sql;

import io.howdah.error.SqlErrors;
import io.howdah.sql.SqlScanner.Token;
import java.sql.SQLException;

/** Which way a COPY copies, and the names that are put into one. */
public final class CopySyntax {
    /** Where the data of a statement goes. */
    public enum Direction {
        /** {@code COPY .. FROM STDIN}: from the client. */
        IN,
        /** {@code COPY .. TO STDOUT}: to the client. */
        OUT,
        /** Neither: between the server and its files or programs, or no COPY. */
        NONE
    }

    /** The server reads no longer names: database, schema, table. */
    private static final int MOST_PARTS = 3;

    private CopySyntax() {}

    public static Direction direction(ParsedStatement statement) {
        if (statement.verb() != Verb.COPY) {
            return Direction.NONE;
        }
        var scanner = new SqlScanner(statement.sql(), StringSyntax.STANDARD);
        int depth = 0;
        boolean afterFrom = false;
        boolean afterTo = false;
        for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
            boolean word = token == Token.WORD && depth == 0;
            if (afterFrom && word && scanner.isWord("stdin")) {
                return Direction.IN;
            }
            if (afterTo && word && scanner.isWord("stdout")) {
                return Direction.OUT;
            }
            afterFrom = word && scanner.isWord("from");
            afterTo = word && scanner.isWord("to");
            if (token == Token.SYMBOL) {
                depth += scanner.symbol() == '(' ? 1 : scanner.symbol() == ')' ? -1 : 0;
            }
        }
        return Direction.NONE;
    }

    /**
     * A name as somebody wrote it for SQL, with its schema if that was written, and nothing else.
     *
     * @throws SQLException 42602 for what is more than a name, or none
     */
    public static String name(String written) throws SQLException {
        if (written == null) {
            throw SqlErrors.badArgument("The name of a table or column is null");
        }
        var scanner = new SqlScanner(written, StringSyntax.STANDARD);
        var name = new StringBuilder();
        for (int part = 1; part <= MOST_PARTS; part++) {
            Token token = scanner.next();
            if (token != Token.WORD && token != Token.QUOTED_NAME || !isTerminated(written, token, scanner)) {
                break;
            }
            name.append(written, scanner.start(), scanner.end());
            Token next = scanner.next();
            if (next == Token.END) {
                return name.toString();
            }
            if (next != Token.SYMBOL || scanner.symbol() != '.') {
                break;
            }
            name.append('.');
        }
        throw SqlErrors.notAName(written);
    }

    /** What is not terminated reaches to the end of the text: there it would swallow the SQL behind. */
    private static boolean isTerminated(String text, Token token, SqlScanner scanner) {
        if (token == Token.WORD) {
            return true;
        }
        int first = text.indexOf('"', scanner.start());
        int quotes = 0;
        for (int i = first; i < scanner.end(); i++) {
            quotes += text.charAt(i) == '"' ? 1 : 0;
        }
        return quotes % 2 == 0 && scanner.end() - first > 2;
    }
}
