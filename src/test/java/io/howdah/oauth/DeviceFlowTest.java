package io.howdah.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.OAuthDevicePrompt.DeviceLogin;
import io.howdah.config.Option;
import io.howdah.config.Settings;
import io.howdah.config.Settings.Source;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceFlowTest {
    private final Settings settings = new Settings();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<DeviceLogin> prompts = new ArrayList<>();
    private TestIssuer issuer;

    @BeforeEach
    void start() throws IOException, SQLException {
        issuer = new TestIssuer();
        settings.put(Option.OAUTH_ISSUER, issuer.id(), Source.URL)
                .put(Option.OAUTH_CLIENT_ID, "me & you", Source.URL)
                .oauthDevicePrompt(prompts::add);
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void waitsForTheUserAtThePaceOfTheIssuer() throws SQLException {
        issuer.token(400, "{\"error\":\"authorization_pending\"}")
                .token(400, "{\"error\":\"slow_down\"}")
                .token(400, "{\"error\":\"authorization_pending\"}")
                .gives("abc");
        var token = run(Optional.of("openid postgres"));
        assertThat(token).isEqualTo(new DeviceFlow.Token("abc", Optional.of(Duration.ofHours(1))));
        assertThat(token).hasToString("***");
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 1L, 6L, 6L);
        assertThat(prompts).singleElement().satisfies(login -> {
            assertThat(login.userCode()).isEqualTo("ABCD-EFGH");
            assertThat(login.verificationUri()).hasToString("https://issuer.example/go");
            assertThat(login.completeUri()).isEmpty();
            assertThat(login.expiresIn()).isEqualTo(Duration.ofMinutes(10));
        });
        assertThat(issuer.requests())
                .hasSize(6)
                .startsWith(
                        "GET /.well-known/openid-configuration",
                        "POST /device scope=openid+postgres&client_id=me+%26+you",
                        "POST /token grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code"
                                + "&device_code=the+device&client_id=me+%26+you");
    }

    @ParameterizedTest
    @CsvSource({"s:cret, Basic bWUrJTI2K3lvdTpzJTNBY3JldA==", "'', Basic bWUrJTI2K3lvdTo="})
    void aClientWithASecretNamesItselfByHttp(String secret, String authorization) throws SQLException {
        settings.put(Option.OAUTH_CLIENT_SECRET, secret, Source.URL);
        issuer.gives("abc");
        run(Optional.empty());
        assertThat(issuer.requests().get(1)).isEqualTo("POST /device " + authorization);
        assertThat(issuer.requests().get(2)).contains(authorization).doesNotContain("client_id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {'error':'access_denied'} | 28000 | gives no token: access_denied",
                "401 | {'error':'expired_token','error_description':'too\\nlate'} | 28000 | expired_token (too?late)",
                "500 | {} | 28000 | HTTP status 500",
                "200 | {'token_type':'bearer'} | 08004 | no \"access_token\"",
                "200 | {'access_token':'abc'} | 08004 | no \"token_type\"",
                "200 | {'access_token':'abc','token_type':'mac'} | 08004 | no bearer token",
                "200 | {'access_token':5,'token_type':'bearer'} | 08004 | no string",
                "200 | [] | 08004 | the token cannot be read: it is no JSON object",
            })
    void endsWhereTheIssuerGivesNoToken(int status, String json, String state, String message) {
        issuer.token(status, json.replace('\'', '"'));
        refuses(state, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {'error':'unauthorized_client'} | unauthorized_client",
                "200 | {'user_code':'A','verification_uri':'https://a','expires_in':5} | no \"device_code\"",
                "200 | {'device_code':'A','verification_uri':'https://a','expires_in':5} | no \"user_code\"",
                "200 | {'device_code':'A','user_code':'A','expires_in':5} | \"verification_url\"",
                "200 | {'device_code':'A','user_code':'A','verification_uri':'https://a'} | no \"expires_in\"",
                "200 | {'device_code':'A','user_code':'A','verification_uri':'http://a','expires_in':5} | no https address",
                "200 | {'device_code':'A','user_code':'\\u001b[2J','verification_uri':'https://a','expires_in':5} | printable",
                "200 | {'device_code':'A','user_code':'A','verification_uri':'https://a','expires_in':'x'} | seconds",
                "200 | {'device_code':'A','user_code':'A','verification_uri':'https://a','expires_in':-5} | seconds",
            })
    void endsOnADeviceAuthorizationThatIsNone(int status, String json, String message) {
        issuer.device(status, json.replace('\'', '"'));
        refuses(null, message);
        assertThat(prompts).isEmpty();
    }

    @Test
    void believesNoDocumentOfAnotherIssuer() {
        issuer.document(issuer.id() + "/");
        refuses("08004", "of another issuer");
        issuer.documentText(200, "text/html", "{}");
        refuses("08004", "no JSON");
        issuer.documentText(404, "application/json", "{}");
        refuses("28000", "HTTP status 404");
        issuer.documentText(200, "application/json", "{\"x\":\"" + "x".repeat(300_000) + "\"}");
        refuses("08001", "larger than 262144 bytes");
        issuer.documentText(200, "application/json", "{\"issuer\":\"" + issuer.id() + "\"}");
        refuses("08004", "no \"device_authorization_endpoint\"");
    }

    @Test
    void givesUpWhenTheCodeExpires() {
        issuer.device(
                200,
                "{\"device_code\":\"A\",\"user_code\":\"A\",\"verification_uri\":\"https://a\",\"expires_in\":3,\"interval\":60}");
        refuses("08001", "Nobody logged in at the OAuth issuer " + issuer.id() + " within 3 s");
        assertThat(pauses).singleElement().satisfies(pause -> assertThat(pause)
                .isLessThanOrEqualTo(Duration.ofSeconds(3)));
    }

    @Test
    void givesUpAtTheLimitOfTheSettings() throws SQLException {
        settings.put(Option.OAUTH_TIMEOUT, "500ms", Source.URL);
        refuses("08001", "within 500 ms");
    }

    @Test
    void saysThatTheIssuerCannotBeReached() {
        issuer.close();
        refuses("08001", "cannot be asked for the discovery document");
    }

    @Test
    void anInterruptEndsTheWaiting() {
        Thread.currentThread().interrupt();
        try {
            refuses("08001", "interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private void refuses(String state, String message) {
        assertThatThrownBy(() -> run(Optional.empty()))
                .isInstanceOfSatisfying(SQLException.class, e -> {
                    if (state != null) {
                        assertThat(e.getSQLState()).isEqualTo(state);
                    }
                })
                .hasMessageContaining(message);
    }

    private DeviceFlow.Token run(Optional<String> scope) throws SQLException {
        var oauth = settings.build().config().oauth().orElseThrow();
        return new DeviceFlow(oauth, new Issuer(issuer.id(), issuer.discovery()), scope, pauses::add).run();
    }
}
