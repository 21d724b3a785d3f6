package io.howdah.types.codec;

/** Appends elements, one after the other, to the text of an array: its braces, delimiters, quotes. */
final class ArrayText {
    private final StringBuilder out;
    private final int[] lengths;
    private final char delimiter;
    private int passed;

    /** @param lengths of the dimensions; none for an empty array */
    ArrayText(StringBuilder out, int[] lengths, char delimiter) {
        this.out = out;
        this.lengths = lengths;
        this.delimiter = delimiter;
    }

    /** What stands before the first element where not all dimensions start at 1. */
    static void appendBounds(StringBuilder out, int[] lengths, int[] lowerBounds) {
        for (int i = 0; i < lengths.length; i++) {
            long upper = (long) lowerBounds[i] + lengths[i] - 1;
            out.append('[').append(lowerBounds[i]).append(':').append(upper).append(']');
        }
        out.append('=');
    }

    /** Also starts and ends the array with its first and last element. */
    void appendNull() {
        open();
        out.append("NULL");
        close();
    }

    void append(CharSequence element) {
        open();
        if (needsQuotes(element, delimiter)) {
            out.append('"');
            for (int i = 0; i < element.length(); i++) {
                char c = element.charAt(i);
                if (c == '"' || c == '\\') {
                    out.append('\\');
                }
                out.append(c);
            }
            out.append('"');
        } else {
            out.append(element);
        }
        close();
    }

    private void open() {
        if (passed > 0) {
            out.append(delimiter);
        }
        for (int i = 0; i < boundaries(); i++) {
            out.append('{');
        }
    }

    private void close() {
        passed++;
        for (int i = 0; i < boundaries(); i++) {
            out.append('}');
        }
    }

    /** How many dimensions start or end between the elements passed and the next one. */
    private int boundaries() {
        int found = 0;
        long size = 1;
        for (int i = lengths.length - 1; i >= 0; i--) {
            size *= lengths[i];
            if (passed % size != 0) {
                break;
            }
            found++;
        }
        return found;
    }

    /** As {@code array_out} decides. */
    static boolean needsQuotes(CharSequence element, char delimiter) {
        int length = element.length();
        if (length == 0 || length == 4 && "null".equalsIgnoreCase(element.toString())) {
            return true;
        }
        for (int i = 0; i < length; i++) {
            char c = element.charAt(i);
            if (c == '"' || c == '\\' || c == '{' || c == '}' || c == delimiter || c == ' ' || c >= '\t' && c <= '\r') {
                return true;
            }
        }
        return false;
    }
}
