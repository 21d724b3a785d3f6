package io.howdah.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.api.ChangedRow;
import io.howdah.api.HowdahConnection;
import io.howdah.api.LogSequenceNumber;
import io.howdah.api.PgOutputMessage;
import io.howdah.api.PgOutputOptions;
import io.howdah.api.PgOutputOptions.Streaming;
import io.howdah.api.SlotRequest;
import io.howdah.api.StreamRequest;
import io.howdah.testserver.ServerOptions;
import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A table follows another by its changes alone, across connections that are cut. */
@Timeout(180)
class ChangeDataCaptureServerTest {
    private static final int CHANGES = 100_000;

    @Test
    void aSecondTableIsEqualInTheEndWithNothingLostOrDoubled() throws SQLException {
        try (var server = TestServer.start(ServerOptions.defaults().setting("logical_decoding_work_mem", "64kB"));
                var writer = server.connect()) {
            run(
                    writer,
                    "create table source (id int primary key, body text)",
                    "create table target (like source including all)",
                    "create table progress (position pg_lsn)",
                    "insert into progress values ('0/0')",
                    "create publication cdc for table source");
            try (var connection = server.connect("replication=database")) {
                connection
                        .unwrap(HowdahConnection.class)
                        .replication()
                        .createSlot(SlotRequest.logical("cdc", "pgoutput"));
            }
            long end = write(writer);
            var follower = new Follower(server);
            int kills = 0;
            int attempts = 0;
            while (!follower.hasReached(end)) {
                assertThat(++attempts).isLessThan(20);
                try (var connection = server.connect("replication=database")) {
                    // Twice in the middle of all, a connection is killed.
                    follower.follow(connection, end, kills < 2 ? (kills + 1) * CHANGES / 4L : Long.MAX_VALUE);
                } catch (KilledException e) {
                    kills++;
                }
            }
            assertThat(kills).isEqualTo(2);
            assertThat(follower.streamed)
                    .as("changes that came before their commit")
                    .isPositive();
            assertThat(one(writer, "select count(*) from source")).isNotEqualTo("0");
            assertThat(one(writer, "select count(*) from (select * from source except select * from target) d"))
                    .isEqualTo("0");
            assertThat(one(writer, "select (select count(*) from source) - (select count(*) from target)"))
                    .isEqualTo("0");
        }
    }

    /** Returns where the log ends behind it. */
    private static long write(Connection writer) throws SQLException {
        var random = new Random(7);
        writer.setAutoCommit(false);
        int next = 0;
        int changes = 0;
        try (var insert = writer.prepareStatement("insert into source values (?, ?)");
                var update = writer.prepareStatement("update source set body = body || ? where id = ?");
                var rename = writer.prepareStatement("update source set id = -id where id = ?");
                var delete = writer.prepareStatement("delete from source where id = ?")) {
            while (changes < CHANGES) {
                // Small transactions, and some that do not fit the server's memory.
                int size = random.nextInt(20) == 0 ? 5000 : 1 + random.nextInt(100);
                int failing = random.nextInt(4);
                for (int i = 0; i < size; i++, changes++) {
                    int id = random.nextInt(next + 1);
                    switch (random.nextInt(6)) {
                        case 0 -> add(update, "+" + changes, id);
                        case 1 -> add(delete, id);
                        case 2 -> add(rename, id);
                        default -> add(insert, next++, "body of " + changes);
                    }
                }
                run(rename, insert, update, delete);
                if (failing == 0) {
                    var savepoint = writer.setSavepoint();
                    run(writer, "insert into source select -n - 1000000, 'never' from generate_series(1, 500) n");
                    writer.rollback(savepoint);
                }
                writer.commit();
            }
        }
        writer.setAutoCommit(true);
        return LogSequenceNumber.parse(one(writer, "select pg_current_wal_insert_lsn()"))
                .value();
    }

    private static void add(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }

    private static void run(PreparedStatement... batches) throws SQLException {
        for (PreparedStatement each : batches) {
            each.executeBatch();
        }
    }

    static void run(Connection connection, String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    static String one(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** The connection that streamed is gone, as was to be. */
    private static final class KilledException extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** Applies transactions, each together with the position behind it. */
    private static final class Follower {
        private final TestServer server;
        private LogSequenceNumber applied = LogSequenceNumber.INVALID;
        private long seen;
        long streamed;

        Follower(TestServer server) {
            this.server = server;
        }

        boolean hasReached(long end) {
            return Long.compareUnsigned(applied.value(), end) >= 0;
        }

        void follow(Connection walsender, long end, long killAfter) throws SQLException, KilledException {
            var options = PgOutputOptions.ofPublications("cdc").protocol(4).streaming(Streaming.ON);
            boolean killed = false;
            try (var target = server.connect();
                    var stream = walsender
                            .unwrap(HowdahConnection.class)
                            .replication()
                            .startPgOutput(StreamRequest.ofSlot("cdc").from(applied), options)) {
                target.setAutoCommit(false);
                applied = LogSequenceNumber.parse(one(target, "select position from progress"));
                List<PgOutputMessage> transaction = new ArrayList<>();
                Map<Long, List<Change>> inProgress = new HashMap<>();
                long block = 0;
                while (!hasReached(end)) {
                    var message = stream.read(Duration.ofSeconds(1));
                    if (message.isEmpty()) {
                        // Behind the last commit there is nothing of ours.
                        if (stream.serverPosition().value() >= end && transaction.isEmpty() && inProgress.isEmpty()) {
                            applied = new LogSequenceNumber(end);
                        }
                        continue;
                    }
                    if (message.get() instanceof PgOutputMessage.StreamStart start) {
                        block = start.xid();
                        inProgress.computeIfAbsent(block, xid -> new ArrayList<>());
                    } else if (message.get() instanceof PgOutputMessage.StreamStop) {
                        block = 0;
                    } else if (message.get() instanceof PgOutputMessage.StreamAbort abort) {
                        if (abort.xid() == abort.subtransaction()) {
                            inProgress.remove(abort.xid());
                        } else {
                            inProgress
                                    .getOrDefault(abort.xid(), new ArrayList<>())
                                    .removeIf(change -> change.xid() == abort.subtransaction());
                        }
                    } else if (message.get() instanceof PgOutputMessage.StreamCommit commit) {
                        List<Change> changes = inProgress.remove(commit.xid());
                        streamed += changes.size();
                        apply(target, changes.stream().map(Change::message).toList(), commit.end());
                        stream.flushed(applied);
                    } else if (message.get() instanceof PgOutputMessage.Commit commit) {
                        apply(target, transaction, commit.end());
                        transaction.clear();
                        stream.flushed(applied);
                    } else if (block != 0) {
                        inProgress.get(block).add(new Change(xidOf(message.get()), message.get()));
                        seen++;
                    } else {
                        transaction.add(message.get());
                        seen++;
                    }
                    if (seen > killAfter && !killed) {
                        killed = true;
                        one(
                                target,
                                "select pg_terminate_backend("
                                        + walsender
                                                .unwrap(HowdahConnection.class)
                                                .backendPid() + ")");
                        target.rollback();
                    }
                }
            } catch (SQLException e) {
                if (killed && e.getSQLState().equals("57P01")) {
                    throw new KilledException();
                }
                throw e;
            }
        }

        private record Change(long xid, PgOutputMessage message) {}

        private static long xidOf(PgOutputMessage message) {
            if (message instanceof PgOutputMessage.Insert insert) {
                return insert.xid();
            }
            if (message instanceof PgOutputMessage.Update update) {
                return update.xid();
            }
            return message instanceof PgOutputMessage.Delete delete ? delete.xid() : 0;
        }

        private void apply(Connection target, List<PgOutputMessage> changes, LogSequenceNumber end)
                throws SQLException {
            if (end.compareTo(applied) <= 0) {
                // It was applied before the connection was cut, and that did not get through.
                return;
            }
            try (var insert = target.prepareStatement("insert into target values (?, ?)");
                    var update = target.prepareStatement("update target set id = ?, body = ? where id = ?");
                    var delete = target.prepareStatement("delete from target where id = ?");
                    var progress = target.prepareStatement("update progress set position = ?")) {
                PreparedStatement last = null;
                for (PgOutputMessage each : changes) {
                    if (each instanceof PgOutputMessage.Insert change) {
                        last = ordered(last, insert);
                        add(insert, id(change.row()), change.row().get("body", String.class));
                    } else if (each instanceof PgOutputMessage.Update change) {
                        last = ordered(last, update);
                        Integer key = id(change.old().orElse(change.row()));
                        add(update, id(change.row()), change.row().get("body", String.class), key);
                    } else if (each instanceof PgOutputMessage.Delete change) {
                        last = ordered(last, delete);
                        add(delete, id(change.old()));
                    }
                }
                ordered(last, null);
                progress.setObject(1, end.toString());
                progress.executeUpdate();
            }
            target.commit();
            applied = end;
        }

        /** A batch is run before what came behind it; each of its changes has a row of its own. */
        private static PreparedStatement ordered(PreparedStatement last, PreparedStatement current)
                throws SQLException {
            if (last != null && last != current) {
                for (long count : last.executeLargeBatch()) {
                    assertThat(count).isEqualTo(1);
                }
            }
            return current;
        }

        private static Integer id(ChangedRow row) throws SQLException {
            return row.get("id", Integer.class);
        }
    }
}
