package io.howdah.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.Role;
import io.howdah.testserver.TestServer;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application server unloads an application: the driver that came with it leaves no thread and no class behind. */
class RedeployPackageTest {
    private static final Jars JARS = Jars.built();

    /**
     * Java 17 itself keeps the class of the record that was compared last ({@code MethodHandle.asTypeCache} of a handle in
     * {@code ObjectMethods}), until another is: by whoever comes next.
     */
    private static final String NEXT_TENANT = """
            public class NextTenant implements java.util.function.Consumer<String> {
                record Ticket(String text) {}

                @Override
                public void accept(String text) {
                    var ticket = new Ticket(text);
                    if (!ticket.equals(new Ticket(text)) || ticket.hashCode() == 0 || ticket.toString().isEmpty()) {
                        throw new IllegalStateException();
                    }
                }
            }
            """;

    @TempDir
    static Path classes;

    @BeforeAll
    static void compileTheTenant() throws Exception {
        Path source = classes.resolve("Tenant.java");
        try (var text = RedeployPackageTest.class.getResourceAsStream("Tenant.java.txt")) {
            Files.copy(text, source);
        }
        Path next = Files.writeString(classes.resolve("NextTenant.java"), NEXT_TENANT);
        Tools.jdk("javac", "-cp", JARS.path(), "-d", classes.toString(), source.toString(), next.toString());
    }

    @Test
    void theDriverAndItsLibrariesAreUnloaded() throws Exception {
        List<Path> path = Stream.concat(Stream.of(JARS.plain()), Jars.libraries().stream())
                .toList();
        isUnloaded(path, "sslmode=disable");
    }

    @Test
    void theAllJarIsUnloadedAfterTls() throws Exception {
        isUnloaded(List.of(JARS.all()), "sslmode=require");
    }

    @Test
    void aFlightRecordingKeepsNoClass() throws Exception {
        try (var recording = new Recording()) {
            recording.enable("io.howdah.*");
            recording.start();
            isUnloaded(List.of(JARS.all()), "sslmode=require");
        }
    }

    private static void isUnloaded(List<Path> path, String sslmode) throws Exception {
        // Asked for first: a thread of the server's must not get the tenant's class loader.
        String url = TestServer.shared().jdbcUrl(Role.SCRAM, sslmode);
        WeakReference<ClassLoader> loader = run("Tenant", path, url);
        run("NextTenant", List.of(), "text");
        assertThat(DriverManager.drivers().map(Driver::getClass).map(Class::getClassLoader))
                .as("drivers of DriverManager")
                .doesNotContain(loader.get());
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("howdah"));
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (loader.get() != null && System.nanoTime() < giveUpAt) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(loader.get()).as("the class loader").isNull();
    }

    /** In a method of its own, whose variables keep nothing once it has returned. */
    private static WeakReference<ClassLoader> run(String tenantClass, List<Path> path, String argument)
            throws Exception {
        List<URL> urls = new ArrayList<>();
        urls.add(classes.toUri().toURL());
        for (Path jar : path) {
            urls.add(jar.toUri().toURL());
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (var loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            @SuppressWarnings("unchecked")
            var tenant = (Consumer<String>)
                    loader.loadClass(tenantClass).getConstructor().newInstance();
            tenant.accept(argument);
            return new WeakReference<>(loader);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
