package io.howdah.connect;

import static io.howdah.peer.BackendMessages.authentication;
import static io.howdah.peer.BackendMessages.authenticationCleartextPassword;
import static io.howdah.peer.BackendMessages.authenticationMd5Password;
import static io.howdah.peer.BackendMessages.authenticationOk;
import static io.howdah.peer.BackendMessages.authenticationSasl;
import static io.howdah.peer.BackendMessages.authenticationSaslContinue;
import static io.howdah.peer.BackendMessages.errorResponse;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.CredentialsProvider;
import io.howdah.api.CredentialsProvider.Login;
import io.howdah.peer.ScriptedPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which proof is given, whose, and where it comes from. */
class LoginScriptTest {
    private static final Map<String, byte[]> REQUESTS = Map.of(
            "none", authenticationOk(),
            "password", authenticationCleartextPassword(),
            "md5", authenticationMd5Password(new byte[4]),
            "scram-sha-256", authenticationSasl("SCRAM-SHA-256"),
            "gss", authentication(7),
            "sspi", authentication(9));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            none          | scram-sha-256
            none          | !none
            password      | scram-sha-256,md5
            password      | !password
            md5           | scram-sha-256
            md5           | !password,!md5
            scram-sha-256 | md5,none
            scram-sha-256 | !scram-sha-256
            gss           | scram-sha-256
            sspi          | !sspi
            """)
    void refusesWhatRequireAuthDoesNotAllowAndSaysNothing(String asked, String allowed) throws IOException {
        try (var peer = ScriptedPeer.start(
                client -> client.expectStartup().send(REQUESTS.get(asked)).expectEnd())) {
            assertThatThrownBy(() -> DriverManager.getConnection(peer.jdbcUrl("requireAuth=" + allowed)))
                    .hasMessageContaining(asked)
                    .hasMessageContaining("which requireAuth does not allow")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("28000");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            none     | none,md5
            none     | !md5
            password | password
            password | !md5,!none
            md5      | scram-sha-256,md5
            """)
    void givesWhatRequireAuthAllows(String asked, String allowed) throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> {
            client.expectStartup();
            if (!asked.equals("none")) {
                client.send(REQUESTS.get(asked)).expect("p");
            }
            client.greet();
        })) {
            DriverManager.getConnection(peer.jdbcUrl("requireAuth=" + allowed)).close();
        }
    }

    /** Where the user set no limit to the rounds, that of time holds. */
    @Test
    void hashingWithoutEndEndsWithTheDeadline() throws IOException {
        try (var peer = ScriptedPeer.start(client -> {
            client.expectStartup().send(authenticationSasl("SCRAM-SHA-256"));
            String first = new String(client.read().body(), US_ASCII);
            String nonce = first.substring(first.lastIndexOf("r=")) + "x";
            client.send(authenticationSaslContinue(nonce + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=2147483647"))
                    .expectEnd();
        })) {
            assertThatThrownBy(() -> DriverManager.getConnection(
                            peer.jdbcUrl("password=secret", "scramMaxIterations=0", "connectTimeout=300ms")))
                    .hasMessageContaining("no end of authentication within 300 ms (property connectTimeout)");
        }
    }

    @Test
    void asksTheProviderForEachConnection() throws IOException, SQLException {
        var calls = new AtomicInteger();
        CredentialsProvider provider = server -> {
            assertThat(server.database()).isEqualTo("mine");
            assertThat(server.user()).isEqualTo("me");
            return Login.of("user" + calls.incrementAndGet(), "token");
        };
        ScriptedPeer.Script script = client -> client.expectStartup()
                .send(authenticationCleartextPassword())
                .expect("p")
                .greet();
        try (var peer = ScriptedPeer.start(script, script)) {
            var properties = new Properties();
            properties.put("credentialsProvider", provider);
            DriverManager.getConnection(peer.jdbcUrl(), properties).close();
            DriverManager.getConnection(peer.jdbcUrl(), properties).close();
            assertThat(peer.transcript()).contains("user1");
            assertThat(peer.messages(1).toString()).contains("user2").contains("token");
        }
    }

    @Test
    void saysThatTheProviderGaveNothing() {
        for (CredentialsProvider provider : new CredentialsProvider[] {
            server -> null,
            server -> {
                throw new IllegalStateException("vault is sealed");
            }
        }) {
            var properties = new Properties();
            properties.put("credentialsProvider", provider);
            assertThatThrownBy(() -> DriverManager.getConnection("jdbc:howdah://127.0.0.1:1/x", properties))
                    .isInstanceOf(SQLException.class)
                    .hasMessageStartingWith("The credentials provider gave nothing for 127.0.0.1:1: ");
        }
    }

    @Test
    void findsThePasswordInTheFileAndSaysSoWhenItIsRefused(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("pass"), "*:*:mine:me:from-file\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        try (var peer = ScriptedPeer.start(client -> client.expectStartup()
                .send(authenticationCleartextPassword())
                .expect("p")
                .send(errorResponse("FATAL", "28P01", "wrong")))) {
            String url = peer.jdbcUrl("passfile=" + file).replace("&password=secret", "");
            assertThatThrownBy(() -> DriverManager.getConnection(url))
                    .hasMessage("FATAL: wrong")
                    .satisfies(e -> assertThat(e.getSuppressed()[0])
                            .hasMessage("The password was taken from the file " + file));
            assertThat(peer.transcript()).contains("from-file");
        }
    }

    @Test
    void asksForReplicationInTheStartupMessage() throws IOException, SQLException {
        for (String value : new String[] {"true", "database"}) {
            try (var peer = ScriptedPeer.start(client -> {
                client.expectStartup();
                assertThat(client.startupParameters()).containsEntry("replication", value);
                client.greet();
            })) {
                DriverManager.getConnection(peer.jdbcUrl("replication=" + value))
                        .close();
            }
        }
    }
}
