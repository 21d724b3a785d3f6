package io.howdah.sql;

import io.howdah.error.SqlErrors;
import io.howdah.sql.SqlScanner.Token;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Turns one escape at a time into PostgreSQL's SQL, innermost first.
 *
 * <p>Shares the scanner and the marks of the parser: placeholders are numbered as they are read, so a function may put its
 * arguments in another order.
 */
final class EscapeTranslator {
    /** Deeper than anybody writes, and far from the end of the stack. */
    private static final int MAX_NESTING = 64;

    private final String sql;
    private final SqlScanner scanner;
    private final Marks marks;
    private final CallSyntax calls;
    private int nesting;

    EscapeTranslator(String sql, SqlScanner scanner, Marks marks, CallSyntax calls) {
        this.sql = sql;
        this.scanner = scanner;
        this.marks = marks;
        this.calls = calls;
    }

    /**
     * Writes the translation of the escape whose opening brace the scanner stands on, and leaves the scanner on the closing
     * one.
     *
     * @return null unless it is a call
     */
    CallEscape escape(StringBuilder out) throws SQLException {
        int open = scanner.start();
        if (++nesting > MAX_NESTING) {
            throw malformed(open, "it is nested deeper than " + MAX_NESTING);
        }
        CallEscape call = null;
        String text;
        Token token = scanner.next();
        if (token == Token.MARK) {
            call = returningCall(open);
            text = call.as(calls);
        } else if (token == Token.WORD && scanner.isWord("call")) {
            call = call(open, ReturnValue.NO);
            text = call.as(calls);
        } else if (token == Token.WORD) {
            text = translation(open, sql.substring(scanner.start(), scanner.end()));
        } else {
            throw malformed(open, "a key word such as fn, d, ts or call must follow the brace");
        }
        nesting--;
        append(out, text);
        return call;
    }

    private String translation(int open, String keyword) throws SQLException {
        return switch (keyword.toLowerCase(Locale.ROOT)) {
            case "d" -> "date " + literal(open);
            case "t" -> "time " + literal(open);
            case "ts" -> "timestamp " + literal(open);
            case "fn" -> function(open);
            case "oj" -> filled(open, contents(open, "}"));
            case "escape" -> "escape " + filled(open, contents(open, "}"));
            case "limit" -> "limit " + filled(open, contents(open, "}"));
            default -> "{" + keyword + " " + contents(open, "}") + "}";
        };
    }

    private String literal(int open) throws SQLException {
        if (scanner.next() != Token.STRING) {
            throw malformed(open, "a string literal must follow the key word");
        }
        String literal = sql.substring(scanner.start(), scanner.end());
        close(open);
        return literal;
    }

    private String function(int open) throws SQLException {
        String name = name(open);
        List<String> arguments = arguments(open);
        return EscapeFunctions.translate(name, arguments);
    }

    private enum ReturnValue {
        YES,
        NO
    }

    private CallEscape returningCall(int open) throws SQLException {
        if (scanner.next() != Token.SYMBOL || scanner.symbol() != '=') {
            throw malformed(open, "= call must follow the return placeholder");
        }
        if (scanner.next() != Token.WORD || !scanner.isWord("call")) {
            throw malformed(open, "call must follow ?=");
        }
        return call(open, ReturnValue.YES);
    }

    private CallEscape call(int open, ReturnValue value) throws SQLException {
        if (nesting > 1) {
            throw malformed(open, "a call must be a statement of its own");
        }
        String name = name(open);
        return new CallEscape(name, arguments(open), value == ReturnValue.YES);
    }

    /** A name, maybe qualified; the scanner then stands on what follows it. */
    private String name(int open) throws SQLException {
        StringBuilder name = new StringBuilder();
        Token token = scanner.next();
        while (token == Token.WORD || token == Token.QUOTED_NAME) {
            name.append(sql, scanner.start(), scanner.end());
            token = scanner.next();
            if (token != Token.SYMBOL || scanner.symbol() != '.') {
                return name.toString();
            }
            name.append('.');
            token = scanner.next();
        }
        throw malformed(open, "a name must follow the key word");
    }

    /** The arguments in parentheses, or none; the scanner stands behind the name and will stand on the closing brace. */
    private List<String> arguments(int open) throws SQLException {
        List<String> arguments = new ArrayList<>();
        if (isSymbol('}')) {
            return arguments;
        }
        if (!isSymbol('(')) {
            throw malformed(open, "( must follow the name");
        }
        do {
            arguments.add(contents(open, ",)"));
        } while (isSymbol(','));
        if (arguments.size() == 1 && arguments.get(0).isEmpty()) {
            arguments.clear();
        }
        if (arguments.contains("")) {
            throw malformed(open, "an argument is missing");
        }
        close(open);
        return arguments;
    }

    private void close(int open) throws SQLException {
        scanner.next();
        if (!isSymbol('}')) {
            throw malformed(open, "} must follow here, at position " + (scanner.start() + 1));
        }
    }

    /**
     * The translated text up to one of the stops outside parentheses, on which the scanner then stands.
     *
     * <p>Blanks and comments at either end are left out: a line comment there would swallow what is written behind it.
     */
    private String contents(int open, String stops) throws SQLException {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        int copied = -1;
        for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
            char symbol = token == Token.SYMBOL ? scanner.symbol() : '\0';
            if (depth == 0 && stops.indexOf(symbol) >= 0) {
                return text.toString();
            }
            if (copied >= 0) {
                text.append(sql, copied, scanner.start());
            }
            switch (symbol) {
                case '(', '[' -> depth++;
                case ')', ']' -> depth--;
                default -> {}
            }
            if (depth < 0 || symbol == '}' || symbol == ';') {
                throw malformed(open, "" + symbol + " at position " + (scanner.start() + 1) + " comes before its end");
            }
            write(token, symbol, text);
            copied = scanner.end();
        }
        throw malformed(open, "it is not closed");
    }

    private void write(Token token, char symbol, StringBuilder text) throws SQLException {
        if (symbol == '{') {
            escape(text);
        } else if (token == Token.MARK) {
            marks.write(scanner, text);
        } else {
            if (token == Token.PARAMETER) {
                marks.parameter(sql, scanner);
            }
            text.append(sql, scanner.start(), scanner.end());
        }
    }

    private boolean isSymbol(char symbol) {
        return scanner.end() > scanner.start() && scanner.symbol() == symbol;
    }

    private static String filled(int open, String text) throws SQLException {
        if (text.isEmpty()) {
            throw malformed(open, "it is empty");
        }
        return text;
    }

    /** The braces kept words and operators apart, so blanks must now. */
    private void append(StringBuilder out, String text) {
        if (out.length() > 0 && !standsAlone(out.charAt(out.length() - 1))) {
            out.append(' ');
        }
        out.append(text);
        char following = scanner.following();
        if (following != '\0' && !standsAlone(following)) {
            out.append(' ');
        }
    }

    private static boolean standsAlone(char c) {
        return SqlScanner.isBlank(c) || "(),;[]{}".indexOf(c) >= 0;
    }

    private static SQLException malformed(int open, String why) {
        return SqlErrors.malformedEscape(open + 1, why);
    }
}
