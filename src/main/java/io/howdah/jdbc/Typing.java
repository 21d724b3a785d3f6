package io.howdah.jdbc;

import io.howdah.api.ServerError;
import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of one statement's soft parameters are declared plainly, try after try: those the server complains of; then all;
 * then, one after the other, those it complained of next, or all but those it complains of now.
 */
final class Typing {
    /** {@code $n} stands in every translation of a message. */
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d{1,5})");

    /** An operator, with the parameters at its sides. */
    private static final Pattern OPERATOR =
            Pattern.compile("(\\$\\d{1,5}\\s{0,3})?([-+*/<>=~!@#%^&|`?]+)(\\s{0,3}\\$\\d{1,5})?");

    private static final int LONGEST_OPERAND = "$65535".length() + 3;

    private static final int MOST_TRIES = 32;

    private final BitSet soft;
    private final BitSet blamed;
    private BitSet plain;
    private BitSet waiting = new BitSet();
    private Tried tried = Tried.NOTHING;
    private int tries;

    private enum Tried {
        NOTHING,
        THE_FIRST_BLAMED,
        ALL,
        ONE_AFTER_THE_OTHER,
        ALL_BUT
    }

    /**
     * @param soft of its parameters, counted from 0
     * @param plain what worked before
     */
    Typing(BitSet soft, BitSet plain) {
        this.soft = soft;
        this.plain = plain;
        this.blamed = (BitSet) plain.clone();
    }

    /** Not to be changed. */
    BitSet plain() {
        return plain;
    }

    boolean hasTried() {
        return tried != Tried.NOTHING;
    }

    /** Chooses what to try after that error; false if there is nothing left. */
    boolean next(ServerError refused, String sql) {
        if (++tries > MOST_TRIES) {
            return false;
        }
        return switch (tried) {
            case NOTHING -> {
                tried = Tried.THE_FIRST_BLAMED;
                yield blame(undeclared(refused, sql)) || all();
            }
            case THE_FIRST_BLAMED -> {
                waiting = undeclared(refused, sql);
                yield all();
            }
            case ALL -> {
                tried = waiting.isEmpty() ? Tried.ALL_BUT : Tried.ONE_AFTER_THE_OTHER;
                yield waiting.isEmpty() ? spare(refused, sql) : blame(waiting);
            }
            case ONE_AFTER_THE_OTHER -> blame(undeclared(refused, sql));
            case ALL_BUT -> spare(refused, sql);
        };
    }

    private boolean blame(BitSet more) {
        if (more.isEmpty()) {
            return false;
        }
        blamed.or(more);
        plain = (BitSet) blamed.clone();
        return true;
    }

    private boolean spare(ServerError refused, String sql) {
        BitSet spared = culprits(refused, sql);
        spared.and(plain);
        plain = (BitSet) plain.clone();
        plain.andNot(spared);
        return !spared.isEmpty() && !plain.isEmpty();
    }

    private boolean all() {
        tried = Tried.ALL;
        var left = (BitSet) soft.clone();
        left.andNot(plain);
        plain = (BitSet) blamed.clone();
        plain.or(soft);
        return !left.isEmpty();
    }

    /** Declares those as well: their values did not fit what the server took them for. */
    boolean add(IntPredicate misread) {
        BitSet more = (BitSet) soft.clone();
        more.andNot(plain);
        more.stream().filter(misread.negate()).forEach(more::clear);
        plain = (BitSet) plain.clone();
        plain.or(more);
        return !more.isEmpty();
    }

    private BitSet undeclared(ServerError refused, String sql) {
        BitSet undeclared = culprits(refused, sql);
        undeclared.andNot(plain);
        return undeclared;
    }

    /** The parameter that the message names, or else those at the place it points at. */
    private BitSet culprits(ServerError refused, String sql) {
        var found = new BitSet();
        collect(refused.message(), found);
        if (found.isEmpty() && refused.position() > 0 && refused.position() <= sql.codePointCount(0, sql.length())) {
            int start = sql.offsetByCodePoints(0, refused.position() - 1);
            if (isWord(sql.charAt(start))) {
                collect(call(sql, start), found);
            } else {
                Matcher operands = OPERATOR.matcher(sql).region(Math.max(0, start - LONGEST_OPERAND), sql.length());
                for (boolean more = operands.find(); more && operands.start(2) <= start; more = operands.find()) {
                    if (operands.start(2) == start) {
                        collect(operands.group(), found);
                    }
                }
            }
        }
        found.and(soft);
        return found;
    }

    private static void collect(String text, BitSet found) {
        Matcher parameters = PARAMETER.matcher(text);
        while (parameters.find()) {
            int number = Integer.parseInt(parameters.group(1));
            if (number > 0) {
                found.set(number - 1);
            }
        }
    }

    private static boolean isWord(char symbol) {
        return Character.isJavaIdentifierPart(symbol) || symbol == '.' || symbol == '"';
    }

    /**
     * The word that starts there, with what it is called with. A guess, which need not be right in the face of quotes and
     * comments: it only decides what is tried first.
     */
    private static String call(String sql, int start) {
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
        return sql.substring(start, at);
    }
}
