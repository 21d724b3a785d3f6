package io.howdah.jdbc;

import io.howdah.error.SqlErrors;
import io.howdah.session.Bindings;
import io.howdah.session.Failure;
import io.howdah.session.Flight;
import io.howdah.session.Outcome;
import io.howdah.session.PreparedQuery;
import io.howdah.session.StatementCache;
import io.howdah.sql.InsertShape;
import io.howdah.types.TypeRegistry;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the entries of one batch go to the server: an execution each, or, where {@code reWriteBatchedInserts} allows it, many
 * as one INSERT that takes its rows from arrays.
 *
 * <p>The elements of the arrays have the types of the placeholders that they replace, so that a value becomes the
 * column's in the same way. Types that were left to the server are asked for first, if it has not told them yet.
 */
final class BatchSending {
    /** An array for one value gains nothing. */
    private static final int FEWEST = 2;

    private final PreparedBatch batch;
    private final TypeRegistry types;

    /** The INSERT from arrays; null for entries that go one by one. */
    private String fromArrays;

    private boolean asking;

    /** The queries that the server was asked to describe; an unnamed one is described nowhere else. */
    private List<PreparedQuery> asked = List.of();

    private List<Part> parts = List.of();

    /** Consecutive entries that go by one statement, executed for each of the bindings. */
    private record Part(PreparedQuery query, Bindings bindings, ColumnArrays arrays) {
        int entries(int execution) {
            return arrays == null ? 1 : arrays.entries(execution);
        }
    }

    private BatchSending(PreparedBatch batch, TypeRegistry types, String fromArrays) {
        this.batch = batch;
        this.types = types;
        this.fromArrays = fromArrays;
    }

    /** @param text of the statement, with the RETURNING for its keys */
    static BatchSending of(PreparedBatch batch, String text, JdbcContext context) {
        if (!context.settings().rewriteBatchedInserts() || batch.size() < FEWEST) {
            return new BatchSending(batch, context.types(), null);
        }
        return new BatchSending(
                batch,
                context.types(),
                InsertShape.of(text, context.strings())
                        .map(InsertShape::fromArrays)
                        .orElse(null));
    }

    /**
     * Whether types must be known that the server was not asked for yet: then the flight is to do nothing else. Once only.
     *
     * @param queries of each run
     */
    boolean asksFirst(List<PreparedQuery> queries) {
        parts = List.of();
        asking = false;
        for (int i = 0; i < queries.size() && asked.isEmpty(); i++) {
            asking |= mayBeArrays(i) && !areKnown(elementOids(i, queries.get(i)));
        }
        if (asking) {
            asked = queries;
        }
        return asking;
    }

    /** Whether the last flight did nothing but ask. */
    boolean hasAsked() {
        return asking;
    }

    private boolean areKnown(int[] oids) {
        return oids != null && Arrays.stream(oids).allMatch(types::knows);
    }

    /** After a flight that asked: looks up the types that it told of. What is not known then goes one by one. */
    void learn(JdbcContext context) throws SQLException {
        Set<Integer> oids = new HashSet<>();
        for (int i = 0; i < asked.size(); i++) {
            int[] elements = mayBeArrays(i) ? elementOids(i, asked.get(i)) : null;
            if (elements != null) {
                Arrays.stream(elements).filter(oid -> !types.knows(oid)).forEach(oids::add);
            }
        }
        if (!oids.isEmpty()) {
            context.databaseTypes().learn(oids);
        }
    }

    /**
     * Decides what goes as arrays.
     *
     * @return the queries of what goes one by one
     */
    List<PreparedQuery> decide(StatementCache cache, List<PreparedQuery> queries) {
        parts = new ArrayList<>(queries.size());
        List<PreparedQuery> oneByOne = new ArrayList<>(1);
        for (int i = 0; i < queries.size(); i++) {
            PreparedQuery query = queries.get(i);
            PreparedBatch.Run run = batch.runs().get(i);
            int[] elements = mayBeArrays(i) ? elementOids(i, query) : null;
            ColumnArrays arrays = elements == null ? null : ColumnArrays.of(run, elements, types);
            if (arrays == null) {
                oneByOne.add(query);
                parts.add(new Part(query, run, null));
            } else {
                parts.add(new Part(cache.get(fromArrays, arrays.oids(), query), arrays, arrays));
            }
        }
        return oneByOne;
    }

    private boolean mayBeArrays(int run) {
        return fromArrays != null && batch.runs().get(run).count() >= FEWEST;
    }

    /** The placeholders' types: those declared, and for the others those that the server told; null if it did not. */
    private int[] elementOids(int run, PreparedQuery query) {
        int[] declared = query.declaredOids();
        if (Arrays.stream(declared).noneMatch(oid -> oid == 0)) {
            return declared;
        }
        if (!query.isDescribed() && run < asked.size()) {
            PreparedQuery same = asked.get(run);
            return !same.isForgotten() && Arrays.equals(same.declaredOids(), declared) ? same.parameterOids() : null;
        }
        return query.parameterOids();
    }

    void write(Flight flight) {
        boolean anyNew = parts.size() > 1
                && parts.stream().anyMatch(part -> !part.query().isDescribed());
        for (Part part : parts) {
            PreparedQuery query = part.query();
            // What is new answers in text; the rest must then do so too, since their rows become one result.
            boolean inText = anyNew && query.isDescribed();
            flight.executeEach(
                    inText ? flight.statements().once(query.sql(), query.declaredOids()) : query, part.bindings());
        }
    }

    /**
     * Looks whether a failure is of the arrays rather than of a row that could not be inserted: then everything is to go
     * one by one, and what is wrong with it is said of the statement as it was written.
     */
    boolean givesUp(Failure failure) {
        boolean ofArrays = failure.stage() != Failure.Stage.EXECUTE
                && failure.query() != null
                && failure.query().sql().equals(fromArrays);
        if (ofArrays) {
            giveUp();
        }
        return ofArrays;
    }

    /** From now on everything goes one by one. */
    void giveUp() {
        fromArrays = null;
    }

    /** The update counts, one for each entry, after all has gone well. */
    long[] counts(List<Outcome> outcomes, int size) {
        long[] counts = new long[size];
        int done = 0;
        for (int p = 0; p < parts.size(); p++) {
            Outcome outcome = outcomes.get(p);
            for (int i = 0; i < outcome.executed(); i++) {
                int entries = parts.get(p).entries(i);
                long count = BatchCounts.of(outcome.count(i), outcome.command());
                Arrays.fill(counts, done, done + entries, each(count, entries));
                done += entries;
            }
        }
        return counts;
    }

    /** No row counts for more than 1, so a full count is 1 for each. */
    private static long each(long count, int entries) {
        if (entries == 1 || count == 0) {
            return count;
        }
        return count == entries ? 1 : Statement.SUCCESS_NO_INFO;
    }

    /** What to throw, naming the entry as well as it can be told. */
    SQLException failed(SQLException error, List<Outcome> outcomes, int size) {
        long[] counts = new long[size];
        Arrays.fill(counts, Statement.EXECUTE_FAILED);
        int first = 0;
        for (int p = 0; p < parts.size(); p++) {
            Part part = parts.get(p);
            int executed = p < outcomes.size() ? outcomes.get(p).executed() : 0;
            for (int i = 0; i < executed; i++) {
                first += part.entries(i);
            }
            if (executed < part.bindings().count()) {
                int entries = part.entries(executed);
                return entries == 1
                        ? SqlErrors.batchFailed(error, first, counts)
                        : SqlErrors.batchFailedAmong(error, first, first + entries - 1, counts);
            }
        }
        return SqlErrors.batchFailed(error, first, counts);
    }
}
