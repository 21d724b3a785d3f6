package io.howdah.session;

import io.howdah.api.ServerError;
import io.howdah.error.SqlState;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * What becomes of each statement of a flight that {@linkplain Flight#reportsEach() reports each}: where others end with
 * their first failure, here every statement has an outcome, that it failed or that it was skipped.
 */
final class StepReports {
    private final Steps steps;
    private final Reply reply;

    /** Why statements could not be parsed; null as long as all could. */
    private Map<PreparedQuery, SQLException> unparsed;

    StepReports(Steps steps, Reply reply) {
        this.steps = steps;
        this.reply = reply;
    }

    /**
     * The step's statement could not be parsed. The flight may go on behind that, and would find it missing.
     *
     * @return what to say of it
     */
    SQLException notParsed(int step, SQLException thrown) {
        if (unparsed == null) {
            unparsed = new HashMap<>();
        }
        unparsed.put(steps.query(step), thrown);
        return thrown;
    }

    /** What to say of a step that failed: of one whose statement is missing, why it could not be parsed. */
    SQLException reason(int step, ServerError error, SQLException thrown) {
        if (unparsed == null || !SqlState.UNKNOWN_STATEMENT_NAME.is(error.sqlState())) {
            return thrown;
        }
        return unparsed.getOrDefault(steps.query(step), thrown);
    }

    /**
     * Says of each statement up to the Sync what became of it: the one of this step has failed, and those behind it are
     * skipped.
     *
     * @param broken whose rows were arriving; null if none were
     */
    void failedAt(int step, Outcome broken, SQLException thrown) {
        if (steps.at(step) == Step.SYNC) {
            reply.commitFailed(thrown);
            return;
        }
        int next = step;
        if (broken != null) {
            broken.failed(thrown);
            next++;
        }
        boolean told = broken != null;
        for (; next < steps.size() && steps.at(next) != Step.SYNC; next++) {
            if (!steps.at(next).hasOutcome()) {
                continue;
            }
            Outcome outcome = reply.open(null, 1);
            if (told) {
                outcome.skipped(thrown);
            } else {
                outcome.failed(thrown);
                told = true;
            }
        }
    }
}
