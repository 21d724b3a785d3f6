package io.howdah.api;

import java.util.Objects;

/**
 * One message of NOTIFY. Nothing is null.
 *
 * @param channel as the server knows it: at most 63 bytes, lower case unless its name was quoted
 * @param payload empty if none was given; less than 8000 bytes
 * @param pid of the backend that sent it; {@link HowdahConnection#backendPid()} of one's own
 * @see <a href="https://www.postgresql.org/docs/current/sql-notify.html">NOTIFY</a>
 */
public record Notification(String channel, String payload, int pid) {
    public Notification {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(payload, "payload");
    }
}
