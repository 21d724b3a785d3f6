package io.howdah.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.Role;
import io.howdah.testserver.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log of a program holds that asks for messages and slow statements: in a JVM with log levels of its own. */
class LoggedProgramServerTest {
    private static final String LEVEL = "-Dorg.slf4j.simpleLogger.log.io.howdah.wire=trace";

    private final TestServer server = TestServer.shared();

    @Test
    void tellsOfMessagesAndSlowStatementsAndNoSecrets(@TempDir Path directory) throws Exception {
        Path log = directory.resolve("log");
        String url = server.jdbcUrl(Role.SCRAM, "wireTrace=true", "slowStatementThreshold=1");
        Process program = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        LEVEL,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        url))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(program.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
        String said = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(program.exitValue()).as(said).isZero();
        assertThat(said)
                .contains("-> StartupMessage, ", "-> (authentication), ", "<- ReadyForQuery, 1 bytes: I")
                .contains("<- DataRow x 1, ")
                .containsPattern("STATEMENT took \\d+ ms for 1 rows, .*: select pg_sleep\\(\\?\\), \\?")
                .doesNotContain("a value that is nobody's business", Role.SCRAM.password());
    }

    /** Reads a row that takes its time. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws SQLException {
            try (var connection = DriverManager.getConnection(arguments[0]);
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select pg_sleep(0.05), 'a value that is nobody''s business'")) {
                if (!rows.next()) {
                    throw new SQLException("no row");
                }
            }
        }
    }
}
