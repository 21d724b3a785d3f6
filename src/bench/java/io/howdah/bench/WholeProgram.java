package io.howdah.bench;

import io.howdah.bench.Place.Link;
import io.howdah.testserver.Role;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;

/** Measurements of programs as a whole: JVMs of their own from start to end, without JMH. */
final class WholeProgram {
    private static final int[] HEAPS_MEBIBYTES = {16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 2048};

    private final Place place;
    private final Path howdahJar;

    WholeProgram(Place place, Path directory) throws IOException {
        this.place = place;
        this.howdahJar = directory.resolve("howdah.jar").toAbsolutePath();
        jar();
    }

    private void jar() throws IOException {
        Path classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> Files.exists(entry.resolve("io/howdah/Driver.class")))
                .findFirst()
                .orElseThrow(() -> new IOException("The driver's classes are not on the class path"));
        int failed = ToolProvider.findFirst("jar")
                .orElseThrow(() -> new IOException("This Java has no jar tool"))
                .run(System.err, System.err, "-c", "-f", howdahJar.toString(), "-C", classes.toString(), ".");
        if (failed != 0) {
            throw new IOException("The driver's jar could not be made");
        }
    }

    /** Milliseconds from the start of a JVM to its end, with a row read in between, less the time of an empty one. */
    Measurement firstRow(Contender contender, int runs) throws IOException, InterruptedException {
        double[] millis = new double[runs];
        double empty = Double.MAX_VALUE;
        // In turn, so that a slow moment does not hit all runs of one kind.
        for (int i = 0; i < runs; i++) {
            empty = Math.min(empty, run(contender, List.of(), FirstRow.class).millis());
            millis[i] =
                    run(contender, List.of(), FirstRow.class, url(contender)).millis();
        }
        for (int i = 0; i < runs; i++) {
            millis[i] -= empty;
        }
        return Measurement.of(millis);
    }

    /** How many classes are loaded for a row, beyond those of an empty program. */
    Measurement classes(Contender contender) throws IOException, InterruptedException {
        return Measurement.of(loaded(contender, url(contender)) - loaded(contender));
    }

    private double loaded(Contender contender, String... arguments) throws IOException, InterruptedException {
        return loadedBy(contender, arguments).size();
    }

    /** The classes that are loaded for a row, each with where it came from, those of an empty program among them. */
    List<String> loadedForFirstRow(Contender contender) throws IOException, InterruptedException {
        return loadedBy(contender, url(contender));
    }

    /** A row, read by a JVM with those arguments. */
    JvmRun firstRowWith(Contender contender, List<String> jvmArguments) throws IOException, InterruptedException {
        return JvmRun.of(JvmRun.classPath(contender, howdahJar), jvmArguments, FirstRow.class, url(contender));
    }

    private List<String> loadedBy(Contender contender, String... arguments) throws IOException, InterruptedException {
        return run(contender, List.of("-Xlog:class+load:stdout:none"), FirstRow.class, arguments)
                .said()
                .lines()
                .filter(line -> line.contains(" source: "))
                .toList();
    }

    /** The smallest -Xmx in MiB of a few that two million rows can be read with. */
    Measurement heap(Contender contender) throws IOException, InterruptedException {
        int low = 0;
        int high = HEAPS_MEBIBYTES.length;
        while (low < high) {
            int middle = (low + high) / 2;
            JvmRun run = JvmRun.of(
                    JvmRun.classPath(contender, howdahJar),
                    List.of("-Xmx" + HEAPS_MEBIBYTES[middle] + "m", "-XX:+ExitOnOutOfMemoryError"),
                    ManyRows.class,
                    url(contender));
            if (run.exitCode() == 0) {
                high = middle;
            } else if (run.said().contains("OutOfMemoryError") || run.exitCode() == JvmRun.KILLED) {
                low = middle + 1;
            } else {
                throw new IOException(run.said());
            }
        }
        if (low == HEAPS_MEBIBYTES.length) {
            throw new IOException("not even " + HEAPS_MEBIBYTES[low - 1] + " MiB are enough");
        }
        return Measurement.of(HEAPS_MEBIBYTES[low]);
    }

    private JvmRun run(Contender contender, List<String> jvmArguments, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        JvmRun run = JvmRun.of(JvmRun.classPath(contender, howdahJar), jvmArguments, main, arguments);
        if (run.exitCode() != 0) {
            throw new IOException(run.said());
        }
        return run;
    }

    private String url(Contender contender) {
        return contender.url(place, Link.TCP, Role.TRUSTED);
    }
}
