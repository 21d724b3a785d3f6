package io.howdah.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.Role;
import io.howdah.testserver.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of its own with everything logged and a directory of its own for temporary files: what does it leave? */
class TracesServerTest {
    private static final String WRONG = "Kanarienvogel";

    /** In Base64, as SCRAM's keys are written. */
    private static final String KEY = "S2FuYXJpZW52b2dlbEthbmFyaWVudm9nZWxLYW5hcmk=";

    @Test
    void noSecretIsSaidAndNoFileIsLeft(@TempDir Path directory) throws Exception {
        TestServer server = TestServer.shared();
        var urls = new ArrayList<String>();
        for (Role role : List.of(Role.SCRAM, Role.MD5, Role.CLEAR)) {
            urls.add(server.jdbcUrl(role, "sslmode=require", "logServerErrorDetail=true"));
            urls.add(server.jdbcUrl(role, "sslmode=require").replaceAll("password=[^&]*", "password=" + WRONG));
        }
        urls.add(server.jdbcUrl(Role.REJECTED));
        urls.add(server.jdbcUrl(
                Role.SCRAM,
                "sslmode=require",
                "oauthToken=" + WRONG,
                "oauth_issuer=https://issuer.example",
                "oauth_client_id=zoo",
                "oauth_client_secret=" + WRONG,
                "sslpassword=" + WRONG));
        urls.add(server.jdbcUrl(Role.SCRAM, "sslmode=require", "scram_client_key=" + KEY, "scram_server_key=" + KEY));
        urls.add(server.jdbcUrl(Role.CLEAR, "sslmode=disable", "requireAuth=scram-sha-256"));
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        String said = run(directory, temporary, Files.write(directory.resolve("urls"), urls));

        assertThat(said).endsWith("done\n");
        assertThat(said.lines().filter(line -> line.equals("12582912 12582912 <a/>")))
                .hasSize(4);
        assertThat(said).contains("password authentication failed", "password=");
        for (Role role : List.of(Role.SCRAM, Role.MD5, Role.CLEAR, Role.REJECTED)) {
            assertThat(said).doesNotContain(role.password(), role.password().replace(" ", "%20"));
            // The hash that MD5 logins send a hash of is as good as the password.
            assertThat(said).doesNotContain(md5(role.password() + role.user()));
        }
        assertThat(said).doesNotContain(KEY, KEY.replace("=", "%3D"));
        assertThat(said).doesNotContain(WRONG, md5(WRONG + Role.MD5.user()));
        try (var left = Files.walk(temporary)) {
            assertThat(left.filter(
                            path -> !path.equals(temporary) && !path.toString().contains("hsperfdata")))
                    .isEmpty();
        }
    }

    private static String md5(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
    }

    private static String run(Path directory, Path temporary, Path urls) throws Exception {
        Path out = directory.resolve("out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EverythingInOneRun.class.getName(),
                        urls.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("It does not end, and said so far: " + Files.readString(out));
        }
        return Files.readString(out);
    }
}
