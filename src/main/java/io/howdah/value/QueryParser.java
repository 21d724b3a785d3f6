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
    private int depth;

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
        do {
            operands.add(and());
        } while (in.takes('|'));
        return operands.size() == 1 ? operands.get(0) : new Or(operands);
    }

    private TextSearchQuery and() {
        List<TextSearchQuery> operands = new ArrayList<>();
        do {
            operands.add(phrase());
        } while (in.takes('&'));
        return operands.size() == 1 ? operands.get(0) : new And(operands);
    }

    private TextSearchQuery phrase() {
        TextSearchQuery query = operand();
        int length = 0;
        while (in.takes('<')) {
            int distance = in.takes('-') ? 1 : in.number(Phrase.MAX_DISTANCE + 1);
            if (!in.takes('>') || ++length > MAX_DEPTH) {
                throw in.malformed();
            }
            query = new Phrase(query, operand(), distance);
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
        } else if (in.takes('(')) {
            query = or();
            if (!in.takes(')')) {
                throw in.malformed();
            }
        } else {
            query = lexeme();
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
