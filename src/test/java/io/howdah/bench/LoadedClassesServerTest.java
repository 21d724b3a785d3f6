package io.howdah.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Starting is quick where little is loaded: the classes that a program needs for its first row, the JDK's among them. */
class LoadedClassesServerTest {
    private static final int LIMIT = 765;

    @Test
    void fewClassesAreLoadedForTheFirstRow(@TempDir Path directory, TestReporter reporter) throws Exception {
        Place place = Place.of(TestServer.withUnixSocket());
        double classes =
                new WholeProgram(place, directory).classes(Contender.HOWDAH).time();
        reporter.publishEntry("classes", Double.toString(classes));
        assertThat(classes).as("classes loaded").isLessThanOrEqualTo(LIMIT);
    }
}
