package io.howdah.architecture;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A block of Java in a document: statements in a method that has a {@code connection}. */
final class Snippet {
    private static final Pattern JAVA_BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");

    private Snippet() {}

    static List<String> in(Path document) throws IOException {
        return JAVA_BLOCK
                .matcher(Files.readString(document))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\\n");

    /** What the compiler has against it. Its imports are put where they belong. */
    static List<Diagnostic<? extends JavaFileObject>> problems(String snippet, Path classes) {
        var problems = new DiagnosticCollector<JavaFileObject>();
        var source = new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return """
                        import io.howdah.api.*;
                        import io.howdah.datasource.*;
                        import io.howdah.value.*;
                        import java.sql.*;
                        import java.time.*;
                        import java.util.List;
                        import javax.sql.*;
                        import javax.transaction.xa.*;
                        %s
                        public class Snippet {
                            public Connection connection;

                            public void run() throws Exception {
                                %s
                            }
                        }
                        """.formatted(imports(snippet), IMPORT.matcher(snippet).replaceAll(""));
            }
        };
        ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        problems,
                        List.of("-d", classes.toString(), "-proc:none", "-cp", System.getProperty("java.class.path")),
                        null,
                        List.of(source))
                .call();
        return problems.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .toList();
    }

    private static String imports(String snippet) {
        return IMPORT.matcher(snippet).results().map(MatchResult::group).collect(Collectors.joining());
    }

    /** Compiles it into an empty directory, and runs it. */
    static void run(String snippet, Path classes, Connection connection) throws Exception {
        var problems = problems(snippet, classes);
        if (!problems.isEmpty()) {
            throw new AssertionError(problems.toString());
        }
        try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            Class<?> compiled = loader.loadClass("Snippet");
            Object made = compiled.getConstructor().newInstance();
            compiled.getField("connection").set(made, connection);
            compiled.getMethod("run").invoke(made);
        }
    }
}
