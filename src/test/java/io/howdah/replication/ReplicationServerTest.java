package io.howdah.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.ChangedRow.Presence;
import io.howdah.api.CreatedSlot;
import io.howdah.api.HowdahConnection;
import io.howdah.api.LogSequenceNumber;
import io.howdah.api.PgOutputMessage;
import io.howdah.api.PgOutputOptions;
import io.howdah.api.Replication;
import io.howdah.api.ReplicationStream;
import io.howdah.api.SlotRequest;
import io.howdah.api.SlotSetting;
import io.howdah.api.StreamRequest;
import io.howdah.api.SystemIdentity;
import io.howdah.api.TestDecodingMessage;
import io.howdah.api.WalMessage;
import io.howdah.testserver.Role;
import io.howdah.testserver.ServerOptions;
import io.howdah.testserver.TestServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ReplicationServerTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static TestServer server;

    private Connection sql;
    private Connection walsender;
    private Replication replication;

    /** Of those that can be started here, the ones with logical replication. */
    static List<String> releases() {
        return TestServer.releases().stream()
                .filter(release -> !release.equals("9.6"))
                .toList();
    }

    @BeforeAll
    static void start() {
        server = TestServer.start(
                ServerOptions.defaults().setting("max_wal_senders", "10").setting("max_replication_slots", "10"));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void connect() throws SQLException {
        sql = server.connect();
        walsender = server.connect("replication=database");
        replication = replication(walsender);
    }

    @AfterEach
    void close() throws SQLException {
        walsender.close();
        run("drop publication if exists p", "drop table if exists t");
        sql.close();
    }

    static Replication replication(Connection connection) throws SQLException {
        return connection.unwrap(HowdahConnection.class).replication();
    }

    private void run(String... statements) throws SQLException {
        run(sql, statements);
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static <M> M next(ReplicationStream<M> stream) throws SQLException {
        return stream.read(SOON).orElseThrow();
    }

    private static <M, T extends M> T next(ReplicationStream<M> stream, Class<T> type) throws SQLException {
        return type.cast(next(stream));
    }

    /** The next of a kind, others being passed over. */
    private static <M, T extends M> T await(ReplicationStream<M> stream, Class<T> type) throws SQLException {
        while (true) {
            M message = next(stream);
            if (type.isInstance(message)) {
                return type.cast(message);
            }
        }
    }

    // ---- the connection

    @Test
    void aReplicationConnectionRunsPlainSqlByStatements() throws SQLException {
        assertThat(one(walsender, "select 1")).isEqualTo("1");
        assertThat(one(walsender, "select 1")).isEqualTo("1");
        try (var statement = walsender.createStatement()) {
            statement.setMaxRows(2);
            statement.setFetchSize(10);
            var rows = statement.executeQuery("select generate_series(1, 5)");
            assertThat(rows.next() && rows.next()).isTrue();
            assertThat(rows.next()).isFalse();
        }
        try (var prepared = walsender.prepareStatement("select 7");
                var rows = prepared.executeQuery()) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(7);
        }
        walsender.setAutoCommit(false);
        run(walsender, "create table t (id int)");
        walsender.rollback();
        walsender.setAutoCommit(true);
        assertThat(one(walsender, "select to_regclass('t')")).isNull();
        assertThat(walsender.isValid(5)).isTrue();
    }

    @Test
    void parametersAreRefusedWithAReason() throws SQLException {
        try (var prepared = walsender.prepareStatement("select ?::int")) {
            prepared.setInt(1, 1);
            assertThatThrownBy(prepared::executeQuery)
                    .hasMessageContaining("property replication")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("0AX00");
        }
        assertThat(one(walsender, "select 1")).isEqualTo("1");
    }

    @Test
    void anOrdinaryConnectionCannotReplicate() throws SQLException {
        Replication none = replication(sql);
        assertThatThrownBy(none::identifySystem)
                .hasMessageContaining("replication=database")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("55000");
        assertThatThrownBy(() -> none.startLogical(StreamRequest.ofSlot("s"))).hasMessageContaining("replication=");
    }

    @Test
    void aPhysicalConnectionHasNoLogicalReplication() throws SQLException {
        try (var physical = server.connect("replication=true")) {
            assertThatThrownBy(() -> replication(physical).createSlot(SlotRequest.logical("s", "pgoutput")))
                    .hasMessageContaining("replication=database");
            assertThat(replication(physical).identifySystem().database()).isEmpty();
        }
    }

    // ---- commands

    @Test
    void theSystemSaysWhoItIs() throws SQLException {
        SystemIdentity identity = replication.identifySystem();
        assertThat(identity.systemId()).isEqualTo(one(sql, "select system_identifier from pg_control_system()"));
        assertThat(identity.timeline()).isEqualTo(1);
        assertThat(identity.database()).contains(server.database());
        assertThat(replication.show("wal_level")).isEqualTo("logical");
        assertThatThrownBy(() -> replication.timelineHistory(1))
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("58P01");
        assertThat(replication.show("wal_level")).isEqualTo("logical");
    }

    @Test
    void slotsAreMadeReadAlteredAndDropped() throws SQLException {
        CreatedSlot physical =
                replication.createSlot(SlotRequest.physical("phys").reserving());
        assertThat(physical.plugin()).isEmpty();
        assertThat(replication.readSlot("phys").orElseThrow().restart()).isPresent();
        assertThat(replication.readSlot("nothing")).isEmpty();
        replication.dropSlot("phys");

        CreatedSlot logical = replication.createSlot(
                SlotRequest.logical("log", "pgoutput").twoPhase().failover());
        assertThat(logical.plugin()).contains("pgoutput");
        assertThat(logical.consistentPoint()).isGreaterThan(LogSequenceNumber.INVALID);
        assertThat(one(sql, "select two_phase || ' ' || failover from pg_replication_slots where slot_name = 'log'"))
                .isEqualTo("true true");
        replication.alterSlot("log", SlotSetting.FAILOVER, false);
        replication.alterSlot("log", SlotSetting.TWO_PHASE, false);
        assertThat(one(sql, "select two_phase || ' ' || failover from pg_replication_slots where slot_name = 'log'"))
                .isEqualTo("false false");
        replication.dropSlotOnceFree("log");
        assertThatThrownBy(() -> replication.dropSlot("log"))
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("42704");
    }

    @Test
    void aSnapshotShowsTheDatabaseAsItIsWhereTheSlotBegins() throws SQLException {
        run("create table t (id int)", "insert into t values (1)");
        String name = replication
                .createSlot(SlotRequest.logical("snap", "pgoutput").temporary().exportingSnapshot())
                .snapshot()
                .orElseThrow();
        run("insert into t values (2)");
        try (var reader = server.connect()) {
            reader.setAutoCommit(false);
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            run(reader, "set transaction snapshot '" + name + "'");
            assertThat(one(reader, "select count(*) from t")).isEqualTo("1");
            reader.rollback();
        }
        walsender.setAutoCommit(false);
        walsender.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        walsender.setReadOnly(true);
        replication.createSlot(
                SlotRequest.logical("snap2", "pgoutput").temporary().usingSnapshot());
        run("insert into t values (3)");
        assertThat(one(walsender, "select count(*) from t")).isEqualTo("2");
        walsender.rollback();
    }

    // ---- test_decoding

    @ParameterizedTest
    @MethodSource("releases")
    void testDecodingIsParsedOnEveryRelease(String release) throws SQLException {
        TestServer other = TestServer.version(release);
        try (var connection = other.connect();
                var replicating = other.connect("replication=database")) {
            run(connection, "create table \"Odd t\" (id int primary key, b text, f float8, x bit(3), a int[])");
            replication(replicating)
                    .createSlot(SlotRequest.logical("td", "test_decoding").temporary());
            run(
                    connection,
                    "insert into \"Odd t\" values (1, 'it''s', 0.5::float8, B'101', '{1,2}')",
                    "update \"Odd t\" set id = 2, b = null",
                    "delete from \"Odd t\"",
                    "truncate \"Odd t\"");
            var request = StreamRequest.ofSlot("td").withOption("include-timestamp", "on");
            try (var stream = replication(replicating).startTestDecoding(request)) {
                var begin = next(stream, TestDecodingMessage.Begin.class);
                assertThat(begin.xid()).isPresent();
                var insert = next(stream, TestDecodingMessage.Change.class);
                assertThat(insert.table()).isEqualTo("public.\"Odd t\"");
                assertThat(insert.row())
                        .extracting(TestDecodingMessage.Column::value)
                        .containsExactly("1", "it's", "0.5", "101", "{1,2}");
                assertThat(insert.row().get(4).type()).isEqualTo("integer[]");
                var commit = next(stream, TestDecodingMessage.Commit.class);
                assertThat(commit.xid()).isEqualTo(begin.xid());
                assertThat(commit.time().orElseThrow())
                        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
                var update = await(stream, TestDecodingMessage.Change.class);
                assertThat(update.kind()).isEqualTo(TestDecodingMessage.Kind.UPDATE);
                assertThat(update.old())
                        .extracting(TestDecodingMessage.Column::value)
                        .containsExactly("1");
                assertThat(update.row().get(1).value()).isNull();
                var delete = await(stream, TestDecodingMessage.Change.class);
                assertThat(delete.kind()).isEqualTo(TestDecodingMessage.Kind.DELETE);
                assertThat(delete.old()).hasSize(1);
                if (!release.equals("10")) {
                    assertThat(await(stream, TestDecodingMessage.Truncate.class).tables())
                            .containsExactly("public.\"Odd t\"");
                }
            }
            assertThat(one(replicating, "select 1")).isEqualTo("1");
            replication(replicating).dropSlot("td");
            run(connection, "drop table \"Odd t\"");
        }
    }

    // ---- pgoutput

    @ParameterizedTest
    @MethodSource("releases")
    void changesAreDecodedOnEveryRelease(String release) throws SQLException {
        TestServer other = TestServer.version(release);
        try (var connection = other.connect();
                var replicating = other.connect("replication=database")) {
            run(
                    connection,
                    "create table t (id int primary key, name text, born date, weight numeric)",
                    "create publication p for table t");
            replication(replicating)
                    .createSlot(SlotRequest.logical("po", "pgoutput").temporary());
            run(
                    connection,
                    "insert into t values (1, 'Ella', '2001-02-03', 4.5)",
                    "update t set name = null, id = 2",
                    "delete from t");
            try (var stream = replication(replicating)
                    .startPgOutput(StreamRequest.ofSlot("po"), PgOutputOptions.ofPublications("p"))) {
                var begin = next(stream, PgOutputMessage.Begin.class);
                var relation = next(stream, PgOutputMessage.Relation.class);
                assertThat(relation.toString()).isEqualTo("public.t");
                assertThat(relation.columns().get(0).isKey()).isTrue();
                var insert = next(stream, PgOutputMessage.Insert.class);
                assertThat(insert.xid()).isZero();
                assertThat(insert.relation()).isSameAs(relation);
                assertThat(insert.row().get("id", Integer.class)).isEqualTo(1);
                assertThat(insert.row().get("id")).isEqualTo(1);
                assertThat(insert.row().get("born", java.time.LocalDate.class)).isEqualTo("2001-02-03");
                assertThat(insert.row().get(4, java.math.BigDecimal.class)).isEqualTo("4.5");
                var commit = next(stream, PgOutputMessage.Commit.class);
                assertThat(commit.position()).isEqualTo(begin.commitPosition());
                assertThat(commit.end()).isEqualTo(stream.position()).isGreaterThan(commit.position());
                stream.flushed(commit.end());
                stream.applied(commit.end());
                var update = await(stream, PgOutputMessage.Update.class);
                assertThat(update.old().orElseThrow().get("id", Long.class)).isEqualTo(1);
                assertThat(update.old().orElseThrow().presence("name")).isEqualTo(Presence.NOT_SENT);
                assertThatThrownBy(() -> update.old().orElseThrow().get("name"))
                        .hasMessageContaining("not part of the key");
                assertThat(update.row().presence("name")).isEqualTo(Presence.NULL);
                assertThat(update.row().get("name", String.class)).isNull();
                var delete = await(stream, PgOutputMessage.Delete.class);
                assertThat(delete.old().get(1, String.class)).isEqualTo("2");
                assertThatThrownBy(() -> delete.old().get("colour")).hasMessageContaining("no column \"colour\"");
            }
            replication(replicating).dropSlot("po");
            run(connection, "drop publication p", "drop table t");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void valuesAreReadByTheCodecsOfTheirTypes(boolean binary) throws SQLException {
        run(
                "drop type if exists mood cascade",
                "drop domain if exists age cascade",
                "create type mood as enum ('sad', 'happy')",
                "create domain age as int",
                "create table t (id int primary key, m mood, a age, n int[], big text, acl aclitem, at timestamptz)",
                "alter table t alter big set storage external",
                "create publication p for table t");
        replication.createSlot(SlotRequest.logical("v", "pgoutput").temporary());
        run(
                "insert into t values (1, 'happy', 7, '{3,4}', repeat('x', 10000), '=r/postgres', '2020-01-01 00:00+00')",
                "update t set a = 8");
        var options = PgOutputOptions.ofPublications("p");
        try (var stream = replication.startPgOutput(StreamRequest.ofSlot("v"), binary ? options.binary() : options)) {
            var row = await(stream, PgOutputMessage.Insert.class).row();
            assertThat(row.get("m", String.class)).isEqualTo("happy");
            assertThat(row.get("a", Integer.class)).isEqualTo(7);
            assertThat(row.get("n", int[].class)).containsExactly(3, 4);
            assertThat(row.get("big", String.class)).hasSize(10000);
            assertThat(row.get("acl", String.class)).isEqualTo("=r/postgres");
            assertThat(row.get("at", Instant.class)).isEqualTo("2020-01-01T00:00:00Z");
            var updated = await(stream, PgOutputMessage.Update.class).row();
            assertThat(updated.get("a", Long.class)).isEqualTo(8);
            assertThat(updated.presence("big")).isEqualTo(Presence.UNCHANGED);
            assertThatThrownBy(() -> updated.get("big")).hasMessageContaining("did not change");
        }
        run("drop table t", "drop type mood", "drop domain age");
    }

    @Test
    void messagesOriginsTruncatesAndGeneratedColumnsArrive() throws SQLException {
        run(
                "create table t (id int primary key, g int generated always as (id * 2) stored)",
                "create publication p for table t with (publish_generated_columns = stored)");
        replication.createSlot(SlotRequest.logical("m", "pgoutput").temporary());
        sql.setAutoCommit(false);
        run(
                "select pg_logical_emit_message(true, 'greeting', 'hello')",
                "insert into t values (21)",
                "truncate t restart identity cascade");
        sql.commit();
        sql.setAutoCommit(true);
        run(
                "select pg_replication_origin_create('elsewhere')",
                "select pg_replication_origin_session_setup('elsewhere')",
                "insert into t values (1)",
                "select pg_replication_origin_session_reset()",
                "select pg_replication_origin_drop('elsewhere')");
        try (var stream = replication.startPgOutput(
                StreamRequest.ofSlot("m"), PgOutputOptions.ofPublications("p").messages())) {
            var message = await(stream, PgOutputMessage.Message.class);
            assertThat(message.isTransactional()).isTrue();
            assertThat(message.prefix()).isEqualTo("greeting");
            assertThat(new String(message.content(), StandardCharsets.UTF_8)).isEqualTo("hello");
            assertThat(await(stream, PgOutputMessage.Insert.class).row().get("g", Integer.class))
                    .isEqualTo(42);
            var truncate = await(stream, PgOutputMessage.Truncate.class);
            assertThat(truncate.isCascade() && truncate.restartsIdentity()).isTrue();
            assertThat(truncate.relations()).hasSize(1);
            assertThat(await(stream, PgOutputMessage.Origin.class).name()).isEqualTo("elsewhere");
        }
    }

    @Test
    void preparedTransactionsArriveWhenTheyArePrepared() throws SQLException {
        run("create table t (id int primary key)", "create publication p for table t");
        replication.createSlot(SlotRequest.logical("tp", "pgoutput").temporary().twoPhase());
        run("begin", "insert into t values (1)", "prepare transaction 'one'");
        run("begin", "insert into t values (2)", "prepare transaction 'two'");
        run("commit prepared 'one'", "rollback prepared 'two'");
        try (var stream = replication.startPgOutput(
                StreamRequest.ofSlot("tp"), PgOutputOptions.ofPublications("p").twoPhase())) {
            var begin = next(stream, PgOutputMessage.BeginPrepare.class);
            assertThat(begin.gid()).isEqualTo("one");
            assertThat(await(stream, PgOutputMessage.Prepare.class).xid()).isEqualTo(begin.xid());
            assertThat(await(stream, PgOutputMessage.Prepare.class).gid()).isEqualTo("two");
            assertThat(next(stream, PgOutputMessage.CommitPrepared.class).gid()).isEqualTo("one");
            assertThat(next(stream, PgOutputMessage.RollbackPrepared.class).gid())
                    .isEqualTo("two");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ON", "PARALLEL"})
    void largeTransactionsAreStreamedBeforeTheyEnd(String streaming) throws SQLException {
        run("create table t (id int primary key, x text)", "create publication p for table t");
        try (var replicating = server.connect("replication=database", "options=-c%20logical_decoding_work_mem=64kB")) {
            replication(replicating)
                    .createSlot(SlotRequest.logical("st", "pgoutput").temporary());
            sql.setAutoCommit(false);
            run(
                    "insert into t select n, repeat('x', 100) from generate_series(1, 3000) n",
                    "savepoint s",
                    "insert into t select n, repeat('x', 100) from generate_series(3001, 6000) n",
                    "rollback to s");
            var options = PgOutputOptions.ofPublications("p").streaming(PgOutputOptions.Streaming.valueOf(streaming));
            try (var stream = replication(replicating).startPgOutput(StreamRequest.ofSlot("st"), options)) {
                // Nothing is committed yet.
                var start = next(stream, PgOutputMessage.StreamStart.class);
                assertThat(start.isFirst()).isTrue();
                assertThat(next(stream, PgOutputMessage.Relation.class).xid()).isEqualTo(start.xid());
                assertThat(next(stream, PgOutputMessage.Insert.class).xid()).isEqualTo(start.xid());
                sql.commit();
                var abort = await(stream, PgOutputMessage.StreamAbort.class);
                assertThat(abort.xid()).isEqualTo(start.xid()).isNotEqualTo(abort.subtransaction());
                assertThat(abort.position().isPresent()).isEqualTo(streaming.equals("PARALLEL"));
                assertThat(await(stream, PgOutputMessage.StreamCommit.class).xid())
                        .isEqualTo(start.xid());
                sql.setAutoCommit(true);
                run("insert into t values (7000, '')");
                next(stream, PgOutputMessage.Begin.class);
                assertThat(await(stream, PgOutputMessage.Insert.class).row().get(1, Integer.class))
                        .isEqualTo(7000);
            }
        }
        sql.setAutoCommit(true);
    }

    // ---- positions and ends

    @Test
    void whatIsFlushedIsNotSentAgainAndTheRestIs() throws SQLException {
        run("create table t (id int primary key)", "create publication p for table t");
        replication.createSlot(SlotRequest.logical("f", "pgoutput"));
        run("insert into t values (1)", "insert into t values (2)");
        var options = PgOutputOptions.ofPublications("p");
        LogSequenceNumber first;
        try (var stream = replication.startPgOutput(StreamRequest.ofSlot("f"), options)) {
            first = await(stream, PgOutputMessage.Commit.class).end();
            await(stream, PgOutputMessage.Commit.class);
            stream.flushed(first);
            assertThatThrownBy(() -> stream.flushed(new LogSequenceNumber(-1))).hasMessageContaining("nobody has seen");
        }
        assertThat(one(sql, "select confirmed_flush_lsn from pg_replication_slots where slot_name = 'f'"))
                .isEqualTo(first.toString());
        assertThat(one(walsender, "select 1")).isEqualTo("1");
        // One logical stream per connection is all a server does.
        try (var again = replication.startPgOutput(StreamRequest.ofSlot("f"), options)) {
            assertThatThrownBy(again::read).hasMessageContaining("one logical stream per connection");
        }
        assertThat(one(walsender, "select 1")).isEqualTo("1");
        try (var other = server.connect("replication=database");
                var stream = replication(other).startPgOutput(StreamRequest.ofSlot("f"), options)) {
            assertThat(await(stream, PgOutputMessage.Insert.class).row().get(1, Integer.class))
                    .isEqualTo(2);
        }
        replication.dropSlotOnceFree("f");
    }

    @Test
    void aQuietStreamLetsTheServerForget() throws SQLException {
        run("create table t (id int primary key)", "create publication p for table t");
        replication.createSlot(SlotRequest.logical("q", "pgoutput").temporary());
        try (var stream = replication.startPgOutput(StreamRequest.ofSlot("q"), PgOutputOptions.ofPublications("p"))) {
            run("create table other (id int)", "insert into other select generate_series(1, 1000)", "drop table other");
            String end = one(sql, "select pg_current_wal_lsn()");
            long giveUpAt = System.nanoTime() + SOON.toNanos();
            do {
                assertThat(System.nanoTime()).isLessThan(giveUpAt);
                assertThat(stream.read(Duration.ofMillis(100))).isEmpty();
            } while (!one(
                            sql,
                            "select confirmed_flush_lsn >= '" + end + "' from pg_replication_slots"
                                    + " where slot_name = 'q'")
                    .equals("t"));
        }
    }

    /** Such a message lies where its record ends, and so behind the commit and the keepalive before it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMessageOutsideOfTransactionsIsNotLost(boolean behindACommit) throws SQLException {
        run("create table t (id int primary key)", "create publication p for table t");
        replication.createSlot(SlotRequest.logical("alone", "pgoutput"));
        var options = PgOutputOptions.ofPublications("p").messages();
        LogSequenceNumber position;
        try (var stream = replication.startPgOutput(StreamRequest.ofSlot("alone"), options)) {
            awaitPosition(stream, one(sql, "select pg_current_wal_insert_lsn()"));
            if (behindACommit) {
                run("set synchronous_commit = on", "insert into t values (1)");
            }
            run("select pg_logical_emit_message(false, 'alone', 'hello')");
            var commit =
                    behindACommit ? await(stream, PgOutputMessage.Commit.class).end() : LogSequenceNumber.INVALID;
            position = await(stream, PgOutputMessage.Message.class).position();
            stream.flushed(commit);
            run("create table other (id int)", "drop table other");
            awaitPosition(stream, one(sql, "select pg_current_wal_flush_lsn()"));
        }
        assertThat(LogSequenceNumber.parse(
                        one(sql, "select confirmed_flush_lsn from pg_replication_slots where slot_name = 'alone'")))
                .isLessThan(position);
        try (var other = server.connect("replication=database");
                var stream = replication(other).startPgOutput(StreamRequest.ofSlot("alone"), options)) {
            assertThat(await(stream, PgOutputMessage.Message.class).position()).isEqualTo(position);
        }
        replication.dropSlotOnceFree("alone");
    }

    /** Of a stream that brings nothing more. */
    private static void awaitPosition(ReplicationStream<?> stream, String end) throws SQLException {
        long giveUpAt = System.nanoTime() + SOON.toNanos();
        while (stream.serverPosition().compareTo(LogSequenceNumber.parse(end)) < 0) {
            assertThat(System.nanoTime()).isLessThan(giveUpAt);
            assertThat(stream.read(Duration.ofMillis(100))).isEmpty();
        }
    }

    @Test
    void theConnectionIsTheStreamsUntilThatIsClosed() throws SQLException {
        replication.createSlot(SlotRequest.logical("c", "test_decoding").temporary());
        var stream = replication.startLogical(StreamRequest.ofSlot("c"));
        assertThatThrownBy(() -> one(walsender, "select 1")).hasMessageContaining("replication stream is open");
        assertThat(stream.read(Duration.ZERO)).isEmpty();
        assertThat(stream.isEnded()).isFalse();
        stream.close();
        stream.close();
        assertThat(stream.isEnded()).isTrue();
        assertThat(stream.read()).isEmpty();
        assertThatThrownBy(stream::sendStatus).hasMessageContaining("closed");
        assertThat(one(walsender, "select 1")).isEqualTo("1");
    }

    @Test
    void aSlotInUseAndASlotThatIsMissingAreErrorsOfTheServer() throws SQLException {
        replication.createSlot(SlotRequest.logical("u", "test_decoding"));
        try (var stream = replication.startLogical(StreamRequest.ofSlot("u"));
                var other = server.connect("replication=database")) {
            assertThat(stream.isEnded()).isFalse();
            assertThatThrownBy(() -> replication(other).startLogical(StreamRequest.ofSlot("u")))
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("55006");
            assertThatThrownBy(() -> replication(other).startLogical(StreamRequest.ofSlot("missing")))
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("42704");
            assertThat(one(other, "select 1")).isEqualTo("1");
        }
        replication.dropSlotOnceFree("u");
    }

    @Test
    void aRoleWithoutTheRightIsRefused() {
        assertThatThrownBy(() -> server.connect(Role.SCRAM, "replication=database"))
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("42501");
    }

    @Test
    void aLogThatHoldsTooLittleIsAnErrorOfTheServer() throws SQLException {
        try (var low = TestServer.start(ServerOptions.defaults().setting("wal_level", "replica"));
                var connection = low.connect("replication=database")) {
            assertThatThrownBy(() -> replication(connection).createSlot(SlotRequest.logical("low", "pgoutput")))
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("55000");
            assertThat(replication(connection).show("wal_level")).isEqualTo("replica");
        }
    }

    @Test
    void aClosedConnectionEndsItsStream() throws Exception {
        replication.createSlot(SlotRequest.logical("k", "test_decoding").temporary());
        var stream = replication.startLogical(StreamRequest.ofSlot("k"));
        var failure = new AtomicReference<Throwable>();
        var reading = new CountDownLatch(1);
        var reader = new Thread(() -> {
            reading.countDown();
            try {
                stream.read();
            } catch (SQLException e) {
                failure.set(e);
            }
        });
        reader.start();
        assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
        run("select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = 'k'");
        reader.join(SOON.toMillis());
        assertThat(failure.get())
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("57P01");
        assertThat(stream.isEnded()).isTrue();
        assertThat(walsender.isClosed()).isTrue();
        stream.close();
    }

    // ---- time

    @Test
    void aConsumerThatTakesItsTimeIsNotTakenForDead() throws Exception {
        run("create table t (id int primary key, x text)", "create publication p for table t");
        try (var hasty = server.connect("replication=database", "options=-c%20wal_sender_timeout=2s")) {
            replication(hasty)
                    .createSlot(SlotRequest.logical("slow", "pgoutput").temporary());
            try (var stream = replication(hasty)
                    .startPgOutput(StreamRequest.ofSlot("slow"), PgOutputOptions.ofPublications("p"))) {
                run("insert into t select n, repeat('x', 1000) from generate_series(1, 20000) n");
                await(stream, PgOutputMessage.Insert.class);
                // More than the buffers on the way hold is yet to come: the server cannot write, and waits for us.
                assertThat(new CountDownLatch(1).await(10, TimeUnit.SECONDS)).isFalse();
                await(stream, PgOutputMessage.Commit.class);
                // And now it has nothing to write.
                assertThat(new CountDownLatch(1).await(5, TimeUnit.SECONDS)).isFalse();
                run("insert into t values (0, '')");
                await(stream, PgOutputMessage.Insert.class);
            }
        }
    }

    @Test
    void theStatusIsToldByTheCallersExecutorIfThereIsOne() throws Exception {
        replication.createSlot(SlotRequest.logical("x", "test_decoding").temporary());
        var thread = new AtomicReference<Thread>();
        var request = StreamRequest.ofSlot("x")
                .withStatusInterval(Duration.ofMillis(50))
                .withStatusExecutor(task -> {
                    thread.set(new Thread(task, "mine"));
                    thread.get().start();
                });
        try (var stream = replication.startLogical(request)) {
            assertThat(thread.get().isAlive()).isTrue();
            assertThat(stream.isEnded()).isFalse();
        }
        thread.get().join(SOON.toMillis());
        assertThat(thread.get().isAlive()).isFalse();
    }

    // ---- physical

    @Test
    void aPhysicalStreamHasTheBytesOfTheLog() throws SQLException {
        try (var physical = server.connect("replication=true")) {
            Replication log = replication(physical);
            log.createSlot(SlotRequest.physical("raw").temporary().reserving());
            LogSequenceNumber start = log.identifySystem().flushed();
            run(
                    "set synchronous_commit = on",
                    "create table t (x text)",
                    "insert into t values ('an elephant in the log')");
            var end = LogSequenceNumber.parse(one(sql, "select pg_current_wal_flush_lsn()"));
            List<WalMessage> messages = new ArrayList<>();
            try (var stream = log.startPhysical(StreamRequest.ofSlot("raw").from(start))) {
                LogSequenceNumber reached = start;
                var text = new StringBuilder();
                while (reached.compareTo(end) < 0) {
                    WalMessage message = next(stream);
                    assertThat(message.start()).isEqualTo(reached);
                    reached = new LogSequenceNumber(message.start().value() + message.data().length);
                    text.append(new String(message.data(), StandardCharsets.ISO_8859_1));
                    messages.add(message);
                    stream.flushed(reached);
                }
                assertThat(text).contains("an elephant in the log");
            }
            // Unlike logical ones, physical streams can follow each other.
            try (var stream = log.startPhysical(StreamRequest.withoutSlot().from(start))) {
                assertThat(next(stream).start()).isEqualTo(start);
            }
            assertThat(log.identifySystem().timeline()).isEqualTo(1);
            assertThatThrownBy(() -> log.startPhysical(StreamRequest.ofSlot("raw")))
                    .hasMessageContaining("position");
        }
    }

    @Test
    void aPhysicalStreamThatLagsCannotConfirmTheEndOfTheLog() throws SQLException {
        try (var physical = server.connect("replication=true")) {
            Replication log = replication(physical);
            LogSequenceNumber start = log.identifySystem().flushed();
            // More than a message holds.
            run(
                    "set synchronous_commit = on",
                    "create table t (x text)",
                    "insert into t select repeat('x', 1000) from generate_series(1, 2000)");
            try (var stream = log.startPhysical(StreamRequest.withoutSlot().from(start))) {
                WalMessage message = next(stream);
                var reached = new LogSequenceNumber(message.start().value() + message.data().length);
                assertThat(stream.serverPosition()).isGreaterThan(reached);
                assertThatThrownBy(() -> stream.flushed(stream.serverPosition()))
                        .extracting(e -> ((SQLException) e).getSQLState())
                        .isEqualTo("22023");
                stream.flushed(reached);
            }
        }
    }

    @Test
    void timelinesAreFollowed() throws SQLException {
        try (var primary = TestServer.startEmbedded(ServerOptions.defaults());
                var standby = TestServer.startStandby(primary)) {
            LogSequenceNumber start;
            try (var physical = primary.connect("replication=true")) {
                start = replication(physical).identifySystem().flushed();
            }
            try (var connection = standby.connect()) {
                one(connection, "select pg_promote()");
                run(connection, "create table after (id int)");
            }
            try (var physical = standby.connect("replication=true")) {
                Replication log = replication(physical);
                assertThat(log.identifySystem().timeline()).isEqualTo(2);
                assertThat(log.timelineHistory(2).fileName()).isEqualTo("00000002.history");
                Optional<io.howdah.api.NextTimeline> next;
                try (var stream = log.startPhysical(StreamRequest.withoutSlot()
                        .from(new LogSequenceNumber(start.value() & -(1L << 13)))
                        .onTimeline(1))) {
                    while (stream.read().isPresent()) {
                        // To the end of the timeline.
                    }
                    assertThat(stream.isEnded()).isTrue();
                    next = stream.nextTimeline();
                }
                assertThat(next.orElseThrow().timeline()).isEqualTo(2);
                try (var stream = log.startPhysical(
                        StreamRequest.withoutSlot().from(next.get().start()).onTimeline(2))) {
                    assertThat(next(stream).data()).isNotEmpty();
                }
                try (var stream = log.startPhysical(
                        StreamRequest.withoutSlot().from(next.get().start()).onTimeline(1))) {
                    assertThat(stream.isEnded()).isTrue();
                    assertThat(stream.nextTimeline()).isEqualTo(next);
                }
            }
        }
    }
}
