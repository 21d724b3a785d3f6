package io.howdah.session;

import io.howdah.api.ConnectionObserver.Kind;
import io.howdah.api.ServerError;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What somebody wants said to the server. It is asked for its words when the wire is free and locked, so that it sees
 * the true state (is this statement prepared, is a BEGIN due) and nothing can come between.
 */
@FunctionalInterface
public interface Plan {
    /**
     * Encodes the flight. Runs under the wire lock: no user code, nothing that waits.
     *
     * @throws SQLException if something cannot be encoded; nothing is sent then, and nothing has changed
     */
    void write(Flight flight) throws SQLException;

    /** How long the server may take for the whole answer before it is asked to cancel; zero for as long as it takes. */
    default Duration timeout() {
        return Duration.ZERO;
    }

    /** What the user wrote, for errors that tell whose result it was; null if nobody wrote anything. */
    default String sql() {
        return null;
    }

    /** What it is to those who watch; null for what nobody need be told, or is told of by whoever sends it. */
    default Kind kind() {
        return null;
    }

    /**
     * Whether an error of its flight takes all of the flight back, also what had run before the error: nothing in it ends a
     * transaction, or acts outside of one.
     */
    default boolean isUndoneByItsError() {
        return false;
    }

    /** A notice that came with the answer. Called by the thread that reads, under the wire lock. */
    default void onNotice(ServerError notice) {}
}
