package io.howdah.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerTest {
    private static final String ID = "https://issuer.example/tenant";

    @ParameterizedTest
    @CsvSource({
        "https://a.example, https://a.example/.well-known/openid-configuration",
        "https://a.example/t, https://a.example/t/.well-known/openid-configuration",
        "https://a.example/t, https://a.example/t/.well-known/oauth-authorization-server",
        "https://a.example/t, https://a.example/.well-known/oauth-authorization-server/t",
        "https://a.example/t/, https://a.example/.well-known/openid-configuration/t/",
        "http://localhost:99, http://localhost:99/.well-known/openid-configuration",
    })
    void isKnownByItsDocument(String id, String document) throws SQLException {
        assertThat(Issuer.configured(document)).isEqualTo(new Issuer(id, document));
        assertThat(Issuer.configured(id).knowsItsDocument()).isFalse();
        assertThat(Issuer.configured(id).at(document)).isEqualTo(new Issuer(id, document));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://issuer.example",
                "ftp://issuer.example",
                "https://",
                "https:issuer",
                "issuer.example",
                "",
                "https://a b",
                "https://joe:secret@issuer.example",
                "https://issuer.example?x=1",
                "https://issuer.example#x",
                "http://localhost.example",
                "http://127.0.0.2",
                "https://issuer.example/.well-known/other",
                "https://issuer.example/.well-known/openid-configurations",
                "https://issuer.example/a/.well-known/openid-configuration/b"
            })
    void mustBeAnAddressThatIsSafe(String text) {
        assertThatThrownBy(() -> Issuer.configured(text))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith("Property oauth_issuer ")
                .hasMessageNotContaining("secret");
    }

    /** Else a server could send its clients anywhere. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/.well-known/openid-configuration",
                "https://issuer.example/.well-known/openid-configuration",
                "https://issuer.example/tenant2/.well-known/openid-configuration",
                "https://issuer.example/Tenant/.well-known/openid-configuration",
                "https://issuer.example:443/tenant/.well-known/openid-configuration",
                "http://issuer.example/tenant/.well-known/openid-configuration",
                "https://issuer.example/tenant/.well-known/openid-configuration?x",
                "https://issuer.example/tenant",
                "https://evil.example#https://issuer.example/tenant/.well-known/openid-configuration",
                "file:///etc/passwd",
                "not at all"
            })
    void servesNoOthersDocument(String document) {
        assertThatThrownBy(() -> Issuer.configured(ID).at(document))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("not the issuer's");
    }

    @Test
    void sticksToTheDocumentThatIsConfigured() throws SQLException {
        var issuer = Issuer.configured(ID + "/.well-known/openid-configuration");
        assertThat(issuer.at(issuer.discovery())).isEqualTo(issuer);
        assertThatThrownBy(() -> issuer.at(ID + "/.well-known/oauth-authorization-server"))
                .hasMessageContaining("another discovery document");
    }

    @Test
    void namesEndpointsThatAreSafeOnly() throws SQLException {
        var issuer = Issuer.configured(ID);
        assertThat(issuer.endpoint("token_endpoint", "https://elsewhere.example/t?x=1"))
                .hasHost("elsewhere.example");
        for (String address : new String[] {"http://elsewhere.example", "/token", "javascript:alert(1)", "a b"}) {
            assertThatThrownBy(() -> issuer.endpoint("token_endpoint", address))
                    .hasMessageContaining("the issuer's token_endpoint is no https address");
        }
    }
}
