package io.howdah.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Says of a flight recording where time went and what was allocated where. */
final class Hotspots {
    private static final int SHOWN = 25;
    private static final int FRAMES = 4;

    private final Map<String, Long> methods = new HashMap<>();
    private final Map<String, Long> allocations = new HashMap<>();

    private Hotspots() {}

    static void print(Path recording, PrintStream out) throws IOException {
        var hotspots = new Hotspots();
        for (RecordedEvent event : RecordingFile.readAllEvents(recording)) {
            hotspots.take(event);
        }
        print("Time in Java, by method and callers", hotspots.methods, out);
        print("Allocation samples, by class and place", hotspots.allocations, out);
    }

    private void take(RecordedEvent event) {
        RecordedStackTrace trace = event.getStackTrace();
        if (trace == null || !isOfTheWork(event)) {
            return;
        }
        switch (event.getEventType().getName()) {
            case "jdk.ExecutionSample", "jdk.NativeMethodSample" -> methods.merge(place(trace), 1L, Long::sum);
            case "jdk.ObjectAllocationSample" ->
                allocations.merge(event.getClass("objectClass").getName() + " in " + place(trace), 1L, Long::sum);
            default -> {}
        }
    }

    /** JMH has threads of its own; those of the work it calls workers, and virtual ones have no name. */
    private static boolean isOfTheWork(RecordedEvent event) {
        String thread =
                event.hasField("sampledThread") ? name(event.getThread("sampledThread")) : name(event.getThread());
        return thread.isEmpty() || thread.contains("jmh-worker");
    }

    private static String name(RecordedThread thread) {
        return thread == null || thread.getJavaName() == null ? "" : thread.getJavaName();
    }

    private static String place(RecordedStackTrace trace) {
        List<RecordedFrame> frames = trace.getFrames();
        return frames.stream()
                .limit(FRAMES)
                .map(frame -> {
                    String type = frame.getMethod().getType().getName();
                    return type.substring(type.lastIndexOf('.') + 1) + "."
                            + frame.getMethod().getName() + ":" + frame.getLineNumber();
                })
                .collect(Collectors.joining(" < "));
    }

    private static void print(String title, Map<String, Long> weights, PrintStream out) {
        double sum = weights.values().stream().mapToLong(Long::longValue).sum();
        out.println("\n" + title);
        weights.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(SHOWN)
                .forEach(entry ->
                        out.printf(Locale.ROOT, "%5.1f %%  %s%n", 100 * entry.getValue() / sum, entry.getKey()));
    }
}
