package io.howdah.session;

import io.howdah.wire.RowDescription;
import java.util.Arrays;

/**
 * What a flight asks of the server, in order, so that {@link Progress} knows which answer may come. A step is a row of
 * parallel arrays and no object, so that a statement costs none. Under the wire lock only.
 */
final class Steps {
    private Step[] steps = new Step[8];
    private PreparedQuery[] queries = new PreparedQuery[8];
    private RowDescription[] columns = new RowDescription[8];
    private int[] times = new int[8];
    private int size;

    /** One that no statement of ours stands behind. */
    void add(Step step) {
        add(step, null, null, 1);
    }

    /** One run of a statement whose columns the answer tells, or that has none. */
    void add(Step step, PreparedQuery query) {
        add(step, query, null, 1);
    }

    /**
     * @param described the columns in the formats they are asked for; null if they are not known
     * @param count how often the statement is executed
     */
    void add(Step step, PreparedQuery query, RowDescription described, int count) {
        if (size == steps.length) {
            steps = Arrays.copyOf(steps, size * 2);
            queries = Arrays.copyOf(queries, size * 2);
            columns = Arrays.copyOf(columns, size * 2);
            times = Arrays.copyOf(times, size * 2);
        }
        steps[size] = step;
        queries[size] = query;
        columns[size] = described;
        times[size] = count;
        size++;
    }

    /** Forgets all but the first so many. */
    void truncate(int newSize) {
        Arrays.fill(queries, newSize, size, null);
        Arrays.fill(columns, newSize, size, null);
        size = newSize;
    }

    int size() {
        return size;
    }

    Step at(int index) {
        return steps[index];
    }

    /** The statement it is about; null if it is about none, or about a text that is sent as it is. */
    PreparedQuery query(int index) {
        return queries[index];
    }

    /** The columns in the formats they were asked for; null if they were not known when this was encoded. */
    RowDescription columns(int index) {
        return columns[index];
    }

    /** How often its statement is executed; 0 for a batch of nothing; of a Query, how many results it may have at most. */
    int times(int index) {
        return times[index];
    }

    /** Whether the server would wait for more after the last of them. */
    boolean needsSync() {
        return size == 0 || !steps[size - 1].endsReady();
    }

    boolean contains(Step step, PreparedQuery query) {
        for (int i = 0; i < size; i++) {
            if (steps[i] == step && queries[i] == query) {
                return true;
            }
        }
        return false;
    }
}
