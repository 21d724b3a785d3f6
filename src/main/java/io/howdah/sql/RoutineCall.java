package io.howdah.sql;

import io.howdah.error.SqlErrors;
import io.howdah.sql.ParseOptions.Escapes;
import io.howdah.sql.ParseOptions.Placeholders;
import io.howdah.sql.SqlScanner.Token;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A call of a function or procedure, taken apart so that it can be written as what is called wants it: a
 * {@code {[?=] call f(..)}}, or a plain {@code call p(..)}.
 *
 * <p>Placeholders count from 0 here, and that of a return value is the first.
 */
public final class RoutineCall {
    /** What becomes of the call. */
    public enum Form {
        /** {@code select * from f(..)}: a column for each OUT parameter, a row for each of a set. */
        ROWS,
        /** {@code select f(..)}: one column, whatever the function returns. */
        VALUE,
        /** {@code call p(..)}. */
        CALL
    }

    /**
     * An argument as it was written.
     *
     * @param name of the parameter it is passed to by {@code name => ..}; null if its place tells
     * @param text all of it; placeholders are {@code $n}
     * @param mark the placeholder, if the argument is nothing else; otherwise {@link #NO_MARK}
     */
    public record Argument(String name, String text, int mark) {}

    /** Of an argument that is more than a placeholder. */
    public static final int NO_MARK = -1;

    private final ParsedSql parsed;
    private final StringSyntax strings;
    private final CallEscape call;
    private final boolean escape;
    private final List<String> path;
    private final List<Argument> arguments;

    private RoutineCall(ParsedSql parsed, StringSyntax strings, CallEscape call, boolean escape) throws SQLException {
        this.parsed = parsed;
        this.strings = strings;
        this.call = call;
        this.escape = escape;
        this.path = path(call.name());
        this.arguments = new ArrayList<>(call.arguments().size());
        for (String argument : call.arguments()) {
            arguments.add(argument(argument));
        }
    }

    /**
     * The call that a text is.
     *
     * @return null if it is none, or not by itself
     * @throws SQLException if it is malformed
     */
    public static RoutineCall of(ParsedSql parsed, StringSyntax strings) throws SQLException {
        if (!parsed.isSingle()) {
            return null;
        }
        ParsedStatement statement = parsed.statements().get(0);
        if (statement.call().isPresent()) {
            return new RoutineCall(parsed, strings, statement.call().get(), true);
        }
        if (statement.verb() != Verb.CALL) {
            return null;
        }
        String body = "{" + statement.sql().substring(0, statement.bodyEnd()) + "}";
        SqlScanner scanner = new SqlScanner(body, strings);
        scanner.next();
        CallEscape call = new EscapeTranslator(body, scanner, new Marks(Placeholders.NONE), CallSyntax.CALL)
                .escape(new StringBuilder());
        return call == null ? null : new RoutineCall(parsed, strings, call, false);
    }

    /** Null if none is named. */
    public String schema() {
        return path.size() < 2 ? null : path.get(path.size() - 2);
    }

    /** As the catalogue has it: in lower case where it stood without quotes. */
    public String name() {
        return path.get(path.size() - 1);
    }

    /** Whether it was written as an escape; else it calls a procedure. */
    public boolean isEscape() {
        return escape;
    }

    /** Whether it begins with {@code ?=}. */
    public boolean returnsValue() {
        return call.returnsValue();
    }

    public List<Argument> arguments() {
        return List.copyOf(arguments);
    }

    /** Placeholders, that of a return value among them. */
    public int markCount() {
        return parsed.parameterCount() + firstMark();
    }

    /** The text as the user wrote it. */
    public String source() {
        return parsed.source();
    }

    /**
     * The call as a statement for the server; its parameters are those of the placeholders that are left.
     *
     * @param given the arguments to send, in order
     */
    public ParsedSql written(Form form, List<String> given) throws SQLException {
        String list = call.name() + "(" + String.join(", ", given) + ")";
        String sql =
                switch (form) {
                    case ROWS -> "select * from " + list + " as result";
                    case VALUE -> "select " + list + " as result";
                    case CALL -> "call " + list;
                };
        ParseOptions asItIs = new ParseOptions(Placeholders.NONE, Escapes.LEAVE, strings, CallSyntax.CALL);
        ParsedStatement statement = SqlParser.parse(sql, asItIs).statements().get(0);
        return new ParsedSql(
                parsed.source(), List.of(NativeParameters.renumber(statement, strings, firstMark())), markCount());
    }

    /** The same for a call that is a part of a longer text: its parameters are those that it had there. */
    public ParsedStatement writtenPart(Form form, List<String> given) throws SQLException {
        ParsedStatement part = parsed.statements().get(0);
        return part.replaced(written(form, given).statements().get(0), firstMark());
    }

    /** The text as it was parsed, its parameters counted as the placeholders are here. */
    public ParsedSql unchanged() throws SQLException {
        return escape ? written(Form.ROWS, call.arguments()) : parsed;
    }

    private int firstMark() {
        return returnsValue() ? 1 : 0;
    }

    private List<String> path(String written) throws SQLException {
        SqlScanner scanner = new SqlScanner(written, strings);
        List<String> parts = new ArrayList<>(2);
        for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
            if (token == Token.WORD || token == Token.QUOTED_NAME) {
                parts.add(WrittenName.meant(written.substring(scanner.start(), scanner.end())));
            }
        }
        if (parts.isEmpty()) {
            throw SqlErrors.syntax("A call names nothing that could be called");
        }
        return parts;
    }

    private Argument argument(String text) {
        SqlScanner scanner = new SqlScanner(text, strings);
        Token token = scanner.next();
        String name = null;
        int valueFrom = 0;
        if (token == Token.WORD || token == Token.QUOTED_NAME) {
            String word = WrittenName.meant(text.substring(scanner.start(), scanner.end()));
            if (takeArrow(scanner)) {
                name = word;
                valueFrom = scanner.end();
            }
        }
        SqlScanner value = new SqlScanner(text.substring(valueFrom), strings);
        boolean bare = value.next() == Token.PARAMETER;
        int mark = bare ? Marks.number(text.substring(valueFrom), value) - 1 + firstMark() : NO_MARK;
        return new Argument(name, text, bare && value.next() == Token.END ? mark : NO_MARK);
    }

    /** Whether {@code =>} or {@code :=} follows. */
    private static boolean takeArrow(SqlScanner scanner) {
        if (scanner.next() != Token.SYMBOL || "=:".indexOf(scanner.symbol()) < 0) {
            return false;
        }
        char wanted = scanner.symbol() == '=' ? '>' : '=';
        return scanner.following() == wanted && scanner.next() == Token.SYMBOL;
    }
}
