package io.howdah.sql;

import io.howdah.sql.SqlScanner.Token;
import java.util.Set;
import java.util.TreeSet;

/** What a query reads from, as far as its tokens tell. */
public final class FromClause {
    private static final Set<String> ENDS = endings();

    private FromClause() {}

    private static Set<String> endings() {
        Set<String> words = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        words.addAll(Set.of(
                "where",
                "group",
                "having",
                "window",
                "order",
                "limit",
                "offset",
                "fetch",
                "for",
                "union",
                "intersect",
                "except",
                "select"));
        return words;
    }

    /** One pair of parentheses, or the text outside of them. */
    private static final class Level {
        final Level outer;
        /** Whether the rows of the result come by what stands here, and not just their conditions. */
        final boolean feeds;

        boolean inFrom;

        /** Whether what stands here may change rows. */
        boolean modifies;

        Level(Level outer, boolean feeds, boolean inFrom) {
            this.outer = outer;
            this.feeds = feeds;
            this.inFrom = inFrom;
        }
    }

    /**
     * Whether a row of the result may be made of several rows: of a join, a list of tables, or one of these in a subquery
     * that is read from. What only stands in a condition does not count.
     *
     * <p>Of what RETURNING tells, a column may be of another row than the one that was changed, or as it was before: this
     * counts as well. So do FETCH and EXECUTE, whose query is not here.
     */
    public static boolean mayJoin(String sql, StringSyntax strings) {
        SqlScanner scanner = new SqlScanner(sql, strings);
        Level level = new Level(null, true, false);
        boolean with = false;
        boolean starts = true;
        boolean afterDistinct = false;
        boolean afterDot = false;
        for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
            boolean isDistinct = false;
            // Behind a dot even a reserved word is but a name.
            if (token == Token.WORD && !afterDot) {
                Verb verb = Verb.of(scanner);
                if (starts && (verb == Verb.FETCH || verb == Verb.EXECUTE)) {
                    return true;
                }
                level.modifies |= verb.modifiesRows();
                if (scanner.isWord("with")) {
                    with = true;
                } else if (scanner.isWord("from")) {
                    // Not that of "is distinct from".
                    level.inFrom |= !afterDistinct;
                } else if (scanner.isWord("join")) {
                    if (level.feeds) {
                        return true;
                    }
                } else if (scanner.isWord("returning")) {
                    if (level.feeds && level.modifies) {
                        return true;
                    }
                } else if (ENDS.contains(sql.substring(scanner.start(), scanner.end()))) {
                    level.inFrom = false;
                }
                isDistinct = scanner.isWord("distinct");
            } else if (token == Token.SYMBOL) {
                switch (scanner.symbol()) {
                    // Whatever WITH names may be read from.
                    case '(' -> level = new Level(level, level.feeds && (level.inFrom || with), false);
                    case ')' -> level = level.outer == null ? level : level.outer;
                    case ';' -> level = new Level(null, true, false);
                    case ',' -> {
                        if (level.feeds && level.inFrom) {
                            return true;
                        }
                    }
                    default -> {
                        // Operators and the like.
                    }
                }
            }
            starts = token == Token.SYMBOL && scanner.symbol() == ';';
            afterDistinct = isDistinct;
            afterDot = token == Token.SYMBOL && scanner.symbol() == '.';
        }
        return false;
    }
}
