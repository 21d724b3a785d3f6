package io.howdah.session;

import io.howdah.wire.CommandTag;
import io.howdah.wire.RowDescription;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * What one executed statement came to: rows, a count, or both (RETURNING). A statement that was executed many times in
 * a row has one outcome with a count each and all rows together.
 */
public final class Outcome {
    /** The {@link #count()} of a command that counts nothing. */
    public static final long NO_COUNT = CommandTag.NO_COUNT;

    private final Rows rows;
    private String command = "";
    private long count = CommandTag.NO_COUNT;
    private final int executions;

    /** Null as long as all are equal, as those of single-row inserts are. */
    private long[] counts;

    private int executed;

    /** Null unless its flight reports each. */
    private SQLException failure;

    private boolean skipped;
    private SQLException commitFailure;

    /** Of a function call. */
    private byte[] result;

    /** @param rows null for a statement without a result */
    Outcome(Rows rows, int executions) {
        this.rows = rows;
        this.executions = executions;
    }

    /** Null for a statement that returns no rows. */
    public Rows rows() {
        return rows;
    }

    /** Null for a statement that returns no rows. */
    public RowDescription columns() {
        return rows == null ? null : rows.columns();
    }

    /** The command, such as {@code INSERT}; empty while rows are still arriving and for an empty statement. */
    public String command() {
        return command;
    }

    /** The count of the last execution; {@link #NO_COUNT} for a command without, or while rows arrive. */
    public long count() {
        return count;
    }

    /**
     * Why it did not come about; null if it did, or as long as that is not known. Only in a flight that {@link
     * Flight#reportEach reports each}.
     */
    public SQLException failure() {
        return failure;
    }

    /** Whether it was not even tried, and the failure is that of another. */
    public boolean isSkipped() {
        return skipped;
    }

    /**
     * Why the transaction that was to end behind it did not commit, or will never be known to have; null if it did, or as
     * long as that is not known. Only in a flight that {@link Flight#reportEach reports each}.
     */
    public SQLException commitFailure() {
        return commitFailure;
    }

    /** Whether its end has come, good or bad. */
    public boolean isComplete() {
        return executed == executions || failure != null;
    }

    /** What a function call returned, in binary; null for NULL, and for anything but a function call. */
    public byte[] result() {
        return result;
    }

    /** How many executions have completed. */
    public int executed() {
        return executed;
    }

    /** The count of one of the completed executions. */
    public long count(int execution) {
        return counts == null ? count : counts[execution];
    }

    /** The count of each completed execution, {@link #NO_COUNT} for those without. */
    public long[] counts() {
        if (counts == null) {
            long[] equal = new long[executed];
            Arrays.fill(equal, count);
            return equal;
        }
        return Arrays.copyOf(counts, executed);
    }

    /** Whether it is of one execution. */
    boolean isSingle() {
        return executions == 1;
    }

    /** For the next answer; its rows were closed. Only for one of a single execution. */
    Outcome again(Reply reply) {
        command = "";
        count = CommandTag.NO_COUNT;
        executed = 0;
        result = null;
        if (rows != null) {
            rows.reopen(reply);
        }
        return this;
    }

    void failed(SQLException cause) {
        failure = cause;
    }

    void commitFailed(SQLException cause) {
        commitFailure = cause;
    }

    /** The connection broke before its transaction had ended. */
    void brokenOff(SQLException cause) {
        if (!isComplete()) {
            failure = cause;
        } else if (failure == null && commitFailure == null) {
            commitFailure = cause;
        }
    }

    void skipped(SQLException cause) {
        failure = cause;
        skipped = true;
    }

    void returned(byte[] newResult) {
        result = newResult;
        executed = 1;
    }

    void completed(String newCommand, long newCount) {
        if (counts == null && executed > 0 && newCount != count) {
            counts = new long[executions];
            Arrays.fill(counts, 0, executed, count);
        }
        if (counts != null) {
            counts[executed] = newCount;
        }
        command = newCommand;
        count = newCount;
        executed++;
    }
}
