package io.howdah.sql;

import io.howdah.sql.SqlScanner.Token;

/** SQL for other eyes: what a program has written into it as values is left out. */
public final class LiteralMask {
    private static final String MASK = "?";

    private LiteralMask() {}

    /** The text with {@code ?} for each string and number, and without its comments. */
    public static String mask(String sql, StringSyntax strings) {
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
