package io.howdah.transport;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A thread for one task that would block the caller, gone when the task is. It keeps neither the JVM nor a class loader
 * of the application alive.
 */
public final class PassingThread {
    private PassingThread() {}

    public static void start(String name, Runnable task) {
        var thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
    }

    /**
     * Not ended by an interrupt, which stays pending: a half-written message could not be taken back.
     *
     * @return false if the deadline passed first
     */
    public static boolean await(CountDownLatch ended, Deadline deadline) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    if (deadline.isNever()) {
                        ended.await();
                        return true;
                    }
                    return ended.await(deadline.millisLeft(), TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
