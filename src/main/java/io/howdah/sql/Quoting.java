package io.howdah.sql;

import io.howdah.error.SqlErrors;
import java.sql.SQLException;

/**
 * Names and values as text of SQL.
 *
 * <p>What the server could not store, or could read as something else, is refused: NUL, and half a surrogate pair, which
 * would become a question mark on the wire.
 */
public final class Quoting {
    private Quoting() {}

    /**
     * A name, in quotes where PostgreSQL would otherwise read another name or a key word.
     *
     * @throws SQLException if the name is empty or cannot be encoded
     */
    public static String identifier(String name) throws SQLException {
        return isSimple(name) ? name : quoted(name);
    }

    /**
     * A name, in quotes in any case.
     *
     * @throws SQLException if the name is empty or cannot be encoded
     */
    public static String quoted(String name) throws SQLException {
        if (name.isEmpty()) {
            throw SqlErrors.badArgument("An identifier cannot be empty");
        }
        checkEncodable(name, "An identifier");
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A name in a schema; without a schema, null or empty, the name alone. */
    public static String qualified(String schema, String name) throws SQLException {
        return schema == null || schema.isEmpty() ? identifier(name) : identifier(schema) + '.' + identifier(name);
    }

    /** Whether a name means itself without quotes: lower case letters, digits, _ and $, and no key word in the way. */
    public static boolean isSimple(String name) {
        if (name.isEmpty() || !isSimpleStart(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isSimpleStart(c) && (c < '0' || c > '9') && c != '$') {
                return false;
            }
        }
        return !Keywords.needQuotes(name);
    }

    /** Whether it is a name in quotes already, those within it doubled. */
    public static boolean isQuoted(String text) {
        int end = text.length() - 1;
        if (end < 2 || text.charAt(0) != '"' || text.charAt(end) != '"') {
            return false;
        }
        for (int i = 1; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\0' || c == '"' && (++i == end || text.charAt(i) != '"')) {
                return false;
            }
        }
        return true;
    }

    /**
     * A value as a literal that means the same under either setting of {@code standard_conforming_strings}.
     *
     * <p>One with a backslash is an {@code E'..'} with a blank before it, so that it can stand behind a key word.
     *
     * @throws SQLException if the value cannot be encoded
     */
    public static String literal(String value) throws SQLException {
        checkEncodable(value, "A string");
        String doubled = value.replace("'", "''");
        return value.indexOf('\\') < 0 ? '\'' + doubled + '\'' : " E'" + doubled.replace("\\", "\\\\") + '\'';
    }

    private static boolean isSimpleStart(char c) {
        return (c >= 'a' && c <= 'z') || c == '_';
    }

    private static void checkEncodable(String text, String what) throws SQLException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0') {
                throw SqlErrors.textNotEncodable(
                        what + " has a NUL character at offset " + i + ", which PostgreSQL cannot store");
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw SqlErrors.textNotEncodable(
                            what + " has half a surrogate pair at offset " + i + ", which is no character");
                }
                i++;
            }
        }
    }
}
