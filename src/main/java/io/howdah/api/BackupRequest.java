package io.howdah.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A base backup that is to be made: {@code BackupRequest.labelled("nightly").fast().includingWal()}.
 *
 * @param label for {@code backup_label}
 * @param hasProgress whether the server estimates how much there is, and tells how far it is
 * @param isFast whether the checkpoint before it is to be made at once
 * @param hasWal whether the log is included that makes the backup complete
 * @param manifest whether and how a manifest is made; from version 13 on
 * @param compression {@code gzip}, {@code lz4} or {@code zstd}, by the server; from version 15 on
 * @param more options of the server's by name, as SQL has them, and with literals for values: {@code MAX_RATE} and
 *     {@code 1024}, {@code COMPRESSION_DETAIL} and {@code 'level=3'}
 */
public record BackupRequest(
        String label,
        boolean hasProgress,
        boolean isFast,
        boolean hasWal,
        Manifest manifest,
        Optional<String> compression,
        Map<String, String> more) {
    /** Whether a list of the files with their checksums is made. */
    public enum Manifest {
        NO,
        YES,
        /** With all names of files in hexadecimal. */
        FORCE_ENCODE
    }

    public BackupRequest {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(manifest, "manifest");
        Objects.requireNonNull(compression, "compression");
        more = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(more));
    }

    public static BackupRequest labelled(String label) {
        return new BackupRequest(label, false, false, false, Manifest.NO, Optional.empty(), Map.of());
    }

    public BackupRequest withProgress() {
        return new BackupRequest(label, true, isFast, hasWal, manifest, compression, more);
    }

    public BackupRequest fast() {
        return new BackupRequest(label, hasProgress, true, hasWal, manifest, compression, more);
    }

    public BackupRequest includingWal() {
        return new BackupRequest(label, hasProgress, isFast, true, manifest, compression, more);
    }

    public BackupRequest withManifest(Manifest newManifest) {
        return new BackupRequest(label, hasProgress, isFast, hasWal, newManifest, compression, more);
    }

    public BackupRequest compressed(String method) {
        return new BackupRequest(label, hasProgress, isFast, hasWal, manifest, Optional.of(method), more);
    }

    public BackupRequest withOption(String name, String literal) {
        var options = new LinkedHashMap<>(more);
        options.put(name, literal);
        return new BackupRequest(label, hasProgress, isFast, hasWal, manifest, compression, options);
    }
}
