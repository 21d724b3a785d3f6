package io.howdah.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/migrating-from-pgjdbc.md} says of each property what the driver does with it. */
class MigratingDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/migrating-from-pgjdbc.md");

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(\\w+)` \\| ([^|]*) \\| (works|ignored|not yet|refused) \\| ([^|]*) \\|");

    @Test
    void eachPropertyHasARow() throws IOException {
        assertThat(rows()).extracting(row -> row.group(1)).containsExactlyElementsOf(OptionTest.knownToUsers());
    }

    @Test
    void eachRowSaysWhatTheDriverDoes() throws IOException {
        for (MatchResult row : rows()) {
            String name = row.group(1);
            assertThat(row.group(3)).as(name).isEqualTo(treatment(name));
            assertThat(row.group(4))
                    .as(name)
                    .isEqualTo(Option.find(name).map(OptionTest::defaultValue).orElse(""));
        }
    }

    private static String treatment(String name) {
        return Option.find(name).isPresent()
                ? "works"
                : OptionTest.treatment(OtherProperty.find(name).orElseThrow());
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(DOCUMENT)).results().toList();
    }
}
