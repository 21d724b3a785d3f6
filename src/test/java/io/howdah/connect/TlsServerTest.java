package io.howdah.connect;

import static io.howdah.connect.AuthenticationServerTest.oneText;
import static io.howdah.connect.AuthenticationServerTest.securityOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.ConnectionSecurity.Encryption;
import io.howdah.api.ConnectionSecurity.ServerVerification;
import io.howdah.api.PostgresException;
import io.howdah.peer.Relay;
import io.howdah.testserver.Role;
import io.howdah.testserver.ServerOptions;
import io.howdah.testserver.TestServer;
import io.howdah.tls.TestAuthority;
import io.howdah.tls.TestIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All of {@code sslmode} on servers with a certificate for {@code localhost}, whose address 127.0.0.1 is not in it. */
class TlsServerTest {
    private static final TestAuthority RIGHT = TestAuthority.root("Right CA");
    private static final TestAuthority WRONG = TestAuthority.root("Wrong CA");
    private static final TestAuthority CLIENTS = TestAuthority.root("Clients' CA");

    @TempDir
    private static Path directory;

    private static TestServer secured;
    private static TestServer plain;

    @BeforeAll
    static void start() throws IOException {
        var certificate =
                RIGHT.certify("db").dns("localhost", "db.example").forServers().issue();
        secured = TestServer.startEmbedded(ServerOptions.defaults()
                .file("server.crt", certificate.chainPem())
                .file("server.key", certificate.keyPem())
                .file("clients.crt", CLIENTS.pem())
                .setting("ssl_ca_file", "clients.crt")
                .hba("hostssl all certified 0.0.0.0/0 cert")
                .hba("hostssl all known 0.0.0.0/0 trust clientcert=verify-ca")
                .sql("create role certified login")
                .sql("create role known login"));
        plain = TestServer.startEmbedded(ServerOptions.defaults().withoutTls());
        Files.writeString(directory.resolve("right.crt"), RIGHT.pem());
        Files.writeString(directory.resolve("wrong.crt"), WRONG.pem());
    }

    @AfterAll
    static void stop() {
        if (secured != null) {
            secured.close();
        }
        if (plain != null) {
            plain.close();
        }
    }

    /** What libpq documents, and does; - is refused. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # sslmode   | roots | host      | server has TLS     | server demands TLS | server has none
            disable     | none  | any       | PLAIN              | -                  | PLAIN
            disable     | wrong | any       | PLAIN              | -                  | PLAIN
            allow       | none  | any       | PLAIN              | NONE               | PLAIN
            allow       | right | any       | PLAIN              | AUTHORITY          | PLAIN
            allow       | wrong | any       | PLAIN              | -                  | PLAIN
            prefer      | none  | any       | NONE               | NONE               | PLAIN
            prefer      | right | any       | AUTHORITY          | AUTHORITY          | PLAIN
            prefer      | wrong | any       | PLAIN              | -                  | PLAIN
            require     | none  | any       | NONE               | NONE               | -
            require     | right | any       | AUTHORITY          | AUTHORITY          | -
            require     | wrong | any       | -                  | -                  | -
            verify-ca   | none  | any       | -                  | -                  | -
            verify-ca   | right | any       | AUTHORITY          | AUTHORITY          | -
            verify-ca   | wrong | any       | -                  | -                  | -
            verify-full | none  | any       | -                  | -                  | -
            verify-full | right | localhost | AUTHORITY_AND_HOST | AUTHORITY_AND_HOST | -
            verify-full | right | 127.0.0.1 | -                  | -                  | -
            verify-full | wrong | any       | -                  | -                  | -
            """)
    void protectsAsModeAndServerAndRootsHaveIt(
            String sslmode, String roots, String hosts, String has, String demands, String none) {
        for (String host : hosts.equals("any") ? List.of("localhost", "127.0.0.1") : List.of(hosts)) {
            String[] parameters = parameters(sslmode, roots);
            assertThat(outcome(secured, Role.TRUSTED, host, parameters))
                    .as("with TLS")
                    .isEqualTo(has);
            assertThat(outcome(secured, Role.TLS_ONLY, host, parameters))
                    .as("TLS only")
                    .isEqualTo(demands);
            assertThat(outcome(plain, Role.TRUSTED, host, parameters))
                    .as("without TLS")
                    .isEqualTo(none);
        }
    }

    private static String[] parameters(String sslmode, String roots) {
        var parameters = new ArrayList<String>(List.of("sslmode=" + sslmode));
        if (!roots.equals("none")) {
            parameters.add("sslrootcert=" + directory.resolve(roots + ".crt"));
        }
        return parameters.toArray(String[]::new);
    }

    private static String outcome(TestServer server, Role role, String host, String... parameters) {
        String url = server.jdbcUrl(role, parameters).replace("//127.0.0.1:", "//" + host + ":");
        try (var connection = DriverManager.getConnection(url)) {
            var security = securityOf(connection);
            return security.encryption() == Encryption.NONE
                    ? "PLAIN"
                    : security.server().name();
        } catch (SQLException e) {
            return "-";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void logsInByCertificate(String keys) throws Exception {
        var me = CLIENTS.certify("certified").keys(keys).forClients().issue();
        try (var connection = connect("certified", show(me))) {
            assertThat(oneText(connection, "select client_dn from pg_stat_ssl where pid = pg_backend_pid()"))
                    .isEqualTo("/O=Howdah/CN=certified");
            assertThat(securityOf(connection).server()).isEqualTo(ServerVerification.AUTHORITY_AND_HOST);
        }
        try (var connection = connect("certified", "sslcertmode=require", show(me))) {
            assertThat(oneText(connection, "select current_user")).isEqualTo("certified");
        }
    }

    @Test
    void saysWhyACertificateOfTheClientsWillNotDo() throws Exception {
        for (String user : new String[] {"certified", "known"}) {
            assertThatThrownBy(() -> connect(user, "sslcertmode=allow"))
                    .isInstanceOf(PostgresException.class)
                    .hasMessageContaining("connection requires a valid client certificate");
        }
        var other = show(CLIENTS.certify("other").forClients().issue());
        connect("known", other).close();
        assertThatThrownBy(() -> connect("certified", other))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("certificate authentication failed");
        // Shown though its authority is not on the server's list: so the server says what is wrong with it. It may hang
        // up
        // while we are writing, and its word be lost; ours says so.
        for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
            var stranger = show(WRONG.certify("certified").forClients().issue());
            assertThatThrownBy(() -> connect("certified", stranger, "ssl_max_protocol_version=" + version))
                    .hasMessageStartingWith("TLS with localhost:" + secured.port() + " failed: ")
                    .hasMessageContaining("the client's certificate (sslcert)");
            var old = show(
                    CLIENTS.certify("certified").valid(-20, -10).forClients().issue());
            assertThatThrownBy(() -> connect("certified", old, "ssl_max_protocol_version=" + version))
                    .hasMessageContaining("lient's certificate (sslcert)");
        }
        TestServer shared = TestServer.shared();
        assertThatThrownBy(() -> shared.connect(Role.TRUSTED, "sslmode=require", "sslcertmode=require", other))
                .hasMessageContaining("did not take a certificate of the client");
    }

    /** Everything of the session holds for its cancel requests, and nothing of them can be read. */
    @ParameterizedTest
    @ValueSource(strings = {"postgres", "direct"})
    void cancelsWithTheSameProtection(String negotiation) throws Exception {
        Assumptions.assumeTrue(
                negotiation.equals("postgres") || secured.major() >= 17, "Skipped: direct TLS came with PostgreSQL 17");
        String key = show(CLIENTS.certify("certified").forClients().issue());
        try (var relay = Relay.to(secured);
                var connection = DriverManager.getConnection("jdbc:howdah://localhost:" + relay.port() + "/"
                        + secured.database() + "?user=certified&" + verified() + "&sslNegotiation=" + negotiation + "&"
                        + key);
                var statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.execute("select pg_sleep(60)"))
                    .isInstanceOf(SQLTimeoutException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("57014");
            assertThat(oneText(connection, "select 'usable'")).isEqualTo("usable");
            assertThat(relay.connections()).isEqualTo(2);
            assertThat(relay.clientMessages()).doesNotContain("StartupMessage", "CancelRequest");
        }
    }

    @Test
    void beginsWithTlsWhereTheServerCan() throws Exception {
        Assumptions.assumeTrue(secured.major() >= 17, "Skipped: direct TLS came with PostgreSQL 17");
        try (var connection = connect("trusted", "sslNegotiation=direct")) {
            assertThat(oneText(connection, "select ssl from pg_stat_ssl where pid = pg_backend_pid()"))
                    .isEqualTo("t");
        }
        // A server without TLS takes it for a startup packet, and goes.
        assertThatThrownBy(() -> plain.connect("sslNegotiation=direct", "sslmode=require"))
                .hasMessageStartingWith("TLS with ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksTheVersionsThatAreAllowed(String version) throws Exception {
        for (String bounds : new String[] {
            "ssl_min_protocol_version=" + version + "&ssl_max_protocol_version=" + version,
            "sslsni=0&ssl_min_protocol_version=" + version
        }) {
            try (var connection = connect("trusted", bounds)) {
                assertThat(securityOf(connection).tlsProtocol().orElseThrow()).isBetween(version, "TLSv1.3");
            }
        }
    }

    /** The name is what counts, wherever it is dialled. */
    @ParameterizedTest
    @CsvSource({"db.example, true", "other.example, false", "127.0.0.1, false"})
    void comparesTheNameAndNotTheAddress(String host, boolean match) throws SQLException {
        String url = "jdbc:howdah://" + host + ":" + secured.port() + "/" + secured.database()
                + "?hostaddr=127.0.0.1&user=trusted&" + verified();
        if (match) {
            try (var connection = DriverManager.getConnection(url)) {
                assertThat(securityOf(connection).server()).isEqualTo(ServerVerification.AUTHORITY_AND_HOST);
            }
        } else {
            assertThatThrownBy(() -> DriverManager.getConnection(url))
                    .hasMessageContaining("it is for localhost, db.example, and not for " + host);
        }
    }

    @Test
    void asksRevocationLists() throws Exception {
        Path list = Files.writeString(directory.resolve("root.crl"), RIGHT.revocationList(30));
        connect("trusted", "sslcrl=" + list).close();
        Files.writeString(list, WRONG.revocationList(30));
        assertThatThrownBy(() -> connect("trusted", "sslcrl=" + list)).hasMessageContaining("no list in force");
    }

    private static Connection connect(String user, String... parameters) throws SQLException {
        return DriverManager.getConnection("jdbc:howdah://localhost:" + secured.port() + "/" + secured.database()
                + "?user=" + user + "&" + verified() + "&" + String.join("&", parameters));
    }

    private static String verified() {
        return "sslmode=verify-full&sslrootcert=" + directory.resolve("right.crt");
    }

    private static String show(TestIdentity client) throws IOException {
        Path certificate = Files.createTempFile(directory, "client", ".crt");
        Files.writeString(certificate, client.chainPem());
        Path key = Files.createTempFile(directory, "client", ".key");
        TestIdentity.privateFile(key, client.keyPem().getBytes());
        return "sslcert=" + certificate + "&sslkey=" + key;
    }
}
