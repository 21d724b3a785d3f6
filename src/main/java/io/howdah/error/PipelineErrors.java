package io.howdah.error;

import java.sql.SQLException;
import java.sql.SQLNonTransientException;

/** What can go wrong with a pipeline, beside the server's own errors. */
public final class PipelineErrors {
    private PipelineErrors() {}

    /** @param index counted from 0 */
    public static SQLException skipped(int index, SQLException cause) {
        return SqlErrors.withCause(
                new SQLNonTransientException(
                        "Statement " + index + " of the pipeline was skipped, since one before it had failed: "
                                + cause.getMessage(),
                        SqlState.FAILED_TRANSACTION.code()),
                cause);
    }

    /** @param index counted from 0 */
    public static SQLException notSent(int index) {
        return new SQLNonTransientException(
                "Statement " + index + " of the pipeline was not sent yet: call sync() before you ask for its result",
                SqlState.OBJECT_NOT_IN_STATE.code());
    }

    public static SQLException closed() {
        return SqlErrors.objectClosed("Pipeline");
    }

    /** @param what such as {@code COMMIT} */
    public static SQLException cannotGo(String what, String instead) {
        return SqlErrors.notSupported(what + " cannot go through a pipeline: " + instead);
    }
}
