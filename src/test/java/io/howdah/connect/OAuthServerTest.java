package io.howdah.connect;

import static io.howdah.connect.AuthenticationServerTest.oneText;
import static io.howdah.connect.AuthenticationServerTest.securityOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.ConnectionSecurity.Authentication;
import io.howdah.api.OAuthDevicePrompt;
import io.howdah.api.PostgresException;
import io.howdah.oauth.TestIssuer;
import io.howdah.testserver.ServerOptions;
import io.howdah.testserver.TestServer;
import io.howdah.testserver.TokenValidator;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server that checks tokens, and an issuer on this machine. */
class OAuthServerTest {
    @TempDir
    private static Path directory;

    private static TestIssuer issuer;
    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        Path validator = TokenValidator.compileInto(directory);
        issuer = new TestIssuer();
        server = TestServer.startEmbedded(ServerOptions.defaults()
                .release("18")
                .setting("oauth_validator_libraries", validator.toString())
                .hba("host all alice all oauth issuer=\"" + issuer.id() + "\" scope=\"elephants\"")
                .sql("create role alice login"));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (issuer != null) {
            issuer.close();
        }
    }

    @Test
    void logsInByAToken() throws SQLException {
        try (var connection =
                DriverManager.getConnection(url("oauthToken=" + TokenValidator.TOKEN, "requireAuth=oauth"))) {
            assertThat(oneText(connection, "select system_user")).isEqualTo("oauth:alice");
            assertThat(securityOf(connection).authentication()).isEqualTo(Authentication.OAUTHBEARER);
        }
    }

    @Test
    void tellsThatATokenIsRefused() {
        assertThatThrownBy(() -> DriverManager.getConnection(url("oauthToken=canary")))
                .isInstanceOf(PostgresException.class)
                .hasMessage("FATAL: OAuth bearer authentication failed for user \"alice\"")
                .hasMessageNotContaining("canary");
    }

    @Test
    void sendsNoTokenWhereOAuthIsRuledOut() {
        assertThatThrownBy(() ->
                        DriverManager.getConnection(url("oauthToken=" + TokenValidator.TOKEN, "requireAuth=!oauth")))
                .hasMessageContaining("requireAuth does not allow");
    }

    @Test
    void getsATokenByTheDeviceFlow() throws SQLException {
        issuer.token(400, "{\"error\":\"authorization_pending\"}").gives(TokenValidator.TOKEN);
        var addresses = new ArrayList<String>();
        var properties = new Properties();
        properties.put("oauthDevicePrompt", (OAuthDevicePrompt)
                login -> addresses.add(login.verificationUri().toString()));
        String url = url("oauth_issuer=" + issuer.id(), "oauth_client_id=me");
        for (int i = 0; i < 2; i++) {
            try (var connection = DriverManager.getConnection(url, properties)) {
                assertThat(oneText(connection, "select current_user")).isEqualTo("alice");
            }
        }
        assertThat(addresses).containsExactly("https://issuer.example/go");
        assertThat(issuer.requests()).contains("POST /device scope=elephants&client_id=me");
    }

    @Test
    void believesNoServerThatNamesAnotherIssuer() {
        assertThatThrownBy(() ->
                        DriverManager.getConnection(url("oauth_issuer=https://issuer.example", "oauth_client_id=me")))
                .hasMessageContaining("that is not the issuer's (property oauth_issuer");
    }

    private static String url(String... parameters) {
        return "jdbc:howdah://" + server.host() + ":" + server.port() + "/" + server.database() + "?user=alice&"
                + String.join("&", parameters);
    }
}
