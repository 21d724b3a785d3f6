package io.howdah.api;

import java.util.Optional;

/**
 * The answer to IDENTIFY_SYSTEM.
 *
 * @param systemId of the cluster; a standby has its primary's
 * @param flushed how far the log is written safely
 * @param database the connection's; empty for physical replication
 */
public record SystemIdentity(String systemId, long timeline, LogSequenceNumber flushed, Optional<String> database) {}
