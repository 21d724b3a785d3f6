package io.howdah.config;

import io.howdah.error.SqlErrors;
import java.sql.SQLException;

/**
 * libpq's {@code host=db1 user='joe doe'}: blanks around the equals sign may be, a value may stand in single quotes, and a
 * backslash takes the next character as it is. As everywhere here, messages count and never quote.
 */
final class KeywordString {
    private final String text;
    private int at;
    private int number;

    KeywordString(String text) {
        this.text = text;
    }

    void readInto(Settings settings) throws SQLException {
        for (skipBlanks(); at < text.length(); skipBlanks()) {
            number++;
            String name = name();
            if (!settings.put(name, value(), Settings.Source.URL)) {
                throw UrlParser.unknown(
                        "Keyword " + number + " of the connection string",
                        name,
                        "A value with blanks stands in single quotes");
            }
        }
    }

    private String name() throws SQLException {
        int start = at;
        while (at < text.length() && text.charAt(at) != '=' && !blank(text.charAt(at))) {
            at++;
        }
        String name = text.substring(start, at);
        skipBlanks();
        if (name.isEmpty() || at == text.length() || text.charAt(at) != '=') {
            throw SqlErrors.badConfiguration("Item " + number
                    + " of the connection string is not of the form name=value. A value with blanks stands in single"
                    + " quotes");
        }
        at++;
        skipBlanks();
        return name;
    }

    private String value() throws SQLException {
        boolean quoted = at < text.length() && text.charAt(at) == '\'';
        if (quoted) {
            at++;
        }
        var value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (quoted ? c == '\'' : blank(c)) {
                return value.toString();
            }
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
            }
            value.append(c);
        }
        if (quoted) {
            throw SqlErrors.badConfiguration(
                    "The quote around value " + number + " of the connection string is not closed");
        }
        return value.toString();
    }

    private void skipBlanks() {
        while (at < text.length() && blank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean blank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
