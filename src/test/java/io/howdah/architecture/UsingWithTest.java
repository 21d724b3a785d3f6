package io.howdah.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What docs/using-with.md says of tools is what the profile {@code compat} does with them. */
class UsingWithTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path DOCUMENT = ROOT.resolve("docs/using-with.md");
    private static final Path README = ROOT.resolve("README.md");
    private static final Path TESTS = ROOT.resolve("src/compat");

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| \\[.+?]\\(#.+?\\) \\| `(.+?)` \\| (\\S+) \\| (.+?) \\|$");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(java|properties|xml)\\n(.*?)^```$");

    @Test
    void theVersionsAreThoseOfTheBuild() throws Exception {
        assertThat(ROW.matcher(Files.readString(DOCUMENT)).results().map(row -> row.group(1) + ":" + row.group(2)))
                .isNotEmpty()
                .isSubsetOf(versionsOfTheBuild());
    }

    @Test
    void everyTestIsInTheTable() throws IOException {
        var said = new TreeSet<String>();
        ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .forEach(row -> TEST.matcher(row.group(3)).results().forEach(test -> said.add(test.group(1))));
        assertThat(said)
                .isEqualTo(files("Test.java")
                        .map(path -> path.getFileName().toString().replace(".java", ""))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    static List<String> snippets() throws IOException {
        var snippets = new ArrayList<String>();
        BLOCK.matcher(Files.readString(DOCUMENT)).results().forEach(block -> snippets.add(block.group(2)));
        BLOCK.matcher(Files.readString(README))
                .results()
                .filter(block -> block.group(1).equals("properties"))
                .forEach(block -> snippets.add(block.group(2)));
        return snippets;
    }

    /** Line by line, however far they are indented. */
    @ParameterizedTest
    @MethodSource("snippets")
    void everySnippetStandsInATest(String snippet) throws IOException {
        assertThat(files("").map(UsingWithTest::flat)).anyMatch(source -> source.contains(flat(snippet)));
    }

    private static Stream<Path> files(String end) throws IOException {
        try (var paths = Files.walk(TESTS)) {
            return paths
                    .filter(path -> Files.isRegularFile(path) && path.toString().endsWith(end))
                    .toList()
                    .stream();
        }
    }

    private static String flat(Path file) {
        try {
            return flat(Files.readString(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String flat(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n", "\n", "\n"));
    }

    /** What the build and its profile {@code compat} depend on, as {@code group:artifact:version}. */
    private static Set<String> versionsOfTheBuild() throws Exception {
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve("pom.xml").toFile())
                .getDocumentElement();
        Element compat = elements(project, "profile").stream()
                .filter(profile -> text(profile, "id").equals("compat"))
                .findFirst()
                .orElseThrow();
        var properties = new TreeMap<>(properties(project));
        properties.putAll(properties(compat));
        var artifacts = new ArrayList<>(elements(child(project, "dependencies"), "dependency"));
        artifacts.addAll(elements(child(compat, "dependencies"), "dependency"));
        artifacts.addAll(elements(compat, "artifactItem"));
        var versions = new TreeSet<String>();
        for (Element artifact : artifacts) {
            if (child(artifact, "version") != null) {
                String version = text(artifact, "version").replaceAll("[${}]", "");
                versions.add(text(artifact, "groupId") + ":" + text(artifact, "artifactId") + ":"
                        + properties.getOrDefault(version, version));
            }
        }
        return versions;
    }

    private static List<Element> elements(Element within, String name) {
        NodeList found = within.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static Map<String, String> properties(Element of) {
        var properties = new TreeMap<String, String>();
        NodeList all = child(of, "properties").getChildNodes();
        for (int i = 0; i < all.getLength(); i++) {
            properties.put(all.item(i).getNodeName(), all.item(i).getTextContent());
        }
        return properties;
    }

    private static String text(Element parent, String name) {
        return child(parent, name).getTextContent();
    }

    private static Element child(Element parent, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(name)) {
                return (Element) node;
            }
        }
        return null;
    }
}
