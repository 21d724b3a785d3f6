package io.howdah.jdbc.metadata;

/** Templates for keys, indexes and what else identifies rows. */
final class KeyQueries {
    private static final String COLUMNS_OF_PRIMARY_KEYS = """
            FROM pg_catalog.pg_namespace n
                 JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid
                 JOIN pg_catalog.pg_constraint o ON o.conrelid = c.oid
                 JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (o.conkey)
            WHERE c.relkind = ANY ('{r,p}'::pg_catalog."char"[]) AND o.contype = 'p'
              AND NOT pg_catalog.pg_is_other_temp_schema(n.oid) {1}""";

    static final String PRIMARY_KEYS = """
            SELECT pg_catalog.current_database() AS "TABLE_CAT", n.nspname AS "TABLE_SCHEM", c.relname AS "TABLE_NAME",
                   a.attname AS "COLUMN_NAME", pg_catalog.array_position(o.conkey, a.attnum)::smallint AS "KEY_SEQ",
                   o.conname AS "PK_NAME"
            %s
            ORDER BY "TABLE_SCHEM", "TABLE_NAME", "PK_NAME", "KEY_SEQ"
            """.formatted(COLUMNS_OF_PRIMARY_KEYS);

    /** Scope 2 is bestRowSession: primary keys change so rarely that they hold for longer than asked. */
    static final String BEST_ROW_IDENTIFIER = """
            WITH RECURSIVE part AS (
                SELECT n.nspname, c.relname, a.attname, a.atttypid AS type, a.atttypmod AS modifier,
                       pg_catalog.array_position(o.conkey, a.attnum) AS position
                %s),
            %s
            SELECT 2::smallint AS "SCOPE", p.attname AS "COLUMN_NAME", y.code AS "DATA_TYPE", y.name AS "TYPE_NAME",
                   y.size AS "COLUMN_SIZE", NULL::integer AS "BUFFER_LENGTH", y.digits::smallint AS "DECIMAL_DIGITS",
                   1::smallint AS "PSEUDO_COLUMN"
            FROM part p
                 %s
            ORDER BY p.nspname, p.relname, p.position
            """.formatted(COLUMNS_OF_PRIMARY_KEYS, TypeSql.DESCRIBED, TypeSql.JOIN);

    /** What every key is looked up from, unless the table is named that it refers to. */
    private static final String ANY_KEY = """
            FROM pg_catalog.pg_constraint o
                 JOIN pg_catalog.pg_class f ON f.oid = o.conrelid
                 JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
                 JOIN pg_catalog.pg_class p ON p.oid = o.confrelid
                 JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace""";

    /**
     * No index has keys by the table they refer to; but they depend on the columns of that table, and by that they are
     * found without going over all keys of the database.
     */
    private static final String KEYS_TO_TABLE = """
            FROM pg_catalog.pg_namespace pn
                 JOIN pg_catalog.pg_class p ON p.relnamespace = pn.oid
                 CROSS JOIN LATERAL (SELECT DISTINCT d.objid
                                     FROM pg_catalog.pg_depend d
                                     WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                                       AND d.refobjid = p.oid
                                       AND d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass OFFSET 0) d
                 JOIN pg_catalog.pg_constraint o ON o.oid = d.objid AND o.confrelid = p.oid
                 JOIN pg_catalog.pg_class f ON f.oid = o.conrelid
                 JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace""";

    private static final String BY_PARENT = """
            ORDER BY "PKTABLE_SCHEM", "PKTABLE_NAME", "FKTABLE_SCHEM", "FKTABLE_NAME", "FK_NAME", "KEY_SEQ"
            """;

    private static final String BY_CHILD = """
            ORDER BY "FKTABLE_SCHEM", "FKTABLE_NAME", "PKTABLE_SCHEM", "PKTABLE_NAME", "FK_NAME", "KEY_SEQ"
            """;

    static final String IMPORTED_KEYS = keys(ANY_KEY) + BY_PARENT;

    static final String EXPORTED_KEYS = keys(ANY_KEY) + BY_CHILD;

    /** As {@link #EXPORTED_KEYS}, for a table whose name is given. */
    static final String EXPORTED_KEYS_OF_TABLE = keys(KEYS_TO_TABLE) + BY_CHILD;

    /** Columns that an index only carries (INCLUDE) are left out; an expression stands in its own words. */
    static final String INDEXES = """
            SELECT pg_catalog.current_database() AS "TABLE_CAT", n.nspname AS "TABLE_SCHEM", c.relname AS "TABLE_NAME",
                   NOT i.indisunique AS "NON_UNIQUE", NULL::varchar AS "INDEX_QUALIFIER", x.relname AS "INDEX_NAME",
                   CASE WHEN i.indisclustered THEN 1 WHEN m.amname = 'hash' THEN 2 ELSE 3 END::smallint AS "TYPE",
                   k.position::smallint AS "ORDINAL_POSITION",
                   CASE WHEN i.indkey[k.position - 1] <> 0
                        THEN (SELECT a.attname::pg_catalog.text FROM pg_catalog.pg_attribute a
                              WHERE a.attrelid = i.indrelid AND a.attnum = i.indkey[k.position - 1])
                        ELSE pg_catalog.pg_get_indexdef(x.oid, k.position, false) END AS "COLUMN_NAME",
                   CASE WHEN pg_catalog.pg_indexam_has_property(m.oid, 'can_order')
                        THEN CASE WHEN (i.indoption[k.position - 1] & 1::smallint) = 1 THEN 'D' ELSE 'A' END END
                     AS "ASC_OR_DESC",
                   greatest(x.reltuples, 0)::bigint AS "CARDINALITY", x.relpages::bigint AS "PAGES",
                   pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS "FILTER_CONDITION"
            FROM pg_catalog.pg_namespace n
                 JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid
                 JOIN pg_catalog.pg_index i ON i.indrelid = c.oid
                 JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
                 JOIN pg_catalog.pg_am m ON m.oid = x.relam
                 CROSS JOIN LATERAL pg_catalog.generate_series(1, {index keys}) AS k(position)
            WHERE c.relkind = ANY ('{r,p,m,t}'::pg_catalog."char"[])
              AND NOT pg_catalog.pg_is_other_temp_schema(n.oid) {1}
            ORDER BY "NON_UNIQUE", "TYPE", "INDEX_NAME", n.nspname, c.relname, "ORDINAL_POSITION"
            """;

    private KeyQueries() {}

    /**
     * Foreign keys. A constraint that keys refer to has the name of its index, which may also be a unique index alone.
     *
     * <p>A key that refers to a partitioned table has a row for each of that table's partitions too, which is not shown.
     *
     * <p>{@code OFFSET 0} has the keys chosen before their columns are looked up: without it, statistics that lag behind
     * make the server look up those of all keys. Nor is it to look at the key above of each before: it takes that for so
     * much work that no way to choose the others seems any better than the worst.
     *
     * @param from {@code o}, the keys; {@code f} in {@code fn}, the tables that have them; {@code p} in {@code pn}, the
     *     tables they refer to
     */
    private static String keys(String from) {
        return """
                SELECT pg_catalog.current_database() AS "PKTABLE_CAT", o.pschema AS "PKTABLE_SCHEM",
                       o.ptable AS "PKTABLE_NAME",
                       (SELECT a.attname FROM pg_catalog.pg_attribute a
                        WHERE a.attrelid = o.confrelid AND a.attnum = k.pattnum) AS "PKCOLUMN_NAME",
                       pg_catalog.current_database() AS "FKTABLE_CAT", o.fschema AS "FKTABLE_SCHEM",
                       o.ftable AS "FKTABLE_NAME",
                       (SELECT a.attname FROM pg_catalog.pg_attribute a
                        WHERE a.attrelid = o.conrelid AND a.attnum = k.fattnum) AS "FKCOLUMN_NAME",
                       k.position::smallint AS "KEY_SEQ",
                       (%s)::smallint AS "UPDATE_RULE", (%s)::smallint AS "DELETE_RULE",
                       o.conname AS "FK_NAME", i.relname AS "PK_NAME",
                       CASE WHEN NOT o.condeferrable THEN 7 WHEN o.condeferred THEN 5 ELSE 6 END::smallint
                         AS "DEFERRABILITY"
                FROM (SELECT pn.nspname AS pschema, p.relname AS ptable, fn.nspname AS fschema, f.relname AS ftable,
                             o.conname, o.conrelid, o.confrelid, o.conindid, o.conkey, o.confkey, {key above} AS above,
                             o.confupdtype, o.confdeltype, o.condeferrable, o.condeferred
                      %s
                      WHERE o.contype = 'f' AND f.relkind = ANY ('{r,p}'::pg_catalog."char"[])
                        AND NOT pg_catalog.pg_is_other_temp_schema(fn.oid) {1}
                      OFFSET 0) o
                     LEFT JOIN pg_catalog.pg_class i ON i.oid = o.conindid
                     CROSS JOIN LATERAL ROWS FROM (pg_catalog.unnest(o.conkey), pg_catalog.unnest(o.confkey))
                          WITH ORDINALITY AS k(fattnum, pattnum, position)
                WHERE o.above = 0
                   OR NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint q
                                  WHERE q.oid = o.above AND q.conrelid = o.conrelid)
                """.formatted(rule("o.confupdtype"), rule("o.confdeltype"), from);
    }

    /** As {@link java.sql.DatabaseMetaData} numbers what a foreign key does. */
    private static String rule(String column) {
        return "CASE WHEN %1$s = 'c' THEN 0 WHEN %1$s = 'r' THEN 1 WHEN %1$s = 'n' THEN 2 WHEN %1$s = 'd' THEN 4 ELSE 3 END"
                .formatted(column);
    }
}
