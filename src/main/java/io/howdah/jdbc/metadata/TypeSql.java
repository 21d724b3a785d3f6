package io.howdah.jdbc.metadata;

/**
 * Parts of templates that describe a type by {@code pg_type t}, as {@code ResultSetMetaData} describes a column of it.
 *
 * <p>Domains are followed to their base types, {@code b}, also through several layers. Of an array the element is measured.
 */
final class TypeSql {
    /** For a {@code WITH RECURSIVE}: {@code domain}, and {@code builtin} for what the driver knows of built-in types. */
    static final String TABLES = """
            layer AS (
                SELECT t.oid, t.typbasetype AS base, t.typtypmod AS modifier, t.typnotnull AS required
                FROM pg_catalog.pg_type t
                WHERE t.typtype = 'd'
                UNION ALL
                SELECT l.oid, t.typbasetype, t.typtypmod, l.required OR t.typnotnull
                FROM layer l JOIN pg_catalog.pg_type t ON t.oid = l.base
                WHERE t.typtype = 'd'),
            domain AS (
                SELECT l.oid, l.base, l.modifier, l.required
                FROM layer l JOIN pg_catalog.pg_type t ON t.oid = l.base
                WHERE t.typtype <> 'd'),
            builtin(oid, code, size, digits, signed, cased) AS (VALUES {builtin types})
            """;

    private static final String IS_ARRAY = "b.typinput = 'pg_catalog.array_in'::pg_catalog.regproc";

    private static final String BASE_CODE = """
            CASE WHEN b.typtype = 'c' THEN 2002
                 WHEN b.typtype = 'e' THEN 12
                 WHEN %s THEN 2003
                 ELSE coalesce(k.code, 1111) END""".formatted(IS_ARRAY);

    /** A code of {@link java.sql.Types}; DISTINCT for a domain. */
    static final String CODE = "CASE WHEN t.typtype = 'd' THEN 2001 ELSE %s END".formatted(BASE_CODE);

    /** Of a domain its base type's code, else null. */
    static final String SOURCE_CODE = "CASE WHEN t.typtype = 'd' THEN %s END::smallint".formatted(BASE_CODE);

    /** Times give up a point and six digits of their longest text, and get back those that the modifier allows. */
    static final String SIZE = """
            CASE WHEN m.modifier < 0 THEN coalesce(k.size, 2147483647)
                 WHEN m.element = 1700 THEN ((m.modifier - 4) >> 16) & 65535
                 WHEN m.element = ANY ('{1042,1043}'::pg_catalog.oid[]) THEN m.modifier - 4
                 WHEN m.element = ANY ('{1560,1562}'::pg_catalog.oid[]) THEN m.modifier
                 WHEN m.element = ANY ('{1083,1266,1114,1184}'::pg_catalog.oid[]) AND m.modifier < 6
                   THEN (k.size - 6) + CASE WHEN m.modifier = 0 THEN -1 ELSE m.modifier END
                 ELSE coalesce(k.size, 2147483647) END""";

    /** Null for a numeric without limits; its modifier holds the scale in eleven bits with a sign. */
    static final String DIGITS = """
            CASE WHEN m.element = 1700
                   THEN CASE WHEN m.modifier >= 0 THEN (((m.modifier - 4) & 2047) # 1024) - 1024 END
                 WHEN m.element = ANY ('{1083,1266,1114,1184}'::pg_catalog.oid[])
                   THEN CASE WHEN m.modifier < 0 OR m.modifier > 6 THEN 6 ELSE m.modifier END
                 WHEN m.element = 1186
                   THEN CASE WHEN m.modifier < 0 OR (m.modifier & 65535) > 6 THEN 6 ELSE m.modifier & 65535 END
                 ELSE coalesce(k.digits, 0) END""";

    static final String RADIX = "CASE WHEN m.element = ANY ('{1560,1562}'::pg_catalog.oid[]) THEN 2 ELSE 10 END";

    /** The size of character and binary types, else null. */
    static final String OCTETS = """
            CASE WHEN b.oid = ANY ('{17,18,19,25,1042,1043}'::pg_catalog.oid[]) THEN %s END""".formatted(SIZE);

    /** Whether a column {@code a} never holds null. */
    static final String REQUIRED = "(a.attnotnull OR coalesce(d.required, false))";

    /** Whether a column with the default {@code f} is what {@code serial} makes. */
    static final String COUNTS_UP = """
            (t.oid = ANY ('{20,21,23}'::pg_catalog.oid[])
             AND coalesce(pg_catalog.pg_get_expr(f.adbin, f.adrelid) ~~ 'nextval(%', false))""";

    private TypeSql() {}

    /** From an OID and a modifier to {@code t}, {@code d}, {@code b}, {@code m} and {@code k}. */
    static String joins(String typeOid, String modifier) {
        return """
            JOIN pg_catalog.pg_type t ON t.oid = %s
            LEFT JOIN domain d ON d.oid = t.oid
            JOIN pg_catalog.pg_type b ON b.oid = coalesce(d.base, t.oid)
            CROSS JOIN LATERAL (SELECT coalesce(d.modifier, %s) AS modifier,
                                       CASE WHEN %s THEN b.typelem ELSE b.oid END AS element) m
            LEFT JOIN builtin k ON k.oid::pg_catalog.oid = m.element
            """.formatted(typeOid, modifier, IS_ARRAY);
    }
}
