package io.howdah.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A document as it is searched: {@code tsvector}, each of its words once, with where it stands. In text {@code 'cat':3
 * 'fat':2A,11}.
 *
 * @param lexemes in order, each once: those given are sorted, and what is said twice of one is put together
 * @see <a href="https://www.postgresql.org/docs/current/datatype-textsearch.html#DATATYPE-TSVECTOR">tsvector</a>
 */
public record TextSearchVector(List<Lexeme> lexemes) {
    public TextSearchVector {
        Map<String, List<Position>> byText = new TreeMap<>(TextSearchVector::compare);
        for (Lexeme lexeme : lexemes) {
            byText.computeIfAbsent(lexeme.text, text -> new ArrayList<>()).addAll(lexeme.positions);
        }
        List<Lexeme> sorted = new ArrayList<>(byText.size());
        byText.forEach((text, positions) -> sorted.add(new Lexeme(text, positions)));
        lexemes = List.copyOf(sorted);
    }

    /** How much a position counts. {@link #D}, the least, is the usual one and is not printed. */
    public enum Weight {
        D,
        C,
        B,
        A
    }

    /**
     * A word in its basic form.
     *
     * @param text not empty
     * @param positions in order, each once, with the greatest of the weights given for it; empty where they are not kept
     */
    public record Lexeme(String text, List<Position> positions) {
        /** @throws IllegalArgumentException for an empty text */
        public Lexeme {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("A word of a tsvector must not be empty");
            }
            Map<Integer, Position> byIndex = new TreeMap<>();
            for (Position position : positions) {
                byIndex.merge(
                        position.index, position, (one, other) -> one.weight.compareTo(other.weight) > 0 ? one : other);
            }
            positions = List.copyOf(byIndex.values());
        }

        @Override
        public String toString() {
            StringBuilder out = new StringBuilder(text.length() + 16).append(WordScanner.quote(text));
            for (int i = 0; i < positions.size(); i++) {
                out.append(i == 0 ? ':' : ',').append(positions.get(i));
            }
            return out.toString();
        }
    }

    /**
     * Where a word stands.
     *
     * @param index 1 for the first word of the document, 16383 for that and all beyond
     */
    public record Position(int index, Weight weight) {
        public static final int MAX_INDEX = 16_383;

        /** @throws IllegalArgumentException for an index that is not from 1 to 16383 */
        public Position {
            Objects.requireNonNull(weight, "weight");
            if (index < 1 || index > MAX_INDEX) {
                throw new IllegalArgumentException(
                        "A word stands at " + index + " in a tsvector, which is not from 1 to " + MAX_INDEX);
            }
        }

        @Override
        public String toString() {
            return weight == Weight.D ? Integer.toString(index) : Integer.toString(index) + weight;
        }
    }

    /**
     * Reads what PostgreSQL prints.
     *
     * @throws IllegalArgumentException for what is none
     */
    public static TextSearchVector parse(String text) {
        return new TextSearchVector(new LexemeParser(text).lexemes());
    }

    /** By code points, which is the order of their bytes in UTF-8. */
    private static int compare(String one, String other) {
        int common = Math.min(one.length(), other.length());
        for (int i = 0; i < common; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                boolean surrogates = Character.isSurrogate(a) != Character.isSurrogate(b);
                return surrogates ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(16 * lexemes.size());
        for (Lexeme lexeme : lexemes) {
            out.append(out.isEmpty() ? "" : " ").append(lexeme);
        }
        return out.toString();
    }
}
