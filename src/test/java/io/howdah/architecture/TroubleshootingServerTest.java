package io.howdah.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.howdah.testserver.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/troubleshooting.md} speaks of errors that there are. */
class TroubleshootingServerTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    private static final Pattern STATE = Pattern.compile("(?m)^\\| `([0-9A-Z]{5})` \\| `(\\w+)` \\|");
    private static final Pattern OWN_STATE = Pattern.compile("(?m)^\\| `([0-9A-Z]{5})` \\| the driver's own \\|");
    private static final Pattern MESSAGE = Pattern.compile("(?m)^\\| `([^`]{9,})` \\|");
    private static final Pattern END_OF_PIECE = Pattern.compile("\"\\s*\\+\\s*\"");

    /** PL/pgSQL knows every name that PostgreSQL's list has, and raises the state of it. */
    @Test
    void everyStateHasItsNameInPostgresql() throws Exception {
        var rows = STATE.matcher(document()).results().toList();
        assertThat(rows).hasSizeGreaterThan(30);
        for (var row : rows) {
            try (var connection = TestServer.shared().connect();
                    var statement = connection.createStatement()) {
                SQLException raised = catchThrowableOfType(
                        SQLException.class,
                        () -> statement.execute("do $$ begin raise %s; end $$".formatted(row.group(2))));
                assertThat(raised.getSQLState()).as(row.group(2)).isEqualTo(row.group(1));
            }
        }
    }

    @Test
    void everyStateOfTheDriversOwnIsOneOfOurs() throws IOException {
        String states = Files.readString(ROOT.resolve("src/main/java/io/howdah/error/SqlState.java"));
        assertThat(OWN_STATE.matcher(document()).results().toList())
                .isNotEmpty()
                .allMatch(row -> states.contains('"' + row.group(1) + '"'));
    }

    /** Two dots stand for what is put in between. */
    @Test
    void everyMessageIsInTheSources() throws IOException {
        String sources = sources();
        List<String> missing = new ArrayList<>();
        var messages = MESSAGE.matcher(document()).results().toList();
        assertThat(messages).hasSizeGreaterThan(30);
        for (var message : messages) {
            for (String piece : message.group(1).replace("{..}", "{\0}").split("\\.\\.")) {
                String written = piece.replace('\0', '.').replace("{.}", "{..}").strip();
                if (!sources.contains(written)) {
                    missing.add(written);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static String document() throws IOException {
        return Files.readString(ROOT.resolve("docs/troubleshooting.md"));
    }

    /** With texts that go over several lines put together. */
    private static String sources() throws IOException {
        try (var paths = Files.walk(ROOT.resolve("src/main/java"))) {
            String all = paths.filter(path -> path.toString().endsWith(".java"))
                    .map(TroubleshootingServerTest::read)
                    .collect(Collectors.joining("\n"));
            return END_OF_PIECE.matcher(all).replaceAll("").replace("\\\"", "\"");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
