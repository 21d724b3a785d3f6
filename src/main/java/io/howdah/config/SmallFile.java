package io.howdah.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The lines of a file of settings. What is no plain file (a pipe, a device) would keep us waiting, and is refused. */
final class SmallFile {
    private static final int MOST_BYTES = 1 << 20;

    private SmallFile() {}

    /** @throws IOException also for a file of more than 1 MiB */
    static List<String> lines(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("it is not a plain file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("it has more than 1 MiB");
            }
            return new String(bytes, UTF_8).lines().toList();
        }
    }
}
