package io.howdah.bench;

import io.howdah.api.HowdahConnection;
import io.howdah.api.Pipeline;
import io.howdah.api.PipelineResult;
import io.howdah.bench.Place.Link;
import io.howdah.bench.Workload.LimitWork;
import io.howdah.bench.Workload.Opener;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.openjdk.jmh.infra.Blackhole;

/** Queries where what travels is small and the way there and back is most of it. */
final class SmallQueries {
    private static final String ONE_VALUE = "select %s::int4";
    private static final String ONE_ROW = "select id, name, amount from keyed where id = %s";
    private static final int CROWD_CONNECTIONS = 16;
    private static final int MANY = 10_000;

    private SmallQueries() {}

    static List<Workload> all() {
        Workload value = Workload.of("hot-value", "Prepared select of one value", SmallQueries::hotValue, valueLimit());
        Workload row = Workload.of("hot-row", "Prepared select of one row by key", SmallQueries::hotRow, rowLimit());
        Workload prepare =
                Workload.of("prepare", "Prepare, select one value, close", SmallQueries::prepareRunClose, valueLimit());
        return List.of(
                value,
                value.over(Link.UNIX, "hot-value-unix", value.title() + ", Unix socket"),
                row,
                row.over(Link.UNIX, "hot-row-unix", row.title() + ", Unix socket"),
                prepare,
                prepare.over(Link.UNIX, "prepare-unix", prepare.title() + ", Unix socket"),
                Workload.of("same-text", "The same Statement text again, one row", SmallQueries::sameText, rowLimit()),
                Workload.of(
                        "transaction",
                        "Begin, one query, commit",
                        SmallQueries::transaction,
                        Replay.of(
                                new RawFlight()
                                        .parse("begin", "begin")
                                        .parse("commit", "commit")
                                        .parse("s", String.format(ONE_VALUE, "$1"))
                                        .sync(),
                                new RawFlight()
                                        .run("begin")
                                        .run("s", RawFlight.int4(42))
                                        .sync(),
                                new RawFlight().run("commit").sync())),
                Workload.of(
                        "many",
                        "10,000 prepared selects of one value, one by one",
                        SmallQueries::oneByOne,
                        Replay.of(
                                () -> new RawFlight()
                                        .parse("s", String.format(ONE_VALUE, "$1"))
                                        .sync(),
                                () -> Collections.nCopies(
                                        MANY,
                                        new RawFlight()
                                                .run("s", RawFlight.int4(42))
                                                .sync()),
                                List::of)),
                Workload.of(
                        "many-pipelined",
                        "The same in a pipeline (one by one by the incumbent, which has none)",
                        SmallQueries::pipelined,
                        pipelineLimit()),
                value.by(8, "threads", "8 threads, a connection each: prepared select"),
                value.shared(
                        CROWD_CONNECTIONS,
                        21,
                        VirtualThreads::new,
                        "virtual-threads",
                        VirtualThreads.THREADS + " virtual threads over " + CROWD_CONNECTIONS + " connections, "
                                + VirtualThreads.TURNS + " prepared selects each"));
    }

    private static LimitWork valueLimit() {
        return Replay.of(
                new RawFlight().parse("s", String.format(ONE_VALUE, "$1")).sync(),
                new RawFlight().run("s", RawFlight.int4(42)).sync());
    }

    private static LimitWork rowLimit() {
        return Replay.of(
                new RawFlight().parse("s", String.format(ONE_ROW, "$1")).sync(),
                new RawFlight().run("s", RawFlight.int4(42)).sync());
    }

    private static Operation hotValue(Opener opener) throws SQLException {
        Connection connection = opener.connect();
        PreparedStatement select = connection.prepareStatement(String.format(ONE_VALUE, "?"));
        return Operation.on(connection, (same, sink) -> value(select, sink));
    }

    private static long value(PreparedStatement select, Blackhole sink) throws SQLException {
        select.setInt(1, 42);
        try (ResultSet rows = select.executeQuery()) {
            rows.next();
            sink.consume(rows.getInt(1));
            return 1;
        }
    }

    private static Operation oneByOne(Opener opener) throws SQLException {
        Connection connection = opener.connect();
        PreparedStatement select = connection.prepareStatement(String.format(ONE_VALUE, "?"));
        return Operation.on(connection, (same, sink) -> {
            long rows = 0;
            for (int i = 0; i < MANY; i++) {
                rows += value(select, sink);
            }
            return rows;
        });
    }

    private static Operation pipelined(Opener opener) throws SQLException {
        Connection connection = opener.connect();
        if (!connection.isWrapperFor(HowdahConnection.class)) {
            connection.close();
            return oneByOne(opener);
        }
        PreparedStatement select = connection.prepareStatement(String.format(ONE_VALUE, "?"));
        return Operation.on(connection, (same, sink) -> {
            var results = new ArrayList<PipelineResult>(MANY);
            try (Pipeline pipeline = same.unwrap(HowdahConnection.class).pipeline()) {
                for (int i = 0; i < MANY; i++) {
                    select.setInt(1, 42);
                    results.add(pipeline.add(select));
                }
                pipeline.sync();
                for (PipelineResult each : results) {
                    try (ResultSet rows = each.rows()) {
                        rows.next();
                        sink.consume(rows.getInt(1));
                    }
                }
            }
            return results.size();
        });
    }

    private static LimitWork pipelineLimit() {
        return Replay.of(
                () -> new RawFlight().parse("s", String.format(ONE_VALUE, "$1")).sync(),
                () -> {
                    var flight = new RawFlight();
                    for (int i = 0; i < MANY; i++) {
                        flight.run("s", RawFlight.int4(42));
                    }
                    return List.of(flight.sync());
                },
                List::of);
    }

    private static Operation hotRow(Opener opener) throws SQLException {
        Connection connection = opener.connect();
        PreparedStatement select = connection.prepareStatement(String.format(ONE_ROW, "?"));
        return Operation.on(connection, (same, sink) -> {
            select.setInt(1, 42);
            try (ResultSet rows = select.executeQuery()) {
                return row(rows, sink);
            }
        });
    }

    private static long row(ResultSet rows, Blackhole sink) throws SQLException {
        rows.next();
        sink.consume(rows.getInt(1));
        sink.consume(rows.getString(2));
        sink.consume(rows.getInt(3));
        return 1;
    }

    private static Operation prepareRunClose(Opener opener) throws SQLException {
        String sql = String.format(ONE_VALUE, "?");
        return Operation.on(opener.connect(), (connection, sink) -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                return value(select, sink);
            }
        });
    }

    private static Operation sameText(Opener opener) throws SQLException {
        Connection connection = opener.connect();
        Statement statement = connection.createStatement();
        String sql = String.format(ONE_ROW, "42");
        return Operation.on(connection, (same, sink) -> {
            try (ResultSet rows = statement.executeQuery(sql)) {
                return row(rows, sink);
            }
        });
    }

    private static Operation transaction(Opener opener) throws SQLException {
        Connection connection = opener.connect();
        connection.setAutoCommit(false);
        PreparedStatement select = connection.prepareStatement(String.format(ONE_VALUE, "?"));
        return Operation.on(connection, (same, sink) -> {
            long rows = value(select, sink);
            same.commit();
            return rows;
        });
    }
}
