package io.howdah.jdbc;

import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The prepared statements of a connection that outlive their users, one for a text, least recently used first out. Who
 * prepares a text that somebody else is using gets a statement that is not kept. For any thread.
 */
final class ParkedStatements {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, PreparedStatementImpl> bySql = new LinkedHashMap<>(16, 0.75f, true);
    private final int most;

    /** @param most 0 to keep none */
    ParkedStatements(int most) {
        this.most = most;
    }

    /** The statement for the text, for the caller alone; null if there is none, or it is in use. */
    PreparedStatementImpl take(String sql) {
        lock.lock();
        try {
            PreparedStatementImpl statement = bySql.get(sql);
            return statement != null && statement.lend() ? statement : null;
        } finally {
            lock.unlock();
        }
    }

    /** Keeps one that is in use, for when it no longer is. Closes what there is no more room for. */
    void add(PreparedStatementImpl statement) throws SQLException {
        PreparedStatementImpl leaving = null;
        lock.lock();
        try {
            if (most > 0 && bySql.putIfAbsent(statement.sql(), statement) == null && bySql.size() > most) {
                leaving = removeEldestIdle();
            }
        } finally {
            lock.unlock();
        }
        if (leaving != null) {
            leaving.close();
        }
    }

    private PreparedStatementImpl removeEldestIdle() {
        for (Iterator<PreparedStatementImpl> each = bySql.values().iterator(); each.hasNext(); ) {
            PreparedStatementImpl statement = each.next();
            if (statement.lend()) {
                each.remove();
                return statement;
            }
        }
        return null;
    }

    /** Its user is done with it: it is kept as good as new, or closed. */
    void giveBack(PreparedStatementImpl statement) throws SQLException {
        boolean kept = false;
        try {
            statement.reset();
            lock.lock();
            try {
                kept = !statement.isClosed() && bySql.get(statement.sql()) == statement;
                if (kept) {
                    statement.returned();
                }
            } finally {
                lock.unlock();
            }
        } finally {
            if (!kept) {
                drop(statement);
            }
        }
    }

    /** Of a text that is to be read in another way now. */
    void drop(PreparedStatementImpl statement) throws SQLException {
        forget(statement);
        statement.close();
    }

    /** Its user has let go of it while it runs: who runs it will close it. */
    void forget(PreparedStatementImpl statement) {
        lock.lock();
        try {
            bySql.remove(statement.sql(), statement);
        } finally {
            lock.unlock();
        }
    }
}
