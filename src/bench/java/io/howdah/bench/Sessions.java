package io.howdah.bench;

import io.howdah.bench.Place.Link;
import io.howdah.testserver.Role;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.openjdk.jmh.infra.Blackhole;

/** What is about the connection as a whole: opening it, and asking for the catalogue. */
final class Sessions {
    private static final String SCHEMA = "catalogue";

    private Sessions() {}

    static List<Workload> all() {
        Workload trust = connecting("connect", "Connect and close", Role.TRUSTED, Sessions::rawConnect);
        return List.of(
                trust,
                connecting(
                        "connect-scram",
                        "Connect and close, SCRAM",
                        Role.SCRAM,
                        Workload.noLimit("a SCRAM login cannot be replayed")),
                trust.over(Link.TLS, "connect-tls", trust.title() + ", TLS"),
                catalogue(
                        "tables",
                        "getTables, " + Tables.CATALOGUE_TABLES + " tables",
                        metaData -> metaData.getTables(null, SCHEMA, "%", new String[] {"TABLE"})),
                catalogue(
                        "columns",
                        "getColumns of those tables",
                        metaData -> metaData.getColumns(null, SCHEMA, "%", "%")),
                catalogue(
                        "primary-keys",
                        "getPrimaryKeys of one table",
                        metaData -> metaData.getPrimaryKeys(null, SCHEMA, "t7")));
    }

    private static Workload connecting(String name, String title, Role role, Workload.LimitWork limit) {
        return Workload.of(
                name,
                title,
                opener -> sink -> {
                    try (Connection connection = opener.connect(role)) {
                        sink.consume(connection);
                    }
                    return 1;
                },
                limit);
    }

    private static Operation rawConnect(Place place, Link link) {
        return sink -> {
            RawConnection.open(place, link).close();
            return 1;
        };
    }

    @FunctionalInterface
    private interface CatalogueQuery {
        ResultSet ask(DatabaseMetaData metaData) throws SQLException;
    }

    private static Workload catalogue(String name, String title, CatalogueQuery query) {
        return Workload.of(
                name,
                title,
                opener -> Operation.on(
                        opener.connect(), (connection, sink) -> readAll(query.ask(connection.getMetaData()), sink)),
                Workload.noLimit("the queries are the driver's own"));
    }

    private static long readAll(ResultSet rows, Blackhole sink) throws SQLException {
        try (rows) {
            int columns = rows.getMetaData().getColumnCount();
            long count = 0;
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    sink.consume(rows.getString(column));
                }
                count++;
            }
            return count;
        }
    }
}
