package io.howdah.jdbc.metadata;

import java.sql.Types;
import java.util.Arrays;

/** Templates for types. */
final class TypeQueries {
    /**
     * Types of columns: no pseudo-types, and neither the row types of tables nor arrays of those. Of the types with one
     * code the one that means it best comes first.
     */
    static final String TYPES = """
            WITH RECURSIVE part AS (
                SELECT t.oid AS type, -1 AS modifier, NULL::pg_catalog.text AS counting
                FROM pg_catalog.pg_type t
                     JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
                     LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND t.typlen = -1
                     LEFT JOIN pg_catalog.pg_class c ON c.oid = coalesce(e.typrelid, t.typrelid)
                WHERE t.typtype <> 'p' AND coalesce(e.typtype <> 'p', true)
                  AND n.nspname <> 'pg_toast' AND (c.oid IS NULL OR c.relkind = 'c')
                  AND NOT pg_catalog.pg_is_other_temp_schema(n.oid) {1}
                UNION ALL
                VALUES (21::pg_catalog.oid, -1, 'smallserial'), (23, -1, 'serial'), (20, -1, 'bigserial')),
            %s
            SELECT coalesce(p.counting, y.name) AS "TYPE_NAME", y.code AS "DATA_TYPE",
                   CASE WHEN y.type = 1700 THEN 1000
                        WHEN y.type = ANY ('{1042,1043}'::pg_catalog.oid[]) THEN 10485760
                        WHEN y.type = ANY ('{1560,1562}'::pg_catalog.oid[]) THEN 83886080
                        WHEN y.type = ANY ('{1083,1266,1114,1184,1186}'::pg_catalog.oid[]) THEN 6
                        WHEN y.signed AND y.code <> 2003 THEN y.size
                        ELSE 0 END AS "PRECISION",
                   CASE WHEN z.quoted THEN '''' END AS "LITERAL_PREFIX",
                   CASE WHEN z.quoted THEN '''' END AS "LITERAL_SUFFIX",
                   CASE WHEN y.type = 1700 THEN 'precision,scale'
                        WHEN y.type = ANY ('{1042,1043,1560,1562}'::pg_catalog.oid[]) THEN 'length'
                        WHEN y.type = ANY ('{1083,1266,1114,1184,1186}'::pg_catalog.oid[]) THEN 'precision' END
                     AS "CREATE_PARAMS",
                   CASE WHEN p.counting IS NOT NULL OR y.required THEN 0 ELSE 1 END::smallint AS "NULLABLE",
                   coalesce(y.cased, true) AS "CASE_SENSITIVE", 3::smallint AS "SEARCHABLE",
                   NOT coalesce(y.signed, false) AS "UNSIGNED_ATTRIBUTE", false AS "FIXED_PREC_SCALE",
                   p.counting IS NOT NULL AS "AUTO_INCREMENT", NULL::varchar AS "LOCAL_TYPE_NAME", 0::smallint AS "MINIMUM_SCALE",
                   CASE WHEN y.type = 1700 THEN 1000
                        WHEN y.type = ANY ('{1083,1266,1114,1184,1186}'::pg_catalog.oid[]) THEN 6
                        ELSE 0 END::smallint AS "MAXIMUM_SCALE",
                   NULL::integer AS "SQL_DATA_TYPE", NULL::integer AS "SQL_DATETIME_SUB", 10 AS "NUM_PREC_RADIX"
            FROM part p
                 %s
                 CROSS JOIN LATERAL (SELECT y.code <> ALL ('{-5,2,4,5,7,8}'::pg_catalog.int4[]) AS quoted) z
            ORDER BY "DATA_TYPE",
                     coalesce(pg_catalog.array_position(
                         '{bool,int8,char,bpchar,numeric,int4,int2,float4,float8,varchar,text,name,date,time,timestamp,
                           bigserial,serial,smallserial}'::pg_catalog.text[], coalesce(p.counting, y.name)), 100),
                     "TYPE_NAME"
            """.formatted(TypeSql.DESCRIBED, TypeSql.JOIN);

    static final String USER_DEFINED_TYPES = """
            WITH RECURSIVE part AS (
                SELECT t.oid AS type, -1 AS modifier, t.typname, n.nspname
                FROM pg_catalog.pg_type t
                     JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
                     LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
                WHERE t.typtype = ANY ('{c,d}'::pg_catalog."char"[]) AND (c.oid IS NULL OR c.relkind = 'c')
                  AND NOT pg_catalog.pg_is_other_temp_schema(n.oid) {1}),
            %s
            SELECT pg_catalog.current_database() AS "TYPE_CAT", p.nspname AS "TYPE_SCHEM", p.typname AS "TYPE_NAME",
                   NULL::varchar AS "CLASS_NAME", y.code AS "DATA_TYPE", r.description AS "REMARKS",
                   y.source_code AS "BASE_TYPE"
            FROM part p
                 %s
                 LEFT JOIN pg_catalog.pg_description r
                   ON r.objoid = p.type AND r.classoid = 'pg_catalog.pg_type'::pg_catalog.regclass
            ORDER BY "DATA_TYPE", "TYPE_SCHEM", "TYPE_NAME"
            """.formatted(TypeSql.DESCRIBED, TypeSql.JOIN);

    static final String ATTRIBUTES = """
            WITH RECURSIVE part AS (
                SELECT n.nspname, c.relname, a.attrelid, a.attnum, a.attname, a.atttypid AS type, a.atttypmod AS modifier,
                       a.attnotnull,
                       pg_catalog.row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum) AS position
                FROM pg_catalog.pg_namespace n
                     JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid
                     JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
                WHERE c.relkind = 'c' AND a.attnum > 0 AND NOT a.attisdropped
                  AND NOT pg_catalog.pg_is_other_temp_schema(n.oid) {1}),
            %s
            SELECT pg_catalog.current_database() AS "TYPE_CAT", p.nspname AS "TYPE_SCHEM", p.relname AS "TYPE_NAME",
                   p.attname AS "ATTR_NAME", y.code AS "DATA_TYPE", y.name AS "ATTR_TYPE_NAME", y.size AS "ATTR_SIZE",
                   y.digits AS "DECIMAL_DIGITS", y.radix AS "NUM_PREC_RADIX",
                   CASE WHEN p.attnotnull OR y.required THEN 0 ELSE 1 END AS "NULLABLE", r.description AS "REMARKS",
                   NULL::varchar AS "ATTR_DEF", NULL::integer AS "SQL_DATA_TYPE", NULL::integer AS "SQL_DATETIME_SUB",
                   y.octets AS "CHAR_OCTET_LENGTH", p.position::integer AS "ORDINAL_POSITION",
                   CASE WHEN p.attnotnull OR y.required THEN 'NO' ELSE 'YES' END AS "IS_NULLABLE",
                   NULL::varchar AS "SCOPE_CATALOG", NULL::varchar AS "SCOPE_SCHEMA", NULL::varchar AS "SCOPE_TABLE",
                   y.source_code AS "SOURCE_DATA_TYPE"
            FROM part p
                 %s
                 LEFT JOIN pg_catalog.pg_description r
                   ON r.objoid = p.attrelid AND r.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
                      AND r.objsubid = p.attnum
            WHERE true {2}
            ORDER BY "TYPE_SCHEM", "TYPE_NAME", "ORDINAL_POSITION"
            """.formatted(TypeSql.DESCRIBED, TypeSql.JOIN);

    private TypeQueries() {}

    /** @param codes of {@link Types}; null for all, and those that are not user-defined match nothing */
    static String anyOf(int[] codes) {
        boolean distinct = codes == null || Arrays.stream(codes).anyMatch(code -> code == Types.DISTINCT);
        boolean struct = codes == null || Arrays.stream(codes).anyMatch(code -> code == Types.STRUCT);
        return "(" + distinct + " AND t.typtype = 'd' OR " + struct + " AND t.typtype = 'c')";
    }
}
