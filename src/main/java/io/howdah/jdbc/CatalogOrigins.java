package io.howdah.jdbc;

import io.howdah.jdbc.metadata.SequenceDefaults;
import io.howdah.jdbc.result.ColumnOrigins;
import io.howdah.session.Binding;
import io.howdah.session.Flight;
import io.howdah.session.Outcome;
import io.howdah.session.Reply;
import io.howdah.session.Rows;
import io.howdah.wire.Field;
import io.howdah.wire.RowDescription;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Asks pg_attribute where columns come from: one query for all columns of a result. If a table is gone, what was prepared
 * over it is described anew when it is next executed.
 */
final class CatalogOrigins implements ColumnOrigins {
    /**
     * Operators and functions are named with their schema, so that none of a user's on the search path can take their place.
     * A domain forbids null if one of those that it is over does.
     */
    private static final String QUERY = """
            SELECT a.attrelid, a.attnum, n.nspname, c.relname, a.attname,
                   a.attnotnull OR (t.typtype OPERATOR(pg_catalog.=) 'd' AND (
                     WITH RECURSIVE layer AS (
                         SELECT t.typnotnull, t.typbasetype
                         UNION ALL
                         SELECT b.typnotnull, b.typbasetype
                         FROM layer l
                              JOIN pg_catalog.pg_type b ON b.oid OPERATOR(pg_catalog.=) l.typbasetype
                         WHERE b.typtype OPERATOR(pg_catalog.=) 'd')
                     SELECT pg_catalog.bool_or(l.typnotnull) FROM layer l)),
                   %s OR coalesce(pg_catalog.pg_get_expr(d.adbin, d.adrelid) OPERATOR(pg_catalog.~) '%s', false)
            FROM ROWS FROM (pg_catalog.unnest('%s'::pg_catalog.oid[]), pg_catalog.unnest('%s'::pg_catalog.int2[]))
                   AS wanted(relation, attribute)
                 JOIN pg_catalog.pg_attribute a
                   ON a.attrelid OPERATOR(pg_catalog.=) wanted.relation
                      AND a.attnum OPERATOR(pg_catalog.=) wanted.attribute
                 JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) a.attrelid
                 JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
                 JOIN pg_catalog.pg_type t ON t.oid OPERATOR(pg_catalog.=) a.atttypid
                 LEFT JOIN pg_catalog.pg_attrdef d
                   ON d.adrelid OPERATOR(pg_catalog.=) a.attrelid AND d.adnum OPERATOR(pg_catalog.=) a.attnum
            """;

    /** The length of {@code {}}. */
    private static final int EMPTY = 2;

    private final JdbcContext context;

    CatalogOrigins(JdbcContext context) {
        this.context = context;
    }

    @Override
    public List<Origin> of(RowDescription columns) throws SQLException {
        var tables = new StringJoiner(",", "{", "}");
        var attributes = new StringJoiner(",", "{", "}");
        for (int i = 0; i < columns.count(); i++) {
            Field field = columns.field(i);
            if (field.tableOid() != 0) {
                tables.add(Integer.toUnsignedString(field.tableOid()));
                attributes.add(Integer.toString(field.attributeNumber()));
            }
        }
        Map<Long, Origin> found = tables.length() == EMPTY ? Map.of() : ask(tables, attributes);
        List<Origin> origins = new ArrayList<>(columns.count());
        for (int i = 0; i < columns.count(); i++) {
            Field field = columns.field(i);
            Origin origin = found.getOrDefault(key(field.tableOid(), field.attributeNumber()), Origin.NONE);
            if (origin == Origin.NONE && field.tableOid() != 0) {
                // Dropped since; what was prepared over it may be run over another table of its name by now.
                context.session().forgetStatementsOf(field.tableOid());
            }
            origins.add(origin);
        }
        return origins;
    }

    private Map<Long, Origin> ask(Object tables, Object attributes) throws SQLException {
        // Identity columns came with version 10.
        String identity =
                context.session().serverVersion().atLeast(10, 0) ? "a.attidentity OPERATOR(pg_catalog.<>) ''" : "false";
        String sql = QUERY.formatted(identity, SequenceDefaults.PATTERN, tables, attributes);
        Reply reply = Execution.attempt(context.session(), context.transactions(), flight -> {
            context.transactions().open(flight);
            flight.execute(flight.statements().once(sql), Binding.NONE, Flight.ALL_ROWS);
        });
        Outcome outcome = reply.next();
        Map<Long, Origin> origins = new HashMap<>();
        Rows rows = outcome.rows();
        while (rows.next()) {
            origins.put(
                    key(Integer.parseUnsignedInt(text(rows, 0)), Integer.parseInt(text(rows, 1))),
                    new Origin(
                            text(rows, 2),
                            text(rows, 3),
                            text(rows, 4),
                            isTrue(rows, 5) ? ResultSetMetaData.columnNoNulls : ResultSetMetaData.columnNullable,
                            isTrue(rows, 6)));
        }
        rows.close();
        return origins;
    }

    private static long key(int tableOid, int attributeNumber) {
        return (long) tableOid << 32 | attributeNumber & 0xFFFF_FFFFL;
    }

    /** An unnamed statement's values come in text. */
    private static String text(Rows rows, int column) {
        return new String(rows.page(), rows.offset(column), rows.length(column), StandardCharsets.UTF_8);
    }

    private static boolean isTrue(Rows rows, int column) {
        return rows.page()[rows.offset(column)] == 't';
    }
}
