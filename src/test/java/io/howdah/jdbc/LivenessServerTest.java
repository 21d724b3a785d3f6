package io.howdah.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.api.HowdahConnection;
import io.howdah.testserver.TestServer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Large traffic in both directions: nothing hangs, nothing piles up. */
class LivenessServerTest {
    private final TestServer server = TestServer.shared();

    @Test
    void aFlightWhoseAnswersFillAllBuffersDoesNotHang() throws SQLException {
        try (var connection = server.connect("sendBufferSize=4096", "receiveBufferSize=4096");
                var statement = connection.createStatement()) {
            statement.execute("create temp table flood (id int)");
            try (var prepared = connection.prepareStatement(
                    "insert into flood values (?) returning repeat('x', 50000)", Statement.RETURN_GENERATED_KEYS)) {
                for (int i = 0; i < 2_000; i++) {
                    prepared.setInt(1, i);
                    prepared.addBatch();
                }
                assertThat(prepared.executeBatch()).hasSize(2_000).containsOnly(1);
                try (var keys = prepared.getGeneratedKeys()) {
                    int count = 0;
                    while (keys.next()) {
                        count += keys.getString(1).length() == 50_000 ? 1 : 0;
                    }
                    assertThat(count).isEqualTo(2_000);
                }
            }
        }
    }

    @Test
    void aHundredThousandInsertsGiveTheirKeysInOrder() throws SQLException {
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            statement.execute("create temp table numbered (id serial, value int)");
            try (var prepared = connection.prepareStatement(
                    "insert into numbered (value) values (?)", new String[] {"id", "value"})) {
                for (int i = 0; i < 100_000; i++) {
                    prepared.setInt(1, i);
                    prepared.addBatch();
                }
                assertThat(prepared.executeLargeBatch()).hasSize(100_000).containsOnly(1L);
                try (var keys = prepared.getGeneratedKeys()) {
                    for (int i = 0; i < 100_000; i++) {
                        if (!keys.next() || keys.getInt(1) != i + 1 || keys.getInt(2) != i) {
                            throw new AssertionError("key " + i + " is not there, or not in order");
                        }
                    }
                    assertThat(keys.next()).isFalse();
                }
            }
        }
    }

    @Test
    void aLargeStatementIsWrittenWhileItsAnswerIsRead() throws SQLException {
        String text = "x".repeat(20_000_000);
        try (var connection = server.connect("sendBufferSize=4096", "receiveBufferSize=4096");
                var prepared = connection.prepareStatement("select ?::text || ?::text")) {
            prepared.setString(1, text);
            prepared.setString(2, text);
            try (var rows = prepared.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).hasSize(40_000_000);
            }
        }
    }

    @Test
    void twoMillionRowsAreReadInASmallHeap() throws Exception {
        assertThat(outputInASmallHeap(TwoMillionRows.class)).contains("read 2000000 rows");
    }

    @Test
    void aLargeObjectGoesInAndOutInASmallHeap() throws Exception {
        assertThat(outputInASmallHeap(LargeObject.class)).contains("wrote and read 268435456 bytes");
    }

    private String outputInASmallHeap(Class<?> program) throws IOException, InterruptedException {
        var command = List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx32m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                server.jdbcUrl());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output;
        try (var stream = process.getInputStream()) {
            output = new String(stream.readAllBytes());
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    /** Eight times the heap of the JVM it runs in. */
    static final class LargeObject {
        private static final int MEBIBYTE = 1 << 20;
        private static final int SIZE = 256 * MEBIBYTE;

        private LargeObject() {}

        public static void main(String[] arguments) throws SQLException {
            try (var connection = DriverManager.getConnection(arguments[0])) {
                var objects = connection.unwrap(HowdahConnection.class).largeObjects();
                long oid = objects.importFrom(new Source());
                try {
                    var target = new Checked();
                    long size = objects.exportTo(oid, target);
                    if (size != SIZE || target.at != SIZE) {
                        throw new IllegalStateException(size + " bytes of " + SIZE + " came back");
                    }
                    System.out.println("wrote and read " + size + " bytes");
                } finally {
                    objects.delete(oid);
                }
            }
        }

        /** One in each mebibyte differs from the same of all others. */
        private static byte byteAt(int position) {
            return (byte) (position ^ position >> 20);
        }

        private static final class Source extends InputStream {
            private int at;

            @Override
            public int read() {
                return at == SIZE ? -1 : byteAt(at++) & 0xFF;
            }
        }

        private static final class Checked extends OutputStream {
            private int at;

            @Override
            public void write(int value) {
                if ((byte) value != byteAt(at)) {
                    throw new IllegalStateException("another byte came back at " + at);
                }
                at++;
            }
        }
    }

    /** Runs in a JVM of its own, with default settings. */
    static final class TwoMillionRows {
        private TwoMillionRows() {}

        public static void main(String[] arguments) throws SQLException {
            try (var connection = DriverManager.getConnection(arguments[0]);
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "select g, 'row number ' || g, now() from generate_series(1, 2000000) g")) {
                int count = 0;
                long sum = 0;
                while (rows.next()) {
                    count++;
                    sum += rows.getInt(1) + rows.getString(2).length();
                }
                if (sum < count) {
                    throw new IllegalStateException("the rows make no sense");
                }
                System.out.println("read " + count + " rows");
            }
        }
    }
}
