package io.howdah.bench;

import io.howdah.api.CopyReader;
import io.howdah.api.CopyWriter;
import io.howdah.api.HowdahConnection;
import io.howdah.bench.Workload.DriverWork;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.List;
import org.openjdk.jmh.infra.Blackhole;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/**
 * A million rows in and out. Of values: by the typed rows of this driver, in binary, and by the incumbent's CopyManager, which
 * leaves making and reading the text to its users. And of bytes that are there already, as streams.
 */
final class Copying {
    /** How the names of all these workloads begin, and of no other. */
    static final String COPY = "copy";

    private static final int BATCH = 10_000;
    private static final String[] COLUMNS = {"id", "total", "ratio", "active", "name", "created"};
    private static final String LIST = " (" + String.join(", ", COLUMNS) + ")";
    private static final String IN = "copy copied" + LIST + " from stdin";
    private static final String OUT = "copy million" + LIST + " to stdout";
    private static final String NO_LIMIT = "is measured beside the incumbent only";
    private static final LocalDateTime FIRST = LocalDateTime.of(2020, 1, 1, 0, 0);

    private Copying() {}

    static List<Workload> all() {
        return List.of(
                of("copy-rows-in", "1,000,000 rows x 6 columns in: typed rows by COPY", Copying::rowsIn),
                of("copy-batch-in", "The same by batches of 10,000, rewritten", Copying::batchesIn),
                of("copy-rows-out", "1,000,000 rows x 6 columns out: typed rows by COPY", Copying::rowsOut),
                of("copy-bytes-in", "The same rows in, as a stream of text", Copying::bytesIn),
                of("copy-bytes-out", "The same rows out, as a stream of text", Copying::bytesOut));
    }

    private static Workload of(String name, String title, DriverWork work) {
        return Workload.of(name, title, work, Workload.noLimit(NO_LIMIT));
    }

    /** How one contender does it; a table that is filled is emptied between the stretches. */
    private static Operation filling(Connection connection, Operation.OnConnection work) {
        Operation operation = Operation.on(connection, work);
        return new Operation() {
            @Override
            public long run(Blackhole sink) throws Exception {
                return operation.run(sink);
            }

            @Override
            public void reset() throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("truncate copied");
                }
            }

            @Override
            public void close() throws Exception {
                operation.close();
            }
        };
    }

    private static boolean isHowdah(Connection connection) throws SQLException {
        return connection.isWrapperFor(HowdahConnection.class);
    }

    private static CopyManager manager(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private static LocalDateTime created(int row) {
        return FIRST.plusSeconds(row);
    }

    // ---- values

    private static Operation rowsIn(Workload.Opener opener) throws SQLException {
        Connection connection = opener.connect();
        return filling(connection, isHowdah(connection) ? Copying::typedRowsIn : Copying::textRowsIn);
    }

    private static long typedRowsIn(Connection connection, Blackhole sink) throws SQLException {
        try (CopyWriter rows = connection.unwrap(HowdahConnection.class).copy().into("copied", COLUMNS)) {
            for (int i = 0; i < Tables.COPIED_ROWS; i++) {
                rows.row(i, i * 1_000_000_007L, i / 7d, i % 2 == 0, "the name of " + i, created(i));
            }
            return rows.finish();
        }
    }

    private static long textRowsIn(Connection connection, Blackhole sink) throws SQLException {
        CopyIn copy = manager(connection).copyIn(IN);
        var text = new StringBuilder();
        for (int i = 0; i < Tables.COPIED_ROWS; i++) {
            text.append(i)
                    .append('\t')
                    .append(i * 1_000_000_007L)
                    .append('\t')
                    .append(i / 7d)
                    .append('\t')
                    .append(i % 2 == 0)
                    .append('\t')
                    // Escaping, which names need in general, is left out: to the incumbent's advantage.
                    .append("the name of ")
                    .append(i)
                    .append('\t')
                    .append(created(i))
                    .append('\n');
            if (text.length() > 64 * 1024) {
                write(copy, text);
            }
        }
        write(copy, text);
        return copy.endCopy();
    }

    private static void write(CopyIn copy, StringBuilder text) throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    private static Operation batchesIn(Workload.Opener opener) throws SQLException {
        Connection connection = opener.connect("reWriteBatchedInserts=true");
        PreparedStatement insert =
                connection.prepareStatement("insert into copied" + LIST + " values (?, ?, ?, ?, ?, ?)");
        return filling(connection, (same, sink) -> {
            for (int i = 0; i < Tables.COPIED_ROWS; i++) {
                insert.setInt(1, i);
                insert.setLong(2, i * 1_000_000_007L);
                insert.setDouble(3, i / 7d);
                insert.setBoolean(4, i % 2 == 0);
                insert.setString(5, "the name of " + i);
                insert.setObject(6, created(i));
                insert.addBatch();
                if ((i + 1) % BATCH == 0) {
                    sink.consume(insert.executeBatch());
                }
            }
            return Tables.COPIED_ROWS;
        });
    }

    private static Operation rowsOut(Workload.Opener opener) throws SQLException {
        Connection connection = opener.connect();
        return Operation.on(connection, isHowdah(connection) ? Copying::typedRowsOut : Copying::textRowsOut);
    }

    private static long typedRowsOut(Connection connection, Blackhole sink) throws SQLException {
        try (CopyReader rows = connection.unwrap(HowdahConnection.class).copy().from("million", COLUMNS)) {
            while (rows.next()) {
                sink.consume(rows.getInt(1));
                sink.consume(rows.getLong(2));
                sink.consume(rows.getDouble(3));
                sink.consume(rows.getBoolean(4));
                sink.consume(rows.getString(5));
                sink.consume(rows.get(6, LocalDateTime.class));
            }
            return rows.rowCount();
        }
    }

    private static long textRowsOut(Connection connection, Blackhole sink) throws SQLException {
        CopyOut copy = manager(connection).copyOut(OUT);
        long count = 0;
        for (byte[] line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
            String[] values = new String(line, 0, line.length - 1, StandardCharsets.UTF_8).split("\t");
            sink.consume(Integer.parseInt(values[0]));
            sink.consume(Long.parseLong(values[1]));
            sink.consume(Double.parseDouble(values[2]));
            sink.consume(values[3].equals("t"));
            sink.consume(values[4]);
            sink.consume(Timestamp.valueOf(values[5]).toLocalDateTime());
            count++;
        }
        return count;
    }

    // ---- bytes

    private static Operation bytesIn(Workload.Opener opener) throws SQLException, IOException {
        Connection connection = opener.connect();
        var text = new ByteArrayOutputStream();
        copyOut(connection, text);
        byte[] bytes = text.toByteArray();
        return filling(
                connection,
                isHowdah(connection)
                        ? (same, sink) -> connection
                                .unwrap(HowdahConnection.class)
                                .copy()
                                .copyIn(IN, new ByteArrayInputStream(bytes))
                        : (same, sink) -> copyIn(manager(connection), bytes));
    }

    private static long copyIn(CopyManager manager, byte[] bytes) throws SQLException {
        try {
            return manager.copyIn(IN, new ByteArrayInputStream(bytes), 64 * 1024);
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    private static Operation bytesOut(Workload.Opener opener) throws SQLException {
        return Operation.on(opener.connect(), (connection, sink) -> {
            try {
                return copyOut(connection, OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new SQLException(e);
            }
        });
    }

    private static long copyOut(Connection connection, OutputStream target) throws SQLException, IOException {
        return isHowdah(connection)
                ? connection.unwrap(HowdahConnection.class).copy().copyOut(OUT, target)
                : manager(connection).copyOut(OUT, target);
    }
}
