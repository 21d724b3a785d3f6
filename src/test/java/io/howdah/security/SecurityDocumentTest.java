package io.howdah.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/security.md names as proof is there. */
class SecurityDocumentTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Pattern PROOF = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\|.*\\|$");

    @Test
    void everyTestThatItNamesExists() throws IOException {
        Map<String, Path> tests = tests();
        var missing = new ArrayList<String>();
        var proofs = PROOF.matcher(document());
        int found = 0;
        while (proofs.find()) {
            found++;
            Path test = tests.get(proofs.group(1));
            if (test == null
                    || proofs.group(2) != null && !Files.readString(test).contains(" void " + proofs.group(2) + "(")) {
                missing.add(proofs.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(found).isGreaterThan(30);
    }

    @Test
    void everyPromiseNamesItsProof() throws IOException {
        assertThat(ROW.matcher(document()).results().map(row -> row.group()))
                .filteredOn(row -> !row.startsWith("| Threat") && !row.startsWith("|--"))
                .isNotEmpty()
                .allMatch(row -> PROOF.matcher(row).find());
    }

    private static String document() throws IOException {
        return Files.readString(ROOT.resolve("docs/security.md"));
    }

    private static Map<String, Path> tests() throws IOException {
        var tests = new HashMap<String, Path>();
        try (var paths = Files.walk(ROOT.resolve("src/test/java"))) {
            paths.filter(path -> path.toString().endsWith("Test.java"))
                    .forEach(path -> tests.put(path.getFileName().toString().replace(".java", ""), path));
        }
        return tests;
    }
}
