package io.howdah.jdbc;

import io.howdah.api.ServerError;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Which of one statement's soft parameters are declared plainly, try after try: those the server complains of; then all;
 * then, one after the other, those it complained of next, or all but those it complains of now.
 */
final class Typing {
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

    private BitSet culprits(ServerError refused, String sql) {
        BitSet culprits = Culprits.of(refused, sql);
        culprits.and(soft);
        return culprits;
    }
}
