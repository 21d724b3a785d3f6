package io.howdah.jdbc;

import io.howdah.api.ServerError;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of one statement's soft parameters are declared plainly, try after try: those the server complains of, then all,
 * then those it complained of next, one after the other.
 */
final class Typing {
    /** {@code $n} stands in every translation of a message. */
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d{1,5})");

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
        ONE_AFTER_THE_OTHER
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
                yield blame(culprits(refused, sql)) || all();
            }
            case THE_FIRST_BLAMED -> {
                waiting = culprits(refused, sql);
                yield all();
            }
            case ALL -> {
                tried = Tried.ONE_AFTER_THE_OTHER;
                yield blame(waiting);
            }
            case ONE_AFTER_THE_OTHER -> blame(culprits(refused, sql));
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

    /** The parameter that the message names, or else those of the function call it points at. */
    private BitSet culprits(ServerError refused, String sql) {
        var found = new BitSet();
        Matcher named = PARAMETER.matcher(refused.message());
        while (named.find()) {
            found.set(Integer.parseInt(named.group(1)));
        }
        if (found.isEmpty() && refused.position() > 0) {
            Matcher inCall = PARAMETER.matcher(callAt(refused.position(), sql));
            while (inCall.find()) {
                found.set(Integer.parseInt(inCall.group(1)));
            }
        }
        BitSet culprits = found.get(1, Math.max(1, found.length()));
        culprits.and(soft);
        culprits.andNot(plain);
        return culprits;
    }

    /** The word at that position, with what it is called with. A guess, which need not be right in the face of quotes and comments: it only decides what is tried first. */
    private static String callAt(int position, String sql) {
        if (position > sql.codePointCount(0, sql.length())) {
            return "";
        }
        int start = sql.offsetByCodePoints(0, position - 1);
        int at = start;
        while (at < sql.length()
                && (Character.isJavaIdentifierPart(sql.charAt(at)) || ". \"".indexOf(sql.charAt(at)) >= 0)) {
            at++;
        }
        Deque<Integer> open = new ArrayDeque<>();
        for (; at < sql.length(); at++) {
            if (sql.charAt(at) == '(') {
                open.push(at);
            } else if (open.isEmpty()) {
                break;
            } else if (sql.charAt(at) == ')') {
                open.pop();
                if (open.isEmpty()) {
                    return sql.substring(start, at);
                }
            }
        }
        return sql.substring(start, at);
    }
}
