package io.howdah.sql;

import io.howdah.sql.SqlScanner.Token;
import java.util.Optional;

/**
 * An INSERT of one row that is nothing but placeholders, taken apart so that the row can come from elsewhere.
 *
 * @param head the text before VALUES
 * @param columns how many placeholders there are, {@code $1} to {@code $n} in this order
 * @param tail RETURNING and what follows; empty without
 */
public record InsertShape(String head, int columns, String tail) {
    /**
     * Reads {@code INSERT INTO name [AS alias] [(columns)] [OVERRIDING ..] VALUES ($1, ..) [RETURNING ..]}.
     *
     * @param sql one statement as it is for the server, its parameters {@code $n}
     * @return empty for every other text: an expression, a cast, DEFAULT, several rows, ON CONFLICT, WITH; also for a
     *     RETURNING with parentheses or parameters, since a sub-select there would see other rows
     */
    public static Optional<InsertShape> of(String sql, StringSyntax strings) {
        return new Reader(sql, strings).read();
    }

    /** The INSERT of any number of rows whose columns come as one array each, in the order of the arrays' elements. */
    public String fromArrays() {
        var text = new StringBuilder(head).append("SELECT * FROM ROWS FROM (");
        for (int i = 1; i <= columns; i++) {
            text.append(i == 1 ? "" : ", ")
                    .append("pg_catalog.unnest($")
                    .append(i)
                    .append(')');
        }
        text.append(") AS u");
        return tail.isEmpty() ? text.toString() : text.append(' ').append(tail).toString();
    }

    /** One token ahead; each method passes over what it knows, and tells whether it was there. */
    private static final class Reader {
        private final String sql;
        private final SqlScanner scanner;
        private Token token;

        Reader(String sql, StringSyntax strings) {
            this.sql = sql;
            this.scanner = new SqlScanner(sql, strings);
            this.token = scanner.next();
        }

        Optional<InsertShape> read() {
            if (!word("insert") || !word("into") || !table() || !columnList() || !overriding() || !atWord("values")) {
                return Optional.empty();
            }
            String head = sql.substring(0, scanner.start());
            next();
            int columns = placeholders();
            int tailStart = scanner.start();
            if (columns == 0 || word("returning") && !returning()) {
                return Optional.empty();
            }
            int tailEnd = scanner.start();
            boolean ended = token == Token.END || symbol(';') && token == Token.END;
            return ended
                    ? Optional.of(new InsertShape(head, columns, sql.substring(tailStart, tailEnd)))
                    : Optional.empty();
        }

        private boolean table() {
            boolean named = name();
            while (named && symbol('.')) {
                named = name();
            }
            return named && (!word("as") || name());
        }

        private boolean columnList() {
            if (!symbol('(')) {
                return true;
            }
            do {
                if (!name()) {
                    return false;
                }
            } while (symbol(','));
            return symbol(')');
        }

        private boolean overriding() {
            return !word("overriding") || (word("system") || word("user")) && word("value");
        }

        /** Their number; 0 if there is anything else. */
        private int placeholders() {
            int count = 0;
            if (!symbol('(')) {
                return 0;
            }
            do {
                count++;
                if (token != Token.PARAMETER
                        || !sql.substring(scanner.start() + 1, scanner.end()).equals(Integer.toString(count))) {
                    return 0;
                }
                next();
            } while (symbol(','));
            return symbol(')') ? count : 0;
        }

        /** To the end, or to a semicolon. */
        private boolean returning() {
            while (token != Token.END && !atSymbol(';')) {
                if (token == Token.PARAMETER || atSymbol('(')) {
                    return false;
                }
                next();
            }
            return true;
        }

        private boolean name() {
            if (token != Token.WORD && token != Token.QUOTED_NAME) {
                return false;
            }
            next();
            return true;
        }

        private boolean word(String word) {
            if (!atWord(word)) {
                return false;
            }
            next();
            return true;
        }

        private boolean atWord(String word) {
            return token == Token.WORD && scanner.isWord(word);
        }

        private boolean symbol(char symbol) {
            if (!atSymbol(symbol)) {
                return false;
            }
            next();
            return true;
        }

        private boolean atSymbol(char symbol) {
            return token == Token.SYMBOL && scanner.symbol() == symbol;
        }

        private void next() {
            token = scanner.next();
        }
    }
}
