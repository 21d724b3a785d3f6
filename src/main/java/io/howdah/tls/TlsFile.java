package io.howdah.tls;

import io.howdah.error.TlsErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A file with certificates, lists or a key.
 *
 * @param property that names it, or whose default it is
 * @param origin for messages: what the user wrote, or that it is the default
 */
record TlsFile(String property, Path path, String origin) {
    /** Larger than any bundle of certificates, and than most revocation lists; and no device file ends a JVM. */
    private static final int LARGEST = 16 << 20;

    private static final int GROUP_AND_OTHERS = 0077;
    private static final int ALL_BUT_READ_BY_GROUP = 0037;

    /** Enough to tell that a file changed. */
    record Stamp(Path path, long modifiedMillis, long size, Optional<Object> fileKey) {}

    /** @throws SQLException if there is no such file: the user asked for it */
    static TlsFile given(String property, String value) throws SQLException {
        try {
            var file = new TlsFile(property, Path.of(value), property + "=" + value);
            if (!Files.exists(file.path)) {
                throw file.unusable(new UnusableFileException("there is no such file"));
            }
            return file;
        } catch (InvalidPathException e) {
            throw TlsErrors.unusableFile("Property " + property + " is no path of a file", e);
        }
    }

    /** That file where libpq looks, if it is there. */
    static Optional<TlsFile> byDefault(String property, String name) {
        Optional<Path> directory = directory();
        if (directory.isEmpty()) {
            return Optional.empty();
        }
        Path path = directory.get().resolve(name);
        return Files.exists(path)
                ? Optional.of(new TlsFile(property, path, path + " (the default of " + property + ")"))
                : Optional.empty();
    }

    /** {@code ~/.postgresql}, on Windows {@code %APPDATA%\postgresql}; empty if this process has no home. */
    static Optional<Path> directory() {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        String base = windows ? System.getenv("APPDATA") : System.getProperty("user.home");
        try {
            return base == null || base.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Path.of(base, windows ? "postgresql" : ".postgresql"));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    Stamp stamp() throws SQLException {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(
                    path,
                    attributes.lastModifiedTime().toMillis(),
                    attributes.size(),
                    Optional.ofNullable(attributes.fileKey()));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    byte[] read() throws IOException {
        try (var in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new UnusableFileException("it has more than " + (LARGEST >> 20) + " MiB");
            }
            return content;
        }
    }

    /** libpq's rule for keys: 0600 or less, or 0640 or less if root owns it. Where there are no such rights, nothing. */
    void requirePrivate() throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return;
        }
        Map<String, Object> attributes = Files.readAttributes(path, "unix:mode,uid,isRegularFile");
        if (!Boolean.TRUE.equals(attributes.get("isRegularFile"))) {
            throw new UnusableFileException("it is not a regular file");
        }
        boolean roots = Integer.valueOf(0).equals(attributes.get("uid"));
        int mode = (Integer) attributes.get("mode");
        if ((mode & (roots ? ALL_BUT_READ_BY_GROUP : GROUP_AND_OTHERS)) != 0) {
            throw new UnusableFileException(
                    "others may read it. A key must have the permissions u=rw (0600) or less, or"
                            + " u=rw,g=r (0640) or less if root owns it");
        }
    }

    /** Says which file it is; why is in the cause's message if that is ours, which never quotes what is in the file. */
    SQLException unusable(Exception cause) {
        String why = cause instanceof UnusableFileException
                ? cause.getMessage()
                : cause instanceof NoSuchFileException
                        ? "there is no such file"
                        : cause instanceof java.nio.file.AccessDeniedException
                                ? "this process may not read it"
                                : "it cannot be read as what it should be";
        return TlsErrors.unusableFile(origin + " cannot be used: " + why, cause);
    }
}
