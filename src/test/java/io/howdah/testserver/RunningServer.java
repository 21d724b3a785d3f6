package io.howdah.testserver;

import java.nio.file.Path;
import java.util.Optional;

/** A server somebody found or started: where it listens, and how to be rid of it. */
interface RunningServer {
    String host();

    int port();

    /** The directory of the Unix-domain socket, if it can be reached from here. */
    Optional<Path> socketDirectory();

    String database();

    String user();

    String password();

    /** Whether it has the roles, the certificate and the settings of the fixture. */
    boolean isOurs();

    /** Stops it if we started it. */
    void stop();
}
