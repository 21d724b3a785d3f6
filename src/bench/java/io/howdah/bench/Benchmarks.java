package io.howdah.bench;

import io.howdah.bench.Place.Link;
import io.howdah.testserver.Role;
import io.howdah.testserver.ServerOptions;
import io.howdah.testserver.TestServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The command: starts a server, has every contender do every workload, prints and writes the table of ratios. See
 * {@link Settings#USAGE} for its arguments.
 */
final class Benchmarks {
    private static final String MICROSECONDS = "µs";

    /** Those that are programs of their own; the limit is no program. */
    private static final Set<Contender> PROGRAMS = EnumSet.complementOf(EnumSet.of(Contender.LIMIT));

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Settings settings;
    private final Path directory = Path.of("target", "bench");
    private final Report report = new Report();

    private Benchmarks(Settings settings) {
        this.settings = settings;
    }

    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).contains("list")) {
            Workloads.all().forEach(each -> System.out.printf("%-22s %s%n", each.name(), each.title()));
            System.out.println(Settings.USAGE);
            return;
        }
        new Benchmarks(Settings.parse(arguments)).run();
    }

    private void run() throws Exception {
        Files.createDirectories(directory);
        // No work behind the scenes of the measuring, and enough memory for all tables.
        ServerOptions quiet = ServerOptions.defaults()
                .setting("autovacuum", "off")
                .setting("jit", "off")
                .setting("shared_buffers", "256MB")
                .setting("max_wal_size", "4GB");
        try (var server = TestServer.startEmbedded(quiet)) {
            Place place = Place.of(server);
            try (var connection = Contender.HOWDAH.connect(place, Link.TCP, Role.TRUSTED)) {
                Tables.create(connection);
                if (wants(Catalogues.MANY)) {
                    Tables.createMany(connection);
                }
                if (wants(Copying.COPY)) {
                    Tables.createCopied(connection);
                }
            }
            if (settings.profile().isPresent()) {
                profile(place, settings.profile().get());
                return;
            }
            List<String> circumstances = Report.circumstances("PostgreSQL " + release(server), settings);
            for (Workload workload : wantedWorkloads()) {
                measure(workload, place);
                // Now already, for those who lose patience.
                report.write(settings.report(), circumstances);
            }
            measurePrograms(place);
            report.write(settings.report(), circumstances);
            out.println("\n" + report.markdown(circumstances));
            out.println("Written to " + settings.report().toAbsolutePath());
        }
    }

    /** Any workload whose name begins so. */
    private boolean wants(String prefix) {
        return wantedWorkloads().stream().anyMatch(each -> each.name().startsWith(prefix));
    }

    private static String release(TestServer server) {
        return server.major() + ", embedded, over loopback; autovacuum, jit and fsync off";
    }

    private void measure(Workload workload, Place place) throws RunnerException, IOException {
        var forks = new Forks(place, settings.effort(), directory);
        Set<Contender> able = able(workload, place);
        for (int round = 1; round <= settings.effort().rounds; round++) {
            for (Contender contender : able) {
                Measurement measured = forks.measure(workload, contender, round);
                report.add(workload.title(), MICROSECONDS, contender, measured);
                out.printf("%-22s %-15s %s%n", workload.name(), contender.label(), Forks.describe(measured));
            }
        }
    }

    private List<Workload> wantedWorkloads() {
        return Workloads.all().stream()
                .filter(workload -> settings.wants(workload.name()))
                .toList();
    }

    /** Those who can do a workload, each having done it once; of the drivers they all came to the same. */
    private Set<Contender> able(Workload workload, Place place) {
        Set<Contender> able = EnumSet.noneOf(Contender.class);
        List<Long> outcomes = new ArrayList<>();
        for (Contender contender : settings.contenders()) {
            try {
                if (Runtime.version().feature() < workload.lowestJava()) {
                    throw new UnsupportedOperationException("needs Java " + workload.lowestJava());
                }
                long outcome = once(workload, contender, place);
                if (contender != Contender.LIMIT) {
                    outcomes.add(outcome);
                }
                able.add(contender);
            } catch (Exception e) {
                out.printf("%-22s %-15s not measured: %s%n", workload.name(), contender.label(), e.getMessage());
                report.missing(workload.title(), MICROSECONDS, contender, String.valueOf(e.getMessage()));
            }
        }
        if (outcomes.stream().distinct().count() > 1) {
            throw new IllegalStateException(workload.name() + " is not the same for all: " + outcomes);
        }
        return able;
    }

    private static long once(Workload workload, Contender contender, Place place) throws Exception {
        var sink = new Blackhole(
                "Today's password is swordfish. I understand instantiating Blackholes directly is" + " dangerous.");
        try (Operation operation = workload.open(contender, place)) {
            operation.reset();
            return operation.run(sink);
        }
    }

    private void measurePrograms(Place place) throws IOException {
        var programs = new WholeProgram(place, directory);
        int runs = settings.effort() == Settings.Effort.QUICK ? 7 : 21;
        measureProgram(
                "first-row",
                "From the start of a JVM to its first row, over an empty main",
                "ms",
                contender -> programs.firstRow(contender, runs));
        measureProgram("classes", "Classes loaded for that, over an empty main", "classes", programs::classes);
        measureProgram(
                "heap", "Smallest heap for " + ManyRows.ROWS / 1_000_000 + ",000,000 rows", "MiB", programs::heap);
    }

    @FunctionalInterface
    private interface Measuring {
        Measurement of(Contender contender) throws IOException, InterruptedException;
    }

    private void measureProgram(String name, String title, String unit, Measuring measuring) {
        if (!settings.wants(name)) {
            return;
        }
        for (Contender contender : settings.contenders()) {
            if (!PROGRAMS.contains(contender)) {
                continue;
            }
            try {
                Measurement measured = measuring.of(contender);
                report.add(title, unit, contender, measured);
                out.printf("%-22s %-15s %,12.1f %s%n", name, contender.label(), measured.time(), unit);
            } catch (IOException e) {
                out.printf("%-22s %-15s not measured: %s%n", name, contender.label(), e.getMessage());
                report.missing(title, unit, contender, String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                throw new IllegalStateException("Interrupted while a program ran", e);
            }
        }
    }

    private void profile(Place place, Settings.Profile profile) throws RunnerException, IOException {
        var forks = new Forks(place, settings.effort(), directory);
        for (Workload workload : wantedWorkloads()) {
            for (Contender contender : settings.contenders()) {
                forks.profile(workload, contender, profile);
                if (profile == Settings.Profile.JFR || profile == Settings.Profile.ALLOC) {
                    out.println("\n" + workload.name() + " by " + contender.label());
                    Hotspots.print(newestRecording(), out);
                }
            }
        }
    }

    /** JMH names the directory after the benchmark, and keeps how to itself. */
    private Path newestRecording() throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".jfr"))
                    .max(Comparator.comparing(file -> file.toFile().lastModified()))
                    .orElseThrow(() -> new IOException("There is no recording below " + directory));
        }
    }
}
