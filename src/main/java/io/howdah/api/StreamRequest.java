package io.howdah.api;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * A replication stream that is to begin: {@code StreamRequest.ofSlot("audit").from(position)}.
 *
 * @param slot empty for a physical stream that has none
 * @param start {@link LogSequenceNumber#INVALID} to go on where the slot stands; a logical slot never goes back behind that
 * @param timeline of a physical stream; 0 for the server's own
 * @param options of the plugin, by name
 * @param statusInterval how often the server is told how far we are; zero for a third of its {@code wal_sender_timeout}, at
 *     most 10 s
 * @param statusExecutor where that runs: one task as long as the stream is open; empty for a daemon thread that ends with it
 */
public record StreamRequest(
        Optional<String> slot,
        LogSequenceNumber start,
        long timeline,
        Map<String, String> options,
        Duration statusInterval,
        Optional<Executor> statusExecutor) {
    public StreamRequest {
        Objects.requireNonNull(slot, "slot");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(statusInterval, "statusInterval");
        Objects.requireNonNull(statusExecutor, "statusExecutor");
        if (statusInterval.isNegative()) {
            throw new IllegalArgumentException("The interval is negative");
        }
        options = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    public static StreamRequest ofSlot(String name) {
        return new StreamRequest(
                Optional.of(name), LogSequenceNumber.INVALID, 0, Map.of(), Duration.ZERO, Optional.empty());
    }

    /** Physical only; the server keeps no log for it. */
    public static StreamRequest withoutSlot() {
        return new StreamRequest(
                Optional.empty(), LogSequenceNumber.INVALID, 0, Map.of(), Duration.ZERO, Optional.empty());
    }

    public StreamRequest from(LogSequenceNumber newStart) {
        return new StreamRequest(slot, newStart, timeline, options, statusInterval, statusExecutor);
    }

    public StreamRequest onTimeline(long newTimeline) {
        return new StreamRequest(slot, start, newTimeline, options, statusInterval, statusExecutor);
    }

    /** An option of the plugin, such as {@code include-xids} of test_decoding. */
    public StreamRequest withOption(String name, String value) {
        var more = new LinkedHashMap<>(options);
        more.put(name, value);
        return new StreamRequest(slot, start, timeline, more, statusInterval, statusExecutor);
    }

    public StreamRequest withStatusInterval(Duration newInterval) {
        return new StreamRequest(slot, start, timeline, options, newInterval, statusExecutor);
    }

    /** Such as one of virtual threads. It has to run the task at once, beside others. */
    public StreamRequest withStatusExecutor(Executor newExecutor) {
        return new StreamRequest(slot, start, timeline, options, statusInterval, Optional.of(newExecutor));
    }
}
