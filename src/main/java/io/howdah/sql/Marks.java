package io.howdah.sql;

import io.howdah.sql.ParseOptions.Placeholders;

/** Writes the {@code ?} of a text by its policy, and counts parameters. */
final class Marks {
    static final int NO_PARAMETER = -1;

    private final Placeholders placeholders;
    private int numbered;
    private int highestNative;

    Marks(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    /** The {@code ?} made parameters since {@link #restart()}. */
    int numbered() {
        return numbered;
    }

    /** Numbers the next statement's parameters from 1. */
    void restart() {
        numbered = 0;
    }

    /** The highest n of all {@code $n} seen, 0 if there was none. */
    int highestNative() {
        return highestNative;
    }

    /** Whether the {@code ?} the scanner stands on is written other than it was read. */
    boolean changes(SqlScanner scanner) {
        return switch (placeholders) {
            case NONE -> false;
            case UNESCAPE -> scanner.following() == '?';
            case REPLACE -> true;
        };
    }

    /**
     * Writes the {@code ?} the scanner stands on, and consumes the second of two.
     *
     * @return the zero-based parameter, or {@link #NO_PARAMETER}
     */
    int write(SqlScanner scanner, StringBuilder out) {
        if (placeholders != Placeholders.NONE && scanner.following() == '?') {
            scanner.next();
            out.append('?');
            return NO_PARAMETER;
        }
        if (placeholders != Placeholders.REPLACE) {
            out.append('?');
            return NO_PARAMETER;
        }
        // Without the blanks "limit?" would become the name "limit$1", "?1" the parameter 11, "$?" a dollar quote.
        if (out.length() > 0 && SqlScanner.isNamePart(out.charAt(out.length() - 1))) {
            out.append(' ');
        }
        out.append('$').append(++numbered);
        if (SqlScanner.isNamePart(scanner.following())) {
            out.append(' ');
        }
        return numbered - 1;
    }

    /** Takes note of the {@code $n} the scanner stands on. */
    void parameter(String sql, SqlScanner scanner) {
        highestNative = Math.max(highestNative, number(sql, scanner));
    }

    /** The n of {@code $n}; what no int holds is the largest int. */
    static int number(String sql, SqlScanner scanner) {
        long number = 0;
        for (int i = scanner.start() + 1; i < scanner.end(); i++) {
            number = Math.min(Integer.MAX_VALUE, number * 10 + sql.charAt(i) - '0');
        }
        return (int) number;
    }
}
