package io.howdah.jdbc;

import io.howdah.error.SqlErrors;
import io.howdah.jdbc.Routine.Kind;
import io.howdah.jdbc.Routine.Mode;
import io.howdah.jdbc.Routine.Parameter;
import io.howdah.jdbc.Routine.ReturnedRows;
import io.howdah.session.Binding;
import io.howdah.session.Flight;
import io.howdah.session.Outcome;
import io.howdah.session.Reply;
import io.howdah.session.Rows;
import io.howdah.session.TransactionStatus;
import io.howdah.sql.Quoting;
import io.howdah.sql.RoutineCall;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The functions and procedures of a name, asked for once per connection and search path. They are forgotten when this
 * connection defines something, and when a call fails as if they had changed.
 *
 * <p>It asks in whatever transaction there is, or else in none: the query has no reason to fail, and none begins a
 * transaction for its sake.
 */
final class RoutineCatalog {
    /** A row for each parameter, or one for a routine without any. %1$s and %2$s are as the server knows kinds. */
    private static final String QUERY = """
            SELECT p.oid, n.nspname, p.proname, %1$s, p.proretset, p.prorettype,
                   r.typtype OPERATOR(pg_catalog.=) 'c' OR r.oid OPERATOR(pg_catalog.=) 2249::pg_catalog.oid,
                   p.pronargdefaults, a.type, a.mode, a.name
            FROM pg_catalog.pg_proc p
                 JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) p.pronamespace
                 JOIN pg_catalog.pg_type r ON r.oid OPERATOR(pg_catalog.=) p.prorettype
                 LEFT JOIN LATERAL ROWS FROM (
                   pg_catalog.unnest(coalesce(p.proallargtypes, p.proargtypes::pg_catalog.oid[])),
                   pg_catalog.unnest(p.proargmodes),
                   pg_catalog.unnest(p.proargnames)) WITH ORDINALITY a(type, mode, name, place)
                   ON a.type IS NOT NULL
            WHERE p.proname OPERATOR(pg_catalog.=) %2$s::pg_catalog.name AND %3$s
            ORDER BY p.oid, a.place
            """;

    /** Names come from programs; one that makes up new ones all the time is not to fill the memory. */
    private static final int MOST_NAMES = 500;

    private final JdbcContext context;
    private volatile Known known = new Known("", 0);

    /**
     * What is known as long as a name stands for the same routines as before, and this connection has defined nothing.
     *
     * @param path another for another search path
     */
    private record Known(Object path, int definitions, Map<String, List<Routine>> byName) {
        Known(Object path, int definitions) {
            this(path, definitions, new ConcurrentHashMap<>());
        }
    }

    RoutineCatalog(JdbcContext context) {
        this.context = context;
    }

    /** Those that a call may mean; the same List until something changes, and none if the server cannot be asked now. */
    List<Routine> named(RoutineCall call) throws SQLException {
        String key = key(call);
        List<Routine> before = current().byName().get(key);
        if (before != null) {
            return before;
        }
        if (context.session().settledStatus() == TransactionStatus.FAILED) {
            return List.of();
        }
        List<Routine> found = ask(call);
        if (!found.isEmpty()) {
            // A search path that was to be set has been by now.
            Map<String, List<Routine>> byName = current().byName();
            if (byName.size() >= MOST_NAMES) {
                byName.clear();
            }
            byName.put(key, found);
        }
        return found;
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

    /** They may have been replaced by others. */
    void forget(RoutineCall call) {
        known.byName().remove(key(call));
    }

    private static String key(RoutineCall call) {
        return call.schema() == null ? call.name() : call.schema() + '\0' + call.name();
    }

    private List<Routine> ask(RoutineCall call) throws SQLException {
        // Procedures came with version 11.
        String kind = context.session().serverVersion().atLeast(11, 0) ? "p.prokind" : "'f'";
        String sql = QUERY.formatted(kind, Quoting.literal(call.name()), within(call.schema()));
        Transactions transactions = context.transactions();
        Reply reply = Execution.attempt(context.session(), transactions, flight -> {
            if (transactions.hasUnsentSettings()) {
                // A search path, perhaps.
                transactions.open(flight);
            }
            flight.execute(flight.statements().once(sql), Binding.NONE, Flight.ALL_ROWS);
        });
        Outcome outcome = reply.next();
        if (outcome == null || outcome.rows() == null) {
            throw SqlErrors.malformedValue("pg_proc", "a query was answered without rows");
        }
        try {
            return read(outcome.rows());
        } catch (RuntimeException e) {
            // A number that is none, a column that is missing: the answer is not one to this query.
            throw SqlErrors.malformedValue("pg_proc", e.toString());
        }
    }

    private static String within(String schema) throws SQLException {
        if (schema == null) {
            return "pg_catalog.pg_function_is_visible(p.oid)";
        }
        // What has the name pg_temp for everybody has another for each session.
        return schema.equals("pg_temp")
                ? "n.oid OPERATOR(pg_catalog.=) pg_catalog.pg_my_temp_schema()"
                : "n.nspname OPERATOR(pg_catalog.=) " + Quoting.literal(schema) + "::pg_catalog.name";
    }

    private static List<Routine> read(Rows rows) throws SQLException {
        Map<String, Routine> routines = new LinkedHashMap<>();
        Map<String, List<Parameter>> parameters = new LinkedHashMap<>();
        while (rows.next()) {
            String oid = text(rows, 0);
            List<Parameter> own = parameters.computeIfAbsent(oid, each -> new ArrayList<>());
            if (rows.offset(8) != Rows.NULL) {
                own.add(new Parameter(
                        rows.offset(10) == Rows.NULL ? "" : text(rows, 10),
                        rows.offset(9) == Rows.NULL ? Mode.IN : mode(text(rows, 9)),
                        Integer.parseUnsignedInt(text(rows, 8))));
            }
            if (!routines.containsKey(oid)) {
                routines.put(oid, routine(rows));
            }
        }
        rows.close();
        List<Routine> found = new ArrayList<>(routines.size());
        routines.forEach((oid, routine) -> found.add(new Routine(
                routine.schema(),
                routine.name(),
                routine.kind(),
                routine.rows(),
                routine.resultOid(),
                routine.returnsRow(),
                routine.defaults(),
                parameters.get(oid))));
        return List.copyOf(found);
    }

    private static Routine routine(Rows rows) {
        return new Routine(
                text(rows, 1),
                text(rows, 2),
                text(rows, 3).equals("p") ? Kind.PROCEDURE : Kind.FUNCTION,
                text(rows, 4).equals("t") ? ReturnedRows.SET : ReturnedRows.ONE,
                Integer.parseUnsignedInt(text(rows, 5)),
                text(rows, 6).equals("t"),
                Integer.parseInt(text(rows, 7)),
                List.of());
    }

    private static Mode mode(String code) {
        return switch (code) {
            case "o" -> Mode.OUT;
            case "b" -> Mode.INOUT;
            case "v" -> Mode.VARIADIC;
            case "t" -> Mode.TABLE;
            default -> Mode.IN;
        };
    }

    /** An unnamed statement's values come in text. */
    private static String text(Rows rows, int column) {
        return new String(rows.page(), rows.offset(column), rows.length(column), StandardCharsets.UTF_8);
    }
}
