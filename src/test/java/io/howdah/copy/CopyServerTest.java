package io.howdah.copy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.howdah.api.CopyIn;
import io.howdah.api.CopyOperations;
import io.howdah.api.CopyOut;
import io.howdah.api.CopyProgress;
import io.howdah.api.HowdahConnection;
import io.howdah.peer.Relay;
import io.howdah.testserver.OnEveryRelease;
import io.howdah.testserver.TestServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@ParameterizedClass
@EnumSource
class CopyServerTest {
    /** How the server is talked to; for most tests it must not matter. */
    private enum Way {
        PLAIN,
        EXTENDED,
        TLS,
        UNIX_SOCKET
    }

    private static final String IN = "copy y from stdin";
    private static final String OUT = "copy y to stdout";

    @Parameter
    private Way way;

    private Connection connection;
    private CopyOperations copy;

    @BeforeEach
    void connect() throws SQLException {
        use(open());
        run("create temp table y (a int, b text)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void use(Connection opened) throws SQLException {
        if (connection != null) {
            connection.close();
        }
        connection = opened;
        copy = connection.unwrap(HowdahConnection.class).copy();
        if (way == Way.EXTENDED) {
            copy = copy.extended();
        }
    }

    private Connection open(String... parameters) throws SQLException {
        String more = parameters.length == 0 ? "" : "&" + String.join("&", parameters);
        return switch (way) {
            case PLAIN, EXTENDED -> TestServer.shared().connect("sslmode=disable" + more);
            case TLS -> TestServer.shared().connect("sslmode=require" + more);
            case UNIX_SOCKET ->
                DriverManager.getConnection(TestServer.withUnixSocket().unixSocketUrl(parameters));
        };
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String one(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static String state(Throwable error) {
        return ((SQLException) error).getSQLState();
    }

    private void holds(int rows) throws SQLException {
        assertThat(one("select count(*) from y")).isEqualTo(Integer.toString(rows));
    }

    // ---- bytes

    @OnEveryRelease
    void copiesBytesInAndOut(TestServer server) throws SQLException {
        use(server.connect());
        run("create temp table y (a int, b text)");
        String text = "1\tone\n2\t\\N\n3\tgr\u00fc\u00df \uD83D\uDC18\n";
        assertThat(copy.copyIn(IN, bytes(text))).isEqualTo(3);
        assertThat(copy.copyIn(IN, new StringReader(text))).isEqualTo(3);
        assertThat(copy.copyIn(IN, Channels.newChannel(bytes(text)))).isEqualTo(3);
        var out = new ByteArrayOutputStream();
        assertThat(copy.copyOut(OUT, out)).isEqualTo(9);
        assertThat(out.toString(UTF_8)).isEqualTo(text.repeat(3));
        var writer = new StringWriter();
        assertThat(copy.copyOut(OUT, writer)).isEqualTo(9);
        assertThat(writer).hasToString(text.repeat(3));
        out.reset();
        assertThat(copy.copyOut("copy y to stdout (format binary)", Channels.newChannel(out)))
                .isEqualTo(9);
        run("truncate y");
        assertThat(copy.copyIn("copy y from stdin (format binary)", new ByteArrayInputStream(out.toByteArray())))
                .isEqualTo(9);
        assertThat(copy.copyOut("copy y to stdout (format csv, header)", new StringWriter()))
                .isEqualTo(9);
        assertThat(copy.copyIn(IN, bytes(""))).isZero();
        run("truncate y");
        assertThat(copy.copyOut(OUT, new StringWriter())).isZero();
    }

    /** One byte more and less than a frame, and many frames. */
    @ParameterizedTest
    @ValueSource(ints = {8 * 1024 - 517, 8 * 1024 - 516, 65_535, 65_536, 65_537, 131_072, 3_000_000})
    void dataOfAnySizeArrivesWhole(int size) throws SQLException {
        String value = "x".repeat(size - 3);
        assertThat(copy.copyIn(IN, bytes("1\t" + value + "\n"))).isEqualTo(1);
        assertThat(one("select length(b) from y")).isEqualTo(Integer.toString(value.length()));
        var out = new StringWriter();
        copy.copyOut(OUT, out);
        assertThat(out.toString()).hasSize(size);
    }

    @Test
    void aMillionRowsGoInAndOut() throws SQLException, IOException {
        run("create unlogged table if not exists copy_million (a int)");
        run("truncate copy_million");
        var data = new ByteArrayOutputStream();
        for (int i = 0; i < 1_000_000; i++) {
            data.write(Integer.toString(i).getBytes(UTF_8));
            data.write('\n');
        }
        assertThat(copy.copyIn("copy copy_million from stdin", new ByteArrayInputStream(data.toByteArray())))
                .isEqualTo(1_000_000);
        var out = new ByteArrayOutputStream(data.size());
        assertThat(copy.copyOut("copy copy_million to stdout", out)).isEqualTo(1_000_000);
        assertThat(out.toByteArray()).isEqualTo(data.toByteArray());
        run("drop table copy_million");
    }

    @Test
    void streamsAreWrittenAndReadByAndBy() throws SQLException, IOException {
        try (CopyIn in = copy.openIn(IN)) {
            assertThat(in.isBinary()).isFalse();
            assertThat(in.columnCount()).isEqualTo(2);
            try (var writer = new OutputStreamWriter(in.stream(), UTF_8)) {
                writer.write("1\tone\n");
            }
            in.stream().write('2');
            in.stream().write("\ttwo\n".getBytes(UTF_8));
            assertThat(in.finish()).isEqualTo(2);
            assertThatThrownBy(() -> in.stream().write(1)).hasCauseInstanceOf(SQLException.class);
            assertThatThrownBy(in::finish).extracting(CopyServerTest::state).isEqualTo("55000");
        }
        try (CopyOut out = copy.openOut(OUT)) {
            assertThat(out.rowCount()).isEqualTo(-1);
            assertThat(new String(out.stream().readAllBytes(), UTF_8)).isEqualTo("1\tone\n2\ttwo\n");
            assertThat(out.rowCount()).isEqualTo(2);
            assertThat(out.stream().read()).isEqualTo(-1);
        }
        holds(2);
    }

    @Test
    void whatIsNotFinishedDoesNotCount() throws SQLException, IOException {
        try (CopyIn in = copy.openIn(IN)) {
            in.stream().write("1\tone\n".getBytes(UTF_8));
            in.stream().flush();
        }
        holds(0);
        CopyIn in = copy.openIn(IN);
        in.stream().write("1\tone\n".repeat(100_000).getBytes(UTF_8));
        in.cancel("changed my mind");
        in.cancel("again");
        in.close();
        holds(0);
    }

    // ---- what fails

    interface Copying {
        void by(CopyOperations copy) throws SQLException;
    }

    /** A name for the report, what is done, the SQLSTATE and a part of the message. */
    record Failing(String name, Copying copying, String sqlState, String message) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Failing> failures() {
        String rows = "1\tx\n".repeat(200_000);
        return Stream.of(
                new Failing(
                        "a bad line", copy -> copy.copyIn(IN, bytes("1\tx\n2\ty\nz\tz\n")), "22P02", "COPY y, line 3"),
                new Failing(
                        "a bad line and much behind it",
                        copy -> copy.copyIn(IN, bytes("z\tz\n" + rows)),
                        "22P02",
                        "COPY y, line 1"),
                new Failing("no such table", copy -> copy.copyIn("copy nope from stdin", bytes("")), "42P01", "nope"),
                new Failing("no copy", copy -> copy.copyIn("select 1", bytes("")), "22023", "Nothing was run"),
                new Failing("the other way", copy -> copy.copyIn(OUT, bytes("")), "22023", "FROM STDIN"),
                new Failing("the other way out", copy -> copy.copyOut(IN, new StringWriter()), "22023", "TO STDOUT"),
                new Failing("two copies", copy -> copy.copyIn(IN + "; " + IN, bytes("")), "22023", "single"),
                new Failing("no text", copy -> copy.copyIn(null, bytes("")), "22023", "null"),
                new Failing("no source", copy -> copy.copyIn(IN, (InputStream) null), "22023", "null"),
                new Failing(
                        "a source that throws",
                        copy -> copy.copyIn(IN, new Faulty(100_000, new IOException("disk gone"))),
                        "57014",
                        "disk gone"),
                new Failing(
                        "one that throws at once",
                        copy -> copy.copyIn(IN, new Faulty(0, new IllegalStateException("no, \0 \uD800"))),
                        "57014",
                        "no, "),
                new Failing(
                        "half a surrogate pair", copy -> copy.copyIn(IN, new StringReader("1\t\uD800")), "57014", ""),
                new Failing("a reader that throws", copy -> copy.copyIn(IN, new FaultyReader()), "57014", "torn page"),
                new Failing(
                        "a sink that throws",
                        copy -> copy.copyOut(
                                "copy (select repeat('x', 100) from generate_series(1, 100000)) to stdout",
                                new OutputStream() {
                                    @Override
                                    public void write(int b) throws IOException {
                                        throw new IOException("disk full");
                                    }
                                }),
                        "57014",
                        "disk full"),
                new Failing(
                        "an error behind rows",
                        copy -> copy.copyOut(
                                "copy (select 1 / (50000 - n) from generate_series(1, 100000) n) to stdout",
                                OutputStream.nullOutputStream()),
                        "22012",
                        "division"),
                new Failing(
                        "a listener that throws",
                        copy -> copy.withListener(progress -> {
                                    throw new IllegalStateException("enough");
                                })
                                .copyIn(IN, bytes(rows)),
                        "57014",
                        "enough"),
                new Failing(
                        "a listener that throws, out",
                        copy -> copy.withListener(progress -> {
                                    throw new IllegalStateException("enough");
                                })
                                .copyOut(
                                        "copy (select repeat('x', 100) from generate_series(1, 10000)) to stdout",
                                        new StringWriter()),
                        "57014",
                        "enough"),
                new Failing(
                        "a timeout",
                        copy -> copy.withTimeout(Duration.ofMillis(200))
                                .copyOut("copy (select pg_sleep(30)) to stdout", new StringWriter()),
                        "57014",
                        "timeout"),
                new Failing(
                        "a non-blocking channel",
                        copy -> {
                            try (var channel = SocketChannel.open()) {
                                channel.configureBlocking(false);
                                copy.copyIn(IN, channel);
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        },
                        "22023",
                        "non-blocking"));
    }

    /** Throws when so many bytes were read. */
    private static final class Faulty extends InputStream {
        private int left;
        private final Exception failure;

        Faulty(int left, Exception failure) {
            this.left = left;
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            if (left-- > 0) {
                return left % 4 == 0 ? '\n' : left % 4 == 3 ? '1' : left % 4 == 2 ? '\t' : 'x';
            }
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            throw (IOException) failure;
        }
    }

    private static final class FaultyReader extends Reader {
        @Override
        public int read(char[] to, int offset, int length) throws IOException {
            throw new IOException("torn page");
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theConnectionIsUsableAfterAnyFailure(Failing failing) throws SQLException {
        for (int i = 0; i < 2; i++) {
            SQLException error = catchThrowableOfType(
                    SQLException.class, () -> failing.copying().by(copy));
            assertThat((Throwable) error).isNotNull().hasMessageContaining(failing.message());
            assertThat(error.getSQLState()).isEqualTo(failing.sqlState());
            holds(0);
        }
        assertThat(copy.copyIn(IN, bytes("1\tx\n"))).isEqualTo(1);
    }

    @Test
    void theUsersExceptionIsTheCause() {
        var cause = new IOException("disk gone");
        assertThatThrownBy(() -> copy.copyIn(IN, new Faulty(100_000, cause)))
                .hasCause(cause)
                .hasNoSuppressedExceptions();
        var runtime = new IllegalStateException("bug");
        assertThatThrownBy(() -> copy.copyIn(IN, new Faulty(10, runtime))).hasCause(runtime);
    }

    @Test
    void aTimeoutIsOne() {
        assertThatThrownBy(() -> copy.withTimeout(Duration.ofMillis(200))
                        .copyOut("copy (select pg_sleep(30)) to stdout", new StringWriter()))
                .isInstanceOf(SQLTimeoutException.class);
    }

    /** The server says so at the first line; the source would go on for ever. */
    @Test
    void anErrorIsNoticedWhileThereIsMoreToSend() throws SQLException {
        var endless = new InputStream() {
            long given;

            @Override
            public int read() {
                throw new AssertionError("byte by byte");
            }

            @Override
            public int read(byte[] to, int offset, int length) {
                for (int i = 0; i < length; i++) {
                    to[offset + i] = (byte) (i % 2 == 0 ? 'z' : '\n');
                }
                given += length;
                return length;
            }
        };
        assertThatThrownBy(() -> copy.copyIn(IN, endless)).hasMessageContaining("line 1");
        assertThat(endless.given).isGreaterThan(0);
        holds(0);
    }

    /** The server stops reading if nobody takes its notices: a driver that only writes would wait for ever. */
    @Test
    void aFloodOfNoticesDoesNotStopIt() throws SQLException {
        run("create function pg_temp.shout() returns trigger language plpgsql as $$ begin raise notice '%',"
                + " repeat('n', 3000); return new; end $$");
        run("create trigger shout before insert on y for each row execute procedure pg_temp.shout()");
        run("set client_min_messages = notice");
        assertThat(copy.copyIn(IN, bytes("1\tx\n".repeat(10_000)))).isEqualTo(10_000);
        assertThat((Throwable) connection.getWarnings()).isNotNull();
    }

    // ---- others on the connection

    @Test
    void nothingElseIsRunMeanwhile() throws SQLException, IOException {
        connection.setAutoCommit(false);
        run("insert into y values (0, 'x')");
        try (CopyIn in = copy.openIn(IN)) {
            for (Copying other : List.<Copying>of(
                    c -> run("select 1"),
                    c -> connection.commit(),
                    c -> connection.rollback(),
                    c -> c.copyIn(IN, bytes("")),
                    c -> c.openOut(OUT),
                    c -> connection.prepareStatement("select 1").executeQuery())) {
                assertThatThrownBy(() -> other.by(copy))
                        .hasMessageContaining("COPY is in progress")
                        .extracting(CopyServerTest::state)
                        .isEqualTo("55000");
            }
            assertThat(connection.isValid(1)).isTrue();
            in.stream().write("1\tx\n".getBytes(UTF_8));
            assertThat(in.finish()).isEqualTo(1);
        }
        try (CopyOut out = copy.openOut(OUT)) {
            assertThatThrownBy(() -> run("select 1")).hasMessageContaining("COPY is in progress");
            assertThat(out.stream().read()).isEqualTo('0');
        }
        connection.commit();
        holds(2);
    }

    @Test
    void resultsBeforeAreKept() throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select n, repeat('x', 100) from generate_series(1, 30000) n")) {
            rows.next();
            assertThat(copy.copyIn(IN, bytes("1\tx\n"))).isEqualTo(1);
            int count = 1;
            while (rows.next()) {
                count++;
            }
            assertThat(count).isEqualTo(30_000);
        }
        connection.commit();
    }

    @Test
    void aCopyIsPartOfTheTransaction() throws SQLException {
        connection.setAutoCommit(false);
        copy.copyIn(IN, bytes("1\tx\n"));
        connection.rollback();
        holds(0);
        copy.copyIn(IN, bytes("1\tx\n"));
        connection.commit();
        holds(1);
        assertThatThrownBy(() -> copy.copyIn(IN, bytes("z")));
        assertThatThrownBy(() -> holds(1)).extracting(CopyServerTest::state).isEqualTo("25P02");
        connection.rollback();
        holds(1);
        // Given up in the midst, it does not cost the transaction.
        CopyOut out = copy.openOut("copy (select * from y, generate_series(1, 200000)) to stdout");
        out.close();
        holds(1);
        connection.rollback();
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "conservative", "never"})
    void autosaveMendsTheTransaction(String autosave) throws SQLException {
        use(open("autosave=" + autosave));
        run("create temp table y (a int, b text)");
        connection.setAutoCommit(false);
        run("insert into y values (1, 'x')");
        assertThat(copy.copyIn(IN, bytes("2\tx\n"))).isEqualTo(1);
        assertThat(copy.copyOut(OUT, new StringWriter())).isEqualTo(2);
        for (Copying failing : List.<Copying>of(
                c -> c.copyIn(IN, bytes("z")),
                c -> c.copyIn(IN, new Faulty(100_000, new IOException("gone"))),
                c -> c.copyIn("copy nope from stdin", bytes("z")),
                c -> c.copyOut("copy (select 1/0) to stdout", new StringWriter()))) {
            assertThatThrownBy(() -> failing.by(copy)).isInstanceOf(SQLException.class);
            if (autosave.equals("always")) {
                holds(2);
            } else {
                assertThatThrownBy(() -> holds(2))
                        .extracting(CopyServerTest::state)
                        .isEqualTo("25P02");
                connection.rollback();
                run("create temp table if not exists y (a int, b text)");
                run("truncate y");
                run("insert into y values (1, 'x'), (2, 'x')");
            }
        }
        connection.commit();
        holds(2);
    }

    @Test
    void aCopyAsAStatementCostsNothingAndTellsTheWay() throws SQLException {
        connection.setAutoCommit(false);
        run("insert into y values (1, 'x')");
        for (String sql : List.of(IN, OUT, "select 1; " + IN)) {
            assertThatThrownBy(() -> run(sql))
                    .hasMessageContaining("unwrap(HowdahConnection.class).copy()")
                    .extracting(CopyServerTest::state)
                    .isEqualTo("0AX00");
        }
        holds(1);
        connection.commit();
    }

    // ---- progress, cancel, the end

    @Test
    void aListenerIsToldHowFarItIs() throws SQLException {
        List<CopyProgress> seen = new ArrayList<>();
        String data = "1\tx\n".repeat(50_000);
        copy.withListener(seen::add).copyIn(IN, bytes(data));
        assertThat(seen).hasSizeGreaterThan(2);
        assertThat(seen.get(0).rows()).isEqualTo(-1);
        assertThat(seen.get(seen.size() - 1)).isEqualTo(new CopyProgress(data.length(), 50_000));
        seen.clear();
        copy.withListener(seen::add).copyOut(OUT, OutputStream.nullOutputStream());
        assertThat(seen).isSortedAccordingTo((a, b) -> Long.compare(a.bytes(), b.bytes()));
        assertThat(seen.get(seen.size() - 1)).isEqualTo(new CopyProgress(data.length(), 50_000));
    }

    @Test
    void aListenerThatThrowsAtTheEndUndoesNothing() throws SQLException {
        CopyOperations watched = copy.withListener(progress -> {
            throw new IllegalStateException("too late");
        });
        assertThatThrownBy(() -> watched.copyIn(IN, bytes("1\tx\n")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("is complete")
                .hasRootCauseMessage("too late")
                .hasFieldOrPropertyWithValue("SQLState", "57014");
        holds(1);
        var target = new StringWriter();
        assertThatThrownBy(() -> watched.copyOut(OUT, target))
                .isInstanceOf(SQLException.class)
                .hasRootCauseMessage("too late")
                .hasFieldOrPropertyWithValue("SQLState", "57014");
        holds(1);
    }

    @Test
    void aListenerThatThrowsEndsTheReadingOfAStream() throws Exception {
        CopyOperations watched = copy.withListener(progress -> {
            throw new IllegalStateException("enough");
        });
        try (CopyOut out = watched.openOut("copy (select repeat('x', 100) from generate_series(1, 10000)) to stdout")) {
            assertThatThrownBy(() -> out.stream().readAllBytes())
                    .isInstanceOf(IOException.class)
                    .hasRootCauseMessage("enough")
                    .cause()
                    .hasFieldOrPropertyWithValue("SQLState", "57014");
            holds(0);
        }
    }

    @Test
    void anotherThreadCancels() throws SQLException, InterruptedException {
        copy.cancel();
        var started = new CountDownLatch(1);
        var error = new AtomicReference<Throwable>();
        var copying = new Thread(() -> {
            try {
                copy.copyIn(IN, new InputStream() {
                    @Override
                    public int read() {
                        started.countDown();
                        return '\n';
                    }

                    @Override
                    public int read(byte[] to, int offset, int length) {
                        started.countDown();
                        String row = "1\tx\n";
                        int count = Math.max(1, length / row.length() * row.length());
                        for (int i = 0; i < count; i++) {
                            to[offset + i] = (byte) row.charAt(i % row.length());
                        }
                        return count;
                    }
                });
            } catch (SQLException e) {
                error.set(e);
            }
        });
        copying.start();
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        copy.cancel();
        copying.join(20_000);
        assertThat(error.get()).isNotNull();
        assertThat(state(error.get())).isIn("57014", "22P02", "22P04");
        holds(0);
    }

    @Test
    void aConnectionMayBeClosedInTheMidst() throws SQLException, IOException {
        CopyIn in = copy.openIn(IN);
        in.stream().write("1\tx\n".repeat(50_000).getBytes(UTF_8));
        connection.close();
        assertThatThrownBy(in::finish).isInstanceOf(SQLException.class);
        in.close();
        use(open());
        CopyOut out = copy.openOut("copy (select generate_series(1, 1000000)) to stdout");
        assertThat(out.stream().read()).isEqualTo('1');
        connection.abort(Runnable::run);
        assertThatThrownBy(() -> out.stream().readAllBytes()).isInstanceOf(IOException.class);
        out.close();
    }

    @Test
    void aCutConnectionIsSaidToBeOne() throws SQLException, IOException {
        for (Copying cut : List.<Copying>of(
                c -> c.copyIn("copy pg_temp.z from stdin", bytes("1\n".repeat(3_000_000))),
                c -> c.copyOut(
                        "copy (select generate_series(1, 3000000)) to stdout", OutputStream.nullOutputStream()))) {
            try (Relay relay = Relay.to(TestServer.shared());
                    Connection through = DriverManager.getConnection(
                            TestServer.shared().jdbcUrlBy(relay.host(), relay.port(), "sslmode=disable"));
                    var statement = through.createStatement()) {
                statement.execute("create temp table z (a int)");
                relay.cutAfterClientBytes(1_000_000);
                relay.cutAfterServerBytes(1_000_000);
                CopyOperations copying = through.unwrap(HowdahConnection.class).copy();
                assertThatThrownBy(() -> cut.by(way == Way.EXTENDED ? copying.extended() : copying))
                        .isInstanceOf(SQLException.class)
                        .extracting(CopyServerTest::state)
                        .asString()
                        .startsWith("08");
                assertThat(through.isClosed()).isTrue();
                assertThatThrownBy(() -> cut.by(copying))
                        .extracting(CopyServerTest::state)
                        .isEqualTo("08003");
            }
        }
    }

    @Test
    void noThreadStaysBehind() throws Exception {
        copy.copyIn(IN, bytes("1\tx\n".repeat(100_000)));
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("howdah-copy-writer"))) {
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.sleep(10);
        }
    }
}
