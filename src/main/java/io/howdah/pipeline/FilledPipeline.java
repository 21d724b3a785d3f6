package io.howdah.pipeline;

import io.howdah.api.Pipeline;
import io.howdah.api.PipelineMode;
import io.howdah.api.PipelineResult;
import io.howdah.error.PipelineErrors;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What {@code HowdahConnection.pipeline()} gives. */
public final class FilledPipeline implements Pipeline {
    private final PipelineHost host;
    private final PipelineMode mode;

    /** What was sent and may still hold an error that nobody got; the last one may be unread. */
    private final List<Segment> sent = new ArrayList<>(1);

    /**
     * For {@link #cancel()}: what was sent last, or is to be sent, and behind it what has to be read before that. In this
     * order no cancel hits both: once the first is under way, the second is over.
     */
    private volatile List<Segment> underWay = List.of();

    private Segment queued;
    private int count;
    private boolean closed;

    public FilledPipeline(PipelineHost host, PipelineMode mode) {
        this.host = host;
        this.mode = mode;
        this.queued = new Segment(host, mode, 0);
    }

    @Override
    public PipelineResult add(String sql, Object... values) throws SQLException {
        requireOpen();
        return add(host.encode(sql, values));
    }

    @Override
    public PipelineResult add(PreparedStatement statement) throws SQLException {
        requireOpen();
        return add(host.encode(statement));
    }

    private PipelineResult add(QueuedStatement statement) {
        count++;
        return new SegmentResult(host, queued, queued.add(statement));
    }

    @Override
    public void sync() throws SQLException {
        requireOpen();
        send();
    }

    private void send() throws SQLException {
        if (queued.size() == 0) {
            return;
        }
        Segment segment = queued;
        underWay = sent.isEmpty() ? List.of(segment) : List.of(segment, sent.get(sent.size() - 1));
        segment.send();
        underWay = List.of(segment);
        queued = new Segment(host, mode, count);
        sent.removeIf(Segment::isSettled);
        sent.add(segment);
    }

    @Override
    public void await() throws SQLException {
        requireOpen();
        for (Segment each : sent) {
            each.await();
        }
        throwUntold();
    }

    private void throwUntold() throws SQLException {
        for (Segment each : sent) {
            each.throwUntold();
        }
        sent.clear();
    }

    @Override
    public void cancel() throws SQLException {
        for (Segment each : underWay) {
            host.session().cancel(each);
        }
    }

    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        if (host.isClosed() && sent.isEmpty()) {
            return;
        }
        send();
        for (Segment each : sent) {
            each.awaitWithoutRows();
        }
        throwUntold();
    }

    private void requireOpen() throws SQLException {
        if (closed) {
            throw PipelineErrors.closed();
        }
    }
}
