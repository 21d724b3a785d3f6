package io.howdah.architecture;

import io.howdah.testserver.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of these guides do what they show. */
@Timeout(120)
class GuidesServerTest {
    private static final Path DOCS =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("docs");

    /** Files that examples read and write: what stands in them. */
    private static final Map<String, String> EXAMPLE_FILES = Map.of(
            "planets.csv", "id,name,mass\n1,Mercury,0.055\n2,Venus,0.815\n", "elephant.jpg", "an elephant", "copy.jpg", "");

    private static final String EXAMPLE_URL = "jdbc:howdah://localhost:5432/zoo?user=keeper&password=secret";

    @ParameterizedTest
    @ValueSource(strings = {"notifications.md", "pipelining.md", "datasources.md", "copy.md", "large-objects.md"})
    void everyExampleRuns(String guide, @TempDir Path classes) throws Exception {
        Path files = Files.createDirectory(classes.resolve("files"));
        for (var each : EXAMPLE_FILES.entrySet()) {
            Files.writeString(files.resolve(each.getKey()), each.getValue());
        }
        int number = 0;
        for (String snippet : Snippet.in(DOCS.resolve(guide))) {
            String here = snippet.replace(EXAMPLE_URL, TestServer.shared().jdbcUrl());
            for (String file : EXAMPLE_FILES.keySet()) {
                here = here.replace('"' + file + '"', '"' + files.resolve(file).toString() + '"');
            }
            try (var connection = TestServer.shared().connect();
                    var statement = connection.createStatement()) {
                statement.execute("create temp table planet (id int primary key, name text, mass float8)");
                // For examples that make their own connections.
                statement.execute("create table account (id int primary key, amount int)");
                try {
                    Snippet.run(here, Files.createDirectory(classes.resolve("" + number++)), connection);
                } finally {
                    statement.execute("drop table account");
                }
            }
        }
    }
}
