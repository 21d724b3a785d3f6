package io.howdah.jdbc;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * What was learnt of texts whose parameters' types were left to the server: for which of them it could not tell, so that
 * a text is refused once and no more. From any thread.
 */
final class SoftTypes {
    private static final int MOST_TEXTS = 512;

    /** Per text: as many ways of setting its parameters. */
    private static final int MOST_PROVEN = 4;

    private static final Known NOTHING = new Known(new BitSet(), List.of());

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Known> byText = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST_TEXTS;
        }
    };

    /**
     * @param plain parameters that must be declared, counted from 0; not to be changed
     * @param proven declared types that the server accepted, last first
     */
    private record Known(BitSet plain, List<int[]> proven) {
        boolean isProven(int[] declaredOids) {
            return proven.stream().anyMatch(each -> Arrays.equals(each, declaredOids));
        }
    }

    /** Not to be changed. */
    BitSet plain(String text) {
        return known(text).plain();
    }

    /** Whether the server accepted the text with these types before. */
    boolean isProven(String text, int[] declaredOids) {
        return known(text).isProven(declaredOids);
    }

    private Known known(String text) {
        lock.lock();
        try {
            return byText.getOrDefault(text, NOTHING);
        } finally {
            lock.unlock();
        }
    }

    /** The server accepted the text so. */
    void worked(String text, BitSet plain, int[] declaredOids) {
        lock.lock();
        try {
            Known known = byText.getOrDefault(text, NOTHING);
            if (!known.isProven(declaredOids) || !known.plain().equals(plain)) {
                List<int[]> proven = Stream.concat(Stream.of(declaredOids), known.proven().stream())
                        .limit(MOST_PROVEN)
                        .toList();
                byText.put(text, new Known((BitSet) plain.clone(), proven));
            }
        } finally {
            lock.unlock();
        }
    }

    /** The server did not accept the text in any way: what was accepted before may hold no longer. */
    void forget(String text) {
        lock.lock();
        try {
            byText.remove(text);
        } finally {
            lock.unlock();
        }
    }
}
