package io.howdah.api;

import java.util.Optional;

/**
 * Where a physical slot stands.
 *
 * @param restart the oldest position it keeps; empty if it keeps none yet
 * @param restartTimeline the timeline of that; 0 if there is none
 */
public record SlotPosition(Optional<LogSequenceNumber> restart, long restartTimeline) {}
