package io.howdah.value;

import java.util.List;

/** Where parentheses are due in the text of a {@code tsquery}. */
final class QueryPrinter {
    /** How closely each binds. */
    static final int OR = 1;

    static final int AND = 2;
    static final int PHRASE = 3;
    static final int NOT = 4;
    private static final int LEXEME = 5;

    private QueryPrinter() {}

    static String join(List<TextSearchQuery> operands, String operator, int priority) {
        StringBuilder out = new StringBuilder();
        for (TextSearchQuery each : operands) {
            out.append(out.isEmpty() ? "" : operator).append(operand(each, priority));
        }
        return out.toString();
    }

    static String operand(TextSearchQuery operand, int around) {
        return priority(operand) < around ? "( " + operand + " )" : operand.toString();
    }

    private static int priority(TextSearchQuery query) {
        if (query instanceof TextSearchQuery.Or or) {
            return or.operands().size() == 1 ? priority(or.operands().get(0)) : OR;
        }
        if (query instanceof TextSearchQuery.And and) {
            return and.operands().size() == 1 ? priority(and.operands().get(0)) : AND;
        }
        if (query instanceof TextSearchQuery.Phrase) {
            return PHRASE;
        }
        return query instanceof TextSearchQuery.Not ? NOT : LEXEME;
    }
}
