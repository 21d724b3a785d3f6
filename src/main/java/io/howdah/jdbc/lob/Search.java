package io.howdah.jdbc.lob;

import java.io.IOException;

/** Finds a pattern in one pass, in time linear in both (Knuth, Morris and Pratt). */
final class Search {
    private Search() {}

    /** As the {@code read} of streams and readers: -1 at the end. */
    @FunctionalInterface
    interface Symbols {
        int next() throws IOException;
    }

    /**
     * @param start the position of the first symbol that will come
     * @return the position of the pattern's first symbol, or -1; an empty pattern is found at once
     */
    static long find(int[] pattern, Symbols symbols, long start) throws IOException {
        if (pattern.length == 0) {
            return start;
        }
        int[] borders = borders(pattern);
        int matched = 0;
        long position = start;
        for (int symbol = symbols.next(); symbol >= 0; symbol = symbols.next()) {
            while (matched > 0 && pattern[matched] != symbol) {
                matched = borders[matched - 1];
            }
            if (pattern[matched] == symbol) {
                matched++;
            }
            position++;
            if (matched == pattern.length) {
                return position - pattern.length;
            }
        }
        return -1;
    }

    /** For each prefix the length of its longest proper prefix that it ends with as well. */
    private static int[] borders(int[] pattern) {
        int[] borders = new int[pattern.length];
        int length = 0;
        for (int i = 1; i < pattern.length; i++) {
            while (length > 0 && pattern[i] != pattern[length]) {
                length = borders[length - 1];
            }
            if (pattern[i] == pattern[length]) {
                length++;
            }
            borders[i] = length;
        }
        return borders;
    }
}
