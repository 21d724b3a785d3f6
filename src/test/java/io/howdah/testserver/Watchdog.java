package io.howdah.testserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Clears a server away if this JVM ends without doing it: killed, or crashed. A shell waits for the end of a pipe whose
 * other end only we hold.
 */
final class Watchdog {
    private static final Path SHELL = Path.of("/bin/sh");

    private Watchdog() {}

    /**
     * @param stop the command that stops the server; it may fail, since usually the server is stopped already
     * @return the shell, which acts when its input ends; empty where there is none
     */
    static Optional<Process> watch(List<String> stop, Path directory) throws IOException {
        if (!Files.isExecutable(SHELL)) {
            return Optional.empty();
        }
        // Control-C reaches the shell as well, and must not end it before us.
        String script = "trap '' INT TERM HUP; read -r forever; \"$@\"; rm -rf \"$HOWDAH_DIRECTORY\"";
        var command = new ArrayList<>(List.of(SHELL.toString(), "-c", script, "watchdog"));
        command.addAll(stop);
        var shell = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        shell.environment().put("HOWDAH_DIRECTORY", directory.toString());
        return Optional.of(shell.start());
    }
}
