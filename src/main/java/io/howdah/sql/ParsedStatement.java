package io.howdah.sql;

import java.util.BitSet;
import java.util.Optional;

/** One statement of a text, ready for the server. Immutable. */
public final class ParsedStatement {
    private final String sql;
    private final Verb verb;
    private final boolean returning;
    private final int bodyEnd;
    private final BitSet casts;
    private final int parameterCount;
    private final int firstParameter;
    private final int[] parameters;
    private final CallEscape call;

    /**
     * A statement whose parameters are consecutive in the whole text.
     *
     * @param bodyEnd offset in sql after the last token
     * @param firstParameter zero-based, of the whole text
     * @param call null if it is none
     */
    ParsedStatement(
            String sql, StatementShape shape, int bodyEnd, int parameterCount, int firstParameter, CallEscape call) {
        this(
                sql,
                shape.verb(),
                shape.hasReturning(),
                bodyEnd,
                shape.casts(),
                parameterCount,
                firstParameter,
                null,
                call);
    }

    private ParsedStatement(
            String sql,
            Verb verb,
            boolean returning,
            int bodyEnd,
            BitSet casts,
            int parameterCount,
            int firstParameter,
            int[] parameters,
            CallEscape call) {
        this.sql = sql;
        this.verb = verb;
        this.returning = returning;
        this.bodyEnd = bodyEnd;
        this.casts = casts;
        this.parameterCount = parameterCount;
        this.firstParameter = firstParameter;
        this.parameters = parameters;
        this.call = call;
    }

    /** The same statement, of which nobody counted the parameters yet. */
    ParsedStatement withParameterCount(int count) {
        return new ParsedStatement(sql, verb, returning, bodyEnd, casts, count, 0, null, call);
    }

    /**
     * The same statement with its parameters numbered anew.
     *
     * @param newParameters for each parameter that of the whole text
     * @param newCall null if it is none
     */
    ParsedStatement renumbered(
            String newSql, StatementShape shape, int newBodyEnd, int[] newParameters, CallEscape newCall) {
        return new ParsedStatement(
                newSql, verb, returning, newBodyEnd, shape.casts(), newParameters.length, 0, newParameters, newCall);
    }

    /**
     * Another statement in the place of this one, for which it was written anew.
     *
     * @param first what the other calls the first of this one's parameters
     */
    ParsedStatement replaced(ParsedStatement by, int first) {
        int[] own = new int[by.parameterCount];
        for (int i = 0; i < own.length; i++) {
            own[i] = parameter(by.parameter(i) - first);
        }
        return new ParsedStatement(
                by.sql, by.verb, by.returning, by.bodyEnd, by.casts, by.parameterCount, 0, own, by.call);
    }

    /**
     * The text for the server: parameters are {@code $1..$n}, escapes are translated. The very String that was parsed, if
     * nothing had to be changed and it holds one statement.
     */
    public String sql() {
        return sql;
    }

    public Verb verb() {
        return verb;
    }

    /** Whether an INSERT, UPDATE, DELETE or MERGE has a RETURNING of its own. */
    public boolean hasReturning() {
        return returning;
    }

    /** May be more than the 65535 the protocol allows. */
    public int parameterCount() {
        return parameterCount;
    }

    /**
     * Which parameter of the whole text a parameter of this statement is.
     *
     * @param index zero-based, unlike JDBC; so is the answer
     */
    public int parameter(int index) {
        if (index < 0 || index >= parameterCount) {
            throw new IndexOutOfBoundsException("Parameter " + index + " of " + parameterCount);
        }
        return parameters == null ? firstParameter + index : parameters[index];
    }

    /**
     * Whether a parameter is the direct operand of a cast, {@code cast(? as t)} or {@code ?::t}, so that the server knows
     * its type best.
     *
     * @param index zero-based, in this statement
     */
    public boolean isCast(int index) {
        return casts != null && casts.get(index);
    }

    /** What is called, if the statement was written as {@code {call ..}}. */
    public Optional<CallEscape> call() {
        return Optional.ofNullable(call);
    }

    /** Whether it was. */
    public boolean isCall() {
        return call != null;
    }

    /** Offset in {@link #sql()} after the last token, before blanks, comments and semicolons at the end. */
    int bodyEnd() {
        return bodyEnd;
    }

    @Override
    public String toString() {
        return sql;
    }
}
