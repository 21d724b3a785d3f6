package io.howdah.architecture;

import io.howdah.testserver.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the documents run, each in the {@link Zoo} as it was in the beginning. */
@Timeout(120)
class GuidesServerTest {
    private static Zoo zoo;

    @BeforeAll
    static void openTheZoo() throws SQLException {
        zoo = Zoo.on(TestServer.shared());
    }

    private record Example(Path document, int number, String code) {
        /** Those with a host that nobody has are only compiled, by {@link DocsTest}. */
        boolean canRun() {
            return !code.contains("//db.example");
        }

        @Override
        public String toString() {
            return document.getFileName() + ", example " + number;
        }
    }

    static Stream<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (Path document : DocsTest.documentsOfOurOwnCode().toList()) {
            int number = 1;
            for (String code : Snippet.in(document)) {
                examples.add(new Example(document, number++, code));
            }
        }
        return examples.stream().filter(Example::canRun);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleRuns(Example example, @TempDir Path directory) throws Exception {
        Path classes = Files.createDirectory(directory.resolve("classes"));
        try (var connection = zoo.open()) {
            Snippet.run(zoo.example(example.code(), directory), classes, connection);
        }
    }
}
