package io.howdah.value;

import io.howdah.value.TextSearchVector.Lexeme;
import io.howdah.value.TextSearchVector.Position;
import io.howdah.value.TextSearchVector.Weight;
import java.util.ArrayList;
import java.util.List;

/** Reads the words of a {@code tsvector}. */
final class LexemeParser {
    private final WordScanner in;

    LexemeParser(String text) {
        in = new WordScanner(text, "tsvector such as 'cat':3 'fat':2A,11");
    }

    List<Lexeme> lexemes() {
        List<Lexeme> lexemes = new ArrayList<>();
        in.skipBlanks();
        while (!in.isAtEnd()) {
            lexemes.add(new Lexeme(in.word(""), positions()));
            if (!in.isAtEnd() && in.peek() > ' ') {
                throw in.malformed();
            }
            in.skipBlanks();
        }
        return lexemes;
    }

    private List<Position> positions() {
        List<Position> positions = new ArrayList<>();
        char before = ':';
        while (in.takes(before)) {
            int index = in.number(Position.MAX_INDEX);
            boolean weighted = in.peek() >= 'A' && in.peek() <= 'D';
            positions.add(new Position(index, weighted ? Weight.valueOf(String.valueOf(in.next())) : Weight.D));
            before = ',';
        }
        return positions;
    }
}
