package io.howdah.jdbc;

import io.howdah.error.SqlErrors;
import io.howdah.session.Binding;
import io.howdah.session.Flight;
import io.howdah.session.Outcome;
import io.howdah.session.Reply;
import io.howdah.session.Rows;
import io.howdah.sql.TypeName;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.PgType;
import io.howdah.types.TypeCatalog;
import io.howdah.types.TypeShape;
import io.howdah.types.TypeShape.Attribute;
import io.howdah.wire.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks pg_type: one query for any number of types and all that they are made of.
 *
 * <p>It asks in whatever transaction there is, or else in none: so the query is one that has no reason to fail, and none
 * begins a transaction for its sake.
 */
final class CatalogLoader implements TypeCatalog {
    /**
     * All types that are reached from the wanted ones, a row for each, and one for each attribute of a composite.
     *
     * <p>%1$s finds the wanted ones; %2$s and %3$s are what servers know of multiranges.
     */
    private static final String QUERY = """
            WITH RECURSIVE wanted(oid) AS (%1$s),
            reached(oid) AS (
              SELECT oid FROM wanted
              UNION
              SELECT part.oid
              FROM reached
                   JOIN pg_catalog.pg_type t ON t.oid OPERATOR(pg_catalog.=) reached.oid
                   CROSS JOIN LATERAL (
                     SELECT t.typelem
                     UNION ALL SELECT t.typbasetype
                     UNION ALL SELECT r.rngsubtype FROM pg_catalog.pg_range r
                               WHERE r.rngtypid OPERATOR(pg_catalog.=) t.oid
                     %2$s
                     UNION ALL SELECT a.atttypid FROM pg_catalog.pg_attribute a
                               WHERE t.typtype OPERATOR(pg_catalog.=) 'c'
                                 AND a.attrelid OPERATOR(pg_catalog.=) t.typrelid
                                 AND a.attnum OPERATOR(pg_catalog.>) 0 AND NOT a.attisdropped) part(oid)
              WHERE part.oid OPERATOR(pg_catalog.<>) 0::pg_catalog.oid)
            SELECT t.oid, n.nspname, t.typname, t.typarray, t.typtype,
                   CASE WHEN e.typarray OPERATOR(pg_catalog.=) t.oid THEN e.oid END, e.typdelim,
                   t.typbasetype, t.typtypmod, r.rngsubtype, %3$s, a.attname, a.atttypid, a.atttypmod,
                   t.typsend OPERATOR(pg_catalog.<>) 0::pg_catalog.oid
                     AND t.typreceive OPERATOR(pg_catalog.<>) 0::pg_catalog.oid
            FROM reached
                 JOIN pg_catalog.pg_type t ON t.oid OPERATOR(pg_catalog.=) reached.oid
                 JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) t.typnamespace
                 LEFT JOIN pg_catalog.pg_type e ON e.oid OPERATOR(pg_catalog.=) t.typelem
                 LEFT JOIN pg_catalog.pg_range r ON r.rngtypid OPERATOR(pg_catalog.=) t.oid
                 LEFT JOIN pg_catalog.pg_attribute a
                   ON t.typtype OPERATOR(pg_catalog.=) 'c' AND a.attrelid OPERATOR(pg_catalog.=) t.typrelid
                      AND a.attnum OPERATOR(pg_catalog.>) 0 AND NOT a.attisdropped
            ORDER BY t.oid, a.attnum
            """;

    private static final String BY_OID = """
            SELECT t.oid FROM pg_catalog.pg_type t
            WHERE t.oid OPERATOR(pg_catalog.=) ANY ('{%s}'::pg_catalog.oid[])""";

    /**
     * As the name would be read in SQL, and then as it was written; {@code pg_temp} is the session's own, whatever that is
     * called. A schema that may not be looked into is an error for {@code to_regtype} and a cast, and would cost the
     * transaction.
     */
    private static final String BY_NAME = """
            SELECT CASE WHEN $5 THEN t.typarray ELSE t.oid END
            FROM (VALUES (1, $1, $2::pg_catalog.name), (2, $3, $4::pg_catalog.name)) named(rank, schema, name)
                 JOIN pg_catalog.pg_type t ON t.typname OPERATOR(pg_catalog.=) named.name
                 JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) t.typnamespace
            WHERE CASE WHEN named.schema IS NULL THEN pg_catalog.pg_type_is_visible(t.oid)
                       WHEN named.schema OPERATOR(pg_catalog.=) 'pg_temp' THEN
                         n.oid OPERATOR(pg_catalog.=) pg_catalog.pg_my_temp_schema()
                       ELSE n.nspname OPERATOR(pg_catalog.=) named.schema::pg_catalog.name END
            ORDER BY named.rank LIMIT 1""";

    private static final int[] BY_NAME_TYPES = {
        BuiltinTypes.TEXT.oid(),
        BuiltinTypes.TEXT.oid(),
        BuiltinTypes.TEXT.oid(),
        BuiltinTypes.TEXT.oid(),
        BuiltinTypes.BOOL.oid()
    };

    private static final int[] NO_PARAMETERS = {};

    /** Types within types, of which nobody has that many. */
    private static final int MOST_DEPTH = 500;

    private final JdbcContext context;

    CatalogLoader(JdbcContext context) {
        this.context = context;
    }

    @Override
    public List<PgType> lookUp(Collection<Integer> oids) throws SQLException {
        var list = new StringBuilder();
        for (int oid : oids) {
            list.append(list.isEmpty() ? "" : ",").append(Integer.toUnsignedString(oid));
        }
        return types(ask(query(BY_OID.formatted(list)), NO_PARAMETERS, Binding.NONE));
    }

    @Override
    public List<PgType> lookUp(String name) throws SQLException {
        TypeName parsed = TypeName.parse(name);
        return types(ask(
                query(BY_NAME),
                BY_NAME_TYPES,
                texts(
                        parsed.schema(),
                        parsed.name(),
                        parsed.exactSchema(),
                        parsed.exactName(),
                        Boolean.toString(parsed.array()))));
    }

    /** The schemas along which names are found now, the one of temporary objects and pg_catalog among them. */
    Set<String> searchPath() throws SQLException {
        Rows rows =
                ask("SELECT s FROM pg_catalog.unnest(pg_catalog.current_schemas(true)) s", NO_PARAMETERS, Binding.NONE);
        Set<String> schemas = new HashSet<>();
        while (rows.next()) {
            schemas.add(text(rows, 0));
        }
        rows.close();
        return schemas;
    }

    /** Multiranges came with version 14. */
    private String query(String wanted) {
        boolean multiranges = context.session().serverVersion().atLeast(14, 0);
        return QUERY.formatted(
                wanted,
                multiranges
                        ? "UNION ALL SELECT r.rngtypid FROM pg_catalog.pg_range r"
                                + " WHERE r.rngmultitypid OPERATOR(pg_catalog.=) t.oid"
                        : "",
                multiranges
                        ? "(SELECT m.rngtypid FROM pg_catalog.pg_range m"
                                + " WHERE m.rngmultitypid OPERATOR(pg_catalog.=) t.oid)"
                        : "NULL");
    }

    private Rows ask(String sql, int[] types, Binding binding) throws SQLException {
        Transactions transactions = context.transactions();
        Reply reply = Execution.attempt(context.session(), transactions, flight -> {
            if (transactions.hasUnsentSettings()) {
                // A search path, perhaps.
                transactions.open(flight);
            }
            flight.execute(flight.statements().once(sql, types), binding, Flight.ALL_ROWS);
        });
        Outcome outcome = reply.next();
        if (outcome == null || outcome.rows() == null) {
            throw SqlErrors.malformedValue("pg_type", "a query was answered without rows");
        }
        return outcome.rows();
    }

    private static Binding texts(String... values) {
        return new Binding() {
            @Override
            public int count() {
                return values.length;
            }

            @Override
            public void writeTo(ByteWriter out) {
                out.int16(0);
                out.int16(values.length);
                for (String value : values) {
                    if (value == null) {
                        out.int32(-1);
                    } else {
                        int mark = out.beginValue();
                        out.utf8(value);
                        out.endValue(mark);
                    }
                }
            }
        };
    }

    private static List<PgType> types(Rows rows) throws SQLException {
        try {
            return read(rows);
        } catch (RuntimeException e) {
            // A number that is none, a column that is missing: the answer is not one to this query.
            throw SqlErrors.malformedValue("pg_type", e.toString());
        }
    }

    private static List<PgType> read(Rows rows) throws SQLException {
        Map<Integer, PgType> byOid = new LinkedHashMap<>();
        Map<Integer, List<Attribute>> attributes = new LinkedHashMap<>();
        while (rows.next()) {
            int oid = oid(rows, 0);
            if (!isNull(rows, 11)) {
                attributes
                        .computeIfAbsent(oid, each -> new ArrayList<>())
                        .add(new Attribute(text(rows, 11), oid(rows, 12), number(rows, 13)));
            }
            if (!byOid.containsKey(oid)) {
                byOid.put(oid, new PgType(text(rows, 2), text(rows, 1), oid, oid(rows, 3), shape(rows)));
            }
        }
        rows.close();
        attributes.forEach((oid, list) -> byOid.computeIfPresent(
                oid,
                (same, type) ->
                        new PgType(type.name(), type.schema(), oid, type.arrayOid(), new TypeShape.Composite(list))));
        return partsFirst(byOid);
    }

    private static TypeShape shape(Rows rows) throws SQLException {
        if (!isNull(rows, 5)) {
            return new TypeShape.ArrayOf(oid(rows, 5), text(rows, 6).charAt(0));
        }
        if (!isNull(rows, 10)) {
            return new TypeShape.MultirangeOf(oid(rows, 10));
        }
        if (!isNull(rows, 9)) {
            return new TypeShape.RangeOf(oid(rows, 9));
        }
        return switch (text(rows, 4)) {
            case "e" -> TypeShape.ENUM;
            case "d" -> new TypeShape.DomainOver(oid(rows, 7), number(rows, 8));
            case "c" -> new TypeShape.Composite(List.of());
            default -> text(rows, 14).equals("t") ? TypeShape.BASE : TypeShape.TEXT_BASE;
        };
    }

    /** No type is made of itself, but what a server says is taken with care. */
    private static List<PgType> partsFirst(Map<Integer, PgType> byOid) {
        List<PgType> ordered = new ArrayList<>(byOid.size());
        Set<Integer> seen = new HashSet<>();
        byOid.values().forEach(type -> visit(type, byOid, seen, ordered, 0));
        return ordered;
    }

    private static void visit(
            PgType type, Map<Integer, PgType> byOid, Set<Integer> seen, List<PgType> ordered, int depth) {
        if (type != null && depth < MOST_DEPTH && seen.add(type.oid())) {
            for (int part : type.shape().parts()) {
                visit(byOid.get(part), byOid, seen, ordered, depth + 1);
            }
            ordered.add(type);
        }
    }

    private static boolean isNull(Rows rows, int column) {
        return rows.offset(column) == Rows.NULL;
    }

    private static int oid(Rows rows, int column) throws SQLException {
        return Integer.parseUnsignedInt(text(rows, column));
    }

    private static int number(Rows rows, int column) throws SQLException {
        return Integer.parseInt(text(rows, column));
    }

    /** An unnamed statement's values come in text. */
    private static String text(Rows rows, int column) throws SQLException {
        return new String(rows.page(), rows.offset(column), rows.length(column), StandardCharsets.UTF_8);
    }
}
