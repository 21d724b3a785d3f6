package io.howdah.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.testserver.Role;
import io.howdah.testserver.TestServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.framework.util.manifestparser.ManifestParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.service.jdbc.DataSourceFactory;

/** Both jars as bundles of an OSGi framework: Felix. */
class BundlePackageTest {
    private final Jars jars = Jars.built();

    @Test
    void theAllJarIsABundleThatNeedsNoOther(@TempDir Path cache) throws Exception {
        startsAndConnects(jars.all(), cache, "org.osgi.service.jdbc;version=1.1");
    }

    @Test
    void thePlainJarIsABundleThatTakesItsLibrariesFromOthers(@TempDir Path cache) throws Exception {
        startsAndConnects(
                jars.plain(),
                cache,
                "org.osgi.service.jdbc;version=1.1,org.slf4j;version=2.0.18,com.ongres.scram.common;version=3.2");
    }

    @Test
    void aFrameworkWithoutTheJdbcServiceStartsTheBundleAsWell(@TempDir Path cache) throws Exception {
        Framework framework = start(cache, "");
        try {
            Bundle bundle = install(framework, jars.all());
            bundle.start();
            assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
            assertThat(bundle.getRegisteredServices()).isNull();
        } finally {
            stop(framework);
        }
    }

    private static void startsAndConnects(Path jar, Path cache, String fromOthers) throws Exception {
        Framework framework = start(cache, fromOthers);
        try {
            Bundle bundle = install(framework, jar);
            bundle.start();

            ServiceReference<DataSourceFactory> reference = framework
                    .getBundleContext()
                    .getServiceReferences(DataSourceFactory.class, "(osgi.jdbc.driver.class=io.howdah.Driver)")
                    .iterator()
                    .next();
            assertThat(reference.getProperty(DataSourceFactory.OSGI_JDBC_DRIVER_NAME))
                    .isEqualTo("Howdah");
            DataSourceFactory factory = framework.getBundleContext().getService(reference);
            makesWhatConnects(factory);
            refusesWhatItDoesNotKnow(factory);

            bundle.stop();
            assertThat(DriverManager.drivers().map(Driver::getClass).map(Class::getClassLoader))
                    .doesNotContain(factory.getClass().getClassLoader());
        } finally {
            stop(framework);
        }
    }

    private static void makesWhatConnects(DataSourceFactory factory) throws SQLException {
        var properties = new Properties();
        properties.setProperty(DataSourceFactory.JDBC_URL, TestServer.shared().jdbcUrl(Role.TRUSTED));
        properties.setProperty(DataSourceFactory.JDBC_DESCRIPTION, "the zoo's");
        properties.setProperty(DataSourceFactory.JDBC_USER, Role.SCRAM.user());
        properties.setProperty("ApplicationName", "bundle");
        DataSource dataSource = factory.createDataSource(properties);
        assertThat(dataSource.getClass().getClassLoader())
                .isSameAs(factory.getClass().getClassLoader());
        try (Connection connection = dataSource.getConnection(Role.SCRAM.user(), Role.SCRAM.password())) {
            assertThat(applicationName(connection)).isEqualTo("bundle");
        }
        var pooled = factory.createConnectionPoolDataSource(properties).getPooledConnection();
        try (Connection connection = pooled.getConnection()) {
            assertThat(applicationName(connection)).isEqualTo("bundle");
        }
        pooled.close();
        var branching = factory.createXADataSource(properties).getXAConnection();
        try (Connection connection = branching.getConnection()) {
            assertThat(applicationName(connection)).isEqualTo("bundle");
        }
        branching.close();
        try (Connection connection =
                factory.createDriver(null).connect(TestServer.shared().jdbcUrl(Role.TRUSTED), null)) {
            assertThat(connection.isValid(5)).isTrue();
        }
        assertThat(factory.createDataSource(null)).isNotNull();
    }

    private static String applicationName(Connection connection) throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery("show application_name")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void refusesWhatItDoesNotKnow(DataSourceFactory factory) {
        var pool = new Properties();
        pool.setProperty(DataSourceFactory.JDBC_MAX_POOL_SIZE, "5");
        assertThatThrownBy(() -> factory.createDataSource(pool))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("maxPoolSize");
        assertThatThrownBy(() -> factory.createDriver(pool))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("connect");
        var malformed = new Properties();
        malformed.setProperty(DataSourceFactory.JDBC_URL, "jdbc:howdah://localhost/zoo?elephants=7");
        assertThatThrownBy(() -> factory.createDataSource(malformed)).isInstanceOf(SQLException.class);
    }

    /** So that no class is missing in a framework only, where it may be noticed by a user first. */
    @Test
    void theManifestsImportWhatTheClassesUse(@TempDir Path all, @TempDir Path plain) throws IOException {
        assertThat(imports(jars.all())).isEqualTo(packagesUsedBy(jars.all(), all));
        assertThat(imports(jars.plain())).isEqualTo(packagesUsedBy(jars.plain(), plain));
    }

    @Test
    void theManifestsSayTheSameOtherwise() throws IOException {
        for (String header : List.of(
                Constants.BUNDLE_VERSION,
                Constants.BUNDLE_ACTIVATOR,
                Constants.EXPORT_PACKAGE,
                Constants.REQUIRE_CAPABILITY,
                Constants.PROVIDE_CAPABILITY)) {
            assertThat(Jars.manifest(jars.plain()).getValue(header))
                    .as(header)
                    .isNotBlank()
                    .doesNotContain("${")
                    .isEqualTo(Jars.manifest(jars.all()).getValue(header));
        }
        assertThat(ManifestParser.parseDelimitedString(
                        Jars.manifest(jars.plain()).getValue(Constants.EXPORT_PACKAGE), ","))
                .extracting(export -> export.substring(0, export.indexOf(';')))
                .containsExactlyInAnyOrder("io.howdah", "io.howdah.api", "io.howdah.datasource", "io.howdah.value");
    }

    private static Set<String> imports(Path jar) throws IOException {
        return ManifestParser.parseDelimitedString(Jars.manifest(jar).getValue(Constants.IMPORT_PACKAGE), ",").stream()
                .map(name -> name.contains(";") ? name.substring(0, name.indexOf(';')) : name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Without those of {@code java}, which every bundle has. */
    private static Set<String> packagesUsedBy(Path jar, Path classes) throws IOException {
        unpackClasses(jar, classes);
        String libraries = Stream.concat(
                        Jars.libraries().stream(),
                        Stream.of(Jars.of(DataSourceFactory.class), Jars.of(FrameworkFactory.class)))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return Arrays.stream(Tools.jdk(
                                "jdeps",
                                "--multi-release",
                                "17",
                                "--ignore-missing-deps",
                                "-verbose:package",
                                "-cp",
                                libraries,
                                classes.toString())
                        .split("\n"))
                // What is not indented is about the jars.
                .filter(line -> line.startsWith(" ") && line.contains("-> "))
                .map(line -> line.substring(line.indexOf("-> ") + 3).strip().split("\\s+")[0])
                .filter(name -> !name.startsWith("java.") && !name.startsWith("io.howdah"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Without what says that it is a module, since a bundle is none. */
    private static void unpackClasses(Path jar, Path classes) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(file.entries())) {
                String name = entry.getName();
                if (name.endsWith(".class") && !name.endsWith("module-info.class")) {
                    Path target = classes.resolve(name);
                    Files.createDirectories(target.getParent());
                    Files.copy(file.getInputStream(entry), target);
                }
            }
        }
    }

    private static Framework start(Path cache, String fromTheClassPath) throws Exception {
        Map<String, Object> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, cache.toString());
        settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, fromTheClassPath);
        Framework framework = new FrameworkFactory().newFramework(settings);
        framework.start();
        return framework;
    }

    private static Bundle install(Framework framework, Path jar) throws Exception {
        return framework.getBundleContext().installBundle(jar.toUri().toString());
    }

    private static void stop(Framework framework) throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }
}
