package io.howdah.datasource;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/datasources.md do what they say. */
class DataSourcesGuideServerTest {
    private static final Path GUIDE = Path.of(System.getProperty("basedir", "")).resolve("docs/datasources.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final String URL_IN_GUIDE = "jdbc:howdah://localhost/bank?user=teller";

    @Test
    void theExamplesRun(@TempDir Path directory) throws Exception {
        List<String> examples = EXAMPLE.matcher(Files.readString(GUIDE))
                .results()
                .map(example -> example.group(1))
                .toList();
        assertThat(examples).hasSize(2).allMatch(example -> example.contains(URL_IN_GUIDE));
        try (XaServer server = XaServer.start("1")) {
            try (var connection = server.server().connect()) {
                XaServer.run(connection, "insert into account values (1, 10)");
            }
            run(examples.get(0), "Pool", server, directory);
            assertThat(server.accounts()).containsExactly("1:15");
            run(examples.get(1), "Branch", server, directory);
            assertThat(server.accounts()).containsExactly("1:10");
            assertThat(server.prepared()).isEmpty();
        }
    }

    private static void run(String example, String name, XaServer server, Path directory) throws Exception {
        Path source = Files.writeString(directory.resolve("Example" + name + ".java"), """
                import io.howdah.datasource.*;
                import java.sql.*;
                import javax.sql.*;
                import javax.transaction.xa.*;

                public class Example%s {
                    public static void run() throws Exception {
                %s
                    }
                }
                """.formatted(name, example.replace(URL_IN_GUIDE, server.server().jdbcUrl())));
        int problems = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        directory.toString(),
                        source.toString());
        assertThat(problems).isZero();
        try (var classes = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, DataSourcesGuideServerTest.class.getClassLoader())) {
            classes.loadClass("Example" + name).getMethod("run").invoke(null);
        } catch (InvocationTargetException e) {
            throw new AssertionError("The example for " + name + " failed", e.getCause());
        }
    }
}
