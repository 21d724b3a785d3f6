package io.howdah.bench;

import java.util.List;
import java.util.stream.Stream;

/** All workloads that JMH measures. */
final class Workloads {
    private Workloads() {}

    static List<Workload> all() {
        return Stream.of(
                        SmallQueries.all(),
                        LargeResults.all(),
                        Writes.all(),
                        Copying.all(),
                        Sessions.all(),
                        Catalogues.all())
                .flatMap(List::stream)
                .toList();
    }

    static Workload named(String name) {
        return all().stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no workload " + name));
    }
}
