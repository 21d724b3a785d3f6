package io.howdah.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A JVM run from its start to its end.
 *
 * @param millis how long it took
 * @param said its output
 */
public record JvmRun(int exitCode, double millis, String said) {
    private static final long LONGEST_SECONDS = 120;
    static final int KILLED = -1;

    public static JvmRun of(String classPath, List<String> jvmArguments, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("howdah-bench", ".txt");
        try {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
            double millis = (System.nanoTime() - start) / 1e6;
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            return new JvmRun(ended ? process.exitValue() : KILLED, millis, Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    /** The part of our own class path that a contender needs, with the driver as a jar, as applications have it. */
    static String classPath(Contender contender, Path howdahJar) {
        List<String> wanted = contender == Contender.HOWDAH
                ? List.of("slf4j-api", "scram-", "saslprep", "stringprep", "test-classes")
                : contender == Contender.LIMIT ? List.of("test-classes") : List.of("postgresql-42", "test-classes");
        String entries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry ->
                        wanted.stream().anyMatch(Path.of(entry).getFileName().toString()::startsWith))
                .collect(Collectors.joining(File.pathSeparator));
        return contender == Contender.HOWDAH ? howdahJar + File.pathSeparator + entries : entries;
    }
}
