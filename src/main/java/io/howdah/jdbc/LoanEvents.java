package io.howdah.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells a pool what becomes of its connection, once for all that it failed, and never from under a lock of ours: a listener
 * may wait for a lock of its own, and who has that for us. For any thread.
 */
final class LoanEvents implements LoanListener {
    private final LoanListener listener;
    private final AtomicBoolean failed = new AtomicBoolean();

    /** Of the threads that hold a lock. */
    private final Map<Thread, Held> held = new ConcurrentHashMap<>();

    /** What a thread is to tell, and how often it has said that it should wait. */
    private static final class Held {
        private int times;
        private final List<Runnable> due = new ArrayList<>(0);
    }

    LoanEvents(LoanListener listener) {
        this.listener = listener;
    }

    /** What this thread has to tell waits for {@link #release}. */
    void hold() {
        held.computeIfAbsent(Thread.currentThread(), thread -> new Held()).times++;
    }

    /** Tells what came up since the first {@link #hold}, if this is the end of that. */
    void release() {
        Held mine = held.get(Thread.currentThread());
        if (--mine.times == 0) {
            held.remove(Thread.currentThread());
            mine.due.forEach(Runnable::run);
        }
    }

    private void tell(Runnable event) {
        Held mine = held.get(Thread.currentThread());
        if (mine == null) {
            event.run();
        } else {
            mine.due.add(event);
        }
    }

    @Override
    public void closed() {
        tell(listener::closed);
    }

    @Override
    public void failed(SQLException error) {
        if (failed.compareAndSet(false, true)) {
            tell(() -> listener.failed(error));
        }
    }

    @Override
    public void statementClosed(PreparedStatement statement) {
        if (held.isEmpty()) {
            listener.statementClosed(statement);
        } else {
            tell(() -> listener.statementClosed(statement));
        }
    }

    @Override
    public void statementFailed(PreparedStatement statement, SQLException error) {
        tell(() -> listener.statementFailed(statement, error));
    }
}
