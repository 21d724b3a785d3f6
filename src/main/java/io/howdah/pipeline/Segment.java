package io.howdah.pipeline;

import io.howdah.api.PipelineMode;
import io.howdah.api.ServerError;
import io.howdah.error.PipelineErrors;
import io.howdah.error.SqlErrors;
import io.howdah.session.Flight;
import io.howdah.session.Outcome;
import io.howdah.session.Plan;
import io.howdah.session.Reply;
import io.howdah.session.Rows;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What is sent by one sync: a flight, and the answer to it. */
final class Segment implements Plan {
    private final PipelineHost host;
    private final PipelineMode mode;

    /** The place of the first statement in the pipeline. */
    private final int first;

    /** Given up once sent. */
    private List<QueuedStatement> queue = new ArrayList<>();

    private int size;

    /** Null until sent. */
    private Reply reply;

    /** Those whose errors somebody got; behind them, by {@link #size}, those whose failed commits somebody got. */
    private final BitSet told = new BitSet();

    /** Those whose rows somebody has, from which he gets the error. */
    private final BitSet taken = new BitSet();

    Segment(PipelineHost host, PipelineMode mode, int first) {
        this.host = host;
        this.mode = mode;
        this.first = first;
    }

    int size() {
        return size;
    }

    /** Returns its place in this segment. */
    int add(QueuedStatement statement) {
        queue.add(statement);
        return size++;
    }

    void send() throws SQLException {
        reply = host.post(this);
        host.sent();
        queue = List.of();
    }

    @Override
    public void write(Flight flight) throws SQLException {
        host.requireOpen();
        flight.reportEach();
        if (mode == PipelineMode.ABORTING) {
            host.open(flight);
        } else {
            host.openBare(flight);
        }
        for (QueuedStatement each : queue) {
            flight.execute(flight.statements().get(each.sql(), each.oids()), each, Flight.ALL_ROWS);
            if (mode == PipelineMode.ISOLATED) {
                flight.sync();
            }
        }
    }

    @Override
    public Duration timeout() {
        return host.timeout();
    }

    @Override
    public void onNotice(ServerError notice) {
        host.onNotice(notice);
    }

    boolean isDone(int index) {
        Outcome outcome = reply == null ? null : reply.begun(index);
        return outcome != null && outcome.isComplete() || reply != null && reply.isFinished();
    }

    /** Waits for the first rows of a statement, and throws its error if that is known by then. */
    Rows rows(int index) throws SQLException {
        requireSent(index);
        Rows rows = checked(index, reply.outcome(index)).rows();
        if (rows == null) {
            throw SqlErrors.noResult();
        }
        taken.set(index);
        return rows;
    }

    /** Waits for the end of it. */
    Outcome ended(int index) throws SQLException {
        requireSent(index);
        return switch (mode) {
            case ABORTING -> checked(index, reply.completeOutcome(index));
            case ISOLATED -> {
                Outcome outcome = checked(index, reply.syncedOutcome(index));
                throwCommitFailure(index, outcome);
                yield outcome;
            }
        };
    }

    private void requireSent(int index) throws SQLException {
        if (reply == null) {
            throw PipelineErrors.notSent(first + index);
        }
    }

    private Outcome checked(int index, Outcome outcome) throws SQLException {
        if (outcome == null) {
            if (reply.brokenBy() != null) {
                // The first error of the answer may be another statement's.
                throw reply.brokenBy();
            }
            reply.throwIfFailed();
            throw PipelineErrors.closed();
        }
        throwFailure(index, outcome);
        return outcome;
    }

    private void throwFailure(int index, Outcome outcome) throws SQLException {
        if (outcome.failure() != null) {
            told.set(index);
            if (outcome.rows() != null) {
                outcome.rows().close();
            }
            throw outcome.isSkipped() ? PipelineErrors.skipped(first + index, outcome.failure()) : outcome.failure();
        }
    }

    private void throwCommitFailure(int index, Outcome outcome) throws SQLException {
        if (outcome.commitFailure() != null) {
            told.set(size + index);
            throw outcome.commitFailure();
        }
    }

    /** Waits for all of it, as the query timeout counts for one statement after the other. */
    void await() throws SQLException {
        for (int i = 0; i < size; i++) {
            reply.completeOutcome(i);
        }
        reply.readAll();
    }

    /** Waits for all of it, and keeps nothing but the rows that somebody has asked for. */
    void awaitWithoutRows() throws SQLException {
        int arrived = 0;
        do {
            for (; reply.begun(arrived) != null; arrived++) {
                reply.waitAnew();
                Outcome outcome = reply.begun(arrived);
                if (outcome.rows() != null && !taken.get(arrived)) {
                    reply.drop(outcome);
                }
            }
        } while (reply.readOn());
    }

    /** Throws the first error that nobody got. Once it has ended. */
    void throwUntold() throws SQLException {
        if (reply.error() == null) {
            return;
        }
        for (int i = 0; i < size; i++) {
            Outcome outcome = reply.begun(i);
            if (outcome == null || isBrokenOff(outcome)) {
                break;
            }
            if (!told.get(i) && !taken.get(i) && !outcome.isSkipped()) {
                throwFailure(i, outcome);
            }
            if (!told.get(size + i)) {
                throwCommitFailure(i, outcome);
            }
        }
        if (reply.brokenBy() != null) {
            // Not the same exception again, which may be the one that is thrown now.
            host.session().requireOpen();
        }
    }

    private boolean isBrokenOff(Outcome outcome) {
        return reply.brokenBy() != null
                && (outcome.failure() == reply.brokenBy() || outcome.commitFailure() == reply.brokenBy());
    }

    /** Whether nothing of it can be of interest to the pipeline any more. */
    boolean isSettled() {
        return reply.isFinished() && reply.error() == null;
    }
}
