package io.howdah.replication;

import io.howdah.session.Reply;
import io.howdah.sql.Quoting;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Gets to know the types of published columns that are not built in, while the server can still be asked. */
final class PublishedTypes {
    /** Built-in types have lower numbers. */
    private static final String QUERY = """
            SELECT DISTINCT a.atttypid
            FROM pg_catalog.pg_publication_tables p
                 JOIN pg_catalog.pg_namespace n ON n.nspname OPERATOR(pg_catalog.=) p.schemaname
                 JOIN pg_catalog.pg_class c ON c.relnamespace OPERATOR(pg_catalog.=) n.oid
                                           AND c.relname OPERATOR(pg_catalog.=) p.tablename
                 JOIN pg_catalog.pg_attribute a ON a.attrelid OPERATOR(pg_catalog.=) c.oid
            WHERE p.pubname OPERATOR(pg_catalog.=) ANY (ARRAY[%s]::pg_catalog.name[])
              AND a.attnum OPERATOR(pg_catalog.>) 0 AND NOT a.attisdropped
              AND a.atttypid OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid""";

    private PublishedTypes() {}

    static void learn(ReplicationHost host, List<String> publications) throws SQLException {
        var names = new StringBuilder();
        for (String publication : publications) {
            names.append(names.isEmpty() ? "" : ",").append(Quoting.literal(publication));
        }
        String query = QUERY.formatted(names);
        Reply reply = host.send(flight -> flight.simple(query));
        reply.readAll();
        reply.throwIfFailed();
        List<Integer> oids = new ArrayList<>();
        for (AnswerRow row : Answers.rows(reply.next(), "the query for published types", 1)) {
            oids.add(row.oid(0));
        }
        if (!oids.isEmpty()) {
            host.types().learn(oids);
        }
    }
}
