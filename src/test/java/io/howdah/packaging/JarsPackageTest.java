package io.howdah.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.Role;
import io.howdah.testserver.TestServer;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jars as they are handed out. {@code mvn verify} runs this, once they are built. */
class JarsPackageTest {
    private static final String PROBE = """
            import java.sql.DriverManager;

            class Probe {
                public static void main(String[] arguments) throws Exception {
                    try (var connection = DriverManager.getConnection(arguments[0]);
                            var select = connection.prepareStatement("select ? || ' rows'")) {
                        select.setString(1, "all");
                        try (var rows = select.executeQuery()) {
                            rows.next();
                            System.out.println(rows.getString(1));
                        }
                    }
                }
            }
            """;

    private static Path plain;
    private static Path all;

    @BeforeAll
    static void findJars() {
        Jars jars = Jars.built();
        plain = jars.plain();
        all = jars.all();
    }

    @Test
    void theAllJarConnectsWithNothingElseOnTheClassPath(@TempDir Path directory) throws Exception {
        Path probe = Files.writeString(directory.resolve("Probe.java"), PROBE);
        // A password that SCRAM must prepare, so that the libraries inside are met as well.
        String url = TestServer.shared().jdbcUrl(Role.SCRAM);
        assertThat(Tools.java(directory, "-cp", all.toString(), probe.toString(), url))
                .isEqualTo("0\nall rows\n");
    }

    @Test
    void theAllJarIsTheDoctor(@TempDir Path directory) throws Exception {
        String url = TestServer.shared().jdbcUrl(Role.SCRAM);
        assertThat(Tools.java(directory, "-jar", all.toString(), url, "-c", "select 1 as one"))
                .startsWith("0\nsettings ")
                .endsWith("one\n---\n1\n(1 row)\n");
        assertThat(Tools.java(directory, "-jar", all.toString())).startsWith("2\nUsage: ");
    }

    @Test
    void theAllJarHoldsNothingUnderForeignNames() throws IOException {
        try (var jar = new JarFile(all.toFile())) {
            assertThat(jar.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class")))
                    .isNotEmpty()
                    .allMatch(name -> name.startsWith("io/howdah/"));
            assertThat(jar.stream().map(JarEntry::getName))
                    .contains("META-INF/services/java.sql.Driver", "META-INF/LICENSE")
                    .contains("META-INF/services/io.howdah.shaded.ongres.stringprep.Profile");
            assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                    .isEqualTo("io.howdah");
        }
    }

    @Test
    void thePlainJarIsAModuleAndShowsUsersTheirPackagesOnly() throws IOException {
        ModuleDescriptor module =
                ModuleFinder.of(plain).find("io.howdah").orElseThrow().descriptor();
        assertThat(module.isAutomatic()).isFalse();
        assertThat(module.exports())
                .extracting(ModuleDescriptor.Exports::source)
                .contains("io.howdah", "io.howdah.api", "io.howdah.datasource")
                .doesNotContain("io.howdah.doctor", "io.howdah.session", "io.howdah.connect");
        try (var jar = new JarFile(plain.toFile())) {
            assertThat(jar.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class")))
                    .allMatch(name -> name.startsWith("io/howdah/") || name.equals("module-info.class"));
        }
    }

    /** So the build is the same from whatever clock: ours have the time of the project, those of libraries their own. */
    @Test
    void noEntryHasTheTimeOfTheBuild() throws IOException {
        List<LocalDateTime> ours = times(plain);
        assertThat(ours).containsOnly(ours.get(0));
        assertThat(times(all)).isNotEmpty().noneMatch(time -> time.isAfter(ours.get(0)));
    }

    private static List<LocalDateTime> times(Path path) throws IOException {
        try (var jar = new JarFile(path.toFile())) {
            return jar.stream().map(JarEntry::getTimeLocal).toList();
        }
    }
}
