package io.howdah.sql;

import io.howdah.sql.EscapeFunctions.Category;
import io.howdah.sql.ParseOptions.Placeholders;
import io.howdah.sql.SqlScanner.Token;
import java.sql.SQLException;
import java.util.List;

/**
 * JDBC's escapes: {@code {d '..'}}, {@code {t '..'}}, {@code {ts '..'}}, {@code {fn ..}}, {@code {oj ..}},
 * {@code {escape '..'}}, {@code {limit n [offset m]}} and {@code {[?=] call ..}}.
 *
 * <p>They are recognised outside literals, quoted names and comments only, and may be nested. A function that is not in the
 * lists here is passed through, name and arguments; so is, braces and all, an escape with another key word.
 *
 * @see <a href="https://jcp.org/en/jsr/detail?id=221">JDBC 4.3, 13.4 "Escape Syntax", and appendix D</a>
 */
public final class EscapeSyntax {
    private EscapeSyntax() {}

    /**
     * The text with its escapes translated and all else as it was: {@code ?} stays {@code ?}, except for that of a
     * {@code ?= call}.
     *
     * @return the very String given, if it holds no escape
     * @throws SQLException if an escape is malformed
     */
    public static String translate(String sql, StringSyntax strings, CallSyntax calls) throws SQLException {
        if (sql.indexOf('{') < 0) {
            return sql;
        }
        SqlScanner scanner = new SqlScanner(sql, strings);
        EscapeTranslator translator = new EscapeTranslator(sql, scanner, new Marks(Placeholders.NONE), calls);
        StringBuilder out = new StringBuilder(sql.length() + 16);
        int copied = 0;
        for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
            if (token == Token.SYMBOL && scanner.symbol() == '{') {
                out.append(sql, copied, scanner.start());
                translator.escape(out);
                copied = scanner.end();
            }
        }
        return copied == 0 ? sql : out.append(sql, copied, sql.length()).toString();
    }

    /** Names for {@code DatabaseMetaData.getNumericFunctions}: just those that are translated to something that works. */
    public static List<String> numericFunctions() {
        return EscapeFunctions.names(Category.NUMERIC);
    }

    public static List<String> stringFunctions() {
        return EscapeFunctions.names(Category.STRING);
    }

    public static List<String> timeDateFunctions() {
        return EscapeFunctions.names(Category.TIME_DATE);
    }

    public static List<String> systemFunctions() {
        return EscapeFunctions.names(Category.SYSTEM);
    }
}
