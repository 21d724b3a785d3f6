package io.howdah.session;

/** One thing that a flight asks of the server, by what answers it. */
enum Step {
    /** Parse and Describe of a statement that stays. */
    PREPARE,
    /** Parse of the unnamed statement. */
    PARSE,
    /** Bind and Execute of a statement whose columns are known, or will be by then. */
    EXECUTE,
    /** The same, of which nobody wants to hear unless it fails. */
    EXECUTE_QUIETLY,
    /** Bind, Describe and Execute of the unnamed statement. */
    EXECUTE_DESCRIBING,
    /** A Query; ends with a ReadyForQuery of its own. */
    SIMPLE,
    /** The same, of which nobody wants to hear unless it fails. */
    SIMPLE_QUIETLY,
    /** The same with a single COPY, whose data is wanted. */
    COPY,
    /** Bind and Execute of the unnamed statement, which is a COPY whose data is wanted. */
    COPY_EXTENDED,
    /** A command of replication, whose answer may have any number of COPYs among its results. */
    REPLICATION,
    /** A FunctionCall; ends with a ReadyForQuery of its own. */
    CALL,
    /** The next portion of a portal. */
    FETCH,
    CLOSE,
    SYNC;

    // Compared and not switched on: a switch is a class more to load before the first row.

    /** Whether it is a Query, which may have several results. */
    boolean isSimple() {
        return this == SIMPLE || this == SIMPLE_QUIETLY || this == COPY || this == REPLICATION;
    }

    /** Whether nobody wants to hear of it unless it fails. */
    boolean isQuiet() {
        return this == EXECUTE_QUIETLY || this == SIMPLE_QUIETLY;
    }

    /** Whether an answer has an {@link Outcome} for it by itself. */
    boolean hasOutcome() {
        return this == EXECUTE || this == EXECUTE_DESCRIBING;
    }

    /** Whether a ReadyForQuery is its end, so that the server does not wait for a Sync behind it. */
    boolean endsReady() {
        return this == SYNC || this == CALL || isSimple();
    }
}
