package io.howdah.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.ConnectionConfig.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassFileTest {
    @TempDir
    Path home;

    private final List<String> warnings = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            h:5432:db:joe:secret            | secret
            *:*:*:*:secret                  | secret
            *:*:*:jane:secret               |
            H:5432:db:joe:secret            |
            h:5433:db:joe:secret            |
            h:5432:db2:joe:secret           |
            h:5432:d:joe:secret             |
            h:5432:db:joe                   |
            \\h:5432:\\d\\b:joe:secret      | secret
            *:*:*:*:a\\:b\\\\c              | a:b\\c
            *:*:*:*:a:rest                  | a
            *:*:*:*:end\\                   | end\\
            **:*:*:*:secret                 |
            \\*:*:*:*:secret                |
            h :5432:db:joe:secret           |
            #*:*:*:*:secret                 |
            *:*:*:*:                        |
            *:*:*:*:first;*:*:*:*:second    | first
            h:1:*:*:no;#c;;*:*:*:*:second   | second
            *:*:*:*:" blanks "              | " blanks "
            """)
    void findsTheFirstLineThatFits(String lines, String password) throws IOException {
        write(lines.replace("\" blanks \"", " blanks ").replace(';', '\n'), "rw-------");
        assertThat(find("h").map(Secret::reveal).orElse(null)).isEqualTo(password);
        assertThat(warnings).isEmpty();
    }

    @Test
    void looksForTheUsualSocketsByLocalhostAndForOthersByDirectory() throws IOException {
        write("localhost:*:*:*:usual\n/srv/pg:*:*:*:other\n", "rw-------");
        assertThat(find("/var/run/postgresql").map(Secret::reveal)).contains("usual");
        assertThat(find("/tmp").map(Secret::reveal)).contains("usual");
        assertThat(find("/srv/pg").map(Secret::reveal)).contains("other");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void leavesAFileAloneThatOthersMayUse() throws IOException {
        write("*:*:*:*:canary\n", "rw-r-----");
        assertThat(find("h")).isEmpty();
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("others than its owner")
                .doesNotContain("canary");
    }

    @Test
    void doesWithoutAFileThatIsNotThere() throws IOException {
        assertThat(find("h")).isEmpty();
        assertThat(warnings).isEmpty();
        Files.createDirectory(
                home.resolve(".pgpass"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        assertThat(find("h")).isEmpty();
        assertThat(warnings).singleElement().asString().contains("it is not a plain file");
    }

    @Test
    void knowsWhereTheFileIs() {
        var around = new Surroundings(
                Map.of("PGPASSFILE", "/env", "APPDATA", "/data"),
                Map.of(PassFile.SYSTEM_PROPERTY, "/system"),
                home,
                false);
        var env = new Surroundings(around.variables(), Map.of(), home, false);
        var windows = new Surroundings(Map.of("APPDATA", "/data"), Map.of(), home, true);
        assertThat(PassFile.of(Optional.of("/given"), around)).hasToString("/given");
        assertThat(PassFile.of(Optional.empty(), around)).hasToString("/system");
        assertThat(PassFile.of(Optional.empty(), env)).hasToString("/env");
        assertThat(PassFile.of(Optional.empty(), windows)).hasToString("/data/postgresql/pgpass.conf");
    }

    private Optional<Secret> find(String host) {
        return PassFile.of(Optional.empty(), new Surroundings(Map.of(), Map.of(), home, false))
                .find(new HostSpec(host, 5432), "db", "joe", warnings::add);
    }

    private void write(String text, String permissions) throws IOException {
        Path file = Files.writeString(home.resolve(".pgpass"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
