package io.howdah.value;

import java.util.function.Function;

/**
 * The text of ranges, read from left to right.
 *
 * @see <a href="https://www.postgresql.org/docs/current/rangetypes.html#RANGETYPES-IO">Input/Output of Ranges</a>
 */
final class RangeText {
    private static final String EMPTY = "empty";

    private final String text;
    private int at;

    RangeText(String text) {
        this.text = text;
    }

    static void appendBound(StringBuilder out, String bound) {
        if (!needsQuotes(bound)) {
            out.append(bound);
            return;
        }
        out.append('"');
        for (int i = 0; i < bound.length(); i++) {
            char c = bound.charAt(i);
            if (c == '"' || c == '\\') {
                out.append(c);
            }
            out.append(c);
        }
        out.append('"');
    }

    /** As {@code range_out} decides. */
    private static boolean needsQuotes(String bound) {
        for (int i = 0; i < bound.length(); i++) {
            char c = bound.charAt(i);
            if (c == ' ' || c >= '\t' && c <= '\r' || "\"\\()[],".indexOf(c) >= 0) {
                return true;
            }
        }
        return bound.isEmpty();
    }

    <T> Range<T> range(Function<? super String, ? extends T> bound) {
        skipBlanks();
        if (text.regionMatches(true, at, EMPTY, 0, EMPTY.length())) {
            at += EMPTY.length();
            skipBlanks();
            return Range.empty();
        }
        boolean includesLower = next("[(") == '[';
        String lower = bound();
        next(",");
        String upper = bound();
        boolean includesUpper = next("])") == ']';
        skipBlanks();
        return Range.of(
                lower == null ? null : bound.apply(lower),
                upper == null ? null : bound.apply(upper),
                Range.Ends.of(includesLower, includesUpper));
    }

    /** Null for none. Quotes may be around any part of it, and a backslash before any character. */
    private String bound() {
        if (at < text.length() && ",])".indexOf(text.charAt(at)) >= 0) {
            return null;
        }
        StringBuilder bound = new StringBuilder();
        boolean quoted = false;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                if (quoted && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    bound.append(c);
                    at++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == '\\') {
                if (++at == text.length()) {
                    break;
                }
                bound.append(text.charAt(at));
            } else if (!quoted && ",])[(".indexOf(c) >= 0) {
                return bound.toString();
            } else {
                bound.append(c);
            }
        }
        throw malformed();
    }

    private char next(String wanted) {
        if (at == text.length() || wanted.indexOf(text.charAt(at)) < 0) {
            throw malformed();
        }
        return text.charAt(at++);
    }

    void requireEnd() {
        if (at != text.length()) {
            throw malformed();
        }
    }

    /** The next character if it is this one. */
    boolean skip(char wanted) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            skipBlanks();
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "no range: it should be like [1,5), (,\"2024-01-01 00:00\"] or empty, and is not from character " + at
                        + " on");
    }
}
