package io.howdah.sql;

import io.howdah.sql.SqlScanner.Token;

/** SQL for other eyes: what a program has written into it as values is left out. */
public final class LiteralMask {
    private static final String MASK = "?";

    private LiteralMask() {}

    /**
     * The text with {@code ?} for each string and number, and without its comments, for a server of which it is not known how
     * it reads strings: cut off where that would make a difference.
     */
    public static String mask(String sql) {
        String standard = mask(sql, StringSyntax.STANDARD);
        if (sql.indexOf('\\') < 0) {
            return standard;
        }
        String other = mask(sql, StringSyntax.BACKSLASH);
        if (standard.equals(other)) {
            return standard;
        }
        // Safe, since one of them is right, and what is left is the beginning of either.
        int same = 0;
        while (same < Math.min(standard.length(), other.length()) && standard.charAt(same) == other.charAt(same)) {
            same++;
        }
        return standard.substring(0, same).stripTrailing() + " ..";
    }

    /** The text with {@code ?} for each string and number, and without its comments. */
    static String mask(String sql, StringSyntax strings) {
        var scanner = new SqlScanner(sql, strings);
        var masked = new StringBuilder(sql.length());
        int behind = 0;
        while (scanner.next() != Token.END) {
            if (scanner.start() > behind && masked.length() > 0) {
                masked.append(' ');
            }
            behind = scanner.end();
            if (scanner.isLiteral()) {
                masked.append(MASK);
            } else {
                masked.append(sql, scanner.start(), scanner.end());
            }
        }
        return masked.toString();
    }
}
