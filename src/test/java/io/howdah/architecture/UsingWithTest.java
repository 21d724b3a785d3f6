package io.howdah.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
        Map<String, String> built = versionsOfTheBuild();
        var said = new TreeMap<String, String>();
        ROW.matcher(Files.readString(DOCUMENT)).results().forEach(row -> said.put(row.group(1), row.group(2)));
        assertThat(said).isNotEmpty().allSatisfy((artifact, version) -> assertThat(built)
                .containsEntry(artifact, version));
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

    /** Of what the build and its profile {@code compat} depend on, by {@code group:artifact}. */
    private static Map<String, String> versionsOfTheBuild() throws Exception {
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve("pom.xml").toFile())
                .getDocumentElement();
        NodeList profiles = project.getElementsByTagName("profile");
        Element compat = null;
        for (int i = 0; i < profiles.getLength(); i++) {
            Element profile = (Element) profiles.item(i);
            compat = text(profile, "id").equals("compat") ? profile : compat;
        }
        var properties = new TreeMap<>(properties(project));
        properties.putAll(properties(compat));
        var versions = new TreeMap<String, String>();
        for (Element part : List.of(project, compat)) {
            NodeList dependencies = child(part, "dependencies").getElementsByTagName("dependency");
            for (int i = 0; i < dependencies.getLength(); i++) {
                Element dependency = (Element) dependencies.item(i);
                if (child(dependency, "version") != null) {
                    String version = text(dependency, "version").replaceAll("[${}]", "");
                    versions.put(
                            text(dependency, "groupId") + ":" + text(dependency, "artifactId"),
                            properties.getOrDefault(version, version));
                }
            }
        }
        return versions;
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
