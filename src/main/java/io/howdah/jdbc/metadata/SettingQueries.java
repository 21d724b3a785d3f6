package io.howdah.jdbc.metadata;

/** Templates for what is no object of a database: settings, key words, client info. */
final class SettingQueries {
    static final String KEYWORDS =
            "SELECT pg_catalog.string_agg(k.word, ',' ORDER BY k.word) FROM pg_catalog.pg_get_keywords() AS k";

    static final String MAX_CONNECTIONS = "SELECT pg_catalog.current_setting('max_connections')";

    /** As {@link java.sql.Connection} numbers the levels. */
    static final String DEFAULT_ISOLATION = """
            SELECT CASE WHEN s.level = 'read uncommitted' THEN 1
                        WHEN s.level = 'repeatable read' THEN 4
                        WHEN s.level = 'serializable' THEN 8
                        ELSE 2 END
            FROM (SELECT pg_catalog.current_setting('default_transaction_isolation') AS level) s
            """;

    private SettingQueries() {}
}
