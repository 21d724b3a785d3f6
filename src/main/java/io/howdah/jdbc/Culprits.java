package io.howdah.jdbc;

import io.howdah.api.ServerError;
import java.util.BitSet;

/**
 * Which parameters an error is about, by the {@code $n} in it, which stands in every translation of a message, or by the
 * place it points at. A guess, which need not be right in the face of quotes and comments: it only decides which types are
 * tried first.
 */
final class Culprits {
    /** No statement has more than 65535 parameters. */
    private static final int MOST_DIGITS = 5;

    private static final String OPERATORS = "+-*/<>=~!@#%^&|`?";

    private final String sql;
    private final BitSet found = new BitSet();

    private Culprits(String sql) {
        this.sql = sql;
    }

    /** Counted from 0. */
    static BitSet of(ServerError error, String sql) {
        var culprits = new Culprits(sql);
        culprits.collect(error.message());
        if (culprits.found.isEmpty()
                && error.position() > 0
                && error.position() <= sql.codePointCount(0, sql.length())) {
            culprits.lookAt(sql.offsetByCodePoints(0, error.position() - 1));
        }
        return culprits.found;
    }

    private void collect(String text) {
        for (int at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at + 1)) {
            int number = 0;
            for (int i = at + 1; i < text.length() && i <= at + MOST_DIGITS && isDigit(text.charAt(i)); i++) {
                number = number * 10 + text.charAt(i) - '0';
            }
            if (number > 0) {
                found.set(number - 1);
            }
        }
    }

    private void lookAt(int start) {
        if (OPERATORS.indexOf(sql.charAt(start)) >= 0) {
            lookAtOperands(start);
        } else {
            lookAtCall(start);
        }
    }

    /** A parameter itself, or a function's name with what is in its parentheses. */
    private void lookAtCall(int start) {
        int at = start;
        while (at < sql.length() && isWord(sql.charAt(at))) {
            at++;
        }
        int depth = 0;
        for (; at < sql.length(); at++) {
            depth += sql.charAt(at) == '(' ? 1 : sql.charAt(at) == ')' ? -1 : 0;
            if (depth <= 0) {
                break;
            }
        }
        collect(sql.substring(start, at));
    }

    private void lookAtOperands(int start) {
        int left = start;
        while (left > 0 && sql.charAt(left - 1) == ' ') {
            left--;
        }
        int leftEnd = left;
        while (left > 0 && isWord(sql.charAt(left - 1))) {
            left--;
        }
        collect(sql.substring(left, leftEnd));
        int right = start;
        while (right < sql.length() && (OPERATORS.indexOf(sql.charAt(right)) >= 0 || sql.charAt(right) == ' ')) {
            right++;
        }
        lookAtCall(right);
    }

    private static boolean isWord(char symbol) {
        return Character.isJavaIdentifierPart(symbol) || symbol == '.' || symbol == '"';
    }

    private static boolean isDigit(char symbol) {
        return symbol >= '0' && symbol <= '9';
    }
}
