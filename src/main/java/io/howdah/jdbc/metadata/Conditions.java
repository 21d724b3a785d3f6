package io.howdah.jdbc.metadata;

import java.util.ArrayList;
import java.util.List;

/**
 * What the arguments of a method demand of the rows: text that begins with {@code AND}, or nothing, and its parameters.
 * Names come from programs only; what a caller gave is a parameter.
 */
final class Conditions {
    /** Below the length of names, so that the server cuts nothing off. */
    private static final int LONGEST_BEGINNING = 60;

    /** Not many names begin with as much. */
    private static final int LONG_BEGINNING = 3;

    private static final char ESCAPE = '\\';

    private final StringBuilder text = new StringBuilder();
    private final List<String> parameters = new ArrayList<>();

    String text() {
        return text.toString();
    }

    List<String> parameters() {
        return parameters;
    }

    Conditions and(String condition) {
        text.append("\nAND ").append(condition);
        return this;
    }

    /**
     * No rows for another database than the connected one.
     *
     * @param connected by the name it was asked for; if a pooler has it under another, both will do
     * @param wanted null for any
     */
    Conditions inDatabase(String connected, String wanted) {
        return connected.equals(wanted) ? this : named("pg_catalog.current_database()", wanted);
    }

    /**
     * The name as it is.
     *
     * @param column of type {@code name}, so that a name is cut to 63 bytes as the server cut it when it was created
     * @param name null for any
     */
    Conditions named(String column, String name) {
        if (name != null) {
            and(column + " = ?::pg_catalog.name");
            parameters.add(name);
        }
        return this;
    }

    /**
     * A pattern of JDBC: {@code %} and {@code _}, escaped by a backslash. Without either it is a name, which an index
     * finds.
     *
     * @param pattern null for any
     */
    Conditions like(String column, String pattern) {
        if (pattern == null || pattern.equals("%")) {
            return this;
        }
        String name = nameOf(pattern);
        if (name != null) {
            return named(column, name);
        }
        and(column + " ~~ ?::pg_catalog.text");
        parameters.add(endsInEscape(pattern) ? pattern + ESCAPE : pattern);
        return this;
    }

    /**
     * As {@link #like}, of names that have an index: by what a pattern begins with it finds them, which {@code LIKE} with a
     * parameter would not have it do.
     *
     * @param column of type {@code name}, which sorts by bytes
     */
    Conditions likeIndexed(String column, String pattern) {
        String beginning = pattern == null || nameOf(pattern) != null ? "" : beginningOf(pattern);
        if (beginning.isEmpty()) {
            return like(column, pattern);
        }
        // Where few rows are expected, the server is not to make the plan anew for each value that it sees, which takes
        // several times as long as to run it: what a query of its own gives it cannot see beforehand.
        String value = beginning.length() >= LONG_BEGINNING ? "(SELECT ?::pg_catalog.%s)" : "?::pg_catalog.%s";
        String name = value.formatted("name");
        and("(%s ~~ %s AND %s >= %s AND %s < %s)"
                .formatted(column, value.formatted("text"), column, name, column, name));
        parameters.add(endsInEscape(pattern) ? pattern + ESCAPE : pattern);
        parameters.add(beginning);
        parameters.add(after(beginning));
        return this;
    }

    /** What a pattern without wildcards matches; null if it has one. A backslash at the end stands for itself. */
    private static String nameOf(String pattern) {
        StringBuilder name = new StringBuilder(pattern.length());
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '%' || c == '_') {
                return null;
            }
            if (c == ESCAPE && i + 1 < pattern.length()) {
                i++;
                c = pattern.charAt(i);
            }
            name.append(c);
        }
        return name.toString();
    }

    /** What a pattern begins with, as far as it is ASCII, which is the same bytes in every encoding of a server. */
    private static String beginningOf(String pattern) {
        int end = 0;
        while (isPlain(pattern.charAt(end))) {
            end++;
        }
        return pattern.substring(0, Math.min(end, LONGEST_BEGINNING));
    }

    /** There is a wildcard or an escape, which are not plain. */
    private static boolean isPlain(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    /** The first name after all that begin so: of letters and digits each has another character after it. */
    private static String after(String beginning) {
        int last = beginning.length() - 1;
        return beginning.substring(0, last) + (char) (beginning.charAt(last) + 1);
    }

    /** To the server a pattern that ends so would be an error. */
    private static boolean endsInEscape(String pattern) {
        int backslashes = 0;
        while (backslashes < pattern.length() && pattern.charAt(pattern.length() - 1 - backslashes) == ESCAPE) {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
