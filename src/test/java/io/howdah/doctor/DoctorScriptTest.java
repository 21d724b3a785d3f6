package io.howdah.doctor;

import static io.howdah.peer.BackendMessages.authenticationCleartextPassword;
import static io.howdah.peer.BackendMessages.authenticationMd5Password;
import static io.howdah.peer.BackendMessages.authenticationOk;
import static io.howdah.peer.BackendMessages.errorResponse;
import static io.howdah.peer.BackendMessages.parameterStatus;
import static io.howdah.peer.BackendMessages.readyForQuery;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.peer.ScriptedPeer;
import io.howdah.tls.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorScriptTest {
    private static final String SECRET = "Kanarienvogel";

    @Test
    void anUnknownHost() {
        Told told = Told.by("jdbc:howdah://no-such-host.invalid/x?user=me&password=" + SECRET);
        assertThat(told.end()).isEqualTo(ExitCode.NOT_RESOLVED);
        assertThat(told.text())
                .containsPattern("(?m)^resolve +FAILED, SQLSTATE 08001$")
                .contains("no-such-host.invalid:5432: DNS look-up failed")
                .contains("What to change: look for a slip in the host's name")
                .doesNotContain(SECRET);
    }

    @Test
    void aRefusedPort() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Told told = Told.by("jdbc:howdah://localhost:" + port + "/x?user=me");
        assertThat(told.end()).isEqualTo(ExitCode.NOT_CONNECTED);
        assertThat(told.text())
                .containsPattern("(?m)^resolve +127.0.0.1")
                .containsPattern("(?m)^connect +FAILED, SQLSTATE 08001$")
                .contains("What to change: nobody listens there");
    }

    @Test
    void aServerWithoutTlsWhereItIsDemanded() throws IOException {
        try (var peer = ScriptedPeer.start(
                client -> client.expectSslRequest().send("N".getBytes(US_ASCII)).expectEnd())) {
            Told told = Told.by(peer.jdbcUrl().replace("disable", "require"));
            assertThat(told.end()).isEqualTo(ExitCode.NOT_ENCRYPTED);
            assertThat(told.text())
                    .containsPattern("(?m)^connect +127.0.0.1:" + peer.port() + "$")
                    .containsPattern("(?m)^encrypt +FAILED, SQLSTATE 08004$")
                    .contains("does not support TLS, and sslmode=require demands it")
                    .contains("set ssl=on")
                    .doesNotContain("secret");
        }
    }

    @Test
    void aWrongCertificate(@TempDir Path directory) throws Exception {
        Path root = Files.writeString(
                directory.resolve("root.crt"), TestAuthority.root("Right CA").pem());
        var context = TestAuthority.root("Wrong CA")
                .certify("db")
                .ip("127.0.0.1")
                .issue()
                .serverContext();
        try (var peer = ScriptedPeer.start(
                client -> client.expectSslRequest().send("S".getBytes(US_ASCII)).secureInVain(context))) {
            Told told = Told.by(peer.jdbcUrl("sslrootcert=" + root).replace("disable", "verify-full"));
            assertThat(told.end()).isEqualTo(ExitCode.NOT_ENCRYPTED);
            assertThat(told.text())
                    .containsPattern("(?m)^encrypt +FAILED, SQLSTATE 08001$")
                    .contains("is not accepted: it was issued by", "Wrong CA", "(property sslrootcert)")
                    .doesNotContain("secret");
        }
    }

    /** The errors of servers that let nobody in, as they come right after the startup message. */
    @ParameterizedTest
    @CsvSource({
        "28P01, NOT_AUTHENTICATED, authenticate, give the role's password",
        "28000, NOT_AUTHENTICATED, authenticate, the server's pg_hba.conf decides",
        "53300, NOT_STARTED,       start,        close connections that nobody uses",
        "57P03, NOT_STARTED,       start,        wait: the server is starting"
    })
    void aServerThatSaysNo(String state, ExitCode end, String phase, String advice) throws IOException {
        try (var peer = ScriptedPeer.start(
                client -> client.expectStartup().send(errorResponse("FATAL", state, "no \u001b[31mway")))) {
            Told told = Told.by(peer.jdbcUrl("maxProtocolVersion=3.0"));
            assertThat(told.end()).isEqualTo(end);
            assertThat(told.text())
                    .containsPattern("(?m)^" + phase + " +FAILED, SQLSTATE " + state + "$")
                    // Nothing that would steer a terminal.
                    .contains("FATAL: no .[31mway")
                    .contains("What to change: " + advice)
                    .doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3D000, name a database that is there",
        "53300, close connections that nobody uses",
        "42501, the role lacks the right",
        "22023, one of the settings sent at startup"
    })
    void aServerThatSaysNoOnceItKnowsWhoAsks(String state, String advice) throws IOException {
        try (var peer = ScriptedPeer.start(
                client -> client.expectStartup().send(authenticationOk(), errorResponse("FATAL", state, "no way")))) {
            Told told = Told.by(peer.jdbcUrl("timeZone=UTC"));
            assertThat(told.end()).isEqualTo(ExitCode.NOT_STARTED);
            assertThat(told.text())
                    .containsPattern("(?m)^authenticate +NONE as me$")
                    .containsPattern("(?m)^start +FAILED, SQLSTATE " + state + "$")
                    .contains("What to change: " + advice);
        }
    }

    @Test
    void aServerWhoseVersionWouldSteerTheTerminal() throws IOException {
        try (var peer = ScriptedPeer.start(client -> client.expectStartup()
                .send(
                        authenticationOk(),
                        parameterStatus("server_version", "16.1\u001b]0;title\u0007\u009b31m\r\nstart  all is well"),
                        parameterStatus("client_encoding", "UTF8"),
                        readyForQuery('I'))
                .expectEnd())) {
            Told told = Told.by(peer.jdbcUrl("maxProtocolVersion=3.0"));
            assertThat(told.end()).as(told.text()).isEqualTo(ExitCode.WELL);
            assertThat(told.text())
                    .containsPattern("(?m)^start +PostgreSQL 16.1.]0;title..31m..start  all is well, protocol")
                    .doesNotContain("\u001b", "\u0007", "\u009b");
        }
    }

    @Test
    void aPasswordThatTheDriverWillNotShow() throws IOException {
        try (var peer =
                ScriptedPeer.start(client -> client.expectStartup().send(authenticationMd5Password(new byte[4])))) {
            Told told = Told.by(peer.jdbcUrl("requireAuth=scram-sha-256"));
            assertThat(told.end()).isEqualTo(ExitCode.NOT_AUTHENTICATED);
            assertThat(told.text()).contains("requireAuth").doesNotContain("secret");
        }
    }

    @Test
    void everyHostAndWayIsToldOf() throws IOException {
        try (var first = ScriptedPeer.start(
                        client -> client.expectStartup().send(errorResponse("FATAL", "57P03", "starting up")));
                var second = ScriptedPeer.start(client -> client.expectStartup()
                        .send(authenticationCleartextPassword())
                        .expect("p")
                        .send(errorResponse("FATAL", "28P01", "wrong")))) {
            Told told = Told.by(second.jdbcUrl().replace("//", "//127.0.0.1:" + first.port() + ","));
            assertThat(told.end()).isEqualTo(ExitCode.NOT_AUTHENTICATED);
            assertThat(told.text())
                    .containsSubsequence(
                            "connect ", ":" + first.port(), "57P03", "connect ", ":" + second.port(), "28P01")
                    .doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:howdah://joe:" + SECRET + "@h:x/db",
                "jdbc:howdah://h/db?password=" + SECRET + "&sslmod=require",
                "jdbc:howdah://h/db?sslmode=" + SECRET,
                SECRET,
                "--" + SECRET
            })
    void whatIsNotUnderstoodIsNotRepeated(String url) {
        Told told = Told.by(url);
        assertThat(told.end()).isEqualTo(ExitCode.NOT_UNDERSTOOD);
        assertThat(told.text()).isNotBlank().doesNotContain(SECRET);
    }

    @Test
    void aPasswordThatCannotBeAskedForIsSaidSo() {
        Told told = Told.by("-W", "jdbc:howdah://no-such-host.invalid/x?user=me");
        assertThat(told.end()).isEqualTo(ExitCode.NOT_UNDERSTOOD);
        assertThat(told.text()).containsPattern("(?m)^password +FAILED").contains("-W");
    }

    @Test
    void withoutArgumentsItSaysHowItIsUsed() {
        assertThat(Told.by()).isEqualTo(new Told(ExitCode.NOT_UNDERSTOOD, Arguments.USAGE + System.lineSeparator()));
        assertThat(Told.by("jdbc:howdah:", "-c").end()).isEqualTo(ExitCode.NOT_UNDERSTOOD);
        assertThat(Told.by("jdbc:howdah:", "jdbc:howdah:").end()).isEqualTo(ExitCode.NOT_UNDERSTOOD);
    }
}
