package io.howdah.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Starting is quick where little is loaded: the classes that a program needs for its first row, the JDK's among them. */
class LoadedClassesServerTest {
    private static final int LIMIT = 687;

    @Test
    void fewClassesAreLoadedForTheFirstRow(@TempDir Path directory, TestReporter reporter) throws Exception {
        Place place = Place.of(TestServer.withUnixSocket());
        double classes =
                new WholeProgram(place, directory).classes(Contender.HOWDAH).time();
        reporter.publishEntry("classes", Double.toString(classes));
        assertThat(classes).as("classes loaded").isLessThanOrEqualTo(LIMIT);
    }

    /** Lambdas, and what records have for equals and hashCode, are classes that the JVM writes when they are first met. */
    @Test
    void noClassOfOursIsMadeAtRunTimeForTheFirstRow(@TempDir Path directory) throws Exception {
        Place place = Place.of(TestServer.withUnixSocket());
        assertThat(new WholeProgram(place, directory).loadedForFirstRow(Contender.HOWDAH))
                .as("classes loaded")
                .anyMatch(line -> line.startsWith("io.howdah.Driver "))
                .noneMatch(line -> line.startsWith("io.howdah.") && line.contains("$$Lambda"))
                .noneMatch(line -> line.startsWith("java.lang.runtime.ObjectMethods"));
    }
}
