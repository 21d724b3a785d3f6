package io.howdah.jdbc;

import io.howdah.session.Binding;
import io.howdah.session.Bindings;
import io.howdah.session.PreparedQuery;
import io.howdah.session.StatementCache;
import io.howdah.sql.ParsedStatement;
import io.howdah.wire.ByteWriter;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The entries of a batch, encoded as they are added. Entries in a row that declare the same types go by one prepared
 * statement.
 */
final class PreparedBatch {
    private static final BitSet NONE = new BitSet();

    /** As what values of several natures are declared. */
    private static final int TEXT = Parameters.plainOid(0);

    private final Parameters parameters;
    private final List<Run> runs = new ArrayList<>(1);
    private int size;

    /** Of the first run of the last batch, for the next batch: as long as memory is not short. */
    private SoftReference<Buffers> spare = new SoftReference<>(null);

    /** Where the values of a run are, and where each entry of it ends. */
    private static final class Buffers {
        private final ByteWriter values = new ByteWriter(256);
        private int[] ends = new int[16];
    }

    /** Entries with the same declared types, their values one behind the other. */
    static final class Run implements Bindings {
        private final int[] oids;
        private final int[] natures;

        /** Parameters of which there was nothing but nulls of no type. */
        private final BitSet unknown = new BitSet();

        private final Buffers buffers;
        private final ByteWriter values;
        private int count;

        Run(ParsedStatement statement, Parameters parameters, Buffers buffers) {
            this.buffers = buffers;
            this.values = buffers.values;
            this.oids = parameters.oids(statement, NONE);
            this.natures = parameters.natures(statement);
            for (int i = 0; i < oids.length; i++) {
                unknown.set(i, parameters.isUntypedNull(statement, i));
            }
        }

        /** A null of no type takes the type that its neighbours have, before and behind it. */
        boolean takes(ParsedStatement statement, Parameters parameters) {
            return parameters.areLike(statement, oids, natures, unknown) || takesOthers(statement, parameters);
        }

        private boolean takesOthers(ParsedStatement statement, Parameters parameters) {
            int[] others = parameters.oids(statement, NONE);
            for (int i = 0; i < oids.length; i++) {
                if (others[i] != oids[i] && !unknown.get(i) && !parameters.isUntypedNull(statement, i)) {
                    return false;
                }
            }
            int[] otherNatures = parameters.natures(statement);
            for (int i = 0; i < oids.length; i++) {
                if (!parameters.isUntypedNull(statement, i)) {
                    natures[i] = unknown.get(i) || natures[i] == otherNatures[i] ? otherNatures[i] : TEXT;
                    oids[i] = others[i];
                    unknown.clear(i);
                }
            }
            return true;
        }

        int[] oids(BitSet plain) {
            int[] declared = oids.clone();
            for (int i = 0; i < declared.length; i++) {
                if (declared[i] == 0 && plain.get(i)) {
                    declared[i] = Parameters.plainOid(natures[i]);
                }
            }
            return declared;
        }

        void add(Binding binding) {
            binding.writeTo(values);
            if (count == buffers.ends.length) {
                buffers.ends = Arrays.copyOf(buffers.ends, count * 2);
            }
            buffers.ends[count++] = values.size();
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
            out.bytes(values.bytes(), start(index), start(index + 1) - start(index));
        }

        /** The middles of Bind, as {@link Binding#writeTo} writes them, one behind the other. Not to be changed. */
        byte[] bytes() {
            return values.bytes();
        }

        /** Where an entry begins in {@link #bytes()}; for {@link #count()} where the last one ends. */
        int start(int index) {
            return index == 0 ? 0 : buffers.ends[index - 1];
        }
    }

    PreparedBatch(Parameters parameters) {
        this.parameters = parameters;
    }

    int size() {
        return size;
    }

    /** Takes the parameters as they are now. */
    void add(ParsedStatement statement, Binding binding) {
        Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        if (last == null || !last.takes(statement, parameters)) {
            last = new Run(statement, parameters, buffers());
            runs.add(last);
        }
        last.add(binding);
        size++;
    }

    private Buffers buffers() {
        Buffers free = runs.isEmpty() ? spare.get() : null;
        return free == null ? new Buffers() : free;
    }

    void clear() {
        if (!runs.isEmpty()) {
            Buffers free = runs.get(0).buffers;
            free.values.rewind();
            if (spare.get() != free) {
                spare = new SoftReference<>(free);
            }
        }
        runs.clear();
        size = 0;
    }

    /** The statement of each run, in order. */
    List<PreparedQuery> queries(StatementCache cache, String text, BitSet plain) {
        return runs.stream().map(run -> cache.get(text, run.oids(plain))).toList();
    }

    /** In order. */
    List<Run> runs() {
        return runs;
    }

    /** Whether dates or times are among the values whose types are left to the server. */
    boolean hasSoftTimes() {
        return runs.stream().anyMatch(run -> Parameters.hasTimes(run.natures));
    }
}
