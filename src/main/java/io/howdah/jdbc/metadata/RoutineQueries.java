package io.howdah.jdbc.metadata;

/**
 * Templates for procedures and functions.
 *
 * <p>A routine is told from others of its name by SPECIFIC_NAME, which ends with its OID.
 */
final class RoutineQueries {
    private static final String SPECIFIC_NAME = "((p.proname::pg_catalog.text || '_') || p.oid::pg_catalog.text)";

    private static final String ROUTINES = """
            FROM pg_catalog.pg_namespace n
                 JOIN pg_catalog.pg_proc p ON p.pronamespace = n.oid
                 LEFT JOIN pg_catalog.pg_description r
                   ON r.objoid = p.oid AND r.classoid = 'pg_catalog.pg_proc'::pg_catalog.regclass
            """;

    static final String PROCEDURES = """
            SELECT pg_catalog.current_database() AS "PROCEDURE_CAT", n.nspname AS "PROCEDURE_SCHEM",
                   p.proname AS "PROCEDURE_NAME", NULL::varchar AS "RESERVED_1", NULL::varchar AS "RESERVED_2",
                   NULL::varchar AS "RESERVED_3", r.description AS "REMARKS", 2::smallint AS "PROCEDURE_TYPE",
                   %s AS "SPECIFIC_NAME"
            %s
            WHERE {procedure} {1}
            ORDER BY "PROCEDURE_SCHEM", "PROCEDURE_NAME", "SPECIFIC_NAME"
            """.formatted(SPECIFIC_NAME, ROUTINES);

    static final String FUNCTIONS = """
            SELECT pg_catalog.current_database() AS "FUNCTION_CAT", n.nspname AS "FUNCTION_SCHEM",
                   p.proname AS "FUNCTION_NAME", r.description AS "REMARKS",
                   CASE WHEN p.proretset THEN 2 ELSE 1 END::smallint AS "FUNCTION_TYPE", %s AS "SPECIFIC_NAME"
            %s
            WHERE {function} {1}
            ORDER BY "FUNCTION_SCHEM", "FUNCTION_NAME", "SPECIFIC_NAME"
            """.formatted(SPECIFIC_NAME, ROUTINES);

    /**
     * {@code part}: what goes in and out of each routine: section 0 the value returned, 1 the parameters, 2 the columns of
     * a composite type that is returned. The mode is that of {@code proargmodes}, {@code r} for a value, {@code c} for a
     * column.
     *
     * <p>Routines are put in order before their parts are, of which there are three times as many: {@code rank} sorts as
     * their schema, name and specific name do.
     */
    private static final String PARTS = """
            routine AS (
                SELECT n.nspname, p.oid, p.proname, %1$s AS specific, p.pronargdefaults > 0 AS defaults,
                       p.proargnames, p.proargmodes, p.prorettype,
                       coalesce(p.proallargtypes, p.proargtypes::pg_catalog.oid[]) AS types,
                       CASE WHEN {returns a value} THEN v.typtype END AS returned, v.typrelid,
                       pg_catalog.row_number() OVER (ORDER BY n.nspname, p.proname, %1$s) AS rank
                FROM pg_catalog.pg_namespace n
                     JOIN pg_catalog.pg_proc p ON p.pronamespace = n.oid
                     CROSS JOIN LATERAL (SELECT v.typtype, v.typrelid FROM pg_catalog.pg_type v
                                         WHERE v.oid = p.prorettype OFFSET 0) v
                WHERE %2$s {1}),
            part AS (
                SELECT r.nspname, r.proname, r.specific, r.rank, r.oid, 0 AS section, 0 AS position,
                       'returnValue'::pg_catalog.text AS name, 'r'::pg_catalog.text AS mode, r.prorettype AS type,
                       -1 AS modifier, false AS optional
                FROM routine r
                WHERE r.returned <> 'c' AND (r.returned <> 'p' OR r.proargmodes IS NULL)
                UNION ALL
                SELECT r.nspname, r.proname, r.specific, r.rank, r.oid, 1, u.position::integer,
                       CASE WHEN coalesce(r.proargnames[u.position], '') <> '' THEN r.proargnames[u.position]
                            ELSE '$' || u.position::pg_catalog.text END,
                       coalesce(r.proargmodes[u.position]::pg_catalog.text, 'i'), u.type, -1, r.defaults
                FROM routine r
                     CROSS JOIN LATERAL pg_catalog.unnest(r.types) WITH ORDINALITY AS u(type, position)
                UNION ALL
                SELECT r.nspname, r.proname, r.specific, r.rank, r.oid, 2,
                       pg_catalog.row_number() OVER (PARTITION BY r.oid ORDER BY a.attnum)::integer,
                       a.attname::pg_catalog.text, 'c', a.atttypid, a.atttypmod, false
                FROM routine r
                     JOIN pg_catalog.pg_attribute a ON a.attrelid = r.typrelid
                WHERE r.returned = 'c' AND a.attnum > 0 AND NOT a.attisdropped),
            %3$s
            """;

    private static final String FROM_PARTS = """
            FROM part p
                 %s
            WHERE true {2}
            ORDER BY p.rank, p.section, p.position
            """.formatted(TypeSql.JOIN);

    /** The column of a table returned counts as a value returned, which is what callers of other drivers look for. */
    static final String PROCEDURE_COLUMNS =
            """
            WITH RECURSIVE %s
            SELECT pg_catalog.current_database() AS "PROCEDURE_CAT", p.nspname AS "PROCEDURE_SCHEM",
                   p.proname AS "PROCEDURE_NAME", p.name AS "COLUMN_NAME",
                   CASE WHEN p.mode = 'b' THEN 2 WHEN p.mode = 'o' THEN 4
                        WHEN p.mode = 'r' THEN 5 WHEN p.mode = 't' THEN 5
                        WHEN p.mode = 'c' THEN 3 ELSE 1 END::smallint AS "COLUMN_TYPE",
                   y.code AS "DATA_TYPE", y.name AS "TYPE_NAME", y.size AS "PRECISION", NULL::integer AS "LENGTH",
                   y.digits::smallint AS "SCALE", 10::smallint AS "RADIX", 2::smallint AS "NULLABLE",
                   NULL::varchar AS "REMARKS",
                   CASE WHEN p.optional THEN pg_catalog.pg_get_function_arg_default(p.oid, p.position) END AS "COLUMN_DEF",
                   NULL::integer AS "SQL_DATA_TYPE", NULL::integer AS "SQL_DATETIME_SUB",
                   y.octets AS "CHAR_OCTET_LENGTH", p.position AS "ORDINAL_POSITION", ''::varchar AS "IS_NULLABLE",
                   p.specific AS "SPECIFIC_NAME"
            %s
            """.formatted(PARTS.formatted(SPECIFIC_NAME, "{procedure}", TypeSql.DESCRIBED), FROM_PARTS);

    /** As {@link #PROCEDURE_COLUMNS}; but JDBC numbers the kinds otherwise here. */
    static final String FUNCTION_COLUMNS =
            """
            WITH RECURSIVE %s
            SELECT pg_catalog.current_database() AS "FUNCTION_CAT", p.nspname AS "FUNCTION_SCHEM",
                   p.proname AS "FUNCTION_NAME", p.name AS "COLUMN_NAME",
                   CASE WHEN p.mode = 'b' THEN 2 WHEN p.mode = 'o' THEN 3
                        WHEN p.mode = 'r' THEN 4 WHEN p.mode = 't' THEN 4
                        WHEN p.mode = 'c' THEN 5 ELSE 1 END::smallint AS "COLUMN_TYPE",
                   y.code AS "DATA_TYPE", y.name AS "TYPE_NAME", y.size AS "PRECISION", NULL::integer AS "LENGTH",
                   y.digits::smallint AS "SCALE", 10::smallint AS "RADIX", 2::smallint AS "NULLABLE",
                   NULL::varchar AS "REMARKS", y.octets AS "CHAR_OCTET_LENGTH", p.position AS "ORDINAL_POSITION",
                   ''::varchar AS "IS_NULLABLE", p.specific AS "SPECIFIC_NAME"
            %s
            """.formatted(PARTS.formatted(SPECIFIC_NAME, "{function}", TypeSql.DESCRIBED), FROM_PARTS);

    private RoutineQueries() {}
}
