package io.howdah.session;

import io.howdah.api.Notification;
import io.howdah.error.ErrorDetail;
import io.howdah.error.SqlErrors;
import io.howdah.transport.Deadline;
import io.howdah.wire.Backend;
import io.howdah.wire.Inbound;
import io.howdah.wire.ProtocolException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Where a session's notifications go, and how to wait for them. For any thread.
 *
 * <p>They are taken in by whoever reads the wire, under its lock. If nobody does, whoever waits for them waits for bytes,
 * without the lock and in the place that {@code Ear} stands for, and then takes in what has come, under the lock.
 */
public final class Inboxes {
    /** How many notifications an inbox holds unless told otherwise. */
    static final int USUAL_LIMIT = 10_000;

    /** How long {@link #poll} waits: under TLS there is no other way to know whether there is something. */
    private static final Duration GLANCE = Duration.ofMillis(1);

    /** For {@link #hear}: reads nothing, and takes what was read before. */
    private static final Deadline WHAT_IS_THERE = Deadline.after(Duration.ofNanos(1));

    private final Wire wire;
    private final ErrorDetail errorDetail;
    private final Ear ear = new Ear();
    private final Inbox common = new Inbox(Set.of(), USUAL_LIMIT);
    private final List<Inbox> own = new CopyOnWriteArrayList<>();
    private volatile int limit = USUAL_LIMIT;

    Inboxes(Wire wire, ErrorDetail errorDetail) {
        this.wire = wire;
        this.errorDetail = errorDetail;
    }

    Ear ear() {
        return ear;
    }

    /** The one for what no other is for. */
    public Inbox common() {
        return common;
    }

    /** Another one, which from now on gets what comes on these channels. */
    public Inbox open(Set<String> channels) {
        var inbox = new Inbox(Set.copyOf(channels), limit);
        own.add(inbox);
        return inbox;
    }

    /** How many notifications the common inbox holds, and each that is opened from now on. */
    public int limit() {
        return limit;
    }

    /** @param count at least 1 */
    public void limit(int count) {
        limit = count;
        common.limit(count);
    }

    /** It gets nothing any more. Who waits for it finds that out at the next answer of the server's, whatever that is to. */
    public void close(Inbox inbox) {
        own.remove(inbox);
        inbox.close();
    }

    /** Whether one of those that are open is for this channel. */
    public boolean isWanted(String channel) {
        return own.stream().anyMatch(inbox -> inbox.channels().contains(channel));
    }

    /** Under the wire lock. */
    void deliver(Notification notification) {
        boolean delivered = false;
        for (Inbox inbox : own) {
            if (inbox.channels().contains(notification.channel())) {
                inbox.add(notification);
                delivered = true;
            }
        }
        if (!delivered) {
            common.add(notification);
        }
        ear.changed();
    }

    /** Takes in what has arrived, so far as nobody else does. */
    public void poll(Inbox inbox) throws SQLException {
        if (!wire.tryLock()) {
            // Whoever has it reads, or will.
            return;
        }
        try {
            wire.life().requireOpen();
            if (wire.isQuiet()) {
                hear(inbox, Deadline.after(GLANCE));
            }
        } finally {
            wire.unlock();
        }
    }

    /**
     * Waits until there is something in the inbox. Others can use the session meanwhile.
     *
     * @return false if the deadline passed first, or the inbox was closed
     */
    public boolean await(Inbox inbox, Deadline deadline) throws SQLException {
        while (inbox.isEmpty()) {
            if (deadline.passed() || !wire.lockUntil(deadline)) {
                return false;
            }
            boolean listening = false;
            long seen = 0;
            try {
                wire.life().requireOpen();
                if (inbox.isClosed()) {
                    // Looked at under the lock: what is sent behind the closing wakes us if we look too early.
                    return false;
                }
                if (wire.isQuiet()) {
                    hear(inbox, WHAT_IS_THERE);
                }
                if (!inbox.isEmpty()) {
                    return true;
                }
                listening = wire.isQuiet();
                if (listening) {
                    ear.take();
                } else {
                    seen = ear.beginWaiting();
                    if (wire.life().isClosed()) {
                        // Whoever aborts takes no lock, and may have told that before we began.
                        ear.changed();
                    }
                }
            } finally {
                wire.unlock();
            }
            if (listening) {
                listenForBytes(deadline);
            } else {
                ear.awaitChange(seen, deadline);
            }
        }
        return true;
    }

    /** Takes in what arrives until then, or until the inbox is full. What is an answer to nothing ends the connection. */
    private void hear(Inbox inbox, Deadline until) throws SQLException {
        try {
            while (!inbox.isFull()) {
                int type = wire.channel().next(until);
                if (type == Inbound.NOT_YET) {
                    return;
                }
                if (type == Backend.ERROR_RESPONSE) {
                    throw wire.breakDown(SqlErrors.server(wire.receiver().error(), errorDetail));
                }
                if (!wire.receiver().takeAside(type)) {
                    throw wire.breakDown(new ProtocolException(
                            "a message of type '" + (char) type + "' arrived that answers nothing"));
                }
            }
        } catch (IOException | RuntimeException e) {
            throw wire.breakDown(e);
        }
    }

    /** Waits for bytes. Without the lock, in the place that {@link Ear#take} took under it, and leaves that. */
    private void listenForBytes(Deadline deadline) throws SQLException {
        IOException failure = null;
        try {
            wire.channel().arrives(deadline);
        } catch (IOException e) {
            failure = e;
        } finally {
            ear.leave();
        }
        if (failure != null) {
            // Somebody may have closed it under us, or have noticed first.
            wire.life().requireOpen();
            throw wire.breakDown(failure);
        }
    }
}
