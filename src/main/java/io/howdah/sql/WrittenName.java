package io.howdah.sql;

/** What a name that stands in SQL is in the catalogue. */
public final class WrittenName {
    private WrittenName() {}

    /** A name without quotes as the server folds it: ASCII letters only are put in lower case, with UTF-8 as its encoding. */
    public static String folded(String name) {
        StringBuilder lower = null;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower = lower == null ? new StringBuilder(name) : lower;
                lower.setCharAt(i, (char) (c | 0x20));
            }
        }
        return lower == null ? name : lower.toString();
    }

    /** A name without quotes, in {@code ".."} or in {@code U&".."}, whose escape character is the backslash. */
    static String meant(String written) {
        if (written.startsWith("\"")) {
            return unquoted(written);
        }
        return written.startsWith("&\"", 1) ? unescaped(unquoted(written.substring(2))) : folded(written);
    }

    private static String unquoted(String name) {
        return name.substring(1, name.length() - 1).replace("\"\"", "\"");
    }

    /** {@code \0061}, {@code \+000061} and a doubled backslash. What is malformed stays, and the server will say so. */
    private static String unescaped(String name) {
        StringBuilder plain = new StringBuilder();
        int i = 0;
        while (i < name.length()) {
            if (name.charAt(i) != '\\') {
                plain.append(name.charAt(i++));
            } else if (name.startsWith("\\", i + 1)) {
                plain.append('\\');
                i += 2;
            } else {
                boolean isLong = name.startsWith("+", i + 1);
                int from = isLong ? i + 2 : i + 1;
                int to = from + (isLong ? 6 : 4);
                int character = number(name, from, to);
                if (Character.isValidCodePoint(character)) {
                    plain.appendCodePoint(character);
                    i = to;
                } else {
                    plain.append(name.charAt(i++));
                }
            }
        }
        return plain.toString();
    }

    /** -1 if it is no hexadecimal number of that many digits. */
    private static int number(String text, int from, int to) {
        if (to > text.length()) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            number = number * 16 + digit;
        }
        return number;
    }
}
