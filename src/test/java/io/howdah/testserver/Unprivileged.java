package io.howdah.testserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How to run a server that refuses to run as root, when we are root.
 *
 * <p>A user namespace without a mapping makes us nobody, whose files stay ours. Where namespaces are forbidden (most
 * containers), the server becomes nobody in earnest and must own its directory.
 */
enum Unprivileged {
    ALREADY(List.of()),
    USER_NAMESPACE(List.of("unshare", "--user")),
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

    private final List<String> prefix;

    Unprivileged(List<String> prefix) {
        this.prefix = prefix;
    }

    static Unprivileged find() throws MissingServerException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return ALREADY;
        }
        for (Unprivileged way : List.of(USER_NAMESPACE, NOBODY)) {
            if (way.works()) {
                return way;
            }
        }
        throw new MissingServerException(
                "PostgreSQL refuses to run as root, and neither unshare nor setpriv can make us somebody else");
    }

    /** Where unpacked programs can be reached: {@code target} may lie below a home that is closed to others. */
    Path programs() {
        return this == NOBODY
                ? Path.of(System.getProperty("java.io.tmpdir"), "howdah-postgres")
                : PostgresBinaries.target().resolve("postgres");
    }

    /** Gives a file or directory to the one the server runs as. */
    void own(Path path) throws IOException {
        if (this == NOBODY) {
            Files.setAttribute(path, "unix:uid", 65534);
            Files.setAttribute(path, "unix:gid", 65534);
        }
    }

    List<String> command(Path program, List<String> arguments) {
        var command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(arguments);
        return command;
    }

    private boolean works() {
        try {
            return new ProcessBuilder(command(Path.of("true"), List.of()))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            // The program is not installed.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
