package io.howdah.jdbc.metadata;

/**
 * The part of a template that describes types, as {@code ResultSetMetaData} describes a column of one.
 *
 * <p>Domains are followed to their base types, also through several layers. Of an array the element is measured.
 *
 * <p>A database has two types for each of its tables, so nothing here goes over {@code pg_type}: each type is looked up by
 * its OID, once however many rows have it. {@code OFFSET 0} keeps the server from doing it in another order. The fewer
 * steps the plan has, the sooner a question about one table is answered: to make a plan ready takes longer than to run it.
 */
final class TypeSql {
    /** The name alone where SQL finds the type by it, else with the schema: by either a type can be named in a statement. */
    private static final String NAME = """
            CASE WHEN t.typnamespace = 'pg_catalog'::pg_catalog.regnamespace OR pg_catalog.pg_type_is_visible(t.oid)
                 THEN t.typname::pg_catalog.text
                 ELSE (SELECT %s || '.' || %s FROM pg_catalog.pg_namespace n WHERE n.oid = t.typnamespace) END""".formatted(quoted("n.nspname"), quoted("t.typname"));

    private static final String BASE_CODE = """
            CASE WHEN w.kind = 'c' THEN 2002
                 WHEN w.kind = 'e' THEN 12
                 WHEN w.is_array THEN 2003
                 ELSE coalesce(k.code, 1111) END""";

    /** Times give up a point and six digits of their longest text, and get back those that the modifier allows. */
    private static final String SIZE = """
            CASE WHEN w.allowed < 0 THEN coalesce(k.size, 2147483647)
                 WHEN w.element = 1700 THEN ((w.allowed - 4) >> 16) & 65535
                 WHEN w.element = ANY ('{1042,1043}'::pg_catalog.oid[]) THEN w.allowed - 4
                 WHEN w.element = ANY ('{1560,1562}'::pg_catalog.oid[]) THEN w.allowed
                 WHEN w.element = ANY ('{1083,1266,1114,1184}'::pg_catalog.oid[]) AND w.allowed < 6
                   THEN (k.size - 6) + CASE WHEN w.allowed = 0 THEN -1 ELSE w.allowed END
                 ELSE coalesce(k.size, 2147483647) END""";

    /** Null for a numeric without limits; its modifier holds the scale in eleven bits with a sign. */
    private static final String DIGITS = """
            CASE WHEN w.element = 1700
                   THEN CASE WHEN w.allowed >= 0 THEN (((w.allowed - 4) & 2047) # 1024) - 1024 END
                 WHEN w.element = ANY ('{1083,1266,1114,1184}'::pg_catalog.oid[])
                   THEN CASE WHEN w.allowed < 0 OR w.allowed > 6 THEN 6 ELSE w.allowed END
                 WHEN w.element = 1186
                   THEN CASE WHEN w.allowed < 0 OR (w.allowed & 65535) > 6 THEN 6 ELSE w.allowed & 65535 END
                 ELSE coalesce(k.digits, 0) END""";

    /** What is known of a row {@code t} of {@code pg_type}. */
    private static final String KIND = """
            t.oid AS base, t.typtype AS kind, t.typbasetype AS below, t.typtypmod AS below_allows,
                     t.typtype = 'd' AND t.typnotnull AS required,
                     t.typinput = 'pg_catalog.array_in'::pg_catalog.regproc AS is_array,
                     CASE WHEN t.typinput = 'pg_catalog.array_in'::pg_catalog.regproc THEN t.typelem ELSE t.oid END
                       AS element""";

    /**
     * Tables of a {@code WITH RECURSIVE} after one that is called {@code part}, which has the columns {@code type} and
     * {@code modifier}: the last is {@code described}, with a row for each pair of those.
     *
     * <ul>
     *   <li>{@code name} as SQL would have it, {@code code} of {@link java.sql.Types} (DISTINCT for a domain),
     *       {@code source_code} of the base type, for a domain only
     *   <li>{@code size}, {@code digits}, {@code radix}; {@code octets}, the size of character and binary types only
     *   <li>{@code required}, whether a domain forbids null; {@code cased} and {@code signed}, null if not built in
     * </ul>
     *
     * <p>{@code walk} goes from each type down to what is no domain; {@code allowed} is the modifier that counts there.
     */
    static final String DESCRIBED = """
            used AS (SELECT DISTINCT p.type, p.modifier FROM part p),
            walk AS (
                SELECT u.type, u.modifier, t.name, t.kind = 'd' AS is_domain, u.modifier AS allowed, t.required,
                       t.base, t.kind, t.below, t.below_allows, t.is_array, t.element
                FROM used u
                     CROSS JOIN LATERAL (SELECT %1$s AS name, %2$s
                                         FROM pg_catalog.pg_type t WHERE t.oid = u.type OFFSET 0) t
                UNION ALL
                SELECT w.type, w.modifier, w.name, w.is_domain, w.below_allows, w.required OR t.required,
                       t.base, t.kind, t.below, t.below_allows, t.is_array, t.element
                FROM walk w
                     CROSS JOIN LATERAL (SELECT %2$s
                                         FROM pg_catalog.pg_type t WHERE t.oid = w.below OFFSET 0) t
                WHERE w.kind = 'd'),
            described AS (
                SELECT w.type, w.modifier, w.name,
                       CASE WHEN w.is_domain THEN 2001 ELSE %3$s END AS code,
                       CASE WHEN w.is_domain THEN %3$s END::smallint AS source_code,
                       %4$s AS size, %5$s AS digits,
                       CASE WHEN w.element = ANY ('{1560,1562}'::pg_catalog.oid[]) THEN 2 ELSE 10 END AS radix,
                       CASE WHEN w.base = ANY ('{17,18,19,25,1042,1043}'::pg_catalog.oid[]) OR w.kind = 'e' THEN %4$s END
                         AS octets,
                       w.required, k.cased, k.signed
                FROM walk w
                     CROSS JOIN LATERAL (SELECT {builtin place} AS place OFFSET 0) z
                     CROSS JOIN LATERAL (SELECT {builtin facts}) k(code, size, digits, signed, cased)
                WHERE w.kind <> 'd'
                OFFSET 0)
            """.formatted(NAME, KIND, BASE_CODE, SIZE, DIGITS);

    /**
     * From {@code part p} to what is known of its type, which is something for each. An outer join tells the server that no
     * row is lost by it; it would expect next to none of them behind an inner one, and look up the rest row by row.
     */
    static final String JOIN = "LEFT JOIN described y ON y.type = p.type AND y.modifier = p.modifier";

    private TypeSql() {}

    private static String quoted(String name) {
        return "('\"' || pg_catalog.replace(%s::pg_catalog.text, '\"', '\"\"') || '\"')".formatted(name);
    }
}
