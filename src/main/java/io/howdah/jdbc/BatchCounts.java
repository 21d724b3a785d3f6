package io.howdah.jdbc;

import io.howdah.session.Outcome;
import java.sql.Statement;

/** Update counts as batches report them. */
final class BatchCounts {
    private BatchCounts() {}

    static long of(Outcome outcome) {
        return of(outcome.count(), outcome.command());
    }

    /** A SELECT in a batch is let pass, but its rows are no update count. */
    static long of(long count, String command) {
        if (command.equals("SELECT")) {
            return Statement.SUCCESS_NO_INFO;
        }
        return count == Outcome.NO_COUNT ? 0 : count;
    }

    /** Of an entry of several statements. */
    static long sum(long count, long another) {
        return count == Statement.SUCCESS_NO_INFO || another == Statement.SUCCESS_NO_INFO
                ? Statement.SUCCESS_NO_INFO
                : count + another;
    }

    static int[] narrow(long[] counts) {
        int[] narrow = new int[counts.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = StatementImpl.narrow(counts[i]);
        }
        return narrow;
    }
}
