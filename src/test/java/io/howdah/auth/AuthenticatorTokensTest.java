package io.howdah.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.ConnectionSecurity.Authentication;
import io.howdah.auth.AuthPolicy.Binding;
import io.howdah.auth.AuthPolicy.Cleartext;
import io.howdah.auth.AuthPolicy.KeyCache;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Authenticator} with Kerberos and OAuth. */
class AuthenticatorTokensTest {
    private static final int OK = 0;
    private static final int GSS = 7;
    private static final int GSS_CONTINUE = 8;
    private static final int SASL = 10;
    private static final int SASL_CONTINUE = 11;
    private static final String NOTHING = "";
    private static final String BEARER = "OAUTHBEARER\0\0";

    @ParameterizedTest
    @CsvSource({"7, kerberos", "9, negotiate"})
    void exchangesTokensUntilBothAreProven(int request, String mechanism) throws SQLException {
        var authenticator = authenticator(new Link.Open(), Binding.PREFER, Optional.empty());
        assertThat(answer(authenticator, request, NOTHING)).hasValue(mechanism + " 1 to []");
        assertThat(answer(authenticator, GSS_CONTINUE, "a")).hasValue(mechanism + " 2 to [a]");
        assertThat(answer(authenticator, GSS_CONTINUE, "b")).isEmpty();
        answer(authenticator, OK, NOTHING);
        assertThat(authenticator.completed()).isTrue();
        assertThat(authenticator.method()).isEqualTo(Authentication.GSSAPI);
    }

    @Test
    void demandsTheServersOwnProof() throws SQLException {
        var authenticator = authenticator(new Link.Open(), Binding.PREFER, Optional.empty());
        answer(authenticator, GSS, NOTHING);
        refuses(authenticator, OK, NOTHING, "08P01", "before it proved by Kerberos");
    }

    @Test
    void refusesTokensOutOfTurn() throws SQLException {
        var authenticator = authenticator(new Link.Open(), Binding.PREFER, Optional.empty());
        refuses(authenticator, GSS_CONTINUE, "a", "08P01", "out of turn");
        answer(authenticator, GSS, NOTHING);
        refuses(authenticator, GSS, NOTHING, "08P01", "out of turn");
        answer(authenticator, GSS_CONTINUE, "a");
        answer(authenticator, GSS_CONTINUE, "b");
        refuses(authenticator, GSS_CONTINUE, "c", "08P01", "after the last one");
    }

    @ParameterizedTest
    @ValueSource(ints = {GSS, 9})
    void isRefusedWhereChannelBindingIsDemanded(int request) {
        refuses(
                authenticator(new Link.Open(), Binding.REQUIRE, Optional.empty()),
                request,
                NOTHING,
                "28000",
                "channelBinding=require");
    }

    @Test
    void anEncryptedLinkIsProofEnough() throws SQLException {
        var authenticator = authenticator(new Link.Gss(), Binding.PREFER, Optional.empty());
        answer(authenticator, OK, NOTHING);
        assertThat(authenticator.method()).isEqualTo(Authentication.GSSAPI);
    }

    @Test
    void sendsABearerToken() throws SQLException {
        var authenticator = authenticator(new Link.Local(), Binding.PREFER, Optional.of("abc.DEF_1~+/-=="));
        assertThat(answer(authenticator, SASL, BEARER))
                .hasValue("OAUTHBEARER\0\0\0\0\41n,,\1auth=Bearer abc.DEF_1~+/-==\1\1");
        answer(authenticator, OK, NOTHING);
        assertThat(authenticator.method()).isEqualTo(Authentication.OAUTHBEARER);
    }

    @Test
    void endsARefusalWithOneByte() throws SQLException {
        var authenticator = authenticator(new Link.Local(), Binding.PREFER, Optional.of("abc"));
        answer(authenticator, SASL, BEARER);
        assertThat(answer(authenticator, SASL_CONTINUE, "{}")).hasValue("\1");
        refuses(authenticator, SASL_CONTINUE, "{}", "08P01", "out of turn");
        refuses(authenticator, OK, NOTHING, "08P01", "after it had refused");
    }

    @Test
    void asksWhoseTokensAreTakenWithoutSendingOne() throws SQLException {
        var authenticator = authenticator(new Link.Local(), Binding.PREFER, Optional.empty());
        assertThat(answer(authenticator, SASL, BEARER)).hasValue("OAUTHBEARER\0\0\0\0\13n,,\1auth=\1\1");
        refuses(authenticator, OK, NOTHING, "08P01", "without the OAuth token");
    }

    @Test
    void refusesToBearWhereChannelBindingIsDemanded() {
        refuses(
                authenticator(new Link.Local(), Binding.REQUIRE, Optional.of("abc")),
                SASL,
                BEARER,
                "28000",
                "channelBinding=require");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "sec ret", "secret\1", "secret=a", "sécret", "secret\0"})
    void sendsNothingThatIsNoToken(String token) {
        refuses(
                authenticator(new Link.Local(), Binding.PREFER, Optional.of(token)),
                SASL,
                BEARER,
                "28000",
                "OAuth token");
    }

    private static Authenticator authenticator(Link link, Binding binding, Optional<String> token) {
        var policy = new AuthPolicy(binding, Cleartext.PROTECTED_LINKS, 100_000, KeyCache.OFF);
        return new Authenticator(Credentials.withoutPassword("joe"), policy, link, new ScriptedLogins(token));
    }

    private static Optional<String> answer(Authenticator authenticator, int code, String body) throws SQLException {
        return authenticator.answer(code, body.getBytes(ISO_8859_1)).map(bytes -> new String(bytes, ISO_8859_1));
    }

    private static void refuses(Authenticator authenticator, int code, String body, String state, String message) {
        assertThatThrownBy(() -> answer(authenticator, code, body))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state))
                .hasMessageContaining(message)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("sécret");
    }
}
