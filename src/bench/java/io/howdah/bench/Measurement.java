package io.howdah.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What was measured of one contender at one workload: the stretches of all rounds.
 *
 * @param values a time in microseconds per operation, or whatever else the table's unit is, for each stretch
 * @param bytes allocated per operation, for each round; empty where that was not measured
 */
record Measurement(List<Double> values, List<Double> bytes) {

    static Measurement of(double... values) {
        var list = new ArrayList<Double>();
        for (double value : values) {
            list.add(value);
        }
        return new Measurement(list, List.of());
    }

    Measurement and(Measurement other) {
        var allValues = new ArrayList<>(values);
        allValues.addAll(other.values);
        var allBytes = new ArrayList<>(bytes);
        allBytes.addAll(other.bytes);
        return new Measurement(allValues, allBytes);
    }

    /** The median, which a busy neighbour moves less than the mean. */
    double value() {
        return median(values);
    }

    double least() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    double most() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** NaN where it was not measured. */
    double bytesPerOperation() {
        return bytes.isEmpty() ? Double.NaN : median(bytes);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
