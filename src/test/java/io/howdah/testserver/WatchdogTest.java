package io.howdah.testserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchdogTest {

    @Test
    void stopsAndDeletesOnceItsPipeEnds(@TempDir Path parent) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(parent.resolve("server/data")).getParent();
        Path stopped = parent.resolve("stopped");
        var shell = Watchdog.watch(List.of("touch", stopped.toString()), directory);
        Assumptions.assumeTrue(shell.isPresent(), "Skipped: there is no /bin/sh");
        assertThat(shell.get().isAlive()).isTrue();
        assertThat(directory).exists();

        shell.get().getOutputStream().close();

        assertThat(shell.get().waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(stopped).exists();
        assertThat(directory).doesNotExist();
    }
}
