package io.howdah.jdbc;

import io.howdah.xa.XaHost;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lends one physical connection, to one user after the other: each gets a logical connection of his own, and finds the
 * session as the one before him has found it. Statements that are prepared stay so.
 *
 * <p>In a branch of a global transaction that is put off until the branch has left the session: its users come and go, and
 * what they did stays.
 */
public final class Lender {
    private final ConnectionImpl physical;
    private final LoanEvents events;
    private final ReentrantLock lock = new ReentrantLock();

    /** Null if nobody has it. */
    private Loan current;

    /** What he has who has it; null if nobody. */
    private ConnectionImpl lent;

    /** Whether the server still listens for somebody who is gone. */
    private boolean listening;

    /** How it was before somebody got it, and is to be again; null if it is so. */
    private Request before;

    /** @param physical nobody else's from now on */
    public Lender(ConnectionImpl physical, LoanListener listener) {
        this.physical = physical;
        this.events = new LoanEvents(listener);
        physical.context().session().onBroken(events::failed);
    }

    LoanEvents events() {
        return events;
    }

    /**
     * A logical connection; the one before it is closed, and nobody told.
     *
     * @throws SQLException 08003 if the physical connection is closed; 55000 as {@link #takeBack}
     */
    public Connection lend() throws SQLException {
        physical.context().session().refuseListener();
        events.hold();
        lock.lock();
        try {
            requireOpen();
            if (current != null) {
                takeBack(current);
            }
            if (before == null) {
                before = new Request(physical, Set.of());
            }
            current = new Loan(this);
            physical.context().lentBy(current);
            lent = new ConnectionImpl(physical, current);
            return lent;
        } finally {
            lock.unlock();
            events.release();
        }
    }

    /**
     * Ends a loan, and leaves the connection as it was before, unless a branch goes on.
     *
     * @return false if it was over, or the session is
     * @throws SQLException if the connection could not be restored, and is closed; 55000 if a listener calls that is told of
     *     a notice just now, and nothing has happened
     */
    boolean takeBack(Loan loan) throws SQLException {
        // Before anything else: who has our lock may wait for the wire, which is this thread's then.
        physical.context().session().refuseListener();
        events.hold();
        lock.lock();
        try {
            if (loan != current) {
                return false;
            }
            ConnectionImpl ending = lent;
            forgetUser();
            // First: what other threads of his have not sent yet never is.
            loan.end();
            if (physical.isClosed()) {
                physical.close();
                return false;
            }
            try {
                physical.context().session().noticesTo(null);
                listening |= ending.endLoan();
                before.closeStatements(physical.openStatements());
                restore();
                return true;
            } catch (SQLException e) {
                physical.close();
                events.failed(e);
                throw e;
            }
        } finally {
            lock.unlock();
            events.release();
        }
    }

    private void restore() throws SQLException {
        if (physical.context().transactions().isManaged()) {
            // What stays is the branch, and not what its user left under way: a COPY would keep it from ever ending.
            physical.context().session().settledStatus();
        } else if (before != null) {
            Request ending = before;
            before = null;
            ending.restore();
            if (listening) {
                listening = false;
                physical.unlistenForNext();
            }
        }
    }

    private void forgetUser() {
        current = null;
        lent = null;
    }

    /** The branch has left the session: what its last user changed is restored now, if he is gone. */
    void branchIsGone() {
        events.hold();
        lock.lock();
        try {
            if (current == null && !physical.isClosed()) {
                restore();
            }
        } catch (SQLException e) {
            // The manager, who is calling, must not take it for a failure of the branch: its pool is told.
            giveUp(e);
        } finally {
            lock.unlock();
            events.release();
        }
    }

    /** Ends a session that is of no more use, and tells the pool. */
    void giveUp(SQLException why) {
        physical.context().session().close();
        events.failed(why);
    }

    /** Throws what a call on a closed connection gets. */
    public void requireOpen() throws SQLException {
        physical.context().session().requireOpen();
    }

    /** Whether it calls from a listener that is told of a notice just now. */
    boolean isTellingThisThread() {
        return physical.context().session().isTellingThisThread();
    }

    /** Ends the session. Whoever still has it finds his connection closed. */
    public void close() throws SQLException {
        if (isTellingThisThread()) {
            // Who has our lock may wait for the wire, which is this thread's.
            physical.context().session().close();
            return;
        }
        events.hold();
        lock.lock();
        try {
            if (current != null) {
                current.end();
                forgetUser();
            }
            physical.close();
        } finally {
            lock.unlock();
            events.release();
        }
    }

    /** The same connection, for who drives branches of global transactions in it. */
    public XaHost xaHost() {
        return new BranchHost(physical, this);
    }
}
