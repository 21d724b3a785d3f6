package io.howdah.sql;

import io.howdah.error.SqlErrors;
import io.howdah.sql.ParseOptions.Escapes;
import io.howdah.sql.ParseOptions.Placeholders;
import io.howdah.sql.SqlScanner.Token;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a text apart into statements, in one pass: numbers placeholders, translates escapes, learns each statement's shape.
 *
 * <p>A text that mixes {@code ?} and {@code $n} costs a second pass, in which {@code ?} is an operator. It is never an error
 * to be malformed SQL, the server will say so; only a malformed JDBC escape is.
 */
public final class SqlParser {
    private static final int OPEN = -1;

    private final String sql;
    private final ParseOptions options;
    private final SqlScanner scanner;
    private final Marks marks;
    private final List<ParsedStatement> statements = new ArrayList<>(1);
    private int parameterCount;

    // The statement being read: what of the text is already in out, if out is needed at all.
    private StatementShape shape = new StatementShape();
    private StringBuilder out;
    private int start;
    private int copied;
    private CallEscape call;
    private EscapeTranslator translator;
    private boolean escaped;

    // Set once a semicolon ended it: where its text ends, and from where the next may begin.
    private int textEnd = OPEN;
    private int nextStart;

    private SqlParser(String sql, ParseOptions options, Marks marks) {
        this.sql = sql;
        this.options = options;
        this.scanner = new SqlScanner(sql, options.strings());
        this.marks = marks;
    }

    /** @throws SQLException if a JDBC escape is malformed */
    public static ParsedSql parse(String sql, ParseOptions options) throws SQLException {
        Marks marks = new Marks(options.placeholders());
        SqlParser parser = new SqlParser(sql, options, marks);
        parser.run();
        if (options.placeholders() != Placeholders.REPLACE || marks.highestNative() == 0) {
            return new ParsedSql(sql, parser.statements, parser.parameterCount);
        }
        if (parser.parameterCount > 0) {
            parser = new SqlParser(sql, options, new Marks(Placeholders.UNESCAPE));
            parser.run();
        }
        return new ParsedSql(
                sql,
                NativeParameters.of(parser.statements, marks.highestNative(), options.strings()),
                marks.highestNative());
    }

    private void run() throws SQLException {
        for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
            if (token == Token.SYMBOL && scanner.symbol() == ';' && shape.isComplete()) {
                if (!shape.isEmpty() && textEnd == OPEN) {
                    textEnd = scanner.start();
                }
                nextStart = scanner.end();
                continue;
            }
            if (textEnd != OPEN) {
                finish(withoutBlanks(textEnd));
                begin();
            }
            take(token);
        }
        if (!shape.isEmpty()) {
            // A statement that stayed alone keeps the whole text, and with it the caller's String.
            finish(statements.isEmpty() ? sql.length() : withoutBlanks(textEnd == OPEN ? sql.length() : textEnd));
        }
    }

    private void take(Token token) throws SQLException {
        switch (token) {
            case MARK -> takeMark();
            case PARAMETER -> {
                if (!shape.ownsParameters()) {
                    marks.parameter(sql, scanner);
                }
                shape.takeParameter(Marks.number(sql, scanner) - 1, scanner.end());
            }
            case SYMBOL -> {
                if (scanner.symbol() == '{' && options.escapes() == Escapes.PROCESS) {
                    takeEscape();
                } else {
                    shape.take(token, scanner);
                }
            }
            default -> shape.take(token, scanner);
        }
    }

    private void takeMark() {
        if (!marks.changes(scanner)) {
            shape.take(Token.MARK, scanner);
            return;
        }
        flush(scanner.start());
        int index = marks.write(scanner, out);
        copied = scanner.end();
        if (index == Marks.NO_PARAMETER) {
            shape.take(Token.MARK, scanner);
        } else {
            shape.takeParameter(index, scanner.end());
        }
    }

    private void takeEscape() throws SQLException {
        int position = scanner.start();
        flush(position);
        if (translator == null) {
            translator = new EscapeTranslator(sql, scanner, marks, options.calls());
        }
        CallEscape found = translator.escape(out);
        if (found != null && !shape.isEmpty()) {
            throw SqlErrors.malformedEscape(position + 1, "a call must be a statement of its own");
        }
        call = found == null ? call : found;
        copied = scanner.end();
        escaped = true;
        shape.passOver(scanner.end());
    }

    private void flush(int end) {
        if (out == null) {
            out = new StringBuilder(sql.length() - start + 16);
            copied = start;
        }
        out.append(sql, copied, end);
        copied = end;
    }

    private void begin() {
        shape = new StatementShape();
        out = null;
        call = null;
        escaped = false;
        textEnd = OPEN;
        start = nextStart;
        while (SqlScanner.isBlank(sql.charAt(start))) {
            start++;
        }
        marks.restart();
    }

    private void finish(int end) {
        String text;
        int bodyEnd;
        if (out == null) {
            text = sql.substring(start, end);
            bodyEnd = shape.bodyEnd() - start;
        } else {
            flush(end);
            text = out.toString();
            bodyEnd = text.length() - (end - shape.bodyEnd());
        }
        StatementShape seen = shape;
        if (escaped) {
            // What the escapes became was not seen yet, and it may hold casts or the verb.
            seen = shapeOf(text, options.strings());
            bodyEnd = seen.bodyEnd();
        }
        statements.add(new ParsedStatement(text, seen, bodyEnd, marks.numbered(), parameterCount, call));
        parameterCount += marks.numbered();
    }

    private int withoutBlanks(int end) {
        int i = end;
        // A literal that is not terminated may end in blanks.
        while (i > shape.bodyEnd() && SqlScanner.isBlank(sql.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    /** The shape of a statement whose parameters are all {@code $n}; a {@code ;} at its end is no part of the body. */
    static StatementShape shapeOf(String text, StringSyntax strings) {
        SqlScanner scanner = new SqlScanner(text, strings);
        StatementShape shape = new StatementShape();
        for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
            if (token == Token.PARAMETER) {
                shape.takeParameter(Marks.number(text, scanner) - 1, scanner.end());
            } else if (token != Token.SYMBOL || scanner.symbol() != ';' || !shape.isComplete()) {
                shape.take(token, scanner);
            }
        }
        return shape;
    }
}
