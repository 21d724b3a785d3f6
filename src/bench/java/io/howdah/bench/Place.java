package io.howdah.bench;

import io.howdah.testserver.Role;
import io.howdah.testserver.TestServer;
import java.util.List;

/** Where the server is, told to other JVMs by system properties. */
record Place(String host, int port, String socketDirectory, String database) {
    private static final String PREFIX = "howdah.bench.";

    /** How to reach it. */
    enum Link {
        TCP,
        UNIX,
        TLS
    }

    static Place of(TestServer server) {
        return new Place(server.host(), server.port(), server.socketDirectory().toString(), server.database());
    }

    static Place fromSystemProperties() {
        return new Place(
                System.getProperty(PREFIX + "host"),
                Integer.getInteger(PREFIX + "port"),
                System.getProperty(PREFIX + "socket"),
                System.getProperty(PREFIX + "database"));
    }

    List<String> jvmArguments() {
        return List.of(
                "-D" + PREFIX + "host=" + host,
                "-D" + PREFIX + "port=" + port,
                "-D" + PREFIX + "socket=" + socketDirectory,
                "-D" + PREFIX + "database=" + database);
    }

    String socket() {
        return socketDirectory + "/.s.PGSQL." + port;
    }

    /** Who connects without a password by this link. */
    static Role role(Link link) {
        return link == Link.TLS ? Role.TLS_ONLY : Role.TRUSTED;
    }
}
