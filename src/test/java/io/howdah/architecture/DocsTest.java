package io.howdah.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README.md and the documents say, as far as it can be checked. */
class DocsTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path README = ROOT.resolve("README.md");
    private static final Path ARCHITECTURE = ROOT.resolve("docs/architecture.md");

    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern FLOOR = Pattern.compile("(?m)^\\| `([a-z.]+)` \\| (.+?) \\| ?(.*?) ?\\|$");
    private static final Pattern IN_BACKTICKS = Pattern.compile("`([^`]+)`");
    private static final Pattern CLASS_NAME = Pattern.compile("@?([A-Z][a-z]\\w*)(\\.\\w+)?");

    static Stream<Path> documents() throws IOException {
        try (var paths = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                    Stream.of(README), paths.filter(path -> path.toString().endsWith(".md")))
                    .sorted(Comparator.naturalOrder())
                    .toList()
                    .stream();
        }
    }

    // ---- code

    /** Examples of other tools stand in tests of their own, see {@link UsingWithTest}. */
    static Stream<Path> documentsOfOurOwnCode() throws IOException {
        return documents().filter(document -> !document.endsWith("using-with.md"));
    }

    static Stream<String> javaSnippets() throws IOException {
        return documentsOfOurOwnCode().flatMap(document -> blocks(document, "java").stream());
    }

    @ParameterizedTest
    @MethodSource("javaSnippets")
    void everySnippetCompiles(String snippet, @TempDir Path classes) {
        assertThat(Snippet.problems(snippet, classes)).isEmpty();
    }

    @Test
    void theReadmeShowsHowToConnect() throws IOException {
        assertThat(blocks(README, "java")).isNotEmpty().first().asString().contains("DriverManager.getConnection");
    }

    // ---- commands

    @Test
    void continuousIntegrationRunsTheCommandsOfTheReadme() throws IOException {
        List<String> promised = blocks(README, "sh").stream()
                .flatMap(String::lines)
                .filter(line -> !line.contains(" install"))
                .toList();
        assertThat(promised).hasSize(3);
        assertThat(lines(ROOT.resolve(".ci/run"), "mvn ")).containsExactlyInAnyOrderElementsOf(promised);
        assertThat(lines(ROOT.resolve(".github/workflows/build.yml"), "run: "))
                .filteredOn(line -> !line.contains("apt-get"))
                .containsExactlyInAnyOrderElementsOf(
                        promised.stream().map(command -> "run: " + command).toList());
    }

    // ---- links

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) throws IOException {
        for (String link : links(document)) {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
            assertThat(target).exists();
            if (parts.length == 2) {
                assertThat(anchors(target)).as(link).contains(parts[1]);
            }
        }
    }

    @Test
    void everyDocumentIsReachedFromTheReadme() throws IOException {
        var reached = new TreeSet<Path>();
        var next = new ArrayDeque<>(List.of(README));
        while (!next.isEmpty()) {
            Path document = next.poll();
            if (document.toString().endsWith(".md") && reached.add(document)) {
                for (String link : links(document)) {
                    next.add(document.resolveSibling(link.replaceFirst("#.*", ""))
                            .normalize());
                }
            }
        }
        assertThat(reached).containsAll(documents().toList());
    }

    // ---- what is said of the sources

    @Test
    void theTableOfFloorsIsTheOneThatIsKept() throws IOException {
        var said = new TreeMap<String, Set<String>>();
        var kept = new TreeMap<String, Set<String>>();
        var rows = FLOOR.matcher(Files.readString(ARCHITECTURE)).results().toList();
        for (int i = 0; i < rows.size(); i++) {
            String name = packageName(rows.get(i));
            String mayUse = rows.get(i).group(3);
            said.put(
                    name,
                    mayUse.equals("every row below")
                            ? rows.stream()
                                    .skip(i + 1)
                                    .map(DocsTest::packageName)
                                    .collect(Collectors.toSet())
                            : inBackticks(mayUse).stream()
                                    .map(used -> used.equals("io.howdah") ? "" : used)
                                    .collect(Collectors.toSet()));
        }
        for (String name : Floors.packages()) {
            kept.put(
                    name,
                    Floors.packages().stream()
                            .filter(used -> Floors.allows(name, used))
                            .collect(Collectors.toSet()));
        }
        // Said once for all, above the table.
        said.replaceAll((name, uses) -> withoutApi(uses));
        kept.replaceAll((name, uses) -> withoutApi(uses));
        assertThat(said).isEqualTo(kept);
    }

    @Test
    void theTableOfFloorsTellsWhatIsNotBuiltYet() throws IOException {
        for (MatchResult row :
                FLOOR.matcher(Files.readString(ARCHITECTURE)).results().toList()) {
            Path sources =
                    ROOT.resolve("src/main/java/io/howdah/" + packageName(row).replace('.', '/'));
            assertThat(row.group(2).contains("*Not built yet.*"))
                    .as("docs/architecture.md says of " + row.group(1) + ": not built yet")
                    .isEqualTo(!Files.isDirectory(sources));
        }
    }

    /** Not in decisions, since what they tell of may be gone, nor among properties, whose names look like classes. */
    @ParameterizedTest
    @MethodSource("documents")
    void everyClassNamedExists(Path document) throws IOException {
        if (document.getParent().endsWith("decisions")
                || document.endsWith("connection-properties.md")
                || document.endsWith("migrating-from-pgjdbc.md")) {
            return;
        }
        List<String> named = inBackticks(withoutCode(document)).stream()
                .map(CLASS_NAME::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .distinct()
                .toList();
        assertThat(named).filteredOn(name -> !ourClasses().contains(name)).allMatch(DocsTest::isOfJava);
    }

    private static Set<String> ourClasses() {
        var names = new TreeSet<String>();
        for (String sources : List.of("src/main/java", "src/test/java", "src/compat/java")) {
            try (var paths = Files.walk(ROOT.resolve(sources))) {
                paths.map(path -> path.getFileName().toString())
                        .filter(name -> name.endsWith(".java"))
                        .forEach(name -> names.add(name.replace(".java", "")));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return names;
    }

    private static boolean isOfJava(String name) {
        return Stream.of(
                        "java.lang.",
                        "java.math.",
                        "java.net.",
                        "java.util.",
                        "java.util.concurrent.locks.",
                        "java.time.",
                        "java.sql.",
                        "javax.sql.",
                        "javax.transaction.xa.")
                .anyMatch(prefix -> {
                    try {
                        Class.forName(prefix + name);
                        return true;
                    } catch (ClassNotFoundException e) {
                        return false;
                    }
                });
    }

    // ---- reading

    private static List<String> blocks(Path document, String language) {
        return CODE_BLOCK
                .matcher(read(document))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    private static List<String> lines(Path file, String start) throws IOException {
        return Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> line.startsWith(start))
                .toList();
    }

    private static List<String> links(Path document) {
        return LINK.matcher(withoutCode(document))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.startsWith("https://"))
                .toList();
    }

    /** As the usual renderers make them of headings. */
    private static List<String> anchors(Path document) {
        var anchors = new ArrayList<String>();
        HEADING.matcher(withoutCode(document))
                .results()
                .forEach(heading -> anchors.add(heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-')));
        return anchors;
    }

    private static String withoutCode(Path document) {
        return CODE_BLOCK.matcher(read(document)).replaceAll("");
    }

    private static List<String> inBackticks(String text) {
        return IN_BACKTICKS.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static String packageName(MatchResult row) {
        return row.group(1).equals("io.howdah") ? "" : row.group(1);
    }

    private static Set<String> withoutApi(Set<String> names) {
        return names.stream().filter(name -> !name.equals("api")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
