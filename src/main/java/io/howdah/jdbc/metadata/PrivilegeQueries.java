package io.howdah.jdbc.metadata;

/**
 * Templates for privileges. An object without a list of them has those that its owner has by nature; and owners may pass on
 * what they have, which no list says.
 */
final class PrivilegeQueries {
    private static final String GRANT = """
            pg_catalog.pg_get_userbyid(g.grantor) AS "GRANTOR",
            CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE pg_catalog.pg_get_userbyid(g.grantee)::pg_catalog.text END
              AS "GRANTEE",
            g.privilege_type AS "PRIVILEGE",
            CASE WHEN g.is_grantable OR g.grantee = c.relowner THEN 'YES' ELSE 'NO' END AS "IS_GRANTABLE"
            """;

    private static final String ACL_OF_TABLE = "coalesce(c.relacl, pg_catalog.acldefault('r', c.relowner))";

    static final String TABLE_PRIVILEGES = """
            SELECT pg_catalog.current_database() AS "TABLE_CAT", n.nspname AS "TABLE_SCHEM", c.relname AS "TABLE_NAME",
                   %s
            FROM pg_catalog.pg_namespace n
                 JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid
                 CROSS JOIN LATERAL pg_catalog.aclexplode(%s) AS g
            WHERE c.relkind = ANY ('{r,p,v,m,f}'::pg_catalog."char"[])
              AND NOT pg_catalog.pg_is_other_temp_schema(n.oid) {1}
            ORDER BY "TABLE_SCHEM", "TABLE_NAME", "PRIVILEGE", "GRANTEE"
            """.formatted(GRANT, ACL_OF_TABLE);

    /** What was granted on the table counts for each of its columns; it is one row though it was granted on both. */
    static final String COLUMN_PRIVILEGES = """
            SELECT DISTINCT pg_catalog.current_database() AS "TABLE_CAT", n.nspname AS "TABLE_SCHEM",
                   c.relname AS "TABLE_NAME", a.attname AS "COLUMN_NAME", %s
            FROM pg_catalog.pg_namespace n
                 JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid
                 JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
                 CROSS JOIN LATERAL pg_catalog.aclexplode(%s || a.attacl) AS g
            WHERE c.relkind = ANY ('{r,p,v,m,f}'::pg_catalog."char"[]) AND a.attnum > 0 AND NOT a.attisdropped
              AND g.privilege_type = ANY ('{SELECT,INSERT,UPDATE,REFERENCES}'::pg_catalog.text[])
              AND NOT pg_catalog.pg_is_other_temp_schema(n.oid) {1}
            ORDER BY "COLUMN_NAME", "PRIVILEGE", "TABLE_SCHEM", "TABLE_NAME", "GRANTEE"
            """.formatted(GRANT, ACL_OF_TABLE);

    private PrivilegeQueries() {}
}
