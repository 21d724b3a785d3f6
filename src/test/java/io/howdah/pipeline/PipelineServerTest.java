package io.howdah.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.HowdahConnection;
import io.howdah.api.Pipeline;
import io.howdah.api.PipelineMode;
import io.howdah.api.PipelineResult;
import io.howdah.peer.Relay;
import io.howdah.testserver.TestServer;
import java.io.File;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PipelineServerTest {
    private static final String INSERT = "insert into planet values (?, ?)";
    private static final String ECHO = "select ?::int";

    private final TestServer server = TestServer.shared();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        use(server.connect());
    }

    private void use(Connection opened) throws SQLException {
        if (connection != null) {
            connection.close();
        }
        connection = opened;
        run("create temp table planet (id int primary key, name text)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private Pipeline pipeline(PipelineMode mode) throws SQLException {
        return connection.unwrap(HowdahConnection.class).pipeline(mode);
    }

    private Pipeline pipeline() throws SQLException {
        return connection.unwrap(HowdahConnection.class).pipeline();
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

    private static String first(PipelineResult result) throws SQLException {
        try (var rows = result.rows()) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static AbstractThrowableAssert<?, ?> failsWith(String sqlState, ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                .as(e.toString())
                .isEqualTo(sqlState));
    }

    // ---- what it is for

    @ParameterizedTest
    @EnumSource
    void manyStatementsAreOneRoundTripAndParsedOnce(PipelineMode mode) throws SQLException, IOException {
        try (var relay = Relay.to(server)) {
            use(DriverManager.getConnection(server.jdbcUrlBy(relay.host(), relay.port(), "sslmode=disable")));
            relay.reset();
            try (Pipeline pipeline = pipeline(mode)) {
                List<PipelineResult> results = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    results.add(pipeline.add(INSERT, i, "p" + i));
                    results.add(pipeline.add("select name from planet where id = ?", i));
                }
                assertThat(relay.clientMessages()).isEmpty();
                pipeline.sync();
                for (int i = 0; i < 50; i++) {
                    assertThat(results.get(2 * i).count()).isEqualTo(1);
                    assertThat(first(results.get(2 * i + 1))).isEqualTo("p" + i);
                }
            }
            assertThat(relay.roundTrips()).isEqualTo(1);
            assertThat(Collections.frequency(relay.clientMessages(), "Parse")).isEqualTo(2);
            assertThat(Collections.frequency(relay.clientMessages(), "Sync"))
                    .isEqualTo(mode == PipelineMode.ABORTING ? 1 : 100);
            relay.reset();
            try (Pipeline pipeline = pipeline(mode)) {
                pipeline.add(INSERT, 100, "x");
            }
            assertThat(relay.clientMessages()).containsExactly("Bind", "Execute", "Sync");
        }
    }

    @Test
    void resultsCanBeAskedForInAnyOrder() throws SQLException {
        try (Pipeline pipeline = pipeline()) {
            PipelineResult a = pipeline.add("select 'a' from generate_series(1, 3)");
            PipelineResult b = pipeline.add(ECHO, 2);
            PipelineResult c = pipeline.add("create temp table t (x int)");
            PipelineResult d = pipeline.add("insert into t select generate_series(1, 5) returning x");
            assertThat(a.isDone()).isFalse();
            pipeline.sync();
            assertThat(d.count()).isEqualTo(5);
            assertThat(c.count()).isZero();
            assertThat(c.isDone()).isTrue();
            assertThat(first(b)).isEqualTo("2");
            assertThat(a.count()).isEqualTo(3);
            assertThat(a.rows()).isSameAs(a.rows());
            assertThat(first(a)).isEqualTo("a");
            try (var rows = d.rows()) {
                List<Integer> numbers = new ArrayList<>();
                while (rows.next()) {
                    numbers.add(rows.getInt("x"));
                }
                assertThat(numbers).containsExactly(1, 2, 3, 4, 5);
                assertThat(rows.getStatement()).isNull();
            }
            failsWith("02000", c::rows);
        }
    }

    @Test
    void valuesGoAsSetObjectTakesThem() throws SQLException {
        run("create temp table t (d date, u uuid, a int[], n numeric)");
        var uuid = UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
        try (Pipeline pipeline = pipeline()) {
            pipeline.add(
                    "insert into t values (?, ?, ?, ?)",
                    LocalDate.of(2026, 1, 2),
                    uuid.toString(),
                    new int[] {1},
                    null);
            PipelineResult all = pipeline.add("select t::text from t");
            pipeline.sync();
            assertThat(first(all)).isEqualTo("(2026-01-02," + uuid + ",{1},)");
        }
    }

    @Test
    void aPreparedStatementGivesTheValuesItHasNow() throws SQLException {
        List<PipelineResult> results = new ArrayList<>();
        try (Pipeline pipeline = pipeline();
                var statement = connection.prepareStatement(ECHO)) {
            for (int i = 0; i < 3; i++) {
                statement.setInt(1, i);
                results.add(pipeline.add(statement));
            }
            statement.clearParameters();
            failsWith("22023", () -> pipeline.add(statement));
            pipeline.sync();
            for (int i = 0; i < 3; i++) {
                assertThat(first(results.get(i))).isEqualTo("" + i);
            }
        }
    }

    @Test
    void worksWithoutPreparedStatementsToo() throws SQLException {
        use(server.connect("prepareThreshold=0"));
        try (Pipeline pipeline = pipeline(PipelineMode.ISOLATED)) {
            PipelineResult one = pipeline.add(ECHO, 1);
            PipelineResult bad = pipeline.add("select 1 / ?::int", 0);
            PipelineResult two = pipeline.add(ECHO, 2);
            pipeline.sync();
            assertThat(first(one)).isEqualTo("1");
            failsWith("22012", bad::count);
            assertThat(first(two)).isEqualTo("2");
        }
    }

    @Test
    void severalSyncsFollowEachOther() throws SQLException {
        try (Pipeline pipeline = pipeline()) {
            PipelineResult a = pipeline.add(ECHO, 1);
            pipeline.sync();
            PipelineResult b = pipeline.add("select 1 / 0");
            pipeline.sync();
            PipelineResult c = pipeline.add(ECHO, 3);
            failsWith("55000", c::rows);
            pipeline.sync();
            assertThat(first(c)).isEqualTo("3");
            assertThat(first(a)).isEqualTo("1");
            failsWith("22012", b::count);
            pipeline.sync();
            pipeline.await();
        }
    }

    // ---- errors

    @Test
    void anErrorSkipsTheRestAndUndoesAllOfItsSync() throws SQLException {
        try (Pipeline pipeline = pipeline()) {
            PipelineResult before = pipeline.add(INSERT, 1, "a");
            PipelineResult bad = pipeline.add("select 1 / ?::int", 0);
            PipelineResult skipped = pipeline.add(INSERT, 2, "b");
            PipelineResult alsoSkipped = pipeline.add(ECHO, 1);
            pipeline.sync();
            assertThat(before.count()).isEqualTo(1);
            failsWith("22012", bad::count);
            failsWith("25P02", skipped::count)
                    .hasMessageContaining("Statement 2")
                    .cause()
                    .hasMessageContaining("division");
            failsWith("25P02", alsoSkipped::rows);
            PipelineResult next = pipeline.add(INSERT, 3, "c");
            pipeline.sync();
            assertThat(next.count()).isEqualTo(1);
        }
        assertThat(one("select string_agg(id::text, ',') from planet")).isEqualTo("3");
    }

    @Test
    void isolatedErrorsHarmNobodyElse() throws SQLException {
        try (Pipeline pipeline = pipeline(PipelineMode.ISOLATED)) {
            List<PipelineResult> results = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                results.add(pipeline.add(INSERT, i / 2, "x"));
            }
            pipeline.sync();
            for (int i = 0; i < 20; i++) {
                PipelineResult each = results.get(i);
                if (i % 2 == 0) {
                    assertThat(each.count()).isEqualTo(1);
                } else {
                    failsWith("23505", each::count);
                }
            }
        }
        assertThat(one("select count(*) from planet")).isEqualTo("10");
    }

    @ParameterizedTest
    @EnumSource
    void aStatementThatCannotBeParsedFailsByItself(PipelineMode mode) throws SQLException {
        try (Pipeline pipeline = pipeline(mode)) {
            PipelineResult good = pipeline.add(ECHO, 1);
            PipelineResult bad = pipeline.add("selec ?", 1);
            PipelineResult again = pipeline.add("selec ?", 2);
            PipelineResult last = pipeline.add(ECHO, 4);
            pipeline.sync();
            assertThat(first(good)).isEqualTo("1");
            failsWith("42601", bad::rows);
            failsWith(mode == PipelineMode.ABORTING ? "25P02" : "42601", again::rows);
            if (mode == PipelineMode.ISOLATED) {
                assertThat(first(last)).isEqualTo("4");
            } else {
                failsWith("25P02", last::rows);
            }
        }
        try (Pipeline pipeline = pipeline(mode)) {
            PipelineResult good = pipeline.add(ECHO, 5);
            pipeline.sync();
            assertThat(first(good)).isEqualTo("5");
        }
    }

    @Test
    void anErrorBehindRowsComesWhereTheRowsEnd() throws SQLException {
        use(server.connect("eagerResultBytes=1000"));
        try (Pipeline pipeline = pipeline(PipelineMode.ISOLATED)) {
            PipelineResult bad =
                    pipeline.add("select repeat('x', 1000), 1 / (2000 - n) from generate_series(1, 3000) n");
            PipelineResult good = pipeline.add(ECHO, 1);
            pipeline.sync();
            try (var rows = bad.rows()) {
                failsWith("22012", () -> {
                    while (rows.next()) {
                        assertThat(rows.getString(1)).hasSize(1000);
                    }
                });
            }
            assertThat(first(good)).isEqualTo("1");
        }
    }

    @Test
    void aCommitThatFailsIsToldByAwait() throws SQLException {
        run("create temp table child (id int references planet deferrable initially deferred)");
        Pipeline pipeline = pipeline();
        PipelineResult orphan = pipeline.add("insert into child values (1)");
        pipeline.sync();
        assertThat(orphan.count()).isEqualTo(1);
        failsWith("23503", pipeline::await);
        pipeline.await();
        pipeline.close();
        assertThat(one("select count(*) from child")).isEqualTo("0");
    }

    @Test
    void inIsolationACountIsOneOfACommit() throws SQLException {
        run("create temp table child (id int references planet deferrable initially deferred)");
        try (Pipeline pipeline = pipeline(PipelineMode.ISOLATED)) {
            PipelineResult orphan = pipeline.add("insert into child values (1)");
            PipelineResult fine = pipeline.add(INSERT, 1, "x");
            pipeline.sync();
            failsWith("23503", orphan::count);
            assertThat(fine.count()).isEqualTo(1);
        }
    }

    @Test
    void closeThrowsWhatNobodyWasTold() throws SQLException {
        Pipeline careless = pipeline();
        careless.add(INSERT, 1, "a");
        careless.add(INSERT, 1, "twice");
        failsWith("23505", careless::close);
        careless.close();
        assertThatThrownBy(() -> {
                    try (Pipeline pipeline = pipeline()) {
                        PipelineResult bad = pipeline.add("select 1 / 0");
                        pipeline.sync();
                        bad.count();
                    }
                })
                .hasNoSuppressedExceptions()
                .hasMessageContaining("division");
    }

    @Test
    void closeSendsWhatIsQueued() throws SQLException {
        try (Pipeline pipeline = pipeline()) {
            pipeline.add(INSERT, 1, "a");
        }
        assertThat(one("select count(*) from planet")).isEqualTo("1");
    }

    @Test
    void rowsCanBeReadAfterTheClose() throws SQLException {
        PipelineResult kept;
        PipelineResult count;
        try (Pipeline pipeline = pipeline()) {
            kept = pipeline.add("select n from generate_series(1, 1000) n");
            count = pipeline.add("select n from generate_series(1, 1000) n");
            pipeline.sync();
            kept.rows();
            failsWith("55000", () -> {
                pipeline.close();
                pipeline.add("select 1");
            });
            failsWith("55000", pipeline::sync);
        }
        run("select 1");
        int rows = 0;
        while (kept.rows().next()) {
            rows++;
        }
        assertThat(rows).isEqualTo(1000);
        assertThat(count.count()).isEqualTo(1000);
    }

    @Test
    void aStatementThatNoLongerFitsIsAnErrorOnce() throws SQLException {
        run("insert into planet values (1, 'a')");
        try (Pipeline pipeline = pipeline(PipelineMode.ISOLATED)) {
            pipeline.add("select * from planet");
        }
        try (var other = connection.createStatement()) {
            other.execute("alter table planet add column moons int");
        }
        try (Pipeline pipeline = pipeline(PipelineMode.ISOLATED)) {
            PipelineResult stale = pipeline.add("select * from planet");
            pipeline.sync();
            failsWith("0A000", stale::rows);
        }
        try (Pipeline pipeline = pipeline(PipelineMode.ISOLATED)) {
            PipelineResult fresh = pipeline.add("select * from planet");
            pipeline.sync();
            assertThat(fresh.rows().getMetaData().getColumnCount()).isEqualTo(3);
        }
    }

    /** By a way that the driver cannot see, as behind a pooler. */
    @ParameterizedTest
    @EnumSource(PipelineMode.class)
    void aStatementThatTheServerHasLostIsAnErrorOnce(PipelineMode mode) throws SQLException {
        try (Pipeline pipeline = pipeline(mode)) {
            assertThat(pipeline.add(INSERT, 1, "a")).isNotNull();
        }
        run("do $$ begin execute 'deallocate all'; end $$");
        Pipeline lost = pipeline(mode);
        PipelineResult result = lost.add(INSERT, 2, "b");
        lost.sync();
        failsWith("26000", result::count);
        lost.close();
        try (Pipeline pipeline = pipeline(mode)) {
            PipelineResult again = pipeline.add(INSERT, 2, "b");
            pipeline.sync();
            assertThat(again.count()).isEqualTo(1);
        }
        assertThat(one("select count(*) from planet")).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "copy planet from stdin",
                "copy planet to stdout",
                "begin",
                "start transaction",
                "commit",
                "rollback",
                "rollback to savepoint s",
                "discard all",
                "deallocate all",
                "{call now()}",
                "{? = call abs(?)}",
                "select 1; select 2"
            })
    void whatCannotGoIsRefusedBeforeAnythingIsSent(String sql) throws SQLException {
        try (Pipeline pipeline = pipeline()) {
            failsWith("0AX00", () -> pipeline.add(sql));
            pipeline.add(INSERT, 1, "x");
        }
        assertThat(one("select count(*) from planet")).isEqualTo("1");
    }

    @Test
    void wrongArgumentsQueueNothing() throws SQLException {
        try (var other = server.connect();
                var foreign = other.prepareStatement("select 1");
                Pipeline pipeline = pipeline()) {
            failsWith("22023", () -> pipeline.add(foreign));
            failsWith("22023", () -> pipeline.add((java.sql.PreparedStatement) null));
            failsWith("22023", () -> pipeline.add((String) null));
            failsWith("22023", () -> pipeline.add(ECHO));
            failsWith("22023", () -> pipeline.add(ECHO, 1, 2));
            failsWith("07006", () -> pipeline.add(ECHO, new Object()));
            pipeline.sync();
        }
    }

    @Test
    void whileACopyGoesOnNothingCanBeSent() throws SQLException {
        try (var in = connection.unwrap(HowdahConnection.class).copy().openIn("copy planet from stdin");
                Pipeline pipeline = pipeline()) {
            PipelineResult late = pipeline.add(ECHO, 1);
            failsWith("55000", pipeline::sync);
            failsWith("55000", late::count);
            in.finish();
            pipeline.sync();
            assertThat(first(late)).isEqualTo("1");
        }
    }

    // ---- transactions

    @Test
    void inATransactionItIsPartOfThat() throws SQLException {
        connection.setAutoCommit(false);
        try (Pipeline pipeline = pipeline()) {
            pipeline.add(INSERT, 1, "a");
            pipeline.sync();
            pipeline.add(INSERT, 2, "b");
        }
        assertThat(one("select count(*) from planet")).isEqualTo("2");
        connection.rollback();
        assertThat(one("select count(*) from planet")).isEqualTo("0");
        connection.commit();
    }

    @Test
    void inATransactionAnErrorFailsItEvenInIsolation() throws SQLException {
        connection.setAutoCommit(false);
        try (Pipeline pipeline = pipeline(PipelineMode.ISOLATED)) {
            PipelineResult bad = pipeline.add("select 1 / 0");
            PipelineResult refused = pipeline.add(INSERT, 1, "a");
            PipelineResult again = pipeline.add(INSERT, 2, "a");
            pipeline.sync();
            failsWith("22012", bad::count);
            failsWith("25P02", refused::count);
            failsWith("25P02", again::count);
        }
        connection.rollback();
        try (Pipeline pipeline = pipeline(PipelineMode.ISOLATED)) {
            assertThat(pipeline.add(INSERT, 1, "a")).isNotNull();
        }
        connection.commit();
        assertThat(one("select count(*) from planet")).isEqualTo("1");
    }

    @Test
    void autosaveTakesAFailedSyncBackAndKeepsTheTransaction() throws SQLException {
        use(server.connect("autosave=always"));
        connection.setAutoCommit(false);
        run("insert into planet values (1, 'before')");
        try (Pipeline pipeline = pipeline()) {
            PipelineResult undone = pipeline.add(INSERT, 2, "undone");
            PipelineResult bad = pipeline.add("select 1 / 0");
            pipeline.sync();
            assertThat(undone.count()).isEqualTo(1);
            failsWith("22012", bad::count);
            PipelineResult next = pipeline.add(INSERT, 3, "next");
            pipeline.sync();
            assertThat(next.count()).isEqualTo(1);
        }
        connection.commit();
        assertThat(one("select string_agg(id::text, ',' order by id) from planet"))
                .isEqualTo("1,3");
        connection.commit();
    }

    @Test
    void commandsThatNeedATransactionOfTheirOwnWorkInIsolation() throws SQLException {
        try (Pipeline pipeline = pipeline(PipelineMode.ISOLATED)) {
            PipelineResult one = pipeline.add(INSERT, 1, "a");
            PipelineResult vacuum = pipeline.add("vacuum planet");
            pipeline.sync();
            assertThat(one.count()).isEqualTo(1);
            assertThat(vacuum.count()).isZero();
        }
        try (Pipeline pipeline = pipeline()) {
            pipeline.add(INSERT, 2, "a");
            PipelineResult vacuum = pipeline.add("vacuum planet");
            pipeline.sync();
            failsWith("25001", vacuum::count);
        }
    }

    // ---- size

    @ParameterizedTest
    @EnumSource
    void tenThousandStatementsWithLargeAnswersDoNotHangOnSmallBuffers(PipelineMode mode) throws SQLException {
        use(server.connect("sendBufferSize=4096", "receiveBufferSize=4096"));
        try (Pipeline pipeline = pipeline(mode)) {
            List<PipelineResult> results = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                results.add(pipeline.add("select ?::int, repeat('x', 10000)", i));
            }
            pipeline.sync();
            for (int i = 0; i < 10_000; i++) {
                try (var rows = results.get(i).rows()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isEqualTo(i);
                    assertThat(rows.getString(2)).hasSize(10_000);
                    assertThat(rows.next()).isFalse();
                }
            }
        }
    }

    @Test
    void norDoThoseWhoseValuesAreLarge() throws SQLException {
        use(server.connect("sendBufferSize=4096", "receiveBufferSize=4096"));
        String large = "y".repeat(10_000);
        try (Pipeline pipeline = pipeline()) {
            List<PipelineResult> results = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                results.add(pipeline.add("select ?::text || ?::text", large, large));
            }
            pipeline.sync();
            for (PipelineResult each : results) {
                assertThat(first(each)).hasSize(20_000);
            }
        }
    }

    @Test
    void answersThatNobodyReadsDoNotHangTheNextSyncNorAnothersStatement() throws SQLException {
        use(server.connect("sendBufferSize=4096", "receiveBufferSize=4096"));
        try (Pipeline pipeline = pipeline()) {
            PipelineResult last = null;
            for (int i = 0; i < 1_000; i++) {
                last = pipeline.add("select ?::int, repeat('x', 10000)", i);
            }
            pipeline.sync();
            assertThat(one("select 'between'")).isEqualTo("between");
            assertThat(first(last)).isEqualTo("999");
            for (int i = 0; i < 1_000; i++) {
                last = pipeline.add("select ?::int, repeat('x', 10000)", i);
            }
            pipeline.sync();
            PipelineResult next = pipeline.add(ECHO, 1);
            pipeline.sync();
            assertThat(first(next)).isEqualTo("1");
        }
    }

    @Test
    void whatIsConsumedAsItComesNeedsNoRoom() throws Exception {
        var command = List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx32m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                TwoHundredMegabytes.class.getName(),
                server.jdbcUrl());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output;
        try (var stream = process.getInputStream()) {
            output = new String(stream.readAllBytes());
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).contains("read 200000000 characters");
    }

    /** Runs in a JVM of its own. */
    static final class TwoHundredMegabytes {
        private TwoHundredMegabytes() {}

        public static void main(String[] arguments) throws SQLException {
            long characters = 0;
            try (var connection = DriverManager.getConnection(arguments[0]);
                    Pipeline pipeline =
                            connection.unwrap(HowdahConnection.class).pipeline()) {
                List<PipelineResult> results = new ArrayList<>();
                for (int i = 0; i < 10_000; i++) {
                    results.add(pipeline.add("select repeat('x', 20000)"));
                }
                pipeline.sync();
                for (PipelineResult each : results) {
                    characters += first(each).length();
                }
            }
            System.out.println("read " + characters + " characters");
        }
    }

    // ---- limits

    @Test
    void aQueryTimeoutIsForEachWaitAndCostsOneStatement() throws SQLException {
        use(server.connect("queryTimeout=1"));
        try (Pipeline pipeline = pipeline(PipelineMode.ISOLATED)) {
            PipelineResult before = pipeline.add(ECHO, 1);
            PipelineResult slow = pipeline.add("select pg_sleep(30)");
            PipelineResult alsoSlow = pipeline.add("select pg_sleep(30)");
            PipelineResult after = pipeline.add(ECHO, 2);
            pipeline.sync();
            assertThat(first(before)).isEqualTo("1");
            failsWith("57014", slow::count).isInstanceOf(SQLTimeoutException.class);
            failsWith("57014", alsoSlow::count).isInstanceOf(SQLTimeoutException.class);
            assertThat(first(after)).isEqualTo("2");
        }
    }

    @Test
    void cancelHitsTheStatementThatRuns() throws Exception {
        try (Pipeline pipeline = pipeline()) {
            PipelineResult slow = pipeline.add("select pg_sleep(30)");
            PipelineResult skipped = pipeline.add(ECHO, 1);
            pipeline.cancel();
            pipeline.sync();
            var waiting = CompletableFuture.runAsync(() -> failsWith("57014", slow::count));
            while (!waiting.isDone()) {
                pipeline.cancel();
            }
            waiting.get(20, TimeUnit.SECONDS);
            failsWith("25P02", skipped::count);
            pipeline.cancel();
            PipelineResult next = pipeline.add(ECHO, 2);
            pipeline.sync();
            assertThat(first(next)).isEqualTo("2");
        }
    }

    /** The next sync waits for the answer to the one before, and may have to for long. */
    @Test
    void cancelHitsWhatTheNextSyncWaitsFor() throws Exception {
        try (Connection other = server.connect();
                Pipeline pipeline = pipeline()) {
            PipelineResult slow = pipeline.add("select pg_sleep(30)");
            pipeline.sync();
            PipelineResult next = pipeline.add(ECHO, 2);
            var syncing = CompletableFuture.runAsync(() -> {
                try {
                    pipeline.sync();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            untilSettling();
            untilSleeping(other, connection.unwrap(HowdahConnection.class).backendPid());
            pipeline.cancel();
            syncing.get(20, TimeUnit.SECONDS);
            failsWith("57014", slow::count);
            assertThat(first(next)).isEqualTo("2");
        }
    }

    private static void untilSettling() {
        while (Thread.getAllStackTraces().values().stream()
                .noneMatch(frames -> List.of(frames).toString().contains("Wire.settle"))) {
            Thread.onSpinWait();
        }
    }

    /** A cancel that comes before the server has begun with a statement is for nothing. */
    private static void untilSleeping(Connection observer, int pid) throws SQLException {
        try (var statement = observer.prepareStatement("select count(*) from pg_stat_activity where pid = ?"
                + " and state = 'active' and query = 'select pg_sleep(30)'")) {
            statement.setInt(1, pid);
            int sleeping = 0;
            while (sleeping == 0) {
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    sleeping = rows.getInt(1);
                }
            }
        }
    }

    @Test
    void aCutConnectionIsToldByEachResultThatDidNotCome() throws SQLException, IOException {
        try (var relay = Relay.to(server)) {
            use(DriverManager.getConnection(server.jdbcUrlBy(relay.host(), relay.port(), "sslmode=disable")));
            Pipeline pipeline = pipeline(PipelineMode.ISOLATED);
            List<PipelineResult> results = IntStream.range(0, 1_000)
                    .mapToObj(i -> add(pipeline, "select repeat('x', 10000)"))
                    .toList();
            relay.cutAfterServerBytes(5_000_000);
            pipeline.sync();
            assertThat(first(results.get(0))).hasSize(10_000);
            failsWith("08006", results.get(999)::rows);
            failsWith("08006", results.get(998)::count);
            assertThat(connection.isClosed()).isTrue();
            failsWith("08003", pipeline::close);
            assertThatThrownBy(() -> {
                        try (Pipeline late = pipeline()) {
                            late.add("select 1");
                            late.sync();
                        }
                    })
                    .isInstanceOf(SQLException.class);
        }
    }

    private static PipelineResult add(Pipeline pipeline, String sql) {
        try {
            return pipeline.add(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aListenGoesThroughIt() throws SQLException {
        var notifications = connection.unwrap(HowdahConnection.class).notifications();
        try (Pipeline pipeline = pipeline()) {
            pipeline.add("listen piped");
            pipeline.add("select pg_notify('piped', ?)", "hello");
        }
        assertThat(notifications.poll()).singleElement().satisfies(each -> assertThat(each.payload())
                .isEqualTo("hello"));
    }
}
