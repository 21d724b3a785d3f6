package io.howdah.replication;

import io.howdah.api.LogSequenceNumber;
import io.howdah.api.NextTimeline;
import io.howdah.api.ReplicationStream;
import io.howdah.error.ReplicationErrors;
import io.howdah.replication.MessageDecoder.WalHeader;
import io.howdah.replication.StatusSender.Answer;
import io.howdah.session.MessageReply;
import io.howdah.transport.Deadline;
import io.howdah.transport.PassingThread;
import io.howdah.wire.Body;
import io.howdah.wire.ProtocolException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/** A stream of the log: reads, answers keepalives, and passes on what a decoder makes of the data. */
final class WalStream<M> implements ReplicationStream<M> {
    /** Type, three numbers of eight bytes. */
    private static final int HEADER = 25;

    /** How long we look for what should be there. */
    private static final Duration GLANCE = Duration.ofMillis(1);

    private final MessageReply messages;
    private final Positions positions;
    private final MessageDecoder<M> decoder;
    private final Duration longestSilence;
    private StatusSender status;

    private long position;
    private boolean anythingCame;
    private volatile boolean ended;
    private Optional<NextTimeline> nextTimeline = Optional.empty();

    /** How long we have waited since the server said something; the time of a busy consumer does not count. */
    private long silentNanos;

    /** Whether the server was asked for a sign of life since. */
    private boolean asked;

    /**
     * Begins a stream, and what tells the server of it. If that fails, the COPY goes on.
     *
     * @param interval between two reports
     * @param executor where these run; empty for a thread of our own
     */
    static <M> WalStream<M> start(
            MessageReply messages,
            Positions positions,
            MessageDecoder<M> decoder,
            Duration longestSilence,
            Duration interval,
            Optional<Executor> executor)
            throws SQLException {
        var stream = new WalStream<>(messages, positions, decoder, longestSilence);
        stream.status = new StatusSender(messages, positions, interval, stream);
        try {
            executor.orElse(task -> PassingThread.start("howdah-replication-status", task))
                    .execute(stream.status);
        } catch (RuntimeException e) {
            stream.end();
            throw ReplicationErrors.noStatusThread(e);
        } catch (Error e) {
            stream.end();
            throw e;
        }
        return stream;
    }

    /** One that had ended before it began: its timeline has nothing more. */
    static <M> WalStream<M> ended(MessageReply messages, Positions positions, MessageDecoder<M> decoder)
            throws SQLException {
        var stream = new WalStream<>(messages, positions, decoder, Duration.ZERO);
        stream.status = new StatusSender(messages, positions, StatusInterval.DEFAULT, stream);
        stream.end();
        stream.takeTimeline();
        return stream;
    }

    /** @param longestSilence zero for no limit */
    private WalStream(MessageReply messages, Positions positions, MessageDecoder<M> decoder, Duration longestSilence) {
        this.messages = messages;
        this.positions = positions;
        this.decoder = decoder;
        this.longestSilence = longestSilence;
    }

    @Override
    public Optional<M> read() throws SQLException {
        return read(Deadline.NEVER);
    }

    @Override
    public Optional<M> read(Duration limit) throws SQLException {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("The limit is negative");
        }
        return read(Deadline.after(limit.isZero() ? GLANCE : limit));
    }

    private Optional<M> read(Deadline deadline) throws SQLException {
        if (ended) {
            return Optional.empty();
        }
        try {
            while (true) {
                switch (await(deadline)) {
                    case MESSAGE -> {
                        WalHeader header = take();
                        if (header != null) {
                            int offset = messages.position() + HEADER;
                            return Optional.of(
                                    decoder.decode(header, messages.bytes(), offset, messages.length() - HEADER));
                        }
                    }
                    case NOTHING -> {
                        if (deadline.passed()) {
                            return Optional.empty();
                        }
                    }
                    case END -> {
                        endedByServer();
                        return Optional.empty();
                    }
                }
            }
        } catch (IOException e) {
            end();
            throw messages.writeFailed(e);
        }
    }

    private MessageReply.Arrival await(Deadline deadline) throws SQLException, IOException {
        long from = System.nanoTime();
        MessageReply.Arrival arrival;
        try {
            arrival = messages.next(longestSilence.isZero() ? deadline : deadline.earlier(silence()));
        } catch (SQLException e) {
            end();
            throw e;
        }
        if (arrival != MessageReply.Arrival.NOTHING) {
            silentNanos = 0;
            asked = false;
            return arrival;
        }
        silentNanos += System.nanoTime() - from;
        if (!longestSilence.isZero() && silentNanos >= longestSilence.toNanos()) {
            end();
            throw messages.silent(longestSilence);
        }
        if (!longestSilence.isZero() && !asked && silentNanos >= longestSilence.toNanos() / 2) {
            asked = true;
            status.send(Answer.WANTED);
        }
        return arrival;
    }

    /** Half of what is granted before the server is asked, the rest after. */
    private Deadline silence() {
        long until = asked ? longestSilence.toNanos() : longestSilence.toNanos() / 2;
        return Deadline.after(Duration.ofNanos(Math.max(1, until - silentNanos)));
    }

    /** Returns null for a keepalive, which is answered. */
    private WalHeader take() throws SQLException, IOException {
        var body = new Body(messages.bytes(), messages.position(), messages.position() + messages.length());
        try {
            int type = body.int8();
            switch (type) {
                case 'w' -> {
                    var header = new WalHeader(body.int64(), body.int64(), body.int64());
                    position = header.start();
                    anythingCame = true;
                    positions.arrived(
                            header.start(), decoder.endOf(header.start(), body.remaining()), header.serverEnd());
                    return header;
                }
                case 'k' -> {
                    anythingCame = true;
                    positions.keptAlive(body.int64());
                    body.int64();
                    boolean answerWanted = body.int8() != 0;
                    body.requireEnd();
                    if (answerWanted) {
                        status.send(Answer.NOT_NEEDED);
                    }
                    return null;
                }
                default ->
                    throw ReplicationErrors.malformedMessage("the replication stream", "it is of the type " + type);
            }
        } catch (ProtocolException e) {
            throw ReplicationErrors.malformedMessage("the replication stream", e.getMessage());
        }
    }

    private void endedByServer() throws SQLException {
        boolean completed = messages.isCompletedByServer();
        end();
        messages.finish();
        if (completed && !anythingCame) {
            throw ReplicationErrors.streamEndedAtOnce();
        }
        takeTimeline();
    }

    private void takeTimeline() throws SQLException {
        for (var outcome = messages.nextOutcome(); outcome != null; outcome = messages.nextOutcome()) {
            for (AnswerRow row : Answers.rows(outcome, "START_REPLICATION", 2)) {
                nextTimeline = Optional.of(new NextTimeline(row.number(0), row.position(1)));
            }
        }
    }

    private void end() {
        ended = true;
        status.stop();
    }

    @Override
    public boolean isEnded() {
        return ended;
    }

    @Override
    public LogSequenceNumber position() {
        return new LogSequenceNumber(position);
    }

    @Override
    public LogSequenceNumber serverPosition() {
        return positions.serverEnd();
    }

    @Override
    public void flushed(LogSequenceNumber newPosition) throws SQLException {
        positions.flushed(Objects.requireNonNull(newPosition, "position"));
    }

    @Override
    public void applied(LogSequenceNumber newPosition) throws SQLException {
        positions.applied(Objects.requireNonNull(newPosition, "position"));
    }

    @Override
    public void sendStatus() throws SQLException {
        if (ended) {
            throw ReplicationErrors.ended();
        }
        try {
            status.send(Answer.NOT_NEEDED);
        } catch (IOException e) {
            throw messages.writeFailed(e);
        }
    }

    @Override
    public Optional<NextTimeline> nextTimeline() {
        return nextTimeline;
    }

    @Override
    public void close() throws SQLException {
        if (ended) {
            return;
        }
        end();
        if (messages.isBroken()) {
            return;
        }
        try {
            status.send(Answer.NOT_NEEDED);
        } catch (IOException e) {
            throw messages.writeFailed(e);
        }
        messages.finish();
    }
}
