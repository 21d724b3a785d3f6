package io.howdah.session;

import io.howdah.error.SqlErrors;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Lets a cancel hit the flight it is meant for, and no later one: while a CancelRequest is on its way, the flight cannot
 * end, and once it has ended, none is sent. If a request was sent and nobody knows what became of it, there must be no
 * later flight: {@link #end} tells.
 *
 * <p>Has a lock of its own, taken after the wire lock where both are needed.
 */
final class CancelGate {
    private final ReentrantLock lock = new ReentrantLock();
    private final CancelRequests requests;
    private final int processId;
    private final byte[] key;

    /** The plan whose flight is being answered; null between flights. */
    private Plan underWay;

    /** Whether a request was sent that the server may still act on. */
    private boolean atLarge;

    CancelGate(CancelRequests requests, int processId, byte[] key) {
        this.requests = requests;
        this.processId = processId;
        this.key = key;
    }

    void begin(Plan plan) {
        lock.lock();
        try {
            underWay = plan;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a cancel that is on its way.
     *
     * @return whether one may still arrive, and hit what comes next
     */
    boolean end() {
        lock.lock();
        try {
            underWay = null;
            return atLarge;
        } finally {
            lock.unlock();
        }
    }

    /** As of now; it may end at once. */
    boolean isUnderWay(Plan plan) {
        lock.lock();
        try {
            return underWay == plan && plan != null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Does nothing unless the plan's flight is under way. From any thread, without the wire lock.
     *
     * @param condition asked when the flight cannot end; if it does not hold, nothing is done either
     */
    void cancel(Plan plan, BooleanSupplier condition) throws SQLException {
        lock.lock();
        try {
            if (underWay == plan && plan != null && condition.getAsBoolean()) {
                send();
            }
        } catch (UnacknowledgedCancelException e) {
            throw SqlErrors.cancelUnacknowledged(e);
        } catch (IOException e) {
            throw SqlErrors.cancelFailed(e);
        } finally {
            lock.unlock();
        }
    }

    /** For the thread that reads the answer itself. */
    void cancelUnderWay() throws IOException {
        lock.lock();
        try {
            send();
        } finally {
            lock.unlock();
        }
    }

    private void send() throws IOException {
        if (key.length == 0) {
            throw new IOException("the server gave no cancel key at startup");
        }
        try {
            requests.send(processId, key);
        } catch (UnacknowledgedCancelException e) {
            atLarge = true;
            throw e;
        }
    }
}
