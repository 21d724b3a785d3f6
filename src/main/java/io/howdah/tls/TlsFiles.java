package io.howdah.tls;

import io.howdah.config.TlsSettings;
import io.howdah.config.TlsSettings.ClientCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files that some settings stand for: those they name, and libpq's defaults where these are there.
 *
 * @param roots empty for the JVM's trust store, a resource, or if there are none
 * @param revocationLists a file, or all of a directory
 * @param key empty if there is no certificate either, or if {@code certificate} is empty and this one holds both
 */
record TlsFiles(
        Optional<TlsFile> roots, List<TlsFile> revocationLists, Optional<TlsFile> certificate, Optional<TlsFile> key) {
    static final String CLASS_PATH = "classpath:";

    static TlsFiles of(TlsSettings settings) throws SQLException {
        Optional<TlsFile> certificate = Optional.empty();
        Optional<TlsFile> key = Optional.empty();
        if (settings.clientCertificate() != ClientCertificate.DISABLE) {
            certificate = find("sslcert", settings.certificate(), "postgresql.crt");
            if (settings.key().isPresent()) {
                key = Optional.of(TlsFile.given("sslkey", settings.key().get()));
            } else if (certificate.isPresent()) {
                key = TlsFile.byDefault("sslkey", "postgresql.key");
                // The name that users of jdbc:postgresql: URLs gave it.
                key = key.isPresent() ? key : TlsFile.byDefault("sslkey", "postgresql.pk8");
            }
        }
        return new TlsFiles(roots(settings), revocationLists(settings), certificate, key);
    }

    private static Optional<TlsFile> roots(TlsSettings settings) throws SQLException {
        String value = settings.rootCertificates().orElse("");
        return value.equals(TlsSettings.SYSTEM) || value.startsWith(CLASS_PATH)
                ? Optional.empty()
                : find("sslrootcert", settings.rootCertificates(), "root.crt");
    }

    private static Optional<TlsFile> find(String property, Optional<String> value, String defaultName)
            throws SQLException {
        return value.isPresent()
                ? Optional.of(TlsFile.given(property, value.get()))
                : TlsFile.byDefault(property, defaultName);
    }

    private static List<TlsFile> revocationLists(TlsSettings settings) throws SQLException {
        var lists = new ArrayList<TlsFile>();
        if (settings.revocationList().isPresent()) {
            lists.add(TlsFile.given("sslcrl", settings.revocationList().get()));
        }
        if (settings.revocationDirectory().isPresent()) {
            lists.addAll(filesIn(
                    TlsFile.given("sslcrldir", settings.revocationDirectory().get())));
        }
        boolean ownRoots = !settings.rootCertificates().orElse("").equals(TlsSettings.SYSTEM);
        if (settings.revocationList().isEmpty()
                && settings.revocationDirectory().isEmpty()
                && ownRoots) {
            TlsFile.byDefault("sslcrl", "root.crl").ifPresent(lists::add);
        }
        return lists;
    }

    /** All of them, whatever their names: OpenSSL looks lists up by a hash in the name, and we need no such thing. */
    private static List<TlsFile> filesIn(TlsFile directory) throws SQLException {
        var files = new ArrayList<TlsFile>();
        try (var entries = Files.newDirectoryStream(directory.path(), Files::isRegularFile)) {
            for (Path entry : entries) {
                files.add(new TlsFile("sslcrldir", entry, entry + " in sslcrldir"));
            }
        } catch (IOException e) {
            throw directory.unusable(e);
        }
        if (files.isEmpty()) {
            throw directory.unusable(new UnusableFileException("there is no file in it"));
        }
        files.sort((a, b) -> a.path().compareTo(b.path()));
        return files;
    }

    /** Of all of them. Whatever changes a file changes its stamp. */
    List<TlsFile.Stamp> stamps() throws SQLException {
        var stamps = new ArrayList<TlsFile.Stamp>();
        for (TlsFile file : all()) {
            stamps.add(file.stamp());
        }
        return stamps;
    }

    private List<TlsFile> all() {
        var all = new ArrayList<TlsFile>(revocationLists);
        roots.ifPresent(all::add);
        certificate.ifPresent(all::add);
        key.ifPresent(all::add);
        return all;
    }
}
