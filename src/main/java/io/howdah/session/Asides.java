package io.howdah.session;

import io.howdah.api.Notification;
import io.howdah.api.ServerError;
import io.howdah.error.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on what a server says beside its answers: a notice to the answer in the midst of which it came and to a
 * listener, if there is one; a notification to its inboxes.
 *
 * <p>Called by the thread that reads, under the wire lock, and so is the listener, the one user's code that is: the
 * session is in the midst of a message then, and {@link Wire#lock} refuses it. The listener is set from any thread.
 */
final class Asides implements NoticeSink {
    private final Wire wire;

    /** Who else is told of notices, beside the answer that they come with; null for nobody. */
    private volatile NoticeSink listener;

    /** While it is: the session is in the midst of a message. */
    private volatile boolean telling;

    Asides(Wire wire) {
        this.wire = wire;
    }

    /** @param sink null for nobody */
    void alsoTo(NoticeSink sink) {
        listener = sink;
    }

    /** Whether the listener is running. From any thread. */
    boolean areBeingTold() {
        return telling;
    }

    @Override
    public void onNotice(ServerError notice) {
        NoticeSink told = listener;
        if (told != null) {
            tell(told, notice);
        }
        Reply current = wire.current();
        if (current == null) {
            Log.LOG.debug("Notice outside of any statement: {}", LogText.of(notice.message()));
        } else {
            current.onNotice(notice);
        }
    }

    private void tell(NoticeSink told, ServerError notice) {
        telling = true;
        try {
            told.onNotice(notice);
        } catch (RuntimeException e) {
            // Not the statement's fault, nor the session's.
            Log.LOG.warn("A NoticeListener failed", e);
        } finally {
            telling = false;
        }
    }

    @Override
    public void onNotification(Notification notification) {
        wire.inboxes().deliver(notification);
    }

    /** A class of its own, so that slf4j starts up only once there is something to say. */
    private static final class Log {
        static final Logger LOG = LoggerFactory.getLogger(Asides.class);
    }
}
