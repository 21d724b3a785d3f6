package io.howdah.jdbc.metadata;

/**
 * The part of a template that describes types, as {@code ResultSetMetaData} describes a column of one.
 *
 * <p>Domains are followed to their base types, {@code b}, also through several layers. Of an array the element is measured.
 *
 * <p>A database has two types for each of its tables, so nothing here goes over {@code pg_type}: each type is looked up by
 * its OID, once however many rows have it. {@code OFFSET 0} keeps the server from doing it in another order.
 */
final class TypeSql {
    private static final String BASE_CODE = """
            CASE WHEN b.typtype = 'c' THEN 2002
                 WHEN b.typtype = 'e' THEN 12
                 WHEN b.is_array THEN 2003
                 ELSE coalesce(k.code, 1111) END""";

    /** Times give up a point and six digits of their longest text, and get back those that the modifier allows. */
    private static final String SIZE = """
            CASE WHEN m.modifier < 0 THEN coalesce(k.size, 2147483647)
                 WHEN m.element = 1700 THEN ((m.modifier - 4) >> 16) & 65535
                 WHEN m.element = ANY ('{1042,1043}'::pg_catalog.oid[]) THEN m.modifier - 4
                 WHEN m.element = ANY ('{1560,1562}'::pg_catalog.oid[]) THEN m.modifier
                 WHEN m.element = ANY ('{1083,1266,1114,1184}'::pg_catalog.oid[]) AND m.modifier < 6
                   THEN (k.size - 6) + CASE WHEN m.modifier = 0 THEN -1 ELSE m.modifier END
                 ELSE coalesce(k.size, 2147483647) END""";

    /** Null for a numeric without limits; its modifier holds the scale in eleven bits with a sign. */
    private static final String DIGITS = """
            CASE WHEN m.element = 1700
                   THEN CASE WHEN m.modifier >= 0 THEN (((m.modifier - 4) & 2047) # 1024) - 1024 END
                 WHEN m.element = ANY ('{1083,1266,1114,1184}'::pg_catalog.oid[])
                   THEN CASE WHEN m.modifier < 0 OR m.modifier > 6 THEN 6 ELSE m.modifier END
                 WHEN m.element = 1186
                   THEN CASE WHEN m.modifier < 0 OR (m.modifier & 65535) > 6 THEN 6 ELSE m.modifier & 65535 END
                 ELSE coalesce(k.digits, 0) END""";

    /**
     * Tables of a {@code WITH RECURSIVE} after one that is called {@code part}, which has the columns {@code type} and
     * {@code modifier}: the last is {@code described}, with a row for each pair of those.
     *
     * <ul>
     *   <li>{@code name} as the catalogue has it, {@code code} of {@link java.sql.Types} (DISTINCT for a domain),
     *       {@code source_code} of the base type, for a domain only
     *   <li>{@code size}, {@code digits}, {@code radix}; {@code octets}, the size of character and binary types only
     *   <li>{@code required}, whether a domain forbids null; {@code cased} and {@code signed}, null if not built in
     * </ul>
     */
    static final String DESCRIBED = """
            used AS (SELECT DISTINCT p.type, p.modifier FROM part p),
            layer AS (
                SELECT u.type, t.base, t.modifier, t.required, 1 AS depth
                FROM (SELECT DISTINCT u.type FROM used u) u
                     CROSS JOIN LATERAL %1$s t
                UNION ALL
                SELECT l.type, t.base, t.modifier, l.required OR t.required, l.depth + 1
                FROM layer l
                     CROSS JOIN LATERAL %2$s t),
            builtin AS (
                SELECT k.oid, k.code, k.size, k.digits, k.signed, k.cased
                FROM ROWS FROM ({builtin types}) AS k(oid, code, size, digits, signed, cased)),
            described AS (
                SELECT u.type, u.modifier, t.typname AS name,
                       CASE WHEN t.typtype = 'd' THEN 2001 ELSE %3$s END AS code,
                       CASE WHEN t.typtype = 'd' THEN %3$s END::smallint AS source_code,
                       %4$s AS size, %5$s AS digits,
                       CASE WHEN m.element = ANY ('{1560,1562}'::pg_catalog.oid[]) THEN 2 ELSE 10 END AS radix,
                       CASE WHEN b.oid = ANY ('{17,18,19,25,1042,1043}'::pg_catalog.oid[]) THEN %4$s END AS octets,
                       coalesce(d.required, false) AS required, k.cased, k.signed
                FROM used u
                     CROSS JOIN LATERAL (SELECT t.typname, t.typtype FROM pg_catalog.pg_type t
                                         WHERE t.oid = u.type OFFSET 0) t
                     LEFT JOIN (SELECT DISTINCT ON (l.type) l.type, l.base, l.modifier, l.required
                                FROM layer l ORDER BY l.type, l.depth DESC) d ON d.type = u.type
                     CROSS JOIN LATERAL (SELECT b.oid, b.typtype, b.typelem,
                                                b.typinput = 'pg_catalog.array_in'::pg_catalog.regproc AS is_array
                                         FROM pg_catalog.pg_type b WHERE b.oid = coalesce(d.base, u.type) OFFSET 0) b
                     CROSS JOIN LATERAL (SELECT coalesce(d.modifier, u.modifier) AS modifier,
                                                CASE WHEN b.is_array THEN b.typelem ELSE b.oid END AS element) m
                     LEFT JOIN builtin k ON k.oid = m.element
                OFFSET 0)
            """.formatted(layerOf("u.type"), layerOf("l.base"), BASE_CODE, SIZE, DIGITS);

    /**
     * From {@code part p} to what is known of its type, which is something for each. An outer join tells the server that no
     * row is lost by it; it would expect next to none of them behind an inner one, and look up the rest row by row.
     */
    static final String JOIN = "LEFT JOIN described y ON y.type = p.type AND y.modifier = p.modifier";

    private TypeSql() {}

    private static String layerOf(String oid) {
        return """
                (SELECT t.typbasetype AS base, t.typtypmod AS modifier, t.typnotnull AS required
                 FROM pg_catalog.pg_type t WHERE t.oid = %s AND t.typtype = 'd' OFFSET 0)""".formatted(oid);
    }
}
