package io.howdah.jdbc;

import io.howdah.error.SqlState;
import io.howdah.session.Failure;
import io.howdah.session.PreparedQuery;
import io.howdah.types.BuiltinTypes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * One execution of texts whose parameters' types are left to the server, until it is clear which of them must be declared
 * after all.
 */
final class TypeTrial {
    /** What the server says when it cannot tell a type, or took a parameter for what does not fit. */
    private static final Set<String> CANNOT_TELL = Set.of(
            SqlState.INDETERMINATE_DATATYPE.code(),
            SqlState.AMBIGUOUS_PARAMETER.code(),
            SqlState.AMBIGUOUS_FUNCTION.code(),
            SqlState.DATATYPE_MISMATCH.code(),
            SqlState.UNDEFINED_FUNCTION.code());

    private final SoftTypes learnt;
    private final String[] texts;
    private final BitSet[] plains;
    private final Typing[] typings;
    private final List<PreparedQuery> parsing = new ArrayList<>(1);

    /**
     * @param texts of one statement each
     * @param plains for each text the parameters that are declared; changed as the trial goes on
     */
    TypeTrial(JdbcContext context, String[] texts, BitSet[] plains) {
        this.learnt = context.softTypes();
        this.texts = texts;
        this.plains = plains;
        this.typings = new Typing[texts.length];
    }

    /** Before statements are parsed; tells whether the server may refuse one. */
    boolean begin(List<PreparedQuery> queries) {
        parsing.clear();
        for (PreparedQuery query : queries) {
            if (!query.isPrepared() && isDoubtful(query)) {
                parsing.add(query);
            }
        }
        return !parsing.isEmpty();
    }

    private boolean isDoubtful(PreparedQuery query) {
        int[] declared = query.declaredOids();
        return (leavesTypes(declared) || !plain(query).isEmpty()) && !learnt.isProven(query.sql(), declared);
    }

    private static boolean leavesTypes(int[] declared) {
        for (int oid : declared) {
            if (oid == 0) {
                return true;
            }
        }
        return false;
    }

    private BitSet plain(PreparedQuery query) {
        return plains[indexOf(query)];
    }

    private int indexOf(PreparedQuery query) {
        for (int i = 0; i < texts.length; i++) {
            if (texts[i].equals(query.sql())) {
                return i;
            }
        }
        throw new IllegalArgumentException("a query of another statement");
    }

    /** Chooses other types; false if the failure is none of types, or nothing helped. */
    boolean retype(Failure failure) {
        if (failure.query() == null || !List.of(texts).contains(failure.query().sql())) {
            return false;
        }
        int index = indexOf(failure.query());
        if (typings[index] == null) {
            typings[index] = new Typing(soft(failure.query()), plains[index]);
        }
        Typing typing = typings[index];
        boolean goesOn =
                switch (failure.stage()) {
                    // Once others than the user's own types were declared, no error of theirs is the last word.
                    case PARSE ->
                        (typing.hasTried()
                                        || CANNOT_TELL.contains(failure.error().sqlState()))
                                && typing.next(failure.error(), failure.query().sql());
                    case BIND ->
                        SqlState.INVALID_DATETIME_FORMAT.is(failure.error().sqlState())
                                && typing.add(parameter -> isInterval(failure.query(), parameter));
                    case EXECUTE -> false;
                };
        for (int i = index; goesOn && i < texts.length; i++) {
            if (texts[i].equals(texts[index])) {
                plains[i] = typing.plain();
            }
        }
        return goesOn;
    }

    private static BitSet soft(PreparedQuery query) {
        var soft = new BitSet();
        int[] declared = query.declaredOids();
        for (int i = 0; i < declared.length; i++) {
            soft.set(i, declared[i] == 0);
        }
        return soft;
    }

    /** {@code ? + interval '1 day'} makes an interval of everything, also of a timestamp. */
    private static boolean isInterval(PreparedQuery query, int parameter) {
        int[] oids = query.parameterOids();
        return oids != null && oids[parameter] == BuiltinTypes.INTERVAL.oid();
    }

    /**
     * Remembers how it ended.
     *
     * @param failure null if there was none
     */
    void end(Failure failure) {
        if (failure != null && failure.stage() == Failure.Stage.PARSE) {
            for (int i = 0; i < texts.length; i++) {
                learnt.forget(texts[i]);
                plains[i] = new BitSet();
            }
        } else if (failure == null || texts.length == 1) {
            for (PreparedQuery query : parsing) {
                learnt.worked(query.sql(), plain(query), query.declaredOids());
            }
        }
        parsing.clear();
    }
}
