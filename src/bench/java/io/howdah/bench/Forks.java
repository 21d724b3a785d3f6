package io.howdah.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.profile.JavaFlightRecorderProfiler;
import org.openjdk.jmh.profile.StackProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Has JMH run one workload by one contender in a JVM of its own. */
final class Forks {
    private static final List<String> HEAP = List.of("-Xms1g", "-Xmx1g");
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** How many times longer to warm up where so many threads work that the compiler gets little of the processors. */
    private static final int CROWDED = 4;

    private final Place place;
    private final Settings.Effort effort;
    private final Path directory;

    /** @param directory for what JMH prints */
    Forks(Place place, Settings.Effort effort, Path directory) {
        this.place = place;
        this.effort = effort;
        this.directory = directory;
    }

    /** One round. */
    Measurement measure(Workload workload, Contender contender, int round) throws RunnerException, IOException {
        Path log = directory.resolve(workload.name() + "-" + contender.label() + "-" + round + ".txt");
        RunResult result;
        try {
            result = new Runner(options(workload, contender)
                            .addProfiler(GCProfiler.class)
                            .addProfiler(CpuTime.class)
                            .output(log.toString())
                            .build())
                    .runSingle();
        } catch (RunnerException e) {
            throw new RunnerException(e.getMessage() + "; see " + log + "\n" + Files.readString(log), e);
        }
        var values = new ArrayList<Double>();
        for (var fork : result.getBenchmarkResults()) {
            for (var stretch : fork.getIterationResults()) {
                values.add(stretch.getPrimaryResult().getScore());
            }
        }
        return new Measurement(values, metric(result, CpuTime.METRIC), metric(result, ALLOCATED));
    }

    private static List<Double> metric(RunResult result, String wanted) {
        return result.getSecondaryResults().keySet().stream()
                .filter(name -> name.endsWith(wanted))
                .map(name -> result.getSecondaryResults().get(name).getScore())
                .toList();
    }

    /** Runs with a profiler, and lets JMH say on the console what it found. */
    Collection<RunResult> profile(Workload workload, Contender contender, Settings.Profile profile)
            throws RunnerException {
        ChainedOptionsBuilder options = options(workload, contender);
        switch (profile) {
            case GC -> options.addProfiler(GCProfiler.class);
            case STACK -> options.addProfiler(StackProfiler.class, "lines=12;top=20;period=5");
            case JFR, ALLOC ->
                options.addProfiler(
                        JavaFlightRecorderProfiler.class, "configName=profile;dir=" + directory.toAbsolutePath());
        }
        if (profile == Settings.Profile.ALLOC) {
            options.jvmArgsPrepend("-XX:-UseTLAB");
        }
        return new Runner(options.build()).run();
    }

    private ChainedOptionsBuilder options(Workload workload, Contender contender) {
        var arguments = new ArrayList<>(HEAP);
        arguments.addAll(place.jvmArguments());
        return new OptionsBuilder()
                .include(WorkloadBenchmark.class.getName().replace(".", "\\."))
                .param("workload", workload.name())
                .param("contender", contender.name())
                .threads(workload.threads())
                .forks(1)
                .warmupIterations(effort.warmUps * (workload.threads() > 1 ? CROWDED : 1))
                .warmupTime(effort.warmUp)
                .measurementIterations(effort.stretches)
                .measurementTime(effort.stretch)
                .shouldFailOnError(true)
                .jvmArgsAppend(arguments.toArray(String[]::new));
    }

    static String describe(Measurement measured) {
        return String.format(
                Locale.ROOT,
                "%,12.1f µs/op %,12.1f CPU µs/op %,14.0f B/op",
                measured.time(),
                measured.cpuMicros(),
                measured.bytesPerOperation());
    }
}
