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
        Outcome outcome = reply.next();
        if (outcome == null) {
            done = true;
            return false;
        }
        if (outcome.rows() == null) {
            updateCount = StatementImpl.orZero(outcome.count());
            return false;
        }
        if (keyUse == Keys.WANTED) {
            keyRows = List.of(outcome.rows());
            awaitEnd();
            updateCount = StatementImpl.orZero(outcome.count());
            return false;
        }
        current = statement.open(outcome.rows());
        return true;
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

    /** Null if there are none. */
    ResultSet keys() throws SQLException {
        if (keys == null && !keyRows.isEmpty()) {
            keys = statement.openKeys(keyRows);
        }
        return keys;
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
        if (current != null) {
            movingOn = true;
            try {
                current.close();
            } finally {
                movingOn = false;
            }
        }
    }

    void keepCurrent() {
        if (current != null) {
            kept.add(current);
        }
    }

    void closeCurrentAndKept() throws SQLException {
        closeCurrent();
        movingOn = true;
        try {
            for (int i = 0; i < kept.size(); i++) {
                kept.get(i).close();
            }
            kept.clear();
        } finally {
            movingOn = false;
        }
    }

    /** No more results, and none that stays open. */
    void end() throws SQLException {
        done = true;
        try {
            closeCurrentAndKept();
            for (int i = 0; i < keyRows.size(); i++) {
                keyRows.get(i).close();
            }
            if (keys != null) {
                movingOn = true;
                keys.close();
            }
        } finally {
            movingOn = false;
            current = null;
            keys = null;
            keyRows = List.of();
            updateCount = NO_MORE;
            reply = null;
        }
    }
}
