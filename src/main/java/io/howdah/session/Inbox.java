package io.howdah.session;

import io.howdah.api.Notification;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Notifications that were not taken yet, so many at most: of a flood the oldest are dropped, and counted. For any thread. */
public final class Inbox {
    /** Characters of channels and payloads; far more than the count allows with payloads of a usual length. */
    private static final long MOST_CHARACTERS = 64 * 1024 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Notification> waiting = new ArrayDeque<>();
    private final Set<String> channels;
    private int most;
    private long characters;
    private long dropped;
    private long droppedInAll;
    private volatile boolean closed;

    /** @param channels what it is for; empty for what no other is for */
    Inbox(Set<String> channels, int most) {
        this.channels = channels;
        this.most = most;
    }

    Set<String> channels() {
        return channels;
    }

    void limit(int count) {
        lock.lock();
        try {
            most = count;
            dropExcess();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        closed = true;
    }

    /** Whether nothing will come any more. */
    boolean isClosed() {
        return closed;
    }

    /** Whether there is nothing to take and nothing to tell. */
    public boolean isEmpty() {
        lock.lock();
        try {
            return waiting.isEmpty() && dropped == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Whether one more would cost another. */
    boolean isFull() {
        lock.lock();
        try {
            return waiting.size() >= most || characters >= MOST_CHARACTERS;
        } finally {
            lock.unlock();
        }
    }

    void add(Notification notification) {
        lock.lock();
        try {
            waiting.add(notification);
            characters += length(notification);
            dropExcess();
        } finally {
            lock.unlock();
        }
    }

    private void dropExcess() {
        while (waiting.size() > most || characters > MOST_CHARACTERS && waiting.size() > 1) {
            characters -= length(waiting.remove());
            dropped++;
            droppedInAll++;
        }
    }

    /** How many were dropped ever. */
    public long droppedInAll() {
        lock.lock();
        try {
            return droppedInAll;
        } finally {
            lock.unlock();
        }
    }

    /** All of them, the oldest first. */
    public List<Notification> take() {
        lock.lock();
        try {
            List<Notification> taken = new ArrayList<>(waiting);
            waiting.clear();
            characters = 0;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** How many were dropped since this was last asked; they were older than those that wait. */
    public long takeDropped() {
        lock.lock();
        try {
            long told = dropped;
            dropped = 0;
            return told;
        } finally {
            lock.unlock();
        }
    }

    private static long length(Notification notification) {
        return notification.channel().length() + notification.payload().length();
    }
}
