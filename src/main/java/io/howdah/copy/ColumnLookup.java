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
        String list = columns.length == 0 ? writable(name) : list(columns);
        RowDescription described = describe("SELECT " + list + " FROM " + name);
        Codec<?>[] codecs = codecs(described);
        boolean binary = true;
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

    /** All columns but those that are generated. */
    private String writable(String table) throws SQLException {
        String sql = "SELECT pg_catalog.quote_ident(attname) FROM pg_catalog.pg_attribute WHERE attrelid ="
                + Quoting.literal(table) + "::pg_catalog.regclass AND attnum > 0 AND NOT attisdropped"
                + (host.serverMajor() >= 12 ? " AND attgenerated = ''" : "") + " ORDER BY attnum";
        Reply reply = host.send(flight -> {
            host.open(flight);
            flight.simple(sql);
        });
        reply.readAll();
        reply.throwIfFailed();
        List<String> names = new ArrayList<>();
        Rows rows = reply.next().rows();
        while (rows.next()) {
            names.add(new String(rows.page(), rows.offset(0), rows.length(0), StandardCharsets.UTF_8));
        }
        rows.close();
        return String.join(", ", names);
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
