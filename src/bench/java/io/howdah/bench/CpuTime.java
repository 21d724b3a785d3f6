package io.howdah.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * How long the client's processors worked per operation, garbage collection included. Beside the time that passed, since
 * it says what the client costs, and says it on a busy machine too.
 */
public final class CpuTime implements InternalProfiler {
    static final String METRIC = "cpu.time.norm";

    private long before;

    /** For JMH. */
    public CpuTime() {}

    @Override
    public String getDescription() {
        return "Processor time of the client per operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = now();
    }

    @Override
    public Collection<ScalarResult> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double micros = (now() - before) / 1e3 / result.getMetadata().getAllOps();
        return List.of(new ScalarResult(METRIC, micros, "µs/op", AggregationPolicy.AVG));
    }

    private static long now() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
