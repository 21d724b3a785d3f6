package io.howdah.api;

import java.time.Instant;

/**
 * A message of a replication stream as it came.
 *
 * @param start where the data begins; {@link LogSequenceNumber#INVALID} for some messages of plugins
 * @param serverEnd where the server's log ended
 * @param sentAt by the server's clock
 * @param data bytes of the log, or what a plugin wrote; the caller's own
 */
public record WalMessage(LogSequenceNumber start, LogSequenceNumber serverEnd, Instant sentAt, byte[] data) {}
