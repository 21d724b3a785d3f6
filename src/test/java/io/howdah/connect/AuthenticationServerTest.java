package io.howdah.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.ConnectionSecurity;
import io.howdah.api.ConnectionSecurity.Authentication;
import io.howdah.api.ConnectionSecurity.Encryption;
import io.howdah.api.HowdahConnection;
import io.howdah.api.PostgresException;
import io.howdah.api.ProtocolVersion;
import io.howdah.peer.Relay;
import io.howdah.testserver.OnEveryRelease;
import io.howdah.testserver.Role;
import io.howdah.testserver.ServerOptions;
import io.howdah.testserver.TestServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationServerTest {
    private final TestServer server = TestServer.shared();

    @ParameterizedTest
    @CsvSource({
        "TRUSTED, disable, NONE",
        "TRUSTED, require, NONE",
        "CLEAR, disable, CLEARTEXT_PASSWORD",
        "CLEAR, require, CLEARTEXT_PASSWORD",
        "MD5, disable, MD5",
        "MD5, require, MD5",
        "SCRAM, disable, SCRAM_SHA_256",
        "SCRAM, require, SCRAM_SHA_256_PLUS",
    })
    void provesItselfByEveryMethod(Role role, String sslmode, Authentication method) throws SQLException {
        try (var connection = server.connect(role, "sslmode=" + sslmode)) {
            ConnectionSecurity security = securityOf(connection);
            assertThat(security.authentication()).isEqualTo(method);
            assertThat(security.channelBinding()).isEqualTo(method == Authentication.SCRAM_SHA_256_PLUS);
            assertThat(currentUser(connection)).isEqualTo(role.user());
        }
    }

    @Test
    void doesNotBindToTheChannelIfTold() throws SQLException {
        try (var connection = server.connect(Role.SCRAM, "sslmode=require", "channelBinding=disable")) {
            assertThat(securityOf(connection).authentication()).isEqualTo(Authentication.SCRAM_SHA_256);
        }
    }

    @ParameterizedTest
    @CsvSource({"SCRAM, prefer, true", "SCRAM, allow, true", "MD5, require, false", "TRUSTED, require, false"})
    void demandsChannelBindingIfTold(Role role, String sslmode, boolean met) throws SQLException {
        String url = server.jdbcUrl(role, "sslmode=" + sslmode, "channelBinding=require");
        if (met) {
            try (var connection = DriverManager.getConnection(url)) {
                // With allow too, which would begin in the clear, where there is no channel to bind to.
                assertThat(securityOf(connection).channelBinding()).isTrue();
            }
        } else {
            assertThatThrownBy(() -> DriverManager.getConnection(url))
                    .isInstanceOf(SQLInvalidAuthorizationSpecException.class)
                    .hasMessageContaining("channelBinding=require");
        }
    }

    @OnEveryRelease
    void connectsWithoutTls(TestServer release) throws SQLException {
        try (var connection = release.connect("sslmode=disable")) {
            assertThat(securityOf(connection))
                    .isEqualTo(new ConnectionSecurity(
                            Encryption.NONE,
                            Optional.empty(),
                            Optional.empty(),
                            ConnectionSecurity.ServerVerification.NONE,
                            release.major() >= 10 ? Authentication.SCRAM_SHA_256 : Authentication.MD5,
                            false));
            assertThat(connection.unwrap(HowdahConnection.class).protocolVersion())
                    .isEqualTo(newest(release));
            assertThat(currentUser(connection)).isEqualTo(release.user());
        }
    }

    @OnEveryRelease
    void connectsOverTls(TestServer release) throws SQLException {
        try (var connection = release.connect("sslmode=require")) {
            ConnectionSecurity security = securityOf(connection);
            assertThat(security.encryption()).isEqualTo(Encryption.TLS);
            assertThat(security.tlsProtocol().orElseThrow()).isIn("TLSv1.2", "TLSv1.3");
            assertThat(security.cipherSuite().orElseThrow()).startsWith("TLS_");
            // Binding came with 11.
            assertThat(security.authentication())
                    .isEqualTo(
                            release.major() >= 11
                                    ? Authentication.SCRAM_SHA_256_PLUS
                                    : release.major() == 10 ? Authentication.SCRAM_SHA_256 : Authentication.MD5);
            assertThat(connection.unwrap(HowdahConnection.class).protocolVersion())
                    .isEqualTo(newest(release));
            assertThat(oneText(connection, "select ssl from pg_stat_ssl where pid = pg_backend_pid()"))
                    .isEqualTo("t");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"disable", "prefer", "require"})
    void connectsOverAUnixSocketWithoutTls(String sslmode) throws SQLException {
        TestServer unix = TestServer.withUnixSocket();
        try (var connection = DriverManager.getConnection(unix.unixSocketUrl("sslmode=" + sslmode))) {
            assertThat(securityOf(connection).encryption()).isEqualTo(Encryption.UNIX_SOCKET);
            assertThat(oneText(connection, "select coalesce(inet_server_port(), 0)"))
                    .isEqualTo("0");
        }
    }

    /** The system says who is at the other end of the socket, and nothing is asked. */
    @Test
    void needsNoPasswordWhereTheSystemVouchesForIt() throws SQLException {
        var options = ServerOptions.defaults()
                .file("pg_ident.conf", "anybody /^.*$ peered\n")
                .hba("local all peered peer map=anybody")
                .sql("create role peered login");
        try (var own = TestServer.startEmbedded(options);
                var connection = DriverManager.getConnection(own.unixSocketUrl("requireAuth=none")
                        .replaceFirst("user=[^&]*&password=[^&]*", "user=peered"))) {
            assertThat(securityOf(connection).authentication()).isEqualTo(Authentication.NONE);
            assertThat(oneText(connection, "select split_part(system_user, ':', 1)"))
                    .isEqualTo("peer");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SCRAM, disable",
        "SCRAM, prefer",
        "SCRAM, allow",
        "SCRAM, require",
        "MD5, prefer",
        "CLEAR, disable",
    })
    void isRefusedForAWrongPasswordOnceOnly(Role role, String sslmode) throws IOException {
        try (var relay = Relay.to(server)) {
            assertThatThrownBy(() -> DriverManager.getConnection(
                            "jdbc:howdah://" + relay.host() + ":" + relay.port() + "/" + server.database() + "?user="
                                    + server.user(role) + "&password=wrong&sslmode=" + sslmode))
                    .isInstanceOf(SQLInvalidAuthorizationSpecException.class)
                    .isInstanceOf(PostgresException.class)
                    .hasMessage("FATAL: password authentication failed for user \"" + role.user() + "\"")
                    .hasNoSuppressedExceptions()
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("28P01");
            assertThat(relay.connections()).isEqualTo(1);
        }
    }

    @Test
    void saysThatAPasswordIsMissing() {
        assertThatThrownBy(() ->
                        DriverManager.getConnection(server.jdbcUrl(Role.SCRAM).replaceAll("&password=[^&]*", "")))
                .hasMessageContaining("asks user \"scram\" for a password (scram-sha-256) and none was given")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("28P01");
    }

    @Test
    void refusesAPasswordWithAZeroCharacter() {
        var properties = new Properties();
        properties.setProperty("password", "ca\0nary");
        assertThatThrownBy(() -> DriverManager.getConnection(
                        server.jdbcUrl(Role.SCRAM).replaceAll("&password=[^&]*", ""), properties))
                .hasMessage("The value of property password holds a zero character");
    }

    @Test
    void namesTheDatabaseThatDoesNotExist() {
        assertThatThrownBy(() -> DriverManager.getConnection(
                        server.jdbcUrl().replace("/" + server.database() + "?", "/no_such_place?")))
                .isInstanceOf(PostgresException.class)
                .hasMessage("FATAL: database \"no_such_place\" does not exist")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("3D000");
    }

    private static ProtocolVersion newest(TestServer release) {
        return release.major() >= 18 ? ProtocolVersion.V3_2 : ProtocolVersion.V3_0;
    }

    static ConnectionSecurity securityOf(Connection connection) throws SQLException {
        return connection.unwrap(HowdahConnection.class).security();
    }

    private static String currentUser(Connection connection) throws SQLException {
        return oneText(connection, "select current_user");
    }

    static String oneText(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
