package io.howdah.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.Driver;
import io.howdah.datasource.HowdahConnectionPoolDataSource;
import io.howdah.datasource.HowdahDataSource;
import io.howdah.datasource.HowdahObjectFactory;
import io.howdah.datasource.HowdahXADataSource;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.JdbcTypes;
import io.howdah.types.PgType;
import io.howdah.types.TypeRegistry;
import io.howdah.types.codec.BuiltinCodecs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What GraalVM must be told: classes that are reached by a name which it cannot see in the code. With {@code
 * -Dreachability.write=true} the file is written instead. Services it finds by itself.
 */
class ReachabilityMetadataTest {
    private static final Path PROJECT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path MAIN = PROJECT.resolve("src/main/java");
    private static final Path METADATA =
            PROJECT.resolve("src/main/resources/META-INF/native-image/io.howdah/howdah/reflect-config.json");

    /** PostgreSQL has no arrays of more dimensions. */
    private static final int MOST_DIMENSIONS = 6;

    private static final Pattern BY_NAME = Pattern.compile(
            "\\b(Class\\.forName|loadClass|getResource\\w*|ServiceLoader\\.load"
                    + "|new AppConfigurationEntry|Array\\.newInstance|get(?:Declared)?(?:Constructor|Method|Field)s?\\("
                    + "|getRecordComponents|Proxy\\.newProxyInstance|ResourceBundle\\.|findVarHandle|findVirtual|findStatic|newUpdater)");

    /** Every place of the driver that reaches something so, and who tells GraalVM of it. */
    private static final Map<String, String> PLACES = Map.of(
            "auth/JaasEntry", "Krb5LoginModule is in the file",
            "copy/RecordShape", "records of the application, which names them itself",
            "tls/TrustedRoots", "resources of the application, which names them itself",
            "types/codec/AttributeInput", "SQLData of the application, which names them itself",
            "types/codec/JavaArrays", "the classes of elements are in the file, and arrays of them",
            "types/codec/JavaRecord", "records of the application, which names them itself",
            "types/codec/UserCodecs", "a service");

    @Test
    void theFileNamesAllThatIsReachedByName() throws IOException {
        String metadata = metadata();
        if (Boolean.getBoolean("reachability.write")) {
            Files.createDirectories(METADATA.getParent());
            Files.writeString(METADATA, metadata);
        }
        assertThat(Files.readString(METADATA)).isEqualTo(metadata);
    }

    @Test
    void thereAreNoOtherPlacesThatReachSomethingByName() throws IOException {
        var found = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                String code = Files.readString(file);
                if (BY_NAME.matcher(code).find()) {
                    String path = MAIN.resolve("io/howdah").relativize(file).toString();
                    found.add(path.replace('\\', '/').replace(".java", ""));
                }
            }
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(PLACES.keySet());
    }

    /** The driver has none of its own, so none need be named. */
    @Test
    void thereAreNoResourcesButServicesAndMetadata() throws IOException {
        Path resources = PROJECT.resolve("src/main/resources");
        try (Stream<Path> files = Files.walk(resources)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> resources.relativize(file).toString().replace('\\', '/')))
                    .allMatch(
                            name -> name.startsWith("META-INF/services/") || name.startsWith("META-INF/native-image/"));
        }
    }

    private static String metadata() {
        var entries = new ArrayList<String>();
        entries.add(made(Driver.class));
        entries.add(bean(HowdahDataSource.class));
        entries.add(bean(HowdahConnectionPoolDataSource.class));
        entries.add(bean(HowdahXADataSource.class));
        entries.add(made(HowdahObjectFactory.class));
        entries.add("""
                {"condition": {"typeReachable": "io.howdah.auth.JaasEntry"}, \
                "name": "com.sun.security.auth.module.Krb5LoginModule", \
                "methods": [{"name": "<init>", "parameterTypes": []}]}""");
        for (String element : elementClasses()) {
            entries.add("{\"name\": \"" + element + "\"}");
            for (int dimensions = 1; dimensions <= MOST_DIMENSIONS; dimensions++) {
                entries.add("{\"name\": \"" + element + "[]".repeat(dimensions) + "\"}");
            }
        }
        return entries.stream().collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
    }

    private static String made(Class<?> type) {
        return "{\"name\": \"" + type.getName() + "\", \"methods\": [{\"name\": \"<init>\", \"parameterTypes\": []}]}";
    }

    /** Pools set its properties by their names. */
    private static String bean(Class<?> type) {
        return made(type).replace(", \"methods\"", ", \"allPublicMethods\": true, \"methods\"");
    }

    /** As arrays of them are made for who asks for none in particular, the names as the file writes them. */
    private static Set<String> elementClasses() {
        TypeRegistry types = BuiltinCodecs.newRegistry(Set.of());
        var names = new TreeSet<>(List.of("java.lang.Short", "java.lang.Object"));
        for (PgType type : BuiltinTypes.ALL) {
            if (!type.isArray()) {
                String name = JdbcTypes.className(types.codec(type.oid()), -1);
                names.add(name.equals("[B") ? "byte[]" : name);
            }
        }
        return names;
    }
}
