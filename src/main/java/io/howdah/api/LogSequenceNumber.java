package io.howdah.api;

/**
 * A place in the server's write-ahead log: {@code pg_lsn}, in bytes from its beginning. In text {@code 16/B374D848}.
 *
 * @param value without a sign; compare with {@link #compareTo}
 */
public record LogSequenceNumber(long value) implements Comparable<LogSequenceNumber> {
    /** {@code 0/0}, which no record ever has: it stands for none. */
    public static final LogSequenceNumber INVALID = new LogSequenceNumber(0);

    /** @throws IllegalArgumentException for any text but one to eight hexadecimal digits, a slash, and as many again */
    public static LogSequenceNumber parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash > 8 || text.length() - slash < 2 || text.length() - slash > 9) {
            throw malformed();
        }
        return new LogSequenceNumber(half(text, 0, slash) << 32 | half(text, slash + 1, text.length()));
    }

    private static long half(String text, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw malformed();
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("The text is no place in the log such as 16/B374D848");
    }

    @Override
    public int compareTo(LogSequenceNumber other) {
        return Long.compareUnsigned(value, other.value);
    }

    /** As PostgreSQL prints it. */
    @Override
    public String toString() {
        return hexadecimal(value >>> 32) + "/" + hexadecimal(value & 0xFFFF_FFFFL);
    }

    private static String hexadecimal(long half) {
        return Long.toHexString(half).toUpperCase(java.util.Locale.ROOT);
    }
}
