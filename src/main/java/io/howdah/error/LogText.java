package io.howdah.error;

/** What a server said, fit for one line of a log: nothing in it begins another line or steers a terminal. */
public final class LogText {
    private static final int LONGEST = 1_000;

    private LogText() {}

    /** With control characters as in Java's source ({@code \n}, {@code \u001b}); cut where it is long. */
    public static String of(String said) {
        var line = new StringBuilder(Math.min(said.length(), LONGEST) + 8);
        for (int i = 0; i < said.length() && i < LONGEST; i++) {
            char c = said.charAt(i);
            if (c == '\n') {
                line.append("\\n");
            } else if (steers(c)) {
                line.append(String.format("\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        return said.length() > LONGEST ? line.append("..").toString() : line.toString();
    }

    /** Controls, what ends a line in Unicode, and what turns the direction of writing. */
    private static boolean steers(char c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
