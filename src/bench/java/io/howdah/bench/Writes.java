package io.howdah.bench;

import io.howdah.bench.Workload.DriverWork;
import io.howdah.bench.Workload.LimitWork;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.infra.Blackhole;

/** Batches, and large values on their way to the server. */
final class Writes {
    private static final int BATCH = 10_000;
    private static final String INSERT = "insert into inserted (number, big, name) values ";
    private static final String[] REWRITTEN = {"reWriteBatchedInserts=true"};
    private static final String MEASURE_BLOB = "select octet_length(%s::bytea)";
    private static final String TRUNCATE = "truncate inserted restart identity";

    private enum Keys {
        WANTED,
        UNWANTED
    }

    private Writes() {}

    static List<Workload> all() {
        return List.of(
                Workload.of("batch", "Batch of 10,000 inserts", batch(Keys.UNWANTED), pipelined("")),
                Workload.of("batch-rewritten", "The same, rewritten", batch(Keys.UNWANTED, REWRITTEN), unnested("")),
                Workload.of(
                        "batch-keys", "The same with generated keys", batch(Keys.WANTED), pipelined(" returning id")),
                Workload.of(
                        "batch-keys-rewritten",
                        "The same with generated keys, rewritten",
                        batch(Keys.WANTED, REWRITTEN),
                        unnested(" returning id")),
                Workload.of("bytea-write", "Send 1 MB of bytea", Writes::sendBytes, bytesLimit()));
    }

    private static DriverWork batch(Keys keys, String... parameters) {
        return opener -> {
            Connection connection = opener.connect(parameters);
            String sql = INSERT + "(?, ?, ?)";
            PreparedStatement insert = keys == Keys.WANTED
                    ? connection.prepareStatement(sql, new String[] {"id"})
                    : connection.prepareStatement(sql);
            return new Inserts(connection, insert, keys);
        };
    }

    private record Inserts(Connection connection, PreparedStatement insert, Keys keys) implements Operation {
        @Override
        public long run(Blackhole sink) throws SQLException {
            for (int i = 0; i < BATCH; i++) {
                insert.setInt(1, i);
                insert.setLong(2, i * 1_000_000_007L);
                insert.setString(3, "a name");
                insert.addBatch();
            }
            int[] counts = insert.executeBatch();
            sink.consume(counts);
            return keys == Keys.WANTED ? readKeys(sink) : counts.length;
        }

        private long readKeys(Blackhole sink) throws SQLException {
            long count = 0;
            try (ResultSet rows = insert.getGeneratedKeys()) {
                while (rows.next()) {
                    sink.consume(rows.getLong(1));
                    count++;
                }
            }
            return count;
        }

        @Override
        public void reset() throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(TRUNCATE);
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    private static LimitWork pipelined(String returning) {
        return Replay.of(
                () -> new RawFlight()
                        .parse("s", INSERT + "($1, $2, $3)" + returning)
                        .sync(),
                () -> {
                    var flight = new RawFlight();
                    for (int i = 0; i < BATCH; i++) {
                        flight.run("s", RawFlight.int4(i), int8(i * 1_000_000_007L), utf8("a name"));
                    }
                    return List.of(flight.sync());
                },
                Writes::truncate);
    }

    /** All rows as one statement: an array per column. */
    private static LimitWork unnested(String returning) {
        return Replay.of(
                () -> new RawFlight()
                        .parse(
                                "s",
                                "insert into inserted (number, big, name) select * from unnest($1::int4[], $2::int8[],"
                                        + " $3::text[])" + returning)
                        .sync(),
                () -> {
                    byte[][] numbers = new byte[BATCH][];
                    byte[][] bigs = new byte[BATCH][];
                    byte[][] names = new byte[BATCH][];
                    for (int i = 0; i < BATCH; i++) {
                        numbers[i] = RawFlight.int4(i);
                        bigs[i] = int8(i * 1_000_000_007L);
                        names[i] = utf8("a name");
                    }
                    return List.of(new RawFlight()
                            .run("s", array(23, numbers), array(20, bigs), array(25, names))
                            .sync());
                },
                Writes::truncate);
    }

    private static List<RawFlight> truncate() {
        return List.of(new RawFlight().parse("", TRUNCATE).run("").sync());
    }

    private static byte[] int8(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] array(int elementOid, byte[][] elements) {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            for (int word : new int[] {1, 0, elementOid, elements.length, 1}) {
                out.writeInt(word);
            }
            for (byte[] element : elements) {
                out.writeInt(element.length);
                out.write(element);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Operation sendBytes(Workload.Opener opener) throws SQLException {
        Connection connection = opener.connect();
        PreparedStatement select = connection.prepareStatement(String.format(MEASURE_BLOB, "?"));
        byte[] blob = blob();
        return Operation.on(connection, (same, sink) -> {
            select.setBytes(1, blob);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        });
    }

    private static LimitWork bytesLimit() {
        return Replay.of(
                () -> new RawFlight()
                        .parse("s", String.format(MEASURE_BLOB, "$1"))
                        .sync(),
                () -> List.of(new RawFlight().run("s", blob()).sync()),
                List::of);
    }

    private static byte[] blob() {
        byte[] blob = new byte[Tables.BLOB_BYTES];
        Arrays.fill(blob, (byte) 0x5C);
        return blob;
    }
}
