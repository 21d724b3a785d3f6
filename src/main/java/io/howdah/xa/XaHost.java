package io.howdah.xa;

import io.howdah.session.TransactionStatus;
import java.sql.SQLException;
import java.util.List;

/** The connection whose work becomes that of branches. */
public interface XaHost {
    /** What its pool has to hear waits for {@link #release}: this thread holds a lock. */
    void hold();

    /** It holds none any more. */
    void release();

    /** From now on what its user does belongs to a branch. Sends nothing. */
    void enter();

    /** Its user can do nothing, though the branch is still there: it was ended or suspended. Sends nothing. */
    void pause();

    /** The branch goes on: it was joined or resumed. Sends nothing. */
    void resume();

    /** The branch has left the session, which is its user's again. */
    void leave();

    /** Reads first what is still to be read of an earlier answer. */
    TransactionStatus status() throws SQLException;

    /** Whether a transaction was begun since {@link #enter}. */
    boolean hasBegun();

    /** Whether the transaction of a branch that begins now can write nothing. */
    boolean isReadOnly();

    /**
     * Runs a command as it is, without a BEGIN and whatever else may be due.
     *
     * @return what the server says it has done, such as {@code ROLLBACK}
     */
    String run(String command) throws SQLException;

    /**
     * As {@link #run}, unless a transaction is open.
     *
     * @return false if one is; nothing was sent then
     */
    boolean runOutside(String command) throws SQLException;

    /** As {@link #run}, of a query: its only column. Never null. */
    List<String> ask(String query) throws SQLException;

    int serverMajor();

    /** Ends the session, which is of no more use, and tells the pool so. */
    void abandon(SQLException why);

    /** Whether its session has ended, by itself or by somebody. */
    boolean isClosed();

    /** What a call on it gets then. */
    SQLException whyClosed();
}
