package io.howdah.jdbc;

import io.howdah.session.Binding;
import io.howdah.session.Flight;
import io.howdah.session.Outcome;
import io.howdah.session.Reply;
import io.howdah.session.Rows;
import io.howdah.session.TransactionStatus;
import io.howdah.sql.InsertTarget;
import io.howdah.sql.Quoting;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which columns of a table get their values by themselves: those of its primary key, in the key's order, then identity
 * columns and others with a default. Asked for once per connection, table and search path; forgotten when a statement fails
 * for a column that is not there.
 */
final class KeyColumns {
    /** %1$s is the table, %2$s whether a column is an identity, which came with version 10. */
    private static final String QUERY = """
            SELECT a.attname
            FROM pg_catalog.pg_attribute a
                 LEFT JOIN pg_catalog.pg_constraint k
                   ON k.conrelid OPERATOR(pg_catalog.=) a.attrelid AND k.contype OPERATOR(pg_catalog.=) 'p'
            WHERE a.attrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass(%1$s)
              AND a.attnum OPERATOR(pg_catalog.>) 0 AND NOT a.attisdropped
              AND (a.attnum OPERATOR(pg_catalog.=) ANY (k.conkey) OR a.atthasdef OR %2$s)
            ORDER BY pg_catalog.array_position(k.conkey, a.attnum), a.attnum
            """;

    private static final int MOST_TABLES = 500;

    private final JdbcContext context;
    private final Map<String, List<String>> byTable = new ConcurrentHashMap<>();

    /** What the search path was when they were found. */
    private volatile Object mark;

    KeyColumns(JdbcContext context) {
        this.context = context;
    }

    /** None if the statement names no table, or the table has no such columns, or the server cannot be asked now. */
    List<String> of(String insert) throws SQLException {
        Optional<String> table = InsertTarget.of(insert, context.strings());
        if (table.isEmpty()) {
            return List.of();
        }
        Object now = context.databaseTypes().pathMark();
        if (!now.equals(mark) || byTable.size() >= MOST_TABLES) {
            byTable.clear();
            mark = now;
        }
        List<String> known = byTable.get(table.get());
        if (known != null) {
            return known;
        }
        if (context.session().settledStatus() == TransactionStatus.FAILED) {
            return List.of();
        }
        List<String> found = ask(table.get());
        // A search path that was to be set has been by now.
        mark = context.databaseTypes().pathMark();
        byTable.put(table.get(), found);
        return found;
    }

    /** A table may have changed, or another have its name. */
    void forget() {
        byTable.clear();
    }

    private List<String> ask(String table) throws SQLException {
        String identity =
                context.session().serverVersion().atLeast(10, 0) ? "a.attidentity OPERATOR(pg_catalog.<>) ''" : "false";
        String sql = QUERY.formatted(Quoting.literal(table), identity);
        Reply reply = Execution.attempt(context.session(), context.transactions(), flight -> {
            context.transactions().open(flight);
            flight.execute(flight.statements().once(sql), Binding.NONE, Flight.ALL_ROWS);
        });
        Outcome outcome = reply.next();
        List<String> columns = new ArrayList<>();
        Rows rows = outcome.rows();
        while (rows.next()) {
            columns.add(new String(rows.page(), rows.offset(0), rows.length(0), StandardCharsets.UTF_8));
        }
        rows.close();
        return List.copyOf(columns);
    }
}
