package io.howdah.packaging;

import com.ongres.saslprep.SASLprep;
import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.stringprep.Profile;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.LoggerFactory;

/**
 * The jars that the build has made, and the libraries that the plain one needs.
 *
 * @param plain the driver alone
 * @param all with its libraries inside
 */
record Jars(Path plain, Path all) {
    /** Skips the test where they are not built. */
    static Jars built() {
        String jar = System.getProperty("howdah.jar", "");
        Assumptions.assumeFalse(jar.isEmpty(), "Skipped: only mvn verify builds the jars before this runs");
        return new Jars(Path.of(jar), Path.of(jar.replace(".jar", "-all.jar")));
    }

    /** All that the driver needs at run time, and not the driver. */
    static List<Path> libraries() {
        return Stream.of(LoggerFactory.class, ScramClient.class, ScramMechanism.class, SASLprep.class, Profile.class)
                .map(Jars::of)
                .distinct()
                .toList();
    }

    /** Where a class of the tests comes from. */
    static Path of(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** The driver and its libraries, as a class path or a module path. */
    String path() {
        return Stream.concat(Stream.of(plain), libraries().stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    static Attributes manifest(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes();
        }
    }
}
