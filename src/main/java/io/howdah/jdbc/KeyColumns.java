package io.howdah.jdbc;

import io.howdah.session.Binding;
import io.howdah.session.Flight;
import io.howdah.session.Reply;
import io.howdah.session.Rows;
import io.howdah.session.TransactionStatus;
import io.howdah.sql.InsertTarget;
import io.howdah.sql.ParsedStatement;
import io.howdah.sql.Quoting;
import io.howdah.sql.Returning;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which columns of a table get their values by themselves: those of its primary key, then identity columns and others with
 * a default, each in the table's order. Asked for once per connection, table and search path; forgotten when this
 * connection defines something, and when a statement fails for a column that is not there.
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
            ORDER BY NOT coalesce(a.attnum OPERATOR(pg_catalog.=) ANY (k.conkey), false), a.attnum
            """;

    /** Of tables, and of statements. */
    private static final int MOST = 500;

    /** In characters. A longer text, such as one with all its values in it, is made anew each time. */
    private static final int LONGEST_TEXT = 2_000;

    private final JdbcContext context;

    /** What is known while the search path is one. */
    private volatile Known known = new Known("", 0);

    /**
     * What is known as long as a name stands for the same table as before, and this connection has defined nothing.
     *
     * @param path another for another search path
     */
    private record Known(
            Object path, int definitions, Map<String, List<String>> columnsByTable, Map<String, String> textsBySql) {
        Known(Object path, int definitions) {
            this(path, definitions, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }
    }

    KeyColumns(JdbcContext context) {
        this.context = context;
    }

    /** The statement with a RETURNING of its keys if that can be told without asking, else of all columns. */
    String knownText(ParsedStatement insert) throws SQLException {
        String text = find(insert);
        return text == null ? Returning.all(insert, context.strings()) : text;
    }

    /**
     * The statement with a RETURNING of its keys. All columns are returned if it names no table, or the table has no such
     * columns, or the server cannot be asked now.
     */
    String text(ParsedStatement insert) throws SQLException {
        String text = find(insert);
        if (text == null && context.session().settledStatus() != TransactionStatus.FAILED) {
            String table = InsertTarget.of(insert.sql(), context.strings()).orElseThrow();
            List<String> columns = ask(table);
            // A search path that was to be set has been by now.
            put(current().columnsByTable(), table, columns);
        }
        return text == null ? knownText(insert) : text;
    }

    /** Null if the columns of its table are not known. */
    private String find(ParsedStatement insert) throws SQLException {
        String text = current().textsBySql().get(insert.sql());
        if (text != null) {
            return text;
        }
        Optional<String> table = InsertTarget.of(insert.sql(), context.strings());
        List<String> columns =
                table.isEmpty() ? List.of() : current().columnsByTable().get(table.get());
        if (columns == null) {
            return null;
        }
        text = columns.isEmpty()
                ? Returning.all(insert, context.strings())
                : Returning.columns(insert, columns, context.strings());
        if (text.length() <= LONGEST_TEXT) {
            put(current().textsBySql(), insert.sql(), text);
        }
        return text;
    }

    private static <V> void put(Map<String, V> map, String key, V value) {
        if (map.size() >= MOST) {
            map.clear();
        }
        map.put(key, value);
    }

    /** A table may have changed, or another have its name. */
    void forget() {
        known = new Known("", 0);
    }

    private Known current() {
        Known now = known;
        Object path = context.databaseTypes().pathMark();
        int definitions = context.session().definitions();
        if (!path.equals(now.path()) || definitions != now.definitions()) {
            now = new Known(path, definitions);
            known = now;
        }
        return now;
    }

    private List<String> ask(String table) throws SQLException {
        String identity =
                context.session().serverVersion().atLeast(10, 0) ? "a.attidentity OPERATOR(pg_catalog.<>) ''" : "false";
        String sql = QUERY.formatted(Quoting.literal(table), identity);
        Reply reply = Execution.attempt(context.session(), context.transactions(), flight -> {
            context.transactions().open(flight);
            flight.execute(flight.statements().once(sql), Binding.NONE, Flight.ALL_ROWS);
        });
        List<String> columns = new ArrayList<>();
        Rows rows = reply.next().rows();
        while (rows.next()) {
            columns.add(new String(rows.page(), rows.offset(0), rows.length(0), StandardCharsets.UTF_8));
        }
        rows.close();
        return List.copyOf(columns);
    }
}
