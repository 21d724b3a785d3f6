package io.howdah.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the sources of the driver to {@link Floors} and {@link Rules}. */
class ArchitectureTest {
    private static final Path MAIN = Path.of(System.getProperty("basedir", ""), "src/main/java");

    private static List<SourceFile> sources;

    @BeforeAll
    static void read() throws IOException {
        sources = SourceFile.below(MAIN);
        assertThat(sources).hasSizeGreaterThan(20);
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                rule("imports point down", Rules::importsThatClimb),
                rule("no wildcard imports", Rules::wildcardImports),
                rule("no import cycles between packages", Rules::cycles),
                rule("every package has a floor", Rules::unknownPackages),
                rule("every package says who it is", Rules::packagesThatDoNotSayWhoTheyAre),
                rule("no dumping grounds", Rules::dumpingGrounds),
                rule("every SQLException comes from the catalogue", Rules::exceptionsOutsideTheCatalogue),
                rule("no monitors", Rules::monitors),
                rule("no regular expressions", Rules::regularExpressions),
                rule("no printing", Rules::printing),
                rule("facades leave bytes alone", Rules::facadesThatTouchBytes));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theDriverKeeps(String rule, Function<List<SourceFile>, List<String>> breaches) {
        assertThat(breaches.apply(sources)).as(rule).isEmpty();
    }

    @Test
    void theTableOfFloorsHasNoCycleItself() {
        var everythingAllowed = Floors.packages().stream()
                .map(user -> SourceFile.of(user, "All.java", everyUseAllowedTo(user)))
                .toList();
        assertThat(Rules.importsThatClimb(everythingAllowed)).isEmpty();
        assertThat(Rules.cycles(everythingAllowed)).isEmpty();
    }

    @Test
    void onlyTheUsersPackagesAreExported() throws IOException {
        var exports = Pattern.compile("exports\\s+io\\.howdah(?:\\.([\\w.]+))?")
                .matcher(Files.readString(MAIN.resolve("module-info.java")))
                .results()
                .map(match -> match.group(1) == null ? "" : match.group(1))
                .toList();
        assertThat(exports).isNotEmpty().isSubsetOf(Floors.EXPORTED);
    }

    private static String everyUseAllowedTo(String user) {
        var code = new StringBuilder();
        for (String used : Floors.packages()) {
            if (Floors.allows(user, used)) {
                code.append("import io.howdah.").append(used).append(".All;\n");
            }
        }
        return code.toString();
    }

    private static Arguments rule(String name, Function<List<SourceFile>, List<String>> breaches) {
        return Arguments.of(name, breaches);
    }
}
