package io.howdah.jdbc;

import io.howdah.session.Binding;
import io.howdah.session.Bindings;
import io.howdah.session.Flight;
import io.howdah.session.PreparedQuery;
import io.howdah.sql.ParsedStatement;
import io.howdah.wire.ByteWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The entries of a batch, encoded as they are added. Entries in a row that declare the same types go by one prepared
 * statement.
 */
final class PreparedBatch {
    private final Parameters parameters;
    private final List<Run> runs = new ArrayList<>(1);
    private int size;

    /** Entries with the same declared types, their values one behind the other. */
    private static final class Run implements Bindings {
        private final int[] oids;
        private final ByteWriter values = new ByteWriter(256);
        private int[] ends = new int[16];
        private int count;

        Run(int[] oids) {
            this.oids = oids;
        }

        void add(Binding binding) {
            binding.writeTo(values);
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, count * 2);
            }
            ends[count++] = values.size();
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public long byteCount() {
            return values.size();
        }

        @Override
        public void writeTo(int index, ByteWriter out) {
            int start = index == 0 ? 0 : ends[index - 1];
            out.bytes(values.bytes(), start, ends[index] - start);
        }
    }

    PreparedBatch(Parameters parameters) {
        this.parameters = parameters;
    }

    int size() {
        return size;
    }

    /** Takes the parameters as they are now. */
    void add(ParsedStatement statement) {
        Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        if (last == null || !parameters.fit(statement, last.oids)) {
            last = new Run(parameters.oids(statement));
            runs.add(last);
        }
        last.add(parameters.binding(statement));
        size++;
    }

    void clear() {
        runs.clear();
        size = 0;
    }

    void write(Flight flight, String text) {
        boolean anyNew = runs.size() > 1
                && runs.stream()
                        .anyMatch(
                                run -> !flight.statements().get(text, run.oids).isDescribed());
        for (Run run : runs) {
            PreparedQuery query = flight.statements().get(text, run.oids);
            // What is new answers in text; the rest must then do so too, since their rows become one result.
            boolean inText = anyNew && query.isDescribed();
            flight.executeEach(inText ? flight.statements().once(text, run.oids) : query, run);
        }
    }
}
