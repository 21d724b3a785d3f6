package io.howdah.copy;

import io.howdah.error.CopyErrors;
import io.howdah.error.SqlErrors;
import io.howdah.session.Flight;
import io.howdah.session.Plan;
import io.howdah.session.PreparedQuery;
import io.howdah.session.Reply;
import io.howdah.session.Rows;
import io.howdah.sql.CopySyntax;
import io.howdah.sql.ParsedSql;
import io.howdah.sql.Quoting;
import io.howdah.types.Codec;
import io.howdah.types.Format;
import io.howdah.types.TypeRegistry;
import io.howdah.wire.RowDescription;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the server which columns there are, and of which types. Each time: in binary, a type that is no longer the column's
 * would be taken for another value.
 */
final class ColumnLookup {
    private final CopyHost host;

    ColumnLookup(CopyHost host) {
        this.host = host;
    }

    /** Names of columns, as SQL has them. */
    static String list(String... columns) throws SQLException {
        var list = new StringBuilder();
        for (String column : columns) {
            list.append(list.isEmpty() ? "" : ", ").append(CopySyntax.name(column));
        }
        return list.toString();
    }

    /** Of a table that is copied into. */
    Columns ofTable(String table, String... columns) throws SQLException {
        String name = CopySyntax.name(table);
        Table catalogued = table(name);
        String list = columns.length == 0 ? String.join(", ", catalogued.writable) : list(columns);
        RowDescription described = describe("SELECT " + list + " FROM " + name);
        Codec<?>[] codecs = codecs(described);
        boolean binary = catalogued.allReadBinary;
        for (Codec<?> codec : codecs) {
            binary &= codec.hasBinary();
        }
        return new Columns(list, names(described), codecs, binary);
    }

    Columns ofQuery(String query) throws SQLException {
        ParsedSql parsed = query == null ? null : host.parse(query);
        if (parsed == null || !parsed.isSingle()) {
            throw CopyErrors.notThisCopy("query");
        }
        String sql = parsed.statements().get(0).sql();
        RowDescription described = describe(sql);
        TypeRegistry types = host.types().registry();
        Codec<?>[] codecs = codecs(described);
        boolean binary = true;
        for (int i = 0; i < codecs.length; i++) {
            binary &= types.resultFormat(described.field(i).typeOid()) == Format.BINARY;
        }
        return new Columns(sql, names(described), codecs, binary);
    }

    private RowDescription describe(String sql) throws SQLException {
        var plan = new Plan() {
            PreparedQuery query;

            @Override
            public void write(Flight flight) {
                host.open(flight);
                query = flight.statements().once(sql);
                flight.describe(query);
            }
        };
        Reply reply = host.send(plan);
        reply.readAll();
        reply.throwIfFailed();
        if (plan.query.described() == null) {
            throw CopyErrors.notThisCopy("query with a result");
        }
        if (plan.query.parameterOids().length > 0) {
            throw SqlErrors.badArgument("A COPY cannot have parameters");
        }
        return plan.query.described();
    }

    /**
     * @param writable all columns but those that are generated, as SQL has them
     * @param allReadBinary whether the server reads binary for each column; it wants that for those as well that are not
     *     copied (42883 otherwise)
     */
    private record Table(List<String> writable, boolean allReadBinary) {}

    private Table table(String name) throws SQLException {
        String generated = host.serverMajor() >= 12 ? "a.attgenerated OPERATOR(pg_catalog.<>) ''" : "false";
        String sql = "SELECT pg_catalog.quote_ident(a.attname), " + generated
                + ", t.typreceive OPERATOR(pg_catalog.<>) 0::pg_catalog.oid"
                + " FROM pg_catalog.pg_attribute a"
                + " JOIN pg_catalog.pg_type t ON t.oid OPERATOR(pg_catalog.=) a.atttypid"
                + " WHERE a.attrelid OPERATOR(pg_catalog.=) " + Quoting.literal(name) + "::pg_catalog.regclass"
                + " AND a.attnum OPERATOR(pg_catalog.>) 0 AND NOT a.attisdropped ORDER BY a.attnum";
        Reply reply = host.send(flight -> {
            host.open(flight);
            flight.simple(sql);
        });
        reply.readAll();
        reply.throwIfFailed();
        List<String> writable = new ArrayList<>();
        boolean allReadBinary = true;
        Rows rows = reply.next().rows();
        while (rows.next()) {
            if (text(rows, 1).equals("f")) {
                writable.add(text(rows, 0));
            }
            allReadBinary &= text(rows, 2).equals("t");
        }
        rows.close();
        return new Table(writable, allReadBinary);
    }

    private static String text(Rows rows, int column) throws SQLException {
        return new String(rows.page(), rows.offset(column), rows.length(column), StandardCharsets.UTF_8);
    }

    private Codec<?>[] codecs(RowDescription described) throws SQLException {
        List<Integer> oids = new ArrayList<>();
        for (int i = 0; i < described.count(); i++) {
            oids.add(described.field(i).typeOid());
        }
        host.types().learn(oids);
        Codec<?>[] codecs = new Codec<?>[oids.size()];
        for (int i = 0; i < codecs.length; i++) {
            codecs[i] = host.types().registry().codec(oids.get(i));
        }
        return codecs;
    }

    private static List<String> names(RowDescription described) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < described.count(); i++) {
            names.add(described.field(i).name());
        }
        return List.copyOf(names);
    }
}
