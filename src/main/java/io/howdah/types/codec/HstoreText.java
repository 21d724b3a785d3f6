package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The text of an {@code hstore}: {@code "a"=>"1", "b"=>NULL}. */
final class HstoreText {
    private final String text;
    private int at;

    HstoreText(String text) {
        this.text = text;
    }

    /** @throws SQLException 07006 unless keys are Strings, and values Strings or null */
    static String print(Map<?, ?> pairs) throws SQLException {
        StringBuilder out = new StringBuilder(16 * pairs.size());
        for (Map.Entry<?, ?> pair : pairs.entrySet()) {
            if (!out.isEmpty()) {
                out.append(", ");
            }
            quote(key(pair), out);
            out.append("=>");
            String value = value(pair);
            if (value == null) {
                out.append("NULL");
            } else {
                quote(value, out);
            }
        }
        return out.toString();
    }

    static String key(Map.Entry<?, ?> pair) throws SQLException {
        if (pair.getKey() instanceof String key) {
            return key;
        }
        throw SqlErrors.cannotBind(Map.class, "hstore: its keys must be Strings, and not null");
    }

    /** May be null. */
    static String value(Map.Entry<?, ?> pair) throws SQLException {
        if (pair.getValue() == null || pair.getValue() instanceof String) {
            return (String) pair.getValue();
        }
        throw SqlErrors.cannotBind(Map.class, "hstore: its values must be Strings or null");
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        out.append('"');
    }

    /** Reads what PostgreSQL prints. */
    Map<String, String> parse() {
        Map<String, String> pairs = new LinkedHashMap<>();
        while (at < text.length()) {
            if (!pairs.isEmpty()) {
                take(", ");
            }
            String key = quoted();
            take("=>");
            if (text.startsWith("NULL", at)) {
                at += 4;
                pairs.put(key, null);
            } else {
                pairs.put(key, quoted());
            }
        }
        return pairs;
    }

    private void take(String wanted) {
        if (!text.startsWith(wanted, at)) {
            throw malformed();
        }
        at += wanted.length();
    }

    private String quoted() {
        take("\"");
        StringBuilder out = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return out.toString();
            }
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
            }
            out.append(c);
        }
        throw malformed();
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "character " + (at + 1) + " of " + text.length() + " does not belong there");
    }
}
