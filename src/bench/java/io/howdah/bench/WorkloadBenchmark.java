package io.howdah.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What JMH measures: the operation of one workload by one contender, each pair in a JVM of its own, so that the compiler
 * sees one kind of each. Every thread has an operation, and thus a connection, of its own.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class WorkloadBenchmark {
    @Param("")
    private String workload;

    @Param("")
    private String contender;

    private Operation operation;

    @Setup
    public void open() throws Exception {
        operation = Workloads.named(workload).open(Contender.valueOf(contender), Place.fromSystemProperties());
    }

    @Setup(Level.Iteration)
    public void reset() throws Exception {
        operation.reset();
    }

    @Benchmark
    public void run(Blackhole sink) throws Exception {
        operation.run(sink);
    }

    @TearDown
    public void close() throws Exception {
        operation.close();
    }
}
