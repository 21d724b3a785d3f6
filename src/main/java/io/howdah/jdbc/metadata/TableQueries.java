package io.howdah.jdbc.metadata;

/** Templates for tables and their columns. {@code {1}} and {@code {2}} are where the conditions go. */
final class TableQueries {
    private static final String TABLE_CLASS = "'pg_catalog.pg_class'::pg_catalog.regclass";
    private static final String TYPE_CLASS = "'pg_catalog.pg_type'::pg_catalog.regclass";

    /** Tables of several types. They are sorted as names are, by their bytes: the rules of a language take much longer. */
    static final String TABLES = tables(
            TableKind.labelOfRow() + " COLLATE pg_catalog.\"C\"",
            "r.objoid = CASE WHEN c.relkind = 'c' THEN c.reltype ELSE c.oid END"
                    + " AND r.classoid = CASE WHEN c.relkind = 'c' THEN " + TYPE_CLASS + " ELSE " + TABLE_CLASS
                    + " END",
            "\"TABLE_TYPE\", ");

    /** The server would look at the table in vain, and at length: only what generates a column can speak of others. */
    private static final String DEFAULT =
            "pg_catalog.pg_get_expr(g.adbin, CASE WHEN p.generated THEN g.adrelid ELSE 0::pg_catalog.oid END)";

    /** Whether the default asks a sequence. */
    private static final String COUNTS_UP = "coalesce(f.expression ~ '" + SequenceDefaults.PATTERN + "', false)";

    /**
     * Positions count what is left of the columns, so those of the table are numbered before some are chosen. Most columns
     * have no default and are looked up by nothing; the expression of those that have one is made once.
     */
    private static final String COLUMNS_TEMPLATE = """
            WITH RECURSIVE part AS (
                SELECT n.nspname, c.relname, a.attrelid, a.attnum, a.attname, a.atttypid AS type, a.atttypmod AS modifier,
                       a.attnotnull, a.atthasdef, {identity} AS identity, {generated} AS generated,
                       pg_catalog.row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum) AS position
                FROM pg_catalog.pg_namespace n
                     JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid
                     %5$s
                     JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
                WHERE c.relkind = ANY ('{r,p,v,m,f}'::pg_catalog."char"[])
                  AND a.attnum > 0 AND NOT a.attisdropped
                  AND NOT pg_catalog.pg_is_other_temp_schema(n.oid) {1}),
            %1$s
            SELECT pg_catalog.current_database() AS "TABLE_CAT", p.nspname AS "TABLE_SCHEM", p.relname AS "TABLE_NAME",
                   p.attname AS "COLUMN_NAME", y.code AS "DATA_TYPE",
                   CASE WHEN NOT (p.type = ANY ('{20,21,23}'::pg_catalog.oid[]) AND %4$s) THEN y.name
                        WHEN p.type = 23 THEN 'serial' WHEN p.type = 20 THEN 'bigserial'
                        ELSE 'smallserial' END AS "TYPE_NAME",
                   y.size AS "COLUMN_SIZE", NULL::integer AS "BUFFER_LENGTH", y.digits AS "DECIMAL_DIGITS",
                   y.radix AS "NUM_PREC_RADIX", CASE WHEN p.attnotnull OR y.required THEN 0 ELSE 1 END AS "NULLABLE",
                   r.description AS "REMARKS", f.expression AS "COLUMN_DEF",
                   NULL::integer AS "SQL_DATA_TYPE", NULL::integer AS "SQL_DATETIME_SUB",
                   y.octets AS "CHAR_OCTET_LENGTH", p.position::integer AS "ORDINAL_POSITION",
                   CASE WHEN p.attnotnull OR y.required THEN 'NO' ELSE 'YES' END AS "IS_NULLABLE",
                   NULL::varchar AS "SCOPE_CATALOG", NULL::varchar AS "SCOPE_SCHEMA", NULL::varchar AS "SCOPE_TABLE",
                   y.source_code AS "SOURCE_DATA_TYPE",
                   CASE WHEN p.identity OR %4$s THEN 'YES' ELSE 'NO' END AS "IS_AUTOINCREMENT",
                   CASE WHEN p.generated THEN 'YES' ELSE 'NO' END AS "IS_GENERATEDCOLUMN"
            FROM part p
                 %3$s
                 LEFT JOIN pg_catalog.pg_attrdef g
                   ON g.adrelid = CASE WHEN p.atthasdef THEN p.attrelid END AND g.adnum = p.attnum
                 CROSS JOIN LATERAL (SELECT %2$s AS expression OFFSET 0) f
                 LEFT JOIN pg_catalog.pg_description r
                   ON r.objoid = p.attrelid AND r.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
                      AND r.objsubid = p.attnum
            WHERE true {2}
            ORDER BY "TABLE_SCHEM", "TABLE_NAME", p.attnum
            """;

    static final String COLUMNS = columns("");

    /**
     * As {@link #COLUMNS}, of all tables that a schema lists. The server expects few tables of a list, and would look up what
     * else there is row by row; of this function, which gives one row, it expects a thousand.
     */
    static final String COLUMNS_OF_SCHEMA =
            columns("CROSS JOIN LATERAL pg_catalog.generate_subscripts('{0}'::pg_catalog.int4[], 1) AS expected");

    /** No schema of TOAST tables, and of temporary tables only the session's own. */
    static final String SCHEMAS = """
            SELECT n.nspname AS "TABLE_SCHEM", pg_catalog.current_database() AS "TABLE_CATALOG"
            FROM pg_catalog.pg_namespace n
            WHERE NOT pg_catalog.pg_is_other_temp_schema(n.oid)
              AND pg_catalog.substr(n.nspname::pg_catalog.text, 1, 8) <> 'pg_toast' {1}
            ORDER BY "TABLE_SCHEM"
            """;

    static final String CATALOGS = """
            SELECT d.datname AS "TABLE_CAT" FROM pg_catalog.pg_database d WHERE d.datallowconn ORDER BY "TABLE_CAT"
            """;

    /** Inheritance; a partition has the same columns by definition and is no sub-table to anybody. */
    static final String SUPER_TABLES = """
            SELECT pg_catalog.current_database() AS "TABLE_CAT", n.nspname AS "TABLE_SCHEM", c.relname AS "TABLE_NAME",
                   s.relname AS "SUPERTABLE_NAME"
            FROM pg_catalog.pg_namespace n
                 JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid
                 JOIN pg_catalog.pg_inherits i ON i.inhrelid = c.oid
                 JOIN pg_catalog.pg_class s ON s.oid = i.inhparent
            WHERE c.relkind = ANY ('{r,f}'::pg_catalog."char"[]) AND {no partition}
              AND NOT pg_catalog.pg_is_other_temp_schema(n.oid) {1}
            ORDER BY "TABLE_SCHEM", "TABLE_NAME", i.inhseqno
            """;

    /** The system columns of a table. */
    static final String PSEUDO_COLUMNS = """
            WITH RECURSIVE part AS (
                SELECT n.nspname, c.relname, a.attname, a.atttypid AS type, a.atttypmod AS modifier
                FROM pg_catalog.pg_namespace n
                     JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid
                     JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
                WHERE c.relkind = ANY ('{r,p,m,f}'::pg_catalog."char"[]) AND a.attnum < 0
                  AND NOT pg_catalog.pg_is_other_temp_schema(n.oid) {1}),
            %s
            SELECT pg_catalog.current_database() AS "TABLE_CAT", p.nspname AS "TABLE_SCHEM", p.relname AS "TABLE_NAME",
                   p.attname AS "COLUMN_NAME", y.code AS "DATA_TYPE", y.size AS "COLUMN_SIZE",
                   y.digits AS "DECIMAL_DIGITS", 10 AS "NUM_PREC_RADIX",
                   'NO_USAGE_RESTRICTIONS'::varchar AS "COLUMN_USAGE", NULL::varchar AS "REMARKS",
                   y.octets AS "CHAR_OCTET_LENGTH", 'NO'::varchar AS "IS_NULLABLE"
            FROM part p
                 %s
            ORDER BY "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME"
            """.formatted(TypeSql.DESCRIBED, TypeSql.JOIN);

    /** {@code ctid}: every update of a row gives it a new one. */
    static final String VERSION_COLUMNS = """
            SELECT NULL::smallint AS "SCOPE", a.attname AS "COLUMN_NAME", 1111 AS "DATA_TYPE", 'tid'::varchar AS "TYPE_NAME",
                   NULL::integer AS "COLUMN_SIZE", NULL::integer AS "BUFFER_LENGTH", NULL::smallint AS "DECIMAL_DIGITS",
                   2::smallint AS "PSEUDO_COLUMN"
            FROM pg_catalog.pg_namespace n
                 JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid
                 JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
            WHERE a.attname = 'ctid' AND c.relkind = ANY ('{r,p,m}'::pg_catalog."char"[])
              AND NOT pg_catalog.pg_is_other_temp_schema(n.oid) {1}
            ORDER BY n.nspname
            """;

    private TableQueries() {}

    private static String columns(String expected) {
        return COLUMNS_TEMPLATE.formatted(TypeSql.DESCRIBED, DEFAULT, TypeSql.JOIN, COUNTS_UP, expected);
    }

    /** Tables of one type: nothing is to be found out about it, and nothing to be sorted by it. */
    static String tablesOf(TableKind kind) {
        String remarks = kind == TableKind.TYPE
                ? "r.objoid = c.reltype AND r.classoid = " + TYPE_CLASS
                : "r.objoid = c.oid AND r.classoid = " + TABLE_CLASS;
        return tables("'" + kind.label() + "'::varchar", remarks, "");
    }

    private static String tables(String label, String remarks, String firstOrder) {
        return """
                SELECT pg_catalog.current_database() AS "TABLE_CAT", n.nspname AS "TABLE_SCHEM", c.relname AS "TABLE_NAME",
                       %s AS "TABLE_TYPE", r.description AS "REMARKS",
                       NULL::varchar AS "TYPE_CAT", NULL::varchar AS "TYPE_SCHEM", NULL::varchar AS "TYPE_NAME",
                       NULL::varchar AS "SELF_REFERENCING_COL_NAME", NULL::varchar AS "REF_GENERATION"
                FROM pg_catalog.pg_namespace n
                     JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid
                     LEFT JOIN pg_catalog.pg_description r ON %s AND r.objsubid = 0
                WHERE NOT pg_catalog.pg_is_other_temp_schema(n.oid) {1}
                ORDER BY %s"TABLE_SCHEM", "TABLE_NAME"
                """.formatted(label, remarks, firstOrder);
    }
}
