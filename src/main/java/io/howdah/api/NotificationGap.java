package io.howdah.api;

import java.util.Objects;

/**
 * Notifications are missing between the last one that a listener got and the next: what depends on them is to be read
 * anew.
 *
 * @param lost how many; {@link #UNKNOWN} if nobody can tell
 */
public record NotificationGap(Cause cause, long lost) {
    /** As a count: some may have been sent that nobody got. */
    public static final long UNKNOWN = -1;

    /** Why. */
    public enum Cause {
        /** They came faster than they were taken, and the oldest were dropped. */
        OVERFLOW,
        /** The connection was lost, and a new one listens now. */
        RECONNECTED
    }

    public NotificationGap {
        Objects.requireNonNull(cause, "cause");
    }
}
