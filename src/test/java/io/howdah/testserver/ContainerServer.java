package io.howdah.testserver;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** The official image of PostgreSQL, where a Docker engine answers; its Unix socket stays inside. */
final class ContainerServer implements RunningServer {
    private static final int PORT = 5432;

    private final GenericContainer<?> container;

    private ContainerServer(GenericContainer<?> container) {
        this.container = container;
    }

    static boolean isPossible() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    static ContainerServer start(ServerOptions options) throws MissingServerException {
        var container = new GenericContainer<>(DockerImageName.parse("postgres:" + options.release()))
                .withEnv("POSTGRES_PASSWORD", Role.POSTGRES.password())
                .withCopyToContainer(
                        Transferable.of(initScript(options), 0755), "/docker-entrypoint-initdb.d/howdah.sh")
                .withExposedPorts(PORT)
                // The first time is the image preparing itself.
                .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*\\n", 2)
                        .withStartupTimeout(Duration.ofMinutes(2)));
        try {
            container.start();
        } catch (RuntimeException e) {
            container.close();
            throw new MissingServerException(
                    "Cannot start PostgreSQL " + options.release() + " in a container: " + e.getMessage(), e);
        }
        return new ContainerServer(container);
    }

    /** Run by the image as the server's own user, in front of the server's real start. */
    static String initScript(ServerOptions options) {
        var script = new StringBuilder("set -eu\n");
        write(script, ">", "server.crt", TestCertificate.shared().certificatePem());
        write(script, ">", "server.key", TestCertificate.shared().keyPem());
        options.files().forEach((name, content) -> write(script, ">", name, content));
        script.append("chmod 600 \"$PGDATA/server.key\"\n");
        write(script, ">", "pg_hba.conf", ServerFiles.hba(options));
        write(script, ">>", "postgresql.conf", "\n" + ServerFiles.configuration(options, Map.of()));
        var sql = new ArrayList<String>(ServerFiles.clusterSql(options));
        sql.add("\\connect " + ServerFiles.DATABASE);
        sql.addAll(ServerFiles.databaseSql(options));
        script.append("psql -v ON_ERROR_STOP=1 -U postgres -d postgres <<'END_OF_FILE'\n");
        for (String statement : sql) {
            script.append(statement).append(statement.startsWith("\\") ? "\n" : ";\n");
        }
        return script.append("END_OF_FILE\n").toString();
    }

    private static void write(StringBuilder script, String how, String file, String content) {
        script.append("cat ").append(how).append(" \"$PGDATA/").append(file).append("\" <<'END_OF_FILE'\n");
        script.append(content).append("END_OF_FILE\n");
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return container.getMappedPort(PORT);
    }

    @Override
    public Optional<Path> socketDirectory() {
        return Optional.empty();
    }

    @Override
    public String database() {
        return ServerFiles.DATABASE;
    }

    @Override
    public String user() {
        return Role.POSTGRES.user();
    }

    @Override
    public String password() {
        return Role.POSTGRES.password();
    }

    @Override
    public boolean isOurs() {
        return true;
    }

    @Override
    public void stop() {
        container.close();
    }
}
