package io.howdah.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.config.Option;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** CVE-2022-21724 and what came of it: nobody makes the driver load a class by writing its name into a URL. */
class ClassNamesTest {
    private static final String CANARY = "io.howdah.security.Canary";

    /** Those that name classes, or did in other drivers. */
    private static final List<String> NAMING = List.of(
            "socketFactory",
            "socketFactoryArg",
            "sslfactory",
            "sslfactoryarg",
            "sslhostnameverifier",
            "sslpasswordcallback",
            "authenticationPluginClassName",
            "xmlFactoryFactory",
            "connectExecutor",
            "connectExecutorArg",
            "classLoaderStrategy",
            "credentialsProvider",
            "sslContext",
            "typeCodecs",
            "sspiServiceClass",
            "jaasApplicationName",
            "gsslib",
            "datatype.point",
            "datatype.canary");

    static List<String> properties() {
        var names = new ArrayList<>(NAMING);
        for (Option option : Option.values()) {
            names.add(option.propertyName());
        }
        return names;
    }

    @ParameterizedTest
    @MethodSource("properties")
    void noPropertyLoadsAClass(String name) {
        int sung = Canary.Cage.SUNG.get();
        var given = new Properties();
        given.setProperty(name, CANARY);
        for (String url :
                List.of("jdbc:howdah://127.0.0.1:1/x?user=me&" + name + "=" + CANARY, "jdbc:howdah://127.0.0.1:1/x")) {
            try (var connection = DriverManager.getConnection(url, given)) {
                throw new AssertionError("nobody listens on port 1, but " + connection);
            } catch (SQLException e) {
                assertThat(e.getSQLState()).isNotNull();
            }
        }
        assertThat(Canary.Cage.SUNG.get()).isEqualTo(sung);
    }

    @Test
    void theCanaryCanSing() throws ReflectiveOperationException {
        int sung = Canary.Cage.SUNG.get();
        var loader = new Fresh();
        Class.forName(CANARY, true, loader);
        assertThat(loader.sung()).isEqualTo(1);
        assertThat(Canary.Cage.SUNG.get()).isEqualTo(sung);
    }

    /** Loads the canary anew, so that this test does not spoil the other. */
    private static final class Fresh extends ClassLoader {
        Fresh() {
            super(ClassNamesTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(CANARY)) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (var in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        int sung() throws ReflectiveOperationException {
            var field = Class.forName(CANARY + "$Cage", true, this).getDeclaredField("SUNG");
            field.setAccessible(true);
            return ((AtomicInteger) field.get(null)).get();
        }
    }
}
