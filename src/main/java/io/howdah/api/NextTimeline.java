package io.howdah.api;

/**
 * Where a physical stream goes on, once its own timeline has ended.
 *
 * @param start where the timeline begins
 */
public record NextTimeline(long timeline, LogSequenceNumber start) {}
