package io.howdah.replication;

import io.howdah.api.BackupRequest;
import io.howdah.api.BaseBackup;
import io.howdah.api.CreatedSlot;
import io.howdah.api.PgOutputMessage;
import io.howdah.api.PgOutputOptions;
import io.howdah.api.Replication;
import io.howdah.api.ReplicationStream;
import io.howdah.api.ServerError;
import io.howdah.api.SlotPosition;
import io.howdah.api.SlotRequest;
import io.howdah.api.SlotSetting;
import io.howdah.api.StreamRequest;
import io.howdah.api.SystemIdentity;
import io.howdah.api.TestDecodingMessage;
import io.howdah.api.TimelineHistory;
import io.howdah.api.WalMessage;
import io.howdah.error.ReplicationErrors;
import io.howdah.session.Flight;
import io.howdah.session.MessageReply;
import io.howdah.session.Plan;
import io.howdah.session.Reply;
import io.howdah.session.SessionKind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** What {@code HowdahConnection.replication()} gives: runs the commands. */
public final class Replications implements Replication {
    private final ReplicationHost host;
    private final Commands commands;

    public Replications(ReplicationHost host) {
        this.host = host;
        this.commands = new Commands(host.serverMajor());
    }

    @Override
    public SystemIdentity identifySystem() throws SQLException {
        AnswerRow row = row("IDENTIFY_SYSTEM", 4);
        return new SystemIdentity(row.text(0), row.number(1), row.position(2), row.optional(3));
    }

    @Override
    public String show(String setting) throws SQLException {
        return row(commands.show(setting), 1).text(0);
    }

    @Override
    public TimelineHistory timelineHistory(long timeline) throws SQLException {
        AnswerRow row = row(commands.timelineHistory(timeline), 2);
        return new TimelineHistory(row.text(0), row.text(1));
    }

    @Override
    public CreatedSlot createSlot(SlotRequest slot) throws SQLException {
        requireReplication();
        boolean logical = slot instanceof SlotRequest.Logical;
        if (logical) {
            requireDatabase("A logical slot");
        }
        boolean inTransaction =
                slot instanceof SlotRequest.Logical request && request.snapshot() == SlotRequest.Snapshot.USE;
        AnswerRow row = row(commands.createSlot(slot), 4, inTransaction ? Surroundings.TRANSACTION : Surroundings.NONE);
        return new CreatedSlot(row.text(0), row.position(1), row.optional(2), row.optional(3));
    }

    @Override
    public Optional<SlotPosition> readSlot(String name) throws SQLException {
        AnswerRow row = row(commands.readSlot(name), 3);
        if (row.isNull(0)) {
            return Optional.empty();
        }
        return Optional.of(new SlotPosition(
                row.isNull(1) ? Optional.empty() : Optional.of(row.position(1)), row.isNull(2) ? 0 : row.number(2)));
    }

    @Override
    public void alterSlot(String name, SlotSetting setting, boolean value) throws SQLException {
        run(commands.alterSlot(name, setting, value), Surroundings.NONE);
    }

    @Override
    public void dropSlot(String name) throws SQLException {
        run(commands.dropSlot(name), Surroundings.NONE);
    }

    @Override
    public void dropSlotOnceFree(String name) throws SQLException {
        run(commands.dropSlotOnceFree(name), Surroundings.NONE);
    }

    // ---- streams

    @Override
    public ReplicationStream<WalMessage> startPhysical(StreamRequest request) throws SQLException {
        requireReplication();
        return start(
                commands.startPhysical(request),
                request,
                new Positions(request.start(), Positions.Idle.KEPT),
                RawDecoder.PHYSICAL);
    }

    @Override
    public ReplicationStream<WalMessage> startLogical(StreamRequest request) throws SQLException {
        requireLogical();
        return startLogical(request, RawDecoder.LOGICAL);
    }

    @Override
    public ReplicationStream<PgOutputMessage> startPgOutput(StreamRequest request, PgOutputOptions options)
            throws SQLException {
        requireLogical();
        StreamRequest complete = PgOutputRequest.of(request, options, host.serverMajor());
        PublishedTypes.learn(host, options.publications());
        return startLogical(complete, new PgOutputDecoder(new ColumnTypes(host)));
    }

    @Override
    public ReplicationStream<TestDecodingMessage> startTestDecoding(StreamRequest request) throws SQLException {
        requireLogical();
        return startLogical(request, new TestDecoding(new ColumnTypes(host)));
    }

    private <M> ReplicationStream<M> startLogical(StreamRequest request, MessageDecoder<M> decoder)
            throws SQLException {
        return start(
                commands.startLogical(request),
                request,
                new Positions(request.start(), Positions.Idle.CONFIRMED),
                decoder);
    }

    private <M> ReplicationStream<M> start(
            String command, StreamRequest request, Positions positions, MessageDecoder<M> decoder) throws SQLException {
        boolean asksForTimeout = request.statusInterval().isZero() && host.serverMajor() >= 10;
        Reply reply = host.send(new Command(flight -> {
            if (asksForTimeout) {
                flight.simple("SHOW wal_sender_timeout");
            }
            flight.replication(command);
        }));
        MessageReply messages = MessageReply.of(reply);
        // At the very end of an old timeline there is nothing to stream.
        boolean streams = reply.isCopying() || messages.nextCopy();
        try {
            if (reply.error() != null) {
                throw reply.error();
            }
            Duration interval = request.statusInterval().isZero() ? StatusInterval.DEFAULT : request.statusInterval();
            if (asksForTimeout) {
                interval = StatusInterval.within(
                        Answers.row(messages.nextOutcome(), "SHOW", 1).text(0));
            }
            return streams
                    ? WalStream.start(
                            messages, positions, decoder, host.longestSilence(), interval, request.statusExecutor())
                    : WalStream.ended(messages, positions, decoder);
        } catch (SQLException | RuntimeException | Error e) {
            leave(messages::finish, e);
            throw e;
        }
    }

    /** Ends a COPY whose user has nothing to close. */
    @FunctionalInterface
    private interface Ending {
        void run() throws SQLException;
    }

    private static void leave(Ending ending, Throwable cause) {
        try {
            ending.run();
        } catch (SQLException e) {
            if (e != cause) {
                cause.addSuppressed(e);
            }
        }
    }

    // ---- backups

    @Override
    public BaseBackup baseBackup(BackupRequest request) throws SQLException {
        requireReplication();
        String command = commands.baseBackup(request);
        Reply reply = host.send(new Command(flight -> flight.replication(command)));
        MessageReply messages = MessageReply.of(reply);
        if (!reply.isCopying() && !messages.nextCopy()) {
            throw ReplicationErrors.unexpectedAnswer("BASE_BACKUP", "there is no data");
        }
        try {
            return new Backup(messages, host.serverMajor(), request.manifest());
        } catch (SQLException | RuntimeException | Error e) {
            leave(messages::abandon, e);
            throw e;
        }
    }

    // ---- commands

    /** Whether a command has to be part of the connection's transaction. */
    private enum Surroundings {
        TRANSACTION,
        NONE
    }

    private AnswerRow row(String command, int columns) throws SQLException {
        return row(command, columns, Surroundings.NONE);
    }

    private AnswerRow row(String command, int columns, Surroundings surroundings) throws SQLException {
        Reply reply = run(command, surroundings);
        return Answers.row(reply.next(), command.substring(0, (command + " ").indexOf(' ')), columns);
    }

    private Reply run(String command, Surroundings surroundings) throws SQLException {
        requireReplication();
        Reply reply = host.send(new Command(flight -> {
            if (surroundings == Surroundings.TRANSACTION) {
                host.open(flight);
            }
            flight.simple(command);
        }));
        reply.readAll();
        if (reply.error() != null) {
            throw reply.error();
        }
        return reply;
    }

    private void requireReplication() throws SQLException {
        if (host.kind() == SessionKind.ORDINARY) {
            throw ReplicationErrors.notAReplicationConnection();
        }
    }

    private void requireLogical() throws SQLException {
        requireReplication();
        requireDatabase("Logical replication");
    }

    private void requireDatabase(String what) throws SQLException {
        if (host.kind() != SessionKind.LOGICAL_REPLICATION) {
            throw ReplicationErrors.needsDatabase(what);
        }
    }

    /** Words that are said as they are, with the connection's patience and ear for notices. */
    private final class Command implements Plan {
        private final Plan words;

        Command(Plan words) {
            this.words = words;
        }

        @Override
        public void write(Flight flight) throws SQLException {
            words.write(flight);
        }

        @Override
        public Duration timeout() {
            return host.timeout();
        }

        @Override
        public void onNotice(ServerError notice) {
            host.onNotice(notice);
        }
    }
}
