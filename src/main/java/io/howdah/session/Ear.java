package io.howdah.session;

import io.howdah.transport.Deadline;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The place of the one thread that waits for bytes while no answer is due, without the wire lock, so that others can send.
 * Who sends a flight meanwhile waits until it has left: the answer's first bytes wake it.
 *
 * <p>Its lock is taken after the wire lock, and held for moments only. No wait here is ended by an interrupt, which stays
 * pending.
 */
final class Ear {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean taken;
    private volatile int waiting;
    private long changes;

    boolean isTaken() {
        return taken;
    }

    /** Under the wire lock, and only if nobody has it. */
    void take() {
        taken = true;
    }

    void leave() {
        lock.lock();
        try {
            taken = false;
            changes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nobody reads beside the caller; false if the deadline passed first. */
    boolean awaitLeft(Deadline deadline) {
        if (!taken) {
            return true;
        }
        lock.lock();
        boolean interrupted = false;
        try {
            while (taken && !deadline.passed()) {
                interrupted |= isInterrupted(deadline);
            }
            return !taken;
        } finally {
            lock.unlock();
            restore(interrupted);
        }
    }

    /** Under the wire lock: from here on nothing that {@link #changed()} tells is missed by {@link #awaitChange}. */
    long beginWaiting() {
        lock.lock();
        try {
            waiting++;
            return changes;
        } finally {
            lock.unlock();
        }
    }

    /** Ends what {@link #beginWaiting} began: waits for the next change. */
    void awaitChange(long seen, Deadline deadline) {
        lock.lock();
        boolean interrupted = false;
        try {
            while (changes == seen && !deadline.passed()) {
                interrupted |= isInterrupted(deadline);
            }
        } finally {
            waiting--;
            lock.unlock();
            restore(interrupted);
        }
    }

    /**
     * The wire is free again, or something was delivered. Under the wire lock, or else whoever begins to wait must look
     * himself whether it has happened.
     */
    void changed() {
        if (waiting == 0) {
            return;
        }
        lock.lock();
        try {
            changes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a change, or for nothing at all: the caller looks. Whether it was interrupted. */
    private boolean isInterrupted(Deadline deadline) {
        try {
            if (deadline.isNever()) {
                changed.await();
            } else {
                changed.awaitNanos(TimeUnit.MILLISECONDS.toNanos(deadline.millisLeft()));
            }
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
