/**
 * Flights that users fill.
 *
 * <p>Lives here: {@code FilledPipeline}, which users reach by {@code HowdahConnection.pipeline()}; its segments, each of which
 * is one flight. Not here: how values are encoded and rows are read, which is as in JDBC and given by the host.
 * <p>May use: {@code session}, {@code wire} (for {@code ByteWriter}), {@code error}. Used by: {@code jdbc}.
 */
package io.howdah.pipeline;
