package io.howdah.sql;

/** What a {@code {call ..}} escape becomes. */
public enum CallSyntax {
    /** {@code select * from f(..) as result}, with and without a return placeholder. */
    SELECT,
    /** {@code call p(..)} without a return placeholder, else as {@link #SELECT}. */
    CALL_IF_NO_RETURN,
    /** {@code call p(..)}, with and without a return placeholder. */
    CALL
}
