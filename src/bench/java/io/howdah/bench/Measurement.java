package io.howdah.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What was measured of one contender at one workload in all rounds.
 *
 * @param times how long an operation took, or whatever else the row's unit is, for each stretch
 * @param cpu microseconds of the client's processors per operation, for each round; empty where not measured
 * @param bytes allocated per operation, for each round; empty where not measured
 */
record Measurement(List<Double> times, List<Double> cpu, List<Double> bytes) {

    static Measurement of(double... values) {
        return new Measurement(DoubleStream.of(values).boxed().toList(), List.of(), List.of());
    }

    Measurement and(Measurement other) {
        return new Measurement(both(times, other.times), both(cpu, other.cpu), both(bytes, other.bytes));
    }

    private static List<Double> both(List<Double> first, List<Double> second) {
        return Stream.of(first, second).flatMap(List::stream).toList();
    }

    /** The quickest stretch: whatever else the machine does can only make one slower. */
    double time() {
        return least(times);
    }

    double medianTime() {
        List<Double> sorted = new ArrayList<>(times);
        sorted.sort(null);
        return sorted.get(sorted.size() / 2);
    }

    double longestTime() {
        return times.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    /** NaN where it was not measured. */
    double cpuMicros() {
        return least(cpu);
    }

    /** NaN where it was not measured. */
    double bytesPerOperation() {
        return least(bytes);
    }

    private static double least(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }
}
