package io.howdah.connect;

import static io.howdah.connect.AuthenticationServerTest.oneText;
import static io.howdah.connect.AuthenticationServerTest.securityOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.api.ConnectionSecurity.Authentication;
import io.howdah.api.ConnectionSecurity.Encryption;
import io.howdah.testserver.Kdc;
import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real server and a real KDC. */
class KerberosServerTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.startPackaged(Kdc.shared()
                .server(
                        "hostgssenc all alice all gss include_realm=0",
                        "hostnogssenc all alice all gss include_realm=0",
                        "host all bob all gss include_realm=0"));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void logsInByATicket() throws SQLException {
        try (var connection = connect("alice", "jaasApplicationName=alice", "gssEncMode=disable")) {
            assertThat(oneText(connection, "select current_user")).isEqualTo("alice");
            assertThat(securityOf(connection).authentication()).isEqualTo(Authentication.GSSAPI);
            assertThat(gss(connection)).isEqualTo("t,f,alice@HOWDAH.TEST");
        }
    }

    @Test
    void encrypts() throws SQLException {
        try (var connection = connect("alice", "jaasApplicationName=alice", "gssEncMode=prefer")) {
            assertThat(gss(connection)).isEqualTo("t,t,alice@HOWDAH.TEST");
            assertThat(securityOf(connection).encryption()).isEqualTo(Encryption.GSSAPI);
            assertThat(securityOf(connection).authentication()).isEqualTo(Authentication.GSSAPI);
        }
    }

    /** Who is authenticated and encrypted by GSSAPI, as the server has it. */
    private static String gss(Connection connection) throws SQLException {
        return oneText(
                connection,
                "select concat_ws(',', gss_authenticated, encrypted, principal) from pg_stat_gssapi"
                        + " where pid = pg_backend_pid()");
    }

    private static Connection connect(String user, String... parameters) throws SQLException {
        return DriverManager.getConnection(url(user, parameters));
    }

    private static String url(String user, String... parameters) {
        return "jdbc:howdah://localhost:" + server.port() + "/" + server.database() + "?user=" + user + "&"
                + String.join("&", parameters);
    }
}
