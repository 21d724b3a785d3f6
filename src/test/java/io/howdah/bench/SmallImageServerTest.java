package io.howdah.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run-time image need hold no more modules than the driver requires: no flight recorder, Kerberos, HTTP client. */
class SmallImageServerTest {
    @Test
    void aRowIsReadWithoutTheModulesThatAreOptional(@TempDir Path directory) throws Exception {
        Place place = Place.of(TestServer.withUnixSocket());
        var program = new WholeProgram(place, directory);
        JvmRun run = program.firstRowWith(Contender.HOWDAH, List.of("--limit-modules", "java.sql,java.naming"));
        assertThat(run.exitCode()).as(run.said()).isZero();
    }
}
