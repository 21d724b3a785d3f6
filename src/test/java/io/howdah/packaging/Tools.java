package io.howdah.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/** Programs to run: those of the JDK in this JVM, others in their own. */
final class Tools {
    private Tools() {}

    /** What the JDK's {@code javac}, {@code jlink}, .. printed; fails if it did. */
    static String jdk(String name, String... arguments) {
        ToolProvider tool = ToolProvider.findFirst(name).orElseThrow();
        var out = new StringWriter();
        var printer = new PrintWriter(out);
        int exit = tool.run(printer, printer, arguments);
        printer.flush();
        assertThat(exit).as(name + " said " + out).isZero();
        return out.toString();
    }

    /** As {@link #run}, by this JDK's {@code java}. */
    static String java(Path directory, String... arguments) throws Exception {
        return run(directory, Path.of(System.getProperty("java.home"), "bin", "java"), arguments);
    }

    /** The number that the program ended with, then all that it said. */
    static String run(Path directory, Path program, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("It does not end, and said so far: " + Files.readString(out));
        }
        return process.exitValue() + "\n" + Files.readString(out);
    }
}
