package io.howdah.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.Role;
import io.howdah.testserver.TestServer;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program and the driver in a run-time image of jlink's, which holds the modules that they require and no others. */
class RunTimeImagePackageTest {
    private static final String MODULE = """
            module zoo {
                requires io.howdah;
            }
            """;

    private static final String PROGRAM = """
            package zoo;

            import java.sql.DriverManager;

            public class Main {
                public static void main(String[] arguments) throws Exception {
                    try (var connection = DriverManager.getConnection(arguments[0]);
                            var rows = connection.createStatement().executeQuery("select version()")) {
                        rows.next();
                        System.out.println(rows.getString(1).substring(0, 10));
                    }
                    System.out.println(io.howdah.Driver.class.getModule().isNamed());
                    System.out.println(ModuleLayer.boot().findModule("java.desktop").isPresent());
                    System.out.println(ModuleLayer.boot().findModule("jdk.jfr").isPresent());
                }
            }
            """;

    @Test
    void holdsTheDriverAndConnects(@TempDir Path directory) throws Exception {
        Jars jars = Jars.built();
        Path sources = Files.createDirectories(directory.resolve("src/zoo"));
        Path classes = directory.resolve("classes");
        Tools.jdk(
                "javac",
                "-d",
                classes.toString(),
                "--module-path",
                jars.path(),
                Files.writeString(sources.resolveSibling("module-info.java"), MODULE)
                        .toString(),
                Files.writeString(sources.resolve("Main.java"), PROGRAM).toString());

        Path image = directory.resolve("image");
        Tools.jdk(
                "jlink",
                "--module-path",
                classes + File.pathSeparator + jars.path(),
                // The second for TLS by elliptic curves, which is a module of its own before Java 22.
                "--add-modules",
                "zoo,jdk.crypto.ec",
                "--output",
                image.toString());

        Path java = image.resolve("bin").resolve("java");
        for (String sslmode : List.of("disable", "require")) {
            String url = TestServer.shared().jdbcUrl(Role.SCRAM, "sslmode=" + sslmode);
            assertThat(Tools.run(directory, java, "-m", "zoo/zoo.Main", url))
                    .as(sslmode)
                    .startsWith("0\n")
                    .endsWith("PostgreSQL\ntrue\nfalse\nfalse\n");
        }
    }
}
