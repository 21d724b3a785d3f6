package io.howdah.jdbc;

import io.howdah.session.Outcome;
import io.howdah.session.Reply;
import io.howdah.session.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The results of one execution, one after the other: rows or an update count each.
 *
 * @see java.sql.Statement#getMoreResults()
 */
final class Results {
    private static final int NO_MORE = -1;

    private final StatementImpl statement;
    private Reply reply;
    private Keys keyUse = Keys.NOT_WANTED;

    private ResultSet current;
    private final List<ResultSet> kept = new ArrayList<>(0);
    private ResultSet keys;

    /** Opened when they are asked for: a key that is no column is no failure of the statement. */
    private List<Rows> keyRows = List.of();

    /** What stands for keys where there are none; null until it is asked for. */
    private ResultSet noKeys;

    private long updateCount = NO_MORE;
    private boolean done = true;

    /** We close results ourselves, on the way to the next. */
    private boolean movingOn;

    /** What the rows of a statement with RETURNING are. */
    enum Keys {
        NOT_WANTED,
        WANTED
    }

    Results(StatementImpl statement) {
        this.statement = statement;
    }

    /** Takes the answer to an execution; what was before must have ended. */
    void begin(Reply answer, Keys newKeyUse) {
        reply = answer;
        keyUse = newKeyUse;
        done = false;
    }

    /** Takes rows that no execution gave; what was before must have ended. */
    void made(ResultSet rows) {
        current = rows;
    }

    /** After a batch, which leaves nothing but perhaps keys. */
    void keys(List<Rows> newKeyRows) {
        keyUse = Keys.WANTED;
        keyRows = newKeyRows;
    }

    /** Moves to the next result; true if it is rows. */
    boolean advance() throws SQLException {
        current = null;
        updateCount = NO_MORE;
        if (done) {
            return false;
        }
        // So it stays after an error: nothing comes behind that.
        done = true;
        Outcome outcome = reply.next();
        if (outcome == null) {
            return false;
        }
        if (outcome.rows() != null && keyUse == Keys.WANTED) {
            keyRows = List.of(outcome.rows());
            awaitEnd();
        } else if (outcome.rows() != null) {
            current = statement.open(outcome.rows());
        }
        done = false;
        if (current == null) {
            updateCount = StatementImpl.orZero(outcome.count());
        }
        return current != null;
    }

    /** The count, and the error of a commit, come behind the keys, which are kept meanwhile. */
    private void awaitEnd() throws SQLException {
        Reply answer = reply;
        if (!answer.isFinished()) {
            answer.readAll();
        }
        if (answer.error() != null) {
            end();
            throw answer.error();
        }
    }

    /** Null if the current result is an update count, or there is none. */
    ResultSet resultSet() {
        return current;
    }

    /** Gives the current result away, as if it had not been one; null if it is no rows. */
    ResultSet take() {
        ResultSet taken = current;
        current = null;
        updateCount = NO_MORE;
        return taken;
    }

    /** -1 if the current result is rows, or there is none. */
    long updateCount() {
        return updateCount;
    }

    /** Without rows and columns if there are none. */
    ResultSet keys() throws SQLException {
        if (keys == null && !keyRows.isEmpty()) {
            keys = statement.openKeys(keyRows);
        }
        if (keys != null) {
            return keys;
        }
        if (isGone(noKeys)) {
            noKeys = statement.noRows();
        }
        return noKeys;
    }

    /** Whether with this one the last of the results was closed, and no other will come. One that was taken is none of them. */
    boolean areCompletedBy(ResultSet closed) throws SQLException {
        if (movingOn || closed != current && closed != keys && !kept.contains(closed)) {
            return false;
        }
        for (ResultSet each : kept) {
            if (!each.isClosed()) {
                return false;
            }
        }
        return isGone(current) && isGone(keys) && (done || !reply.hasNext());
    }

    private static boolean isGone(ResultSet result) throws SQLException {
        return result == null || result.isClosed();
    }

    void closeCurrent() throws SQLException {
        throwIfAny(closed(current, null));
    }

    void keepCurrent() {
        if (current != null) {
            kept.add(current);
        }
    }

    void closeCurrentAndKept() throws SQLException {
        throwIfAny(closedCurrentAndKept());
    }

    /** No more results, and none that stays open. */
    void end() throws SQLException {
        done = true;
        SQLException error;
        try {
            error = closedCurrentAndKept();
            for (int i = 0; i < keyRows.size(); i++) {
                error = closed(keyRows.get(i), error);
            }
            error = closed(keys, error);
            error = closed(noKeys, error);
        } finally {
            current = null;
            keys = null;
            noKeys = null;
            keyRows = List.of();
            updateCount = NO_MORE;
            reply = null;
        }
        throwIfAny(error);
    }

    // What fails keeps nothing else open: the first error is thrown when all is closed.

    private SQLException closedCurrentAndKept() {
        SQLException error = closed(current, null);
        for (int i = 0; i < kept.size(); i++) {
            error = closed(kept.get(i), error);
        }
        kept.clear();
        return error;
    }

    private SQLException closed(ResultSet result, SQLException before) {
        if (result == null) {
            return before;
        }
        movingOn = true;
        try {
            result.close();
            return before;
        } catch (SQLException e) {
            return first(before, e);
        } finally {
            movingOn = false;
        }
    }

    private SQLException closed(Rows rows, SQLException before) {
        try {
            rows.close();
            return before;
        } catch (SQLException e) {
            return first(before, e);
        }
    }

    /** The error is that of the answer, of which nothing more comes. */
    private SQLException first(SQLException before, SQLException next) {
        done = true;
        if (before == null) {
            return next;
        }
        if (before != next) {
            before.addSuppressed(next);
        }
        return before;
    }

    private static void throwIfAny(SQLException error) throws SQLException {
        if (error != null) {
            throw error;
        }
    }
}
