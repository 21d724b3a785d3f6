package io.howdah.api;

import java.util.Optional;

/**
 * A replication slot that was made.
 *
 * @param consistentPoint from where it has all changes; {@code 0/0} for a physical slot
 * @param snapshot the name of the exported snapshot, which lives until the next command on the connection
 * @param plugin of a logical slot
 */
public record CreatedSlot(
        String name, LogSequenceNumber consistentPoint, Optional<String> snapshot, Optional<String> plugin) {}
