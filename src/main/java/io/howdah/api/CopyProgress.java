package io.howdah.api;

/**
 * How far a COPY is.
 *
 * @param bytes of data that were sent or received so far
 * @param rows so far; -1 while that is not known, as of bytes that are on their way in
 */
public record CopyProgress(long bytes, long rows) {}
