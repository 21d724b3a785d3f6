package io.howdah.session;

/**
 * A result that the server hands out in portions.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY">Extended Query</a>
 */
final class Portal {
    private final String name;
    private final int fetchSize;
    private final Life life;
    private final Pace pace;

    /** How long the server keeps it. */
    public enum Life {
        /** Until its transaction ends: it has a name, and the wire is free between two portions. */
        TRANSACTION,
        /** The same; and each portion has a savepoint, so that a failure does not cost the transaction. */
        GUARDED_TRANSACTION,
        /** Until the next Sync, where there is no transaction: none is sent before the last portion. */
        STATEMENT
    }

    /** Whether the server may be a portion ahead of who reads. */
    public enum Pace {
        AHEAD,
        /** Its position is told to others, and must be that of the reader. */
        IN_STEP
    }

    Portal(String name, int fetchSize, Life life, Pace pace) {
        this.name = name;
        this.fetchSize = fetchSize;
        this.life = life;
        this.pace = pace;
    }

    String name() {
        return name;
    }

    /** In rows. */
    int fetchSize() {
        return fetchSize;
    }

    boolean outlivesSync() {
        return life != Life.STATEMENT;
    }

    boolean mayBeAhead() {
        return pace == Pace.AHEAD && outlivesSync();
    }

    boolean isGuarded() {
        return life == Life.GUARDED_TRANSACTION;
    }
}
