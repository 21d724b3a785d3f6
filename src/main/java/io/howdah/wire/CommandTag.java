package io.howdah.wire;

import java.nio.charset.StandardCharsets;

/** Reads the tag of a CommandComplete, such as {@code INSERT 0 5} or {@code CREATE TABLE}, without copying it. */
public final class CommandTag {
    /** What {@link #count} returns for a command that counts nothing. */
    public static final long NO_COUNT = -1;

    private static final String[] COMMON = {
        "SELECT",
        "INSERT",
        "UPDATE",
        "DELETE",
        "MERGE",
        "BEGIN",
        "COMMIT",
        "ROLLBACK",
        "SET",
        "SAVEPOINT",
        "RELEASE",
        "FETCH",
        "COPY"
    };

    private CommandTag() {}

    /** The words of the tag, without its numbers. */
    public static String command(byte[] bytes, int start, int end) {
        int stop = textEnd(bytes, start, end);
        while (stop > start && (bytes[stop - 1] == ' ' || isDigit(bytes[stop - 1]))) {
            stop--;
        }
        for (String common : COMMON) {
            if (common.length() == stop - start && matches(common, bytes, start)) {
                return common;
            }
        }
        return new String(bytes, start, stop - start, StandardCharsets.UTF_8);
    }

    /** The number at the tag's end, or {@link #NO_COUNT}. */
    public static long count(byte[] bytes, int start, int end) {
        int stop = textEnd(bytes, start, end);
        int from = stop;
        while (from > start && isDigit(bytes[from - 1])) {
            from--;
        }
        // Nineteen digits are beyond any count a server can reach.
        if (from == stop || from == start || bytes[from - 1] != ' ' || stop - from > 18) {
            return NO_COUNT;
        }
        long count = 0;
        for (int i = from; i < stop; i++) {
            count = count * 10 + (bytes[i] - '0');
        }
        return count;
    }

    private static int textEnd(byte[] bytes, int start, int end) {
        return end > start && bytes[end - 1] == 0 ? end - 1 : end;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean matches(String word, byte[] bytes, int start) {
        for (int i = 0; i < word.length(); i++) {
            if (bytes[start + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
