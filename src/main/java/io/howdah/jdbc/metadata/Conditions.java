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

    /**
     * No index has tables, routines or types by their schema; but they depend on it, and by that those of one schema are
     * found without going over all of the database.
     */
    private static final String LISTED = """
            %2$s.oid = ANY (ARRAY(SELECT d.objid FROM pg_catalog.pg_depend d
                                  WHERE d.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
                                    AND d.refobjid = %1$s.oid
                                    AND d.classid = 'pg_catalog.%3$s'::pg_catalog.regclass))""";

    /** Of schemas that the server cannot be without, on which nothing is said to depend; it keeps this for itself. */
    private static final String OWN_SCHEMAS = "pg_";

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
        if (isAny(pattern)) {
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

    /**
     * The name of a table and that of its schema, as they are. For tables, views and sequences; the rest of {@code pg_class}
     * does not depend on the schema.
     *
     * @param schemas alias of {@code pg_namespace}
     * @param schema null for any
     * @param tables alias of {@code pg_class}
     * @param table null for any
     */
    Conditions table(String schemas, String schema, String tables, String table) {
        named(schemas + ".nspname", schema);
        return table == null && schema != null && !schema.startsWith(OWN_SCHEMAS)
                ? and(LISTED.formatted(schemas, tables, "pg_class"))
                : named(tables + ".relname", table);
    }

    /** As {@link #table}, by patterns, in {@code n} and {@code c}. */
    Conditions tablesLike(String schemaPattern, String tablePattern) {
        return like("c", "relname", "pg_class", schemaPattern, tablePattern);
    }

    /** By patterns for {@code n} and for {@code p} of {@code pg_proc}. */
    Conditions routinesLike(String schemaPattern, String routinePattern) {
        return like("p", "proname", "pg_proc", schemaPattern, routinePattern);
    }

    /** By patterns for {@code n} and for {@code t} of {@code pg_type}. For domains and composite types. */
    Conditions typesLike(String schemaPattern, String typePattern) {
        return like("t", "typname", "pg_type", schemaPattern, typePattern);
    }

    private Conditions like(String objects, String name, String catalog, String schemaPattern, String pattern) {
        like("n.nspname", schemaPattern);
        return listsSchema(schemaPattern, pattern)
                ? and(LISTED.formatted("n", objects, catalog))
                : likeIndexed(objects + "." + name, pattern);
    }

    /** Whether one schema is asked for all that it has. */
    static boolean listsSchema(String schemaPattern, String pattern) {
        return isAny(pattern) && schemaPattern != null && isOneOfUsers(schemaPattern);
    }

    /** Many write the name of a schema where a pattern is wanted, so that its underscores stand for any character. */
    private static boolean isOneOfUsers(String schemaPattern) {
        if (schemaPattern.indexOf('%') >= 0) {
            return false;
        }
        String shortest = schemaPattern.replace(String.valueOf(ESCAPE), "");
        for (int i = 0; i < OWN_SCHEMAS.length(); i++) {
            if (i == shortest.length() || shortest.charAt(i) != '_' && shortest.charAt(i) != OWN_SCHEMAS.charAt(i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAny(String pattern) {
        return pattern == null || pattern.equals("%");
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
