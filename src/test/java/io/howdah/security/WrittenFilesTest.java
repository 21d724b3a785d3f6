package io.howdah.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.config.Option;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CVE-2022-26520: a log file that a URL named was written to wherever the URL said. */
class WrittenFilesTest {
    @Test
    void noPropertyWritesAFile(@TempDir Path directory) throws Exception {
        var names = new ArrayList<>(List.of("loggerFile", "loggerLevel", "sslkeylogfile", "logUnclosedConnections"));
        for (Option option : Option.values()) {
            names.add(option.propertyName());
        }
        Path there = Files.writeString(directory.resolve("there"), "as it was");
        for (String name : names) {
            for (String file : List.of("there", "new", "new/deeper")) {
                var given = new Properties();
                given.setProperty(name, directory.resolve(file).toString());
                given.setProperty("loggerLevel", "TRACE");
                try (var connection = DriverManager.getConnection("jdbc:howdah://127.0.0.1:1/x", given)) {
                    throw new AssertionError("nobody listens on port 1, but " + connection);
                } catch (SQLException e) {
                    assertThat(e.getSQLState()).as(name).isNotNull();
                }
            }
        }
        assertThat(there).hasContent("as it was");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(there);
        }
    }
}
