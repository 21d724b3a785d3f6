package io.howdah.xa;

import io.howdah.error.XaErrors;
import io.howdah.session.TransactionStatus;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * The branches of one connection. A session of PostgreSQL has one transaction at a time, so at most one branch is in it:
 * from {@code start} until it is prepared, committed or rolled back. If another one is started when that has ended, the
 * server prepares it already then, so that branches may interleave.
 *
 * <p>To start and to end a branch sends nothing; a branch in which nothing was run costs no round trip at all. For any
 * thread.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/009680699/toc.pdf">Distributed TP: The XA Specification</a>
 */
public final class BranchResource implements XAResource {
    private final XaHost host;
    private final PreparedBranches prepared;
    private final ReentrantLock lock = new ReentrantLock();

    /** The branch in the session; null if there is none. */
    private BranchId current;

    private Association association = Association.ENDED;

    /** The manager has said TMFAIL. */
    private boolean toBeRolledBack;

    /** Those that had to give way to the next before anybody said what is to become of them. */
    private final Map<BranchId, Parked> parked = new HashMap<>();

    /** Of the branch in the session with its connection. */
    private enum Association {
        ACTIVE,
        SUSPENDED,
        ENDED
    }

    /** @param failure why the server rolled it back; null if it did not */
    private record Parked(Fate fate, XAException failure) {
        enum Fate {
            NOTHING_WAS_DONE,
            PREPARED,
            ROLLED_BACK
        }
    }

    /** @param elsewhere for prepared branches, while this connection is in a transaction */
    public BranchResource(XaHost host, Elsewhere elsewhere) {
        this.host = host;
        this.prepared = new PreparedBranches(host, elsewhere);
    }

    // ---- the work of a branch

    @Override
    public void start(Xid xid, int flags) throws XAException {
        BranchId branch = valid(xid);
        host.hold();
        lock.lock();
        try {
            switch (flags) {
                case TMNOFLAGS -> begin(branch);
                case TMJOIN -> goOn(branch, Association.ENDED, "join");
                case TMRESUME -> goOn(branch, Association.SUSPENDED, "resume");
                default ->
                    throw XaErrors.badArgument(
                            "start takes TMNOFLAGS, TMJOIN or TMRESUME, and not 0x" + Integer.toHexString(flags));
            }
        } catch (SQLException e) {
            throw failure("Branch " + branch + " could not be started", e);
        } finally {
            lock.unlock();
            host.release();
        }
    }

    private void begin(BranchId branch) throws XAException, SQLException {
        if (branch.equals(current) || parked.containsKey(branch)) {
            throw XaErrors.duplicate(branch);
        }
        TransactionStatus status = host.status();
        if (current == null && status != TransactionStatus.IDLE) {
            throw XaErrors.localTransaction();
        }
        if (current != null) {
            makeRoom();
        }
        current = branch;
        association = Association.ACTIVE;
        toBeRolledBack = false;
        host.enter();
    }

    private void goOn(BranchId branch, Association expected, String what) throws XAException, SQLException {
        if (!branch.equals(current)) {
            throw parked.containsKey(branch)
                    ? XaErrors.impossible("Cannot " + what + " branch " + branch
                            + ": another one was started on this connection since, so it was prepared already")
                    : XaErrors.unknownBranch(branch, null);
        }
        if (association != expected) {
            throw XaErrors.protocol("Cannot " + what + " branch " + branch + ": it is " + association);
        }
        if (toBeRolledBack) {
            throw XaErrors.markedForRollback(branch);
        }
        host.status();
        association = Association.ACTIVE;
        host.resume();
    }

    /** The next branch cannot be in the session together with the one that is. */
    private void makeRoom() throws XAException, SQLException {
        BranchId earlier = current;
        if (association != Association.ENDED) {
            throw association == Association.ACTIVE
                    ? XaErrors.protocol("Branch " + earlier + " is active on this connection: end it first")
                    : XaErrors.impossible("Branch " + earlier
                            + " is suspended on this connection, whose session has one transaction: resume it first");
        }
        boolean isWorth = !toBeRolledBack && host.status() == TransactionStatus.IN_TRANSACTION;
        if (isWorth
                && !hasOnlyRead()
                && host.ask("SHOW max_prepared_transactions").contains("0")) {
            throw XaErrors.cannotPark(earlier);
        }
        try {
            int vote = prepareCurrent();
            var fate = vote == XA_RDONLY ? Parked.Fate.NOTHING_WAS_DONE : Parked.Fate.PREPARED;
            parked.put(earlier, new Parked(fate, null));
        } catch (XAException e) {
            if (current != null) {
                throw e;
            }
            parked.put(earlier, new Parked(Parked.Fate.ROLLED_BACK, e));
        }
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        BranchId branch = valid(xid);
        host.hold();
        lock.lock();
        try {
            if (flags != TMSUCCESS && flags != TMFAIL && flags != TMSUSPEND) {
                throw XaErrors.badArgument(
                        "end takes TMSUCCESS, TMFAIL or TMSUSPEND, and not 0x" + Integer.toHexString(flags));
            }
            if (!branch.equals(current)) {
                throw XaErrors.protocol("Cannot end branch " + branch + ": it is not on this connection");
            }
            if (association == Association.ENDED || association == Association.SUSPENDED && flags == TMSUSPEND) {
                throw XaErrors.protocol("Cannot end branch " + branch + ": it is " + association);
            }
            association = flags == TMSUSPEND ? Association.SUSPENDED : Association.ENDED;
            toBeRolledBack |= flags == TMFAIL;
            host.pause();
            if (host.isClosed()) {
                throw failure("Branch " + branch + " was lost", null);
            }
        } finally {
            lock.unlock();
            host.release();
        }
    }

    // ---- the end of a branch

    @Override
    public int prepare(Xid xid) throws XAException {
        BranchId branch = valid(xid);
        host.hold();
        lock.lock();
        try {
            Parked earlier = parked.get(branch);
            if (earlier == null) {
                requireEnded(branch, "prepare");
                return prepareCurrent();
            }
            parked.remove(branch);
            return switch (earlier.fate()) {
                case NOTHING_WAS_DONE -> XA_RDONLY;
                case PREPARED -> XA_OK;
                case ROLLED_BACK -> throw earlier.failure();
            };
        } catch (SQLException e) {
            throw failure("Branch " + branch + " could not be prepared", e);
        } finally {
            lock.unlock();
            host.release();
        }
    }

    /** What nothing was done in is over without a word; what could only read is committed, and needs no second phase. */
    private int prepareCurrent() throws XAException, SQLException {
        BranchId branch = current;
        if (toBeRolledBack) {
            rollbackCurrent();
            throw XaErrors.markedForRollback(branch);
        }
        if (host.status() == TransactionStatus.IDLE) {
            leaveIdle();
            return XA_RDONLY;
        }
        if (hasOnlyRead()) {
            endCurrent("COMMIT", "COMMIT");
            return XA_RDONLY;
        }
        endCurrent("PREPARE TRANSACTION '" + Gid.of(branch) + "'", "PREPARE TRANSACTION");
        return XA_OK;
    }

    /**
     * Of one that is to be read-only. It can write all the same: into temporary tables, or by a SET TRANSACTION of its user's;
     * it has a number then. A NOTIFY gets one with the commit only.
     */
    private boolean hasOnlyRead() throws SQLException {
        return host.isReadOnly()
                && host.status() == TransactionStatus.IN_TRANSACTION
                && !host.ask(readOnlyQuery(host.serverMajor())).isEmpty();
    }

    private static String readOnlyQuery(int serverMajor) {
        if (serverMajor >= 13) {
            return "SELECT 1 WHERE pg_catalog.pg_current_xact_id_if_assigned() IS NULL";
        }
        return serverMajor >= 10
                ? "SELECT 1 WHERE pg_catalog.txid_current_if_assigned() IS NULL"
                : "SELECT 1 WHERE pg_catalog.current_setting('transaction_read_only') = 'on'";
    }

    /** No transaction is open: nothing was run, or somebody else than the manager has ended it. */
    private void leaveIdle() throws XAException {
        BranchId branch = current;
        boolean hasBegun = host.hasBegun();
        left();
        if (hasBegun) {
            throw XaErrors.endedByUser(branch);
        }
    }

    /** @param done what the server says if it has done it, and not rolled back instead */
    private void endCurrent(String command, String done) throws XAException, SQLException {
        BranchId branch = current;
        String outcome;
        try {
            outcome = host.run(command);
        } catch (SQLException e) {
            if (host.isClosed()) {
                // If it was prepared all the same, it belongs to no session any more.
                left();
                throw e;
            }
            undo(e);
            left();
            throw XaErrors.rolledBack(branch, e);
        }
        left();
        if (!outcome.equals(done)) {
            throw XaErrors.failedBefore(branch);
        }
    }

    /** A command that was not even begun, as by a cancel, leaves the transaction open. */
    private void undo(SQLException failure) {
        try {
            rollbackSession();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private void rollbackCurrent() throws SQLException {
        try {
            rollbackSession();
        } finally {
            left();
        }
    }

    /** If not by a ROLLBACK, then by the end of the session: one that cannot be rolled back, as in a COPY, is of no use. */
    private void rollbackSession() throws SQLException {
        try {
            if (host.status() != TransactionStatus.IDLE) {
                host.run("ROLLBACK");
            }
        } catch (SQLException e) {
            if (!host.isClosed()) {
                host.abandon(e);
            }
            throw e;
        }
    }

    private void left() {
        current = null;
        host.leave();
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        BranchId branch = valid(xid);
        host.hold();
        lock.lock();
        try {
            if (onePhase) {
                commitInOnePhase(branch);
            } else if (branch.equals(current) || parked.containsKey(branch)) {
                throw XaErrors.protocol("Cannot commit branch " + branch + ": it was not prepared");
            } else {
                prepared.commit(branch);
            }
        } catch (SQLException e) {
            throw failure("Whether branch " + branch + " was committed is unknown", e);
        } finally {
            lock.unlock();
            host.release();
        }
    }

    private void commitInOnePhase(BranchId branch) throws XAException, SQLException {
        Parked earlier = parked.get(branch);
        if (earlier != null) {
            if (earlier.fate() == Parked.Fate.PREPARED) {
                finishParked(branch, prepared::commit);
            }
            parked.remove(branch);
            if (earlier.fate() == Parked.Fate.ROLLED_BACK) {
                throw earlier.failure();
            }
            return;
        }
        requireEnded(branch, "commit");
        if (toBeRolledBack) {
            rollbackCurrent();
            throw XaErrors.markedForRollback(branch);
        }
        if (isIdle(branch)) {
            leaveIdle();
        } else {
            endCurrent("COMMIT", "COMMIT");
        }
    }

    /** Of a session that is of no more use, nothing can be committed. */
    private boolean isIdle(BranchId branch) throws XAException {
        try {
            return host.status() == TransactionStatus.IDLE;
        } catch (SQLException e) {
            if (!host.isClosed()) {
                host.abandon(e);
            }
            left();
            throw XaErrors.lostBefore(branch, e);
        }
    }

    @FunctionalInterface
    private interface Finish {
        void of(BranchId branch) throws XAException;
    }

    /** It stays where only the way to it has failed; if somebody else has finished it, there is nothing to wait for. */
    private void finishParked(BranchId branch, Finish finish) throws XAException {
        try {
            finish.of(branch);
        } catch (XAException e) {
            if (e.errorCode != XAException.XAER_RMFAIL) {
                parked.remove(branch);
            }
            throw e;
        }
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        BranchId branch = valid(xid);
        host.hold();
        lock.lock();
        try {
            Parked earlier = parked.get(branch);
            if (earlier != null) {
                if (earlier.fate() == Parked.Fate.PREPARED) {
                    finishParked(branch, prepared::rollback);
                }
                parked.remove(branch);
            } else if (!branch.equals(current)) {
                prepared.rollback(branch);
            } else if (association == Association.ACTIVE) {
                throw XaErrors.protocol("Cannot roll back branch " + branch + ": it is ACTIVE");
            } else {
                rollbackCurrent();
            }
        } catch (SQLException e) {
            throw failure("Branch " + branch + " could not be rolled back; the server does it by itself", e);
        } finally {
            lock.unlock();
            host.release();
        }
    }

    private void requireEnded(BranchId branch, String what) throws XAException {
        if (!branch.equals(current)) {
            throw XaErrors.unknownBranch(branch, null);
        }
        if (association != Association.ENDED) {
            throw XaErrors.protocol("Cannot " + what + " branch " + branch + ": it is " + association);
        }
    }

    // ---- what is not of this connection's branches

    /** All of them with TMSTARTRSCAN, and none without: there is no scan that could go on. */
    @Override
    public Xid[] recover(int flags) throws XAException {
        if ((flags & ~(TMSTARTRSCAN | TMENDRSCAN)) != 0) {
            throw XaErrors.badArgument(
                    "recover takes TMSTARTRSCAN, TMENDRSCAN or both, and not 0x" + Integer.toHexString(flags));
        }
        if ((flags & TMSTARTRSCAN) == 0) {
            return new Xid[0];
        }
        host.hold();
        lock.lock();
        try {
            return prepared.all();
        } finally {
            lock.unlock();
            host.release();
        }
    }

    /** @throws XAException XAER_NOTA always: PostgreSQL never decides about a branch by itself */
    @Override
    public void forget(Xid xid) throws XAException {
        throw XaErrors.unknownBranch(valid(xid), null);
    }

    /** Only for itself: another connection cannot join a branch. */
    @Override
    public boolean isSameRM(XAResource other) {
        return other == this;
    }

    /** Always 0: the manager's own timeout counts. */
    @Override
    public int getTransactionTimeout() {
        return 0;
    }

    /** False always: what the server has for it would end the session. */
    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        if (seconds < 0) {
            throw XaErrors.badArgument("A timeout of " + seconds + " s is negative");
        }
        return false;
    }

    private static BranchId valid(Xid xid) throws XAException {
        BranchId branch = BranchId.of(xid);
        if (branch == null) {
            throw XaErrors.badArgument("The Xid is null, or has no global transaction id of 1 to 64 bytes and no branch"
                    + " qualifier of at most 64");
        }
        return branch;
    }

    /** @param cause null if a closed connection is all there is to say */
    private XAException failure(String what, SQLException cause) {
        return host.isClosed()
                ? XaErrors.connectionLost(what, cause == null ? host.whyClosed() : cause)
                : XaErrors.serverError(what, cause);
    }
}
