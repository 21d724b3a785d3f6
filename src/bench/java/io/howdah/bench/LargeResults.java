package io.howdah.bench;

import io.howdah.bench.Workload.DriverWork;
import io.howdah.bench.Workload.LimitWork;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.infra.Blackhole;

/** Queries where rows are most of it. */
final class LargeResults {
    private static final int FETCH_SIZE = 1_000;
    private static final String MIXED = "select id, total, ratio, active, name, created from mixed";
    private static final String WIDE = "select * from wide";
    private static final String TYPED = "select id, price, created, changed, note from typed";
    private static final String NUMERIC = "select price from typed";
    private static final String INSTANTS = "select changed from typed";
    private static final String UUIDS = "select id from typed";
    private static final String ARRAYS = "select labels from documents";
    private static final String JSON = "select body from documents";
    private static final String BLOB = "select data from blob where id = 1";

    private LargeResults() {}

    static List<Workload> all() {
        return List.of(
                Workload.of(
                        "rows-statement",
                        "100,000 rows x 6 columns, Statement, each column by its own getter",
                        byStatement(MIXED, LargeResults::mixed),
                        limit(MIXED)),
                Workload.of(
                        "rows-prepared",
                        "The same, prepared",
                        byPreparedStatement(MIXED, LargeResults::mixed),
                        limit(MIXED)),
                Workload.of(
                        "rows-cursor",
                        "The same, by cursor: fetch size 1,000 in a transaction",
                        LargeResults::byCursor,
                        cursorLimit()),
                Workload.of(
                        "rows-string",
                        "The same, everything by getString",
                        byPreparedStatement(MIXED, LargeResults::strings),
                        limit(MIXED)),
                Workload.of(
                        "rows-wide",
                        "20,000 rows x 30 integers",
                        byPreparedStatement(WIDE, LargeResults::integers),
                        limit(WIDE)),
                Workload.of(
                        "rows-typed",
                        "20,000 rows of uuid, numeric, timestamp, timestamptz, text",
                        byPreparedStatement(TYPED, LargeResults::typed),
                        limit(TYPED)),
                column("numeric", NUMERIC, (row, sink) -> sink.consume(row.getBigDecimal(1))),
                column("timestamptz", INSTANTS, (row, sink) -> sink.consume(row.getTimestamp(1))),
                column("uuid", UUIDS, (row, sink) -> sink.consume(row.getObject(1))),
                column(
                        "text[]",
                        ARRAYS,
                        (row, sink) -> sink.consume(row.getArray(1).getArray())),
                column("jsonb", JSON, (row, sink) -> sink.consume(row.getString(1))),
                Workload.of(
                        "bytea-read",
                        "Read 1 MB of bytea",
                        byPreparedStatement(BLOB, LargeResults::bytes),
                        limit(BLOB)));
    }

    /** One column by itself, so that its type is what is measured. */
    private static Workload column(String type, String sql, RowReader reader) {
        return Workload.of(
                "rows-" + type.replace("[]", "-array"),
                "20,000 rows of one " + type,
                byPreparedStatement(sql, reader),
                limit(sql));
    }

    @FunctionalInterface
    private interface RowReader {
        void read(ResultSet row, Blackhole sink) throws SQLException;
    }

    private static void mixed(ResultSet row, Blackhole sink) throws SQLException {
        sink.consume(row.getInt(1));
        sink.consume(row.getLong(2));
        sink.consume(row.getDouble(3));
        sink.consume(row.getBoolean(4));
        sink.consume(row.getString(5));
        sink.consume(row.getTimestamp(6));
    }

    private static void strings(ResultSet row, Blackhole sink) throws SQLException {
        for (int column = 1; column <= 6; column++) {
            sink.consume(row.getString(column));
        }
    }

    private static void integers(ResultSet row, Blackhole sink) throws SQLException {
        for (int column = 1; column <= Tables.WIDE_COLUMNS; column++) {
            sink.consume(row.getInt(column));
        }
    }

    private static void typed(ResultSet row, Blackhole sink) throws SQLException {
        sink.consume(row.getObject(1));
        sink.consume(row.getBigDecimal(2));
        sink.consume(row.getTimestamp(3));
        sink.consume(row.getTimestamp(4));
        sink.consume(row.getString(5));
    }

    private static void bytes(ResultSet row, Blackhole sink) throws SQLException {
        sink.consume(row.getBytes(1));
    }

    private static DriverWork byStatement(String sql, RowReader reader) {
        return opener -> {
            Connection connection = opener.connect();
            Statement statement = connection.createStatement();
            return Operation.on(connection, (same, sink) -> drain(statement.executeQuery(sql), reader, sink));
        };
    }

    private static DriverWork byPreparedStatement(String sql, RowReader reader) {
        return opener -> {
            Connection connection = opener.connect();
            PreparedStatement statement = connection.prepareStatement(sql);
            return Operation.on(connection, (same, sink) -> drain(statement.executeQuery(), reader, sink));
        };
    }

    private static Operation byCursor(Workload.Opener opener) throws SQLException {
        Connection connection = opener.connect();
        connection.setAutoCommit(false);
        PreparedStatement statement = connection.prepareStatement(MIXED);
        statement.setFetchSize(FETCH_SIZE);
        return Operation.on(connection, (same, sink) -> {
            long rows = drain(statement.executeQuery(), LargeResults::mixed, sink);
            same.commit();
            return rows;
        });
    }

    private static long drain(ResultSet rows, RowReader reader, Blackhole sink) throws SQLException {
        try (rows) {
            long count = 0;
            while (rows.next()) {
                reader.read(rows, sink);
                count++;
            }
            return count;
        }
    }

    private static LimitWork limit(String sql) {
        return Replay.of(
                new RawFlight().parse("s", sql).sync(), new RawFlight().run("s").sync());
    }

    private static LimitWork cursorLimit() {
        var prepared = new RawFlight()
                .parse("begin", "begin")
                .parse("commit", "commit")
                .parse("s", MIXED)
                .sync();
        List<RawFlight> flights = new ArrayList<>();
        flights.add(new RawFlight()
                .run("begin")
                .bind("c", "s")
                .execute("c", FETCH_SIZE)
                .sync());
        // As often again until the last comes back with less than was asked for, which is none here.
        for (int at = 0; at < Tables.MIXED_ROWS; at += FETCH_SIZE) {
            flights.add(new RawFlight().execute("c", FETCH_SIZE).sync());
        }
        flights.add(new RawFlight().run("commit").sync());
        return Replay.of(prepared, flights.toArray(RawFlight[]::new));
    }
}
