package io.howdah.jdbc.metadata;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table types of {@code getTables}, each with the rows of {@code pg_class c} in {@code pg_namespace n} it stands for.
 * No two share a row.
 */
enum TableKind {
    TABLE("c.relkind = 'r' AND " + Test.ORDINARY),
    PARTITIONED_TABLE("c.relkind = 'p' AND " + Test.LASTING),
    VIEW("c.relkind = 'v' AND " + Test.ORDINARY),
    MATERIALIZED_VIEW("c.relkind = 'm'"),
    FOREIGN_TABLE("c.relkind = 'f'"),
    INDEX("c.relkind = 'i' AND n.nspname <> 'pg_toast' AND " + Test.ORDINARY),
    PARTITIONED_INDEX("c.relkind = 'I' AND " + Test.LASTING),
    SEQUENCE("c.relkind = 'S' AND " + Test.LASTING),
    TYPE("c.relkind = 'c'"),
    TEMPORARY_TABLE("c.relkind = ANY ('{r,p}'::pg_catalog.\"char\"[]) AND " + Test.TEMPORARY),
    TEMPORARY_INDEX("c.relkind = ANY ('{i,I}'::pg_catalog.\"char\"[]) AND " + Test.TEMPORARY),
    TEMPORARY_SEQUENCE("c.relkind = 'S' AND " + Test.TEMPORARY),
    TEMPORARY_VIEW("c.relkind = 'v' AND " + Test.TEMPORARY),
    SYSTEM_TABLE("c.relkind = 'r' AND " + Test.SYSTEM),
    SYSTEM_INDEX("c.relkind = 'i' AND " + Test.SYSTEM),
    SYSTEM_VIEW("c.relkind = 'v' AND " + Test.SYSTEM),
    SYSTEM_TOAST_TABLE("c.relkind = 't'"),
    SYSTEM_TOAST_INDEX("c.relkind = 'i' AND n.nspname = 'pg_toast'");

    /** A class of its own, since the constants of an enum come before its fields. */
    private static final class Test {
        static final String SYSTEM = "n.nspname = ANY ('{pg_catalog,information_schema}'::pg_catalog.name[])";
        static final String TEMPORARY = "c.relpersistence = 't'";
        static final String LASTING = "c.relpersistence <> 't'";
        static final String ORDINARY = "NOT " + SYSTEM + " AND " + LASTING;
    }

    /** Every row that has one of these is of some type; the server makes its plan the sooner, the less it has to read. */
    private static final String ALL = "c.relkind = ANY ('{r,p,v,m,f,i,I,S,c,t}'::pg_catalog.\"char\"[])";

    private static final Set<TableKind> OF_OTHER_TABLES_OR_TYPES = EnumSet.of(
            INDEX, PARTITIONED_INDEX, TYPE, TEMPORARY_INDEX, SYSTEM_INDEX, SYSTEM_TOAST_TABLE, SYSTEM_TOAST_INDEX);

    private final String condition;

    TableKind(String condition) {
        this.condition = condition;
    }

    /** Of all types, sorted. */
    static List<String> labels() {
        return Arrays.stream(values()).map(TableKind::label).sorted().toList();
    }

    /** As JDBC spells it. */
    String label() {
        return name().replace('_', ' ');
    }

    /** An expression for the type of a row, null for what has none. */
    static String labelOfRow() {
        return Arrays.stream(values())
                .map(kind -> "WHEN " + kind.condition + " THEN '" + kind.label() + "'")
                .collect(Collectors.joining("\n", "CASE ", " END"));
    }

    /**
     * The types of a list of labels.
     *
     * @param labels unknown ones stand for nothing; null for all that we know
     */
    static Set<TableKind> of(String[] labels) {
        Set<TableKind> wanted = EnumSet.allOf(TableKind.class);
        if (labels != null) {
            List<String> names = Arrays.asList(labels);
            wanted.removeIf(kind -> !names.contains(kind.label()));
        }
        return wanted;
    }

    /** Whether all of these types are, in {@code pg_depend}, of a schema. */
    static boolean dependOnSchema(Set<TableKind> kinds) {
        return Collections.disjoint(kinds, OF_OTHER_TABLES_OR_TYPES);
    }

    /** A condition for rows of one of these types. */
    static String anyOf(Set<TableKind> kinds) {
        if (kinds.size() == values().length) {
            return ALL;
        }
        return kinds.isEmpty()
                ? "false"
                : kinds.stream().map(kind -> "(" + kind.condition + ")").collect(Collectors.joining(" OR ", "(", ")"));
    }
}
