package io.howdah.value;

import io.howdah.value.TextSearchQuery.And;
import io.howdah.value.TextSearchQuery.Lexeme;
import io.howdah.value.TextSearchQuery.Not;
import io.howdah.value.TextSearchQuery.Or;
import io.howdah.value.TextSearchQuery.Phrase;
import io.howdah.value.TextSearchVector.Weight;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads a {@code tsquery}: {@code |} binds least, then {@code &}, {@code <->}, and {@code !}. */
final class QueryParser {
    /** Each of which takes a few frames of the stack, here and where it is printed. */
    private static final int MAX_DEPTH = 500;

    private final WordScanner in;

    /** Of operands, each inside the one before, in the text. */
    private int depth;

    /** Of the tree that was made last. */
    private int height;

    QueryParser(String text) {
        in = new WordScanner(text, "tsquery such as 'fat' & ( 'rat' | 'cat' )");
    }

    TextSearchQuery parse() {
        in.skipBlanks();
        if (in.isAtEnd()) {
            return TextSearchQuery.EMPTY;
        }
        TextSearchQuery query = or();
        if (!in.isAtEnd()) {
            throw in.malformed();
        }
        return query;
    }

    private TextSearchQuery or() {
        List<TextSearchQuery> operands = new ArrayList<>();
        int highest = 0;
        do {
            operands.add(and());
            highest = Math.max(highest, height);
        } while (in.takes('|'));
        if (operands.size() == 1) {
            return operands.get(0);
        }
        grow(highest);
        return new Or(operands);
    }

    private TextSearchQuery and() {
        List<TextSearchQuery> operands = new ArrayList<>();
        int highest = 0;
        do {
            operands.add(phrase());
            highest = Math.max(highest, height);
        } while (in.takes('&'));
        if (operands.size() == 1) {
            return operands.get(0);
        }
        grow(highest);
        return new And(operands);
    }

    /** One more on top of the highest of what is below. */
    private void grow(int below) {
        height = below + 1;
        if (height > MAX_DEPTH) {
            throw in.malformed();
        }
    }

    private TextSearchQuery phrase() {
        TextSearchQuery query = operand();
        while (in.takes('<')) {
            int distance = in.takes('-') ? 1 : in.number(Phrase.MAX_DISTANCE + 1);
            if (!in.takes('>')) {
                throw in.malformed();
            }
            int left = height;
            query = new Phrase(query, operand(), distance);
            grow(Math.max(left, height));
        }
        return query;
    }

    /** With the blanks around it. */
    private TextSearchQuery operand() {
        if (++depth > MAX_DEPTH) {
            throw in.malformed();
        }
        in.skipBlanks();
        TextSearchQuery query;
        if (in.takes('!')) {
            query = new Not(operand());
            grow(height);
        } else if (in.takes('(')) {
            query = or();
            if (!in.takes(')')) {
                throw in.malformed();
            }
        } else {
            query = lexeme();
            height = 1;
        }
        in.skipBlanks();
        depth--;
        return query;
    }

    private Lexeme lexeme() {
        String word = in.word("|&!<>()");
        Set<Weight> weights = EnumSet.noneOf(Weight.class);
        boolean prefix = false;
        if (in.takes(':')) {
            while (in.peek() == '*' || in.peek() >= 'A' && in.peek() <= 'D') {
                if (in.takes('*')) {
                    prefix = true;
                } else {
                    weights.add(Weight.valueOf(String.valueOf(in.next())));
                }
            }
        }
        return new Lexeme(word, weights, prefix);
    }
}
