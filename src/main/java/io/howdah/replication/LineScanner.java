package io.howdah.replication;

import io.howdah.error.ReplicationErrors;
import java.sql.SQLException;

/** A line of test_decoding, read from front to back. */
final class LineScanner {
    private final String line;
    private int at;

    LineScanner(String line) {
        this.line = line;
    }

    boolean isAtEnd() {
        return at == line.length();
    }

    boolean startsWith(String text) {
        return line.startsWith(text, at);
    }

    boolean skip(String text) {
        if (!startsWith(text)) {
            return false;
        }
        at += text.length();
        return true;
    }

    void require(String text) throws SQLException {
        if (!skip(text)) {
            throw malformed(line);
        }
    }

    void requireEnd() throws SQLException {
        if (!isAtEnd()) {
            throw malformed(line);
        }
    }

    String rest() {
        String rest = line.substring(at);
        at = line.length();
        return rest;
    }

    /** What stands before the text, which is passed over. */
    String until(String text) throws SQLException {
        int found = line.indexOf(text, at);
        if (found < 0) {
            throw malformed(line);
        }
        String before = line.substring(at, found);
        at = found + text.length();
        return before;
    }

    /** Digits. */
    long number() throws SQLException {
        int from = at;
        while (at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9') {
            at++;
        }
        if (from == at || at - from > 10) {
            throw malformed(line);
        }
        return Long.parseLong(line, from, at, 10);
    }

    /** Schema and name as they stand there, with their quotes. */
    String table() throws SQLException {
        int from = at;
        identifier();
        require(".");
        identifier();
        return line.substring(from, at);
    }

    /** A name without its quotes. */
    String identifier() throws SQLException {
        if (startsWith("\"")) {
            return quoted('"');
        }
        int from = at;
        while (at < line.length() && ".[:, ".indexOf(line.charAt(at)) < 0) {
            at++;
        }
        if (from == at) {
            throw malformed(line);
        }
        return line.substring(from, at);
    }

    /** Up to the bracket that closes it: a type may have brackets and quotes itself. */
    String type() throws SQLException {
        int from = at;
        int depth = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == '"') {
                quoted('"');
                continue;
            }
            if (c == '[') {
                depth++;
            } else if (c == ']' && --depth < 0) {
                return line.substring(from, at);
            }
            at++;
        }
        throw malformed(line);
    }

    /** Null for null. */
    String value() throws SQLException {
        skip("B");
        if (startsWith("'")) {
            return quoted('\'');
        }
        int end = line.indexOf(' ', at);
        String word = line.substring(at, end < 0 ? line.length() : end);
        at += word.length();
        if (word.isEmpty()) {
            throw malformed(line);
        }
        return word.equals("null") ? null : word;
    }

    /** What stands between quotes, of which those within are doubled. */
    private String quoted(char quote) throws SQLException {
        var text = new StringBuilder();
        for (int i = at + 1; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c != quote) {
                text.append(c);
            } else if (i + 1 < line.length() && line.charAt(i + 1) == quote) {
                text.append(c);
                i++;
            } else {
                at = i + 1;
                return text.toString();
            }
        }
        throw malformed(line);
    }

    /** Without the line, which holds values. */
    static SQLException malformed(String line) {
        return ReplicationErrors.malformedMessage(
                "test_decoding", "a line of " + line.length() + " characters has another form than the plugin's");
    }
}
