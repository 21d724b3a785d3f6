package io.howdah.types;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The types of one database that are not built in, with their codecs: one table for all connections that meet it. A look
 * into it takes no lock and allocates nothing. Thread-safe.
 */
public final class TypeDefinitions {
    private final ReentrantLock defining = new ReentrantLock();
    private volatile Codec<?>[] byOid = {};

    /** Null for a type that nobody has looked up. */
    Codec<?> find(int oid) {
        Codec<?>[] codecs = byOid;
        int low = 0;
        int high = codecs.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = codecs[middle].type().oid();
            if (found == oid) {
                return codecs[middle];
            }
            if (Integer.compareUnsigned(found, oid) < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    /** A later definition replaces an earlier one. */
    void define(Collection<? extends Codec<?>> codecs) {
        defining.lock();
        try {
            Map<Integer, Codec<?>> all = new HashMap<>();
            for (Codec<?> codec : byOid) {
                all.put(codec.type().oid(), codec);
            }
            for (Codec<?> codec : codecs) {
                all.put(codec.type().oid(), codec);
            }
            Codec<?>[] sorted = all.values().toArray(Codec<?>[]::new);
            Arrays.sort(
                    sorted,
                    (a, b) -> Integer.compareUnsigned(a.type().oid(), b.type().oid()));
            byOid = sorted;
        } finally {
            defining.unlock();
        }
    }
}
