package io.howdah.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.datasource.HowdahDataSource;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the driver's own sources must not have in them at all, so that nobody outside can reach it. */
class SourcesTest {
    private static final Path MAIN = Path.of(System.getProperty("basedir", ""), "src/main/java/io/howdah");

    /** The last column is where it may stand, and why is said there. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            loads a class by name    | Class.forName(       | types/codec/JavaArrays.java
            loads a class by name    | .loadClass(          |
            loads a class by name    | MethodHandles.Lookup |
            defines classes          | defineClass(         |
            opens a file for writing | FileOutputStream     |
            opens a file for writing | newOutputStream(     |
            opens a file for writing | FileWriter           |
            opens a file for writing | newBufferedWriter(   |
            opens a file for writing | Files.write          |
            opens a file for writing | RandomAccessFile     |
            opens a file for writing | StandardOpenOption   |
            makes temporary files    | createTemp           |
            makes directories        | createDirector       |
            reads objects            | ObjectInputStream    |
            starts programs          | ProcessBuilder       |
            starts programs          | Runtime.getRuntime().exec |
            scripts                  | ScriptEngine         |
            """)
    void none(String does, String words, String allowed) throws IOException {
        assertThat(filesWith(words)).as(does).isEqualTo(allowed == null ? List.of() : List.of(allowed));
    }

    /** Comparisons that stop at the first difference tell by their time how much was right. */
    @Test
    void secretsAreComparedInConstantTime() throws IOException {
        for (String words : List.of("Arrays.equals(", "Arrays.compare(", "Arrays.mismatch(")) {
            assertThat(filesWith(words)).noneMatch(file -> file.startsWith("auth/"));
        }
        assertThat(filesWith("MessageDigest.isEqual(")).contains("auth/Scram.java");
    }

    /** What is said to the log is said with parameters: a server's text is never the pattern. */
    @Test
    void everyLogLineIsAConstantPattern() throws IOException {
        var breaches = new TreeSet<String>();
        for (Path file : files()) {
            String source = Files.readString(file).replaceAll("\\s+", " ");
            for (String level : List.of("trace", "debug", "info", "warn", "error")) {
                int at = -1;
                while ((at = source.indexOf("LOG." + level + "(", at + 1)) >= 0) {
                    String first = source.substring(source.indexOf('(', at) + 1).strip();
                    if (!first.startsWith("\"")) {
                        breaches.add(MAIN.relativize(file) + ": " + first.substring(0, Math.min(40, first.length())));
                    }
                }
            }
        }
        assertThat(breaches).isEmpty();
    }

    /** Serialized it would take its password along. */
    @Test
    void aDataSourceIsNotSerializable() {
        assertThat(new HowdahDataSource()).isNotInstanceOf(Serializable.class);
    }

    private static List<String> filesWith(String words) throws IOException {
        var found = new TreeSet<String>();
        for (Path file : files()) {
            if (Files.readString(file).contains(words)) {
                found.add(MAIN.relativize(file).toString().replace('\\', '/'));
            }
        }
        return List.copyOf(found);
    }

    private static List<Path> files() throws IOException {
        try (var paths = Files.walk(MAIN)) {
            return paths.filter(path -> path.toString().endsWith(".java")).toList();
        }
    }
}
