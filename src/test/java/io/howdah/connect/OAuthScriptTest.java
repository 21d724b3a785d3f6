package io.howdah.connect;

import static io.howdah.peer.BackendMessages.authenticationSasl;
import static io.howdah.peer.BackendMessages.authenticationSaslContinue;
import static io.howdah.peer.BackendMessages.errorResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.ConnectionSecurity.Authentication;
import io.howdah.api.OAuthDevicePrompt;
import io.howdah.api.OAuthTokenProvider;
import io.howdah.oauth.TestIssuer;
import io.howdah.peer.Conversation;
import io.howdah.peer.Message;
import io.howdah.peer.ScriptedPeer;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthScriptTest {
    @Test
    void logsInByATokenOfTheSettings() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(
                        client -> asks(client, "Bearer abc.def").greet());
                var connection = DriverManager.getConnection(peer.jdbcUrl("oauthToken=abc.def"))) {
            assertThat(AuthenticationServerTest.securityOf(connection).authentication())
                    .isEqualTo(Authentication.OAUTHBEARER);
        }
    }

    @Test
    void asksTheProviderOfTheApplication() throws IOException, SQLException {
        var requests = new ArrayList<OAuthTokenProvider.Request>();
        var properties = new Properties();
        properties.put("oauthTokenProvider", (OAuthTokenProvider) request -> {
            requests.add(request);
            return "abc";
        });
        try (var peer = ScriptedPeer.start(client -> asks(client, "Bearer abc").greet())) {
            DriverManager.getConnection(peer.jdbcUrl("oauth_scope=db"), properties)
                    .close();
            assertThat(requests)
                    .containsExactly(new OAuthTokenProvider.Request(
                            peer.host(), peer.port(), "mine", "me", Optional.empty(), Optional.of("db")));
        }
    }

    @Test
    void tellsWhyTheProviderHasNone() throws IOException {
        List<OAuthTokenProvider> providers = List.of(
                request -> {
                    throw new IllegalStateException("the vault is shut");
                },
                request -> {
                    throw new SQLException("the vault is shut");
                },
                request -> null,
                request -> "not a token");
        for (OAuthTokenProvider provider : providers) {
            var properties = new Properties();
            properties.put("oauthTokenProvider", provider);
            try (var peer = ScriptedPeer.start(client -> client.expectStartup()
                    .send(authenticationSasl("OAUTHBEARER"))
                    .expectEnd())) {
                assertThatThrownBy(() -> DriverManager.getConnection(peer.jdbcUrl(), properties))
                        .hasMessageFindingMatch("the vault is shut|returned null|that was given is none")
                        .extracting(e -> ((SQLException) e).getSQLState())
                        .isEqualTo("28000");
            }
        }
    }

    @Test
    void getsATokenByTheDeviceFlowAndKeepsIt() throws IOException, SQLException {
        var codes = new ArrayList<String>();
        var properties = new Properties();
        properties.put("oauthDevicePrompt", (OAuthDevicePrompt) login -> codes.add(login.userCode()));
        try (var issuer = new TestIssuer().gives("t1").gives("t2");
                var peer = ScriptedPeer.start(
                        client -> refuses(asks(client, ""), issuer.discovery()),
                        client -> asks(client, "Bearer t1").greet(),
                        client -> asks(client, "Bearer t1").greet(),
                        client -> refuses(asks(client, "Bearer t1"), issuer.discovery()),
                        client -> asks(client, "Bearer t2").greet())) {
            String url = peer.jdbcUrl("oauth_issuer=" + issuer.id(), "oauth_client_id=me", "connectTimeout=900ms");
            for (int i = 0; i < 3; i++) {
                DriverManager.getConnection(url, properties).close();
            }
            assertThat(codes).hasSize(2);
            assertThat(issuer.requests().get(1)).isEqualTo("POST /device scope=of+the+server&client_id=me");
        }
    }

    @Test
    void asksTheUserOnceOnly() throws IOException {
        try (var issuer = new TestIssuer().gives("t1");
                var peer = ScriptedPeer.start(
                        client -> refuses(asks(client, ""), issuer.discovery()),
                        client -> refuses(asks(client, "Bearer t1"), issuer.discovery()))) {
            assertThatThrownBy(() -> DriverManager.getConnection(
                            peer.jdbcUrl("oauth_issuer=" + issuer.id(), "oauth_client_id=me")))
                    .hasMessage("FATAL: no such token");
        }
    }

    /** A server must not be able to send its clients anywhere. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"invalid_token\",\"openid-configuration\":\"https://evil.example/.well-known/openid-configuration\"}",
                "{\"status\":\"invalid_token\"}",
                "{\"status\":\"insufficient_scope\"}",
                "{",
                ""
            })
    void goesNowhereElse(String refusal) throws IOException {
        try (var issuer = new TestIssuer();
                var peer = ScriptedPeer.start(client -> asks(client, "")
                        .send(authenticationSaslContinue(refusal))
                        .expect("p")
                        .send(errorResponse("FATAL", "28000", "no such token"))
                        .expectEnd())) {
            assertThatThrownBy(() -> DriverManager.getConnection(
                            peer.jdbcUrl("oauth_issuer=" + issuer.id(), "oauth_client_id=me")))
                    .isInstanceOf(SQLException.class)
                    .hasMessageStartingWith("The OAuth login is broken off: ")
                    .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("FATAL: no such token"));
            assertThat(issuer.requests()).isEmpty();
        }
    }

    @Test
    void saysWhatItTakesToHaveAToken() throws IOException {
        try (var peer = ScriptedPeer.start(client ->
                client.expectStartup().send(authenticationSasl("OAUTHBEARER")).expectEnd())) {
            assertThatThrownBy(() -> DriverManager.getConnection(peer.jdbcUrl()))
                    .hasMessageContaining("Set the property oauthToken");
        }
    }

    @Test
    void showsNoTokenOverALinkThatOthersCanRead() throws IOException {
        InetAddress address = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(candidate -> candidate instanceof Inet4Address && !candidate.isLoopbackAddress())
                .findFirst()
                .orElseGet(() -> Assumptions.abort("Skipped: this machine has only loopback addresses of IPv4"));
        try (var peer = ScriptedPeer.startOn(address, client -> client.expectStartup()
                .send(authenticationSasl("OAUTHBEARER"))
                .expectEnd())) {
            assertThatThrownBy(() -> DriverManager.getConnection(peer.jdbcUrl("oauthToken=canary")))
                    .hasMessageContaining("over this link others could take it")
                    .hasMessageNotContaining("canary");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"oauth_issuer=https://a", "oauth_client_id=me", "oauth_client_secret=s", "oauthToken=a%20canary"
            })
    void halfASettingIsAnError(String parameter) {
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:howdah://127.0.0.1:1/mine?" + parameter))
                .hasMessageFindingMatch("oauth_issuer and oauth_client_id go together|is no bearer token")
                .hasMessageNotContaining("canary");
    }

    private static Conversation asks(Conversation client, String credentials) throws IOException {
        Message answer =
                client.expectStartup().send(authenticationSasl("OAUTHBEARER")).read();
        assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1))
                .endsWith("n,,\1auth=" + credentials + "\1\1");
        return client;
    }

    private static void refuses(Conversation client, String discovery) throws IOException {
        client.send(authenticationSaslContinue("{\"status\":\"invalid_token\",\"openid-configuration\":\"" + discovery
                        + "\",\"scope\":\"of the server\"}"))
                .expect("p")
                .send(errorResponse("FATAL", "28000", "no such token"))
                .expectEnd();
    }
}
