package io.howdah.sql;

import java.util.Objects;

/**
 * How a text is to be read.
 *
 * @param strings follows the server's {@code standard_conforming_strings}
 */
public record ParseOptions(Placeholders placeholders, Escapes escapes, StringSyntax strings, CallSyntax calls) {
    /** For a PreparedStatement. */
    public static final ParseOptions PREPARED =
            new ParseOptions(Placeholders.REPLACE, Escapes.PROCESS, StringSyntax.STANDARD, CallSyntax.SELECT);

    /** For a Statement: it has no parameters, but the {@code ??} that users of PostgreSQL drivers write everywhere. */
    public static final ParseOptions STATEMENT =
            new ParseOptions(Placeholders.UNESCAPE, Escapes.PROCESS, StringSyntax.STANDARD, CallSyntax.SELECT);

    /** Splits only: not a character is changed. */
    public static final ParseOptions VERBATIM =
            new ParseOptions(Placeholders.NONE, Escapes.LEAVE, StringSyntax.STANDARD, CallSyntax.SELECT);

    /** What {@code ?}, {@code ??} and {@code $n} mean. */
    public enum Placeholders {
        /** Nothing: all are left alone, and there are no parameters. */
        NONE,
        /** {@code ??} is the operator {@code ?}; a single {@code ?} is left alone; there are no parameters. */
        UNESCAPE,
        /**
         * {@code ?} is a parameter and {@code ??} the operator {@code ?}. In a text that names parameters itself
         * ({@code $1}), those are the parameters, and a single {@code ?} is an operator too.
         */
        REPLACE
    }

    /** JDBC's {@code {..}} escapes, see {@code Statement.setEscapeProcessing}. */
    public enum Escapes {
        LEAVE,
        PROCESS
    }

    public ParseOptions {
        Objects.requireNonNull(placeholders, "placeholders");
        Objects.requireNonNull(escapes, "escapes");
        Objects.requireNonNull(strings, "strings");
        Objects.requireNonNull(calls, "calls");
    }

    public ParseOptions with(Escapes newEscapes) {
        return new ParseOptions(placeholders, newEscapes, strings, calls);
    }

    public ParseOptions with(StringSyntax newStrings) {
        return new ParseOptions(placeholders, escapes, newStrings, calls);
    }

    public ParseOptions with(CallSyntax newCalls) {
        return new ParseOptions(placeholders, escapes, strings, newCalls);
    }
}
