package io.howdah.value;

import io.howdah.value.TextSearchVector.Weight;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What is searched for in documents: {@code tsquery}. In text {@code 'fat' & ( 'rat' | 'cat' )}.
 *
 * <pre>{@code
 * TextSearchQuery.of("fat").and(TextSearchQuery.of("rat").or(TextSearchQuery.of("cat")))
 * }</pre>
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype-textsearch.html#DATATYPE-TSQUERY">tsquery</a>
 */
public sealed interface TextSearchQuery {
    /** Finds nothing; an empty text. */
    TextSearchQuery EMPTY = new Or(List.of());

    /** The word in any weight. */
    static TextSearchQuery of(String lexeme) {
        return new Lexeme(lexeme, Set.of(), false);
    }

    /**
     * Reads what PostgreSQL prints.
     *
     * @throws IllegalArgumentException for what is none, and for parentheses and phrases nested beyond 500
     */
    static TextSearchQuery parse(String text) {
        return new QueryParser(text).parse();
    }

    default TextSearchQuery and(TextSearchQuery other) {
        return new And(List.of(this, other));
    }

    default TextSearchQuery or(TextSearchQuery other) {
        return new Or(List.of(this, other));
    }

    default TextSearchQuery not() {
        return new Not(this);
    }

    /** @param distance in words: 1 for the very next */
    default TextSearchQuery followedBy(TextSearchQuery other, int distance) {
        return new Phrase(this, other, distance);
    }

    /**
     * A word in its basic form.
     *
     * @param weights in any of which it is looked for; empty for all
     * @param isPrefix whether longer words that begin so are found too
     */
    record Lexeme(String text, Set<Weight> weights, boolean isPrefix) implements TextSearchQuery {
        /** @throws IllegalArgumentException for an empty text */
        public Lexeme {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("A word of a tsquery must not be empty");
            }
            weights = Set.copyOf(weights);
        }

        @Override
        public String toString() {
            StringBuilder out = new StringBuilder(WordScanner.quote(text));
            out.append(weights.isEmpty() && !isPrefix ? "" : ":").append(isPrefix ? "*" : "");
            List<Weight> heaviestFirst =
                    new ArrayList<>(weights.isEmpty() ? EnumSet.noneOf(Weight.class) : EnumSet.copyOf(weights));
            for (int i = heaviestFirst.size() - 1; i >= 0; i--) {
                out.append(heaviestFirst.get(i));
            }
            return out.toString();
        }
    }

    /** What the operand does not find. */
    record Not(TextSearchQuery operand) implements TextSearchQuery {
        public Not {
            Objects.requireNonNull(operand, "operand");
        }

        @Override
        public String toString() {
            return "!" + QueryPrinter.operand(operand, QueryPrinter.NOT);
        }
    }

    /** What all operands find. Those that are of the same kind are put together: {@code a & (b & c)} has three. */
    record And(List<TextSearchQuery> operands) implements TextSearchQuery {
        public And {
            List<TextSearchQuery> flat = new ArrayList<>();
            operands.forEach(each -> flat.addAll(each instanceof And and ? and.operands : List.of(each)));
            operands = List.copyOf(flat);
        }

        @Override
        public String toString() {
            return QueryPrinter.join(operands, " & ", QueryPrinter.AND);
        }
    }

    /** What any operand finds. Those that are of the same kind are put together. */
    record Or(List<TextSearchQuery> operands) implements TextSearchQuery {
        public Or {
            List<TextSearchQuery> flat = new ArrayList<>();
            operands.forEach(each -> flat.addAll(each instanceof Or or ? or.operands : List.of(each)));
            operands = List.copyOf(flat);
        }

        @Override
        public String toString() {
            return QueryPrinter.join(operands, " | ", QueryPrinter.OR);
        }
    }

    /**
     * One followed by another.
     *
     * @param distance in words, from 0 to 16384
     */
    record Phrase(TextSearchQuery left, TextSearchQuery right, int distance) implements TextSearchQuery {
        static final int MAX_DISTANCE = 16_384;

        /** @throws IllegalArgumentException for a distance that is not from 0 to 16384 */
        public Phrase {
            Objects.requireNonNull(left, "left");
            Objects.requireNonNull(right, "right");
            if (distance < 0 || distance > MAX_DISTANCE) {
                throw new IllegalArgumentException(
                        "A distance of " + distance + " in a tsquery is not from 0 to " + MAX_DISTANCE);
            }
        }

        @Override
        public String toString() {
            return QueryPrinter.operand(left, QueryPrinter.PHRASE)
                    + (distance == 1 ? " <-> " : " <" + distance + "> ")
                    + QueryPrinter.operand(right, QueryPrinter.NOT);
        }
    }
}
