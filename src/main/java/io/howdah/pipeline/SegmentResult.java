package io.howdah.pipeline;

import io.howdah.api.PipelineResult;
import java.sql.ResultSet;
import java.sql.SQLException;

/** One statement's place in a segment. */
final class SegmentResult implements PipelineResult {
    private final PipelineHost host;
    private final Segment segment;
    private final int index;

    /** Null until somebody asks. */
    private ResultSet rows;

    SegmentResult(PipelineHost host, Segment segment, int index) {
        this.host = host;
        this.segment = segment;
        this.index = index;
    }

    @Override
    public boolean isDone() {
        return segment.isDone(index);
    }

    @Override
    public ResultSet rows() throws SQLException {
        if (rows == null) {
            rows = host.resultSet(segment.rows(index));
        }
        return rows;
    }

    @Override
    public long count() throws SQLException {
        return Math.max(0, segment.ended(index).count());
    }
}
