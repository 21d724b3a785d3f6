package io.howdah.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A source file, seen as its code: without comments and without the contents of literals.
 *
 * @param packageName as its directory says, such as {@code types.codec} of {@code io.howdah.types.codec}; empty for
 *     {@code io.howdah}
 * @param fileName such as {@code Codec.java}
 */
record SourceFile(String packageName, String fileName, String code) {
    private static final Pattern OUR_NAME =
            Pattern.compile("\\bio\\s*\\.\\s*howdah((?:\\s*\\.\\s*[a-z][a-z0-9_]*\\b(?!\\s*\\())*)");
    private static final Pattern WILDCARD = Pattern.compile("\\bimport\\s+(?:static\\s+)?[\\w.\\s]+\\.\\s*\\*\\s*;");

    static SourceFile of(String packageName, String fileName, String text) {
        return new SourceFile(packageName, fileName, CodeOnly.of(text));
    }

    /** All files below {@code io/howdah} of a source directory. */
    static List<SourceFile> below(Path sources) throws IOException {
        Path root = sources.resolve("io/howdah");
        try (var paths = Files.walk(root)) {
            return paths.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .map(path -> read(root, path))
                    .toList();
        }
    }

    private static SourceFile read(Path root, Path path) {
        try {
            String directory = root.relativize(path.getParent()).toString();
            return of(
                    directory.replace(path.getFileSystem().getSeparator(), "."),
                    path.getFileName().toString(),
                    Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Our other packages that it names, in imports or in the midst of code. */
    Set<String> uses() {
        return OUR_NAME.matcher(withoutPackageLine())
                .results()
                .map(match -> match.group(1).replaceAll("\\s", "").replaceFirst("^\\.", ""))
                .filter(name -> !name.equals(packageName))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How often a pattern occurs in its code, as the texts found. */
    List<String> find(Pattern pattern) {
        return pattern.matcher(code).results().map(MatchResult::group).toList();
    }

    List<String> wildcardImports() {
        return find(WILDCARD);
    }

    private String withoutPackageLine() {
        return code.replaceFirst("(?m)^\\s*package\\s[^;]*;", "");
    }

    @Override
    public String toString() {
        return packageName.isEmpty() ? fileName : packageName.replace('.', '/') + "/" + fileName;
    }
}
