package io.howdah.value;

import io.howdah.value.TextSearchVector.Lexeme;
import io.howdah.value.TextSearchVector.Position;
import io.howdah.value.TextSearchVector.Weight;
import java.util.ArrayList;
import java.util.List;

/** Reads the words of a {@code tsvector}. */
final class LexemeParser {
    private final String text;
    private int at;

    LexemeParser(String text) {
        this.text = text;
    }

    List<Lexeme> lexemes() {
        List<Lexeme> lexemes = new ArrayList<>();
        skipBlanks();
        while (at < text.length()) {
            String word = peek() == '\'' ? quoted() : plain();
            lexemes.add(new Lexeme(word, positions()));
            if (at < text.length() && peek() > ' ') {
                throw malformed();
            }
            skipBlanks();
        }
        return lexemes;
    }

    private String quoted() {
        StringBuilder word = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\'') {
                if (peek() != '\'') {
                    return word.toString();
                }
                at++;
            } else if (c == '\\') {
                if (at == text.length()) {
                    break;
                }
                c = text.charAt(at++);
            }
            word.append(c);
        }
        throw malformed();
    }

    private String plain() {
        int start = at;
        while (at < text.length() && peek() > ' ' && peek() != ':' && peek() != '\\' && peek() != '\'') {
            at++;
        }
        if (at == start) {
            throw malformed();
        }
        return text.substring(start, at);
    }

    private List<Position> positions() {
        List<Position> positions = new ArrayList<>();
        char before = ':';
        while (peek() == before) {
            at++;
            positions.add(position());
            before = ',';
        }
        return positions;
    }

    private Position position() {
        int start = at;
        int index = 0;
        while (peek() >= '0' && peek() <= '9') {
            index = Math.min(Position.MAX_INDEX, index * 10 + (peek() - '0'));
            at++;
        }
        if (at == start) {
            throw malformed();
        }
        Weight weight = Weight.D;
        if (peek() >= 'A' && peek() <= 'D') {
            weight = Weight.valueOf(String.valueOf(peek()));
            at++;
        }
        return new Position(index, weight);
    }

    private void skipBlanks() {
        while (at < text.length() && peek() <= ' ') {
            at++;
        }
    }

    /** NUL behind the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException("This is no tsvector such as 'cat':3 'fat':2A,11, from character "
                + (Math.min(at, text.length()) + 1) + " of " + text.length() + " on");
    }
}
