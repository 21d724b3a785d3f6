package io.howdah.jdbc;

import io.howdah.error.SqlErrors;
import io.howdah.session.Binding;
import io.howdah.session.Flight;
import io.howdah.session.Outcome;
import io.howdah.session.Reply;
import io.howdah.sql.ParsedSql;
import io.howdah.sql.ParsedStatement;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A batch of texts: all that they hold goes in one flight. */
final class TextBatch {
    private final List<ParsedSql> entries = new ArrayList<>();

    void add(ParsedSql entry) throws SQLException {
        CopyStatements.refuse(entry);
        entries.add(entry);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Returns a count for each entry. */
    long[] run(StatementImpl statement) throws SQLException {
        Reply reply = statement.attempt(new BatchPlan(statement));
        List<Outcome> outcomes = reply.readAll();
        if (reply.error() != null) {
            throw failed(reply.error(), failedEntry(outcomes));
        }
        long[] counts = new long[entries.size()];
        int next = 0;
        for (int i = 0; i < counts.length; i++) {
            for (int part = entries.get(i).statements().size(); part > 0; part--) {
                counts[i] = BatchCounts.sum(counts[i], BatchCounts.of(outcomes.get(next++)));
            }
        }
        return counts;
    }

    private final class BatchPlan extends StatementPlan {
        private final Transactions transactions;

        BatchPlan(StatementImpl statement) {
            super(statement);
            this.transactions = statement.context().transactions();
        }

        @Override
        void say(Flight flight) throws SQLException {
            List<ParsedStatement> all = entries.stream()
                    .flatMap(entry -> entry.statements().stream())
                    .toList();
            transactions.open(flight, all);
            for (ParsedStatement each : all) {
                flight.execute(flight.statements().once(each.sql()), Binding.NONE, Flight.ALL_ROWS);
            }
        }
    }

    /** Their number if the failure came behind the last entry, as of a deferred constraint. */
    private int failedEntry(List<Outcome> outcomes) {
        int done = (int)
                outcomes.stream().filter(outcome -> outcome.executed() > 0).count();
        for (int i = 0; i < entries.size(); i++) {
            done -= entries.get(i).statements().size();
            if (done < 0) {
                return i;
            }
        }
        return entries.size();
    }

    /** All of a batch is one unit: what came before the failing entry is undone with it, or with its transaction. */
    private BatchUpdateException failed(SQLException error, int failedEntry) {
        long[] counts = new long[entries.size()];
        Arrays.fill(counts, Statement.EXECUTE_FAILED);
        return SqlErrors.batchFailed(error, failedEntry, counts);
    }
}
