package io.howdah.sql;

/**
 * Cuts SQL into tokens as the server's own lexer does, so that what is inside a literal, a quoted name or a comment is
 * never taken for SQL.
 *
 * <p>Blanks and comments lie between tokens. What is not terminated reaches to the end of the text: the server will say
 * so. One instance, a few fields: no token is ever copied.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">Lexical Structure</a>
 */
final class SqlScanner {
    enum Token {
        END,
        /** A key word or a name without quotes. */
        WORD,
        /** {@code ".."} or {@code U&".."}. */
        QUOTED_NAME,
        /** A string of any kind, dollar-quoted ones included. */
        STRING,
        NUMBER,
        /** {@code $1}. */
        PARAMETER,
        /** One {@code ?}: a placeholder, half an escaped one, or a character of an operator. */
        MARK,
        /** Any other single character; operators come in pieces. */
        SYMBOL
    }

    /** What ends a quoted string. */
    private enum Quotes {
        /** The next quote ({@code B''}, {@code X''}). */
        BARE,
        /** A quote that is not doubled. */
        DOUBLED,
        /** A quote neither doubled nor after a backslash. */
        BACKSLASH
    }

    private final String sql;
    private final int length;
    private final Quotes plain;
    private int start;
    private int end;
    private Token last;

    SqlScanner(String sql, StringSyntax strings) {
        this.sql = sql;
        this.length = sql.length();
        this.plain = strings == StringSyntax.STANDARD ? Quotes.DOUBLED : Quotes.BACKSLASH;
    }

    /** Offset of the token's first character. */
    int start() {
        return start;
    }

    /** Offset after the token's last character. */
    int end() {
        return end;
    }

    /** The character of a SYMBOL. */
    char symbol() {
        return sql.charAt(start);
    }

    /** Whether the token is this key word, given in lower case; only ASCII letters have a case, as on the server. */
    boolean isWord(String word) {
        if (end - start != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((sql.charAt(start + i) | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the token that {@link #next} gave last is a string or a number. */
    boolean isLiteral() {
        return last == Token.STRING || last == Token.NUMBER;
    }

    /** The character after the token, NUL at the end of the text. */
    char following() {
        return at(end);
    }

    Token next() {
        last = scan();
        return last;
    }

    private Token scan() {
        skipBlanks();
        start = end;
        if (end >= length) {
            return Token.END;
        }
        char c = sql.charAt(end);
        if (isNameStart(c)) {
            return word(c);
        }
        switch (c) {
            case '\'':
                return string(end, plain);
            case '"':
                return quotedName(end);
            case '$':
                return dollar();
            case '?':
                end++;
                return Token.MARK;
            default:
                return isDigit(c) ? number() : symbolToken();
        }
    }

    /** Whether a character may stand inside a name, where a following {@code $1} would belong to the name. */
    static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '$';
    }

    static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private void skipBlanks() {
        while (end < length) {
            char c = sql.charAt(end);
            if (isBlank(c)) {
                end++;
            } else if (c == '-' && at(end + 1) == '-') {
                end = lineEnd(end + 2);
            } else if (c == '/' && at(end + 1) == '*') {
                end = commentEnd(end + 2);
            } else {
                return;
            }
        }
    }

    private int lineEnd(int from) {
        int i = from;
        while (i < length && !isNewline(sql.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Block comments nest. */
    private int commentEnd(int from) {
        int depth = 1;
        int i = from;
        while (i < length) {
            char c = sql.charAt(i);
            if (c == '*' && at(i + 1) == '/') {
                i += 2;
                if (--depth == 0) {
                    return i;
                }
            } else if (c == '/' && at(i + 1) == '*') {
                i += 2;
                depth++;
            } else {
                i++;
            }
        }
        return length;
    }

    private Token word(char first) {
        char second = at(end + 1);
        if (second == '\'') {
            switch (first) {
                case 'e', 'E':
                    return string(end + 1, Quotes.BACKSLASH);
                case 'b', 'B', 'x', 'X':
                    return string(end + 1, Quotes.BARE);
                case 'n', 'N':
                    return string(end + 1, plain);
                default:
            }
        } else if (second == '&' && (first == 'u' || first == 'U')) {
            if (at(end + 2) == '\'') {
                return string(end + 2, Quotes.DOUBLED);
            }
            if (at(end + 2) == '"') {
                return quotedName(end + 2);
            }
        }
        do {
            end++;
        } while (end < length && isNamePart(sql.charAt(end)));
        return Token.WORD;
    }

    /** A literal goes on, under the rules of its first part, after blanks that hold a newline. */
    private Token string(int open, Quotes quotes) {
        int i = open;
        do {
            end = closing(i + 1, quotes);
            i = continuation(end);
        } while (i >= 0);
        return Token.STRING;
    }

    /** Offset after the closing quote. */
    private int closing(int from, Quotes quotes) {
        int i = from;
        while (i < length) {
            char c = sql.charAt(i++);
            if (c == '\'') {
                if (quotes == Quotes.BARE || at(i) != '\'') {
                    return i;
                }
                i++;
            } else if (c == '\\' && quotes == Quotes.BACKSLASH) {
                i++;
            }
        }
        return length;
    }

    /** The offset of the quote by which a literal that ended goes on, or -1. */
    private int continuation(int from) {
        int i = from;
        boolean newline = false;
        while (i < length) {
            char c = sql.charAt(i);
            if (isBlank(c)) {
                newline |= isNewline(c);
                i++;
            } else if (c == '-' && at(i + 1) == '-') {
                i = lineEnd(i + 2);
            } else {
                return newline && c == '\'' ? i : -1;
            }
        }
        return -1;
    }

    private Token quotedName(int open) {
        int i = open + 1;
        while (i < length) {
            if (sql.charAt(i++) == '"') {
                if (at(i) != '"') {
                    end = i;
                    return Token.QUOTED_NAME;
                }
                i++;
            }
        }
        end = length;
        return Token.QUOTED_NAME;
    }

    private Token dollar() {
        int i = end + 1;
        if (isDigit(at(i))) {
            end = digits(i);
            return Token.PARAMETER;
        }
        if (isNameStart(at(i))) {
            do {
                i++;
            } while (i < length && sql.charAt(i) != '$' && isNamePart(sql.charAt(i)));
        }
        if (at(i) != '$') {
            return symbolToken();
        }
        int tagLength = i + 1 - start;
        for (i = sql.indexOf('$', i + 1); i >= 0; i = sql.indexOf('$', i + 1)) {
            if (sql.regionMatches(i, sql, start, tagLength)) {
                end = i + tagLength;
                return Token.STRING;
            }
        }
        end = length;
        return Token.STRING;
    }

    /** Exact as to where it ends, since before PostgreSQL 15 {@code 1E'..'} is a number and an escape string. */
    private Token number() {
        end = digits(end);
        if (at(end) == '.') {
            end = digits(end + 1);
        }
        if (at(end) == 'e' || at(end) == 'E') {
            int i = end + 1;
            if (at(i) == '+' || at(i) == '-') {
                i++;
            }
            if (isDigit(at(i))) {
                end = digits(i);
            }
        }
        return Token.NUMBER;
    }

    private int digits(int from) {
        int i = from;
        while (isDigit(at(i))) {
            i++;
        }
        return i;
    }

    private Token symbolToken() {
        end++;
        return Token.SYMBOL;
    }

    private char at(int offset) {
        return offset < length ? sql.charAt(offset) : '\0';
    }

    /** To the server, every byte above ASCII is a letter. */
    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNewline(char c) {
        return c == '\n' || c == '\r';
    }
}
