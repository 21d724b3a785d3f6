package io.howdah.jdbc.metadata;

/**
 * Conditions for objects that the user may do something with, whatever it is. They name objects by the aliases that all
 * templates have for them.
 */
final class Privileges {
    static final String ON_SCHEMA = "pg_catalog.has_schema_privilege(n.oid, 'USAGE, CREATE')";

    /** Also a table of which the user may use some columns only; a sequence and a composite type have rules of their own. */
    static final String ON_TABLE = """
            CASE WHEN c.relkind = 'c' THEN pg_catalog.has_type_privilege(c.reltype, 'USAGE')
                 WHEN c.relkind = 'S' THEN pg_catalog.has_sequence_privilege(c.oid, 'USAGE, SELECT, UPDATE')
                 ELSE pg_catalog.has_table_privilege(
                          c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
                      OR pg_catalog.has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE, REFERENCES') END""";

    /** What is granted on the table is granted on the column. */
    static final String ON_COLUMN =
            "pg_catalog.has_column_privilege(p.attrelid, p.attnum, 'SELECT, INSERT, UPDATE, REFERENCES')";

    static final String ON_ROUTINE = "pg_catalog.has_function_privilege(p.oid, 'EXECUTE')";

    static final String ON_TYPE = "pg_catalog.has_type_privilege(t.oid, 'USAGE')";

    private Privileges() {}
}
