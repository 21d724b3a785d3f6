package io.howdah.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.ConnectionSecurity.Authentication;
import io.howdah.auth.AuthPolicy.Binding;
import io.howdah.auth.AuthPolicy.Cleartext;
import io.howdah.auth.AuthPolicy.KeyCache;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticatorTest {
    private static final int OK = 0;
    private static final int CLEARTEXT = 3;
    private static final int MD5 = 5;
    private static final int SASL = 10;
    private static final int SASL_CONTINUE = 11;
    private static final int SASL_FINAL = 12;
    private static final byte[] NOTHING = {};
    private static final byte[] SALT = {1, 2, 3, 4};
    private static final LoginMethods NO_LOGINS = new ScriptedLogins(Optional.empty());
    private static final Link OPEN = new Link.Open();
    private static final Link LOCAL = new Link.Local();
    private static Link tls;

    @BeforeAll
    static void makeCertificate() throws Exception {
        tls = new Link.Tls(Certificates.signed(Certificates.keys("EC"), "SHA256withECDSA"));
    }

    @Test
    void letsAServerTrustUs() throws SQLException {
        var authenticator = authenticator(OPEN, Binding.PREFER);
        assertThat(authenticator.completed()).isFalse();
        assertThat(authenticator.answer(OK, NOTHING)).isEmpty();
        assertThat(authenticator.completed()).isTrue();
        assertThat(authenticator.method()).isEqualTo(Authentication.NONE);
        assertThat(authenticator.channelBound()).isFalse();
    }

    @Test
    void sendsAClearPasswordOverProtectedLinksOnly() throws SQLException {
        for (Link link : List.of(LOCAL, tls)) {
            var authenticator = authenticator(link, Binding.PREFER);
            assertThat(authenticator.answer(CLEARTEXT, NOTHING)).hasValue(bytes("secret\0"));
            authenticator.answer(OK, NOTHING);
            assertThat(authenticator.completed()).isTrue();
            assertThat(authenticator.method()).isEqualTo(Authentication.CLEARTEXT_PASSWORD);
        }
        refuses(authenticator(OPEN, Binding.PREFER), CLEARTEXT, NOTHING, "28000", "not encrypted");
    }

    @Test
    void sendsAClearPasswordAnywhereIfAllowedByName() throws SQLException {
        var policy = new AuthPolicy(Binding.PREFER, Cleartext.ANY_LINK, 0, KeyCache.OFF);
        var authenticator = new Authenticator(Credentials.of("joe", "secret"), policy, OPEN, NO_LOGINS);
        assertThat(authenticator.answer(CLEARTEXT, NOTHING)).hasValue(bytes("secret\0"));
    }

    @Test
    void answersMd5() throws Exception {
        var authenticator = authenticator(OPEN, Binding.PREFER);
        assertThat(authenticator.answer(MD5, SALT)).hasValue(Passwords.md5("joe", "secret", SALT));
        authenticator.answer(OK, NOTHING);
        assertThat(authenticator.method()).isEqualTo(Authentication.MD5);
        refuses(authenticator(OPEN, Binding.PREFER), MD5, new byte[3], "08P01", "3 bytes");
        refuses(authenticator(OPEN, Binding.PREFER), MD5, new byte[5], "08P01", "5 bytes");
    }

    @Test
    void answersScram() throws Exception {
        var authenticator = scramVerified(authenticator(OPEN, Binding.PREFER), "SCRAM-SHA-256");
        authenticator.answer(OK, NOTHING);
        assertThat(authenticator.completed()).isTrue();
        assertThat(authenticator.method()).isEqualTo(Authentication.SCRAM_SHA_256);
        assertThat(authenticator.channelBound()).isFalse();
    }

    @Test
    void answersScramBoundToTheChannel() throws Exception {
        for (var binding : List.of(Binding.PREFER, Binding.REQUIRE)) {
            var authenticator =
                    scramVerified(authenticator(tls, binding), "X-UNKNOWN", "SCRAM-SHA-256-PLUS", "SCRAM-SHA-256");
            authenticator.answer(OK, NOTHING);
            assertThat(authenticator.method()).isEqualTo(Authentication.SCRAM_SHA_256_PLUS);
            assertThat(authenticator.channelBound()).isTrue();
        }
    }

    @Test
    void givesNothingAwayUnboundWhenBindingIsRequired() {
        refuses(authenticator(tls, Binding.REQUIRE), OK, NOTHING, "28000", "channelBinding=require");
        refuses(authenticator(tls, Binding.REQUIRE), CLEARTEXT, NOTHING, "28000", "channelBinding=require");
        refuses(authenticator(tls, Binding.REQUIRE), MD5, SALT, "28000", "channelBinding=require");
        refuses(authenticator(tls, Binding.REQUIRE), SASL, list("SCRAM-SHA-256"), "28000", "channelBinding=require");
        refuses(authenticator(tls, Binding.REQUIRE), SASL, list("OAUTHBEARER"), "28000", "channelBinding=require");
        refuses(authenticator(OPEN, Binding.REQUIRE), SASL, list("SCRAM-SHA-256"), "28000", "needs TLS");
        refuses(authenticator(tls, Binding.REQUIRE), 7, NOTHING, "28000", "GSSAPI");
    }

    @Test
    void doesNotBelieveAServerThatSkipsItsOwnProof() throws Exception {
        var authenticator = authenticator(tls, Binding.PREFER);
        byte[] first = authenticator.answer(SASL, list("SCRAM-SHA-256")).orElseThrow();
        refuses(authenticator, OK, NOTHING, "08P01", "before it proved");
        authenticator.answer(SASL_CONTINUE, new ScramServer("secret", 64).first(data(first)));
        refuses(authenticator, OK, NOTHING, "08P01", "before it proved");
        assertThat(authenticator.completed()).isFalse();
    }

    @Test
    void refusesMessagesOutOfTurn() throws Exception {
        refuses(authenticator(OPEN, Binding.PREFER), SASL_CONTINUE, bytes("r=x"), "08P01", "out of turn");
        refuses(authenticator(OPEN, Binding.PREFER), SASL_FINAL, bytes("v=x"), "08P01", "out of turn");

        var afterMd5 = authenticator(LOCAL, Binding.PREFER);
        afterMd5.answer(MD5, SALT);
        refuses(afterMd5, MD5, SALT, "08P01", "out of turn");
        refuses(afterMd5, CLEARTEXT, NOTHING, "08P01", "out of turn");
        refuses(afterMd5, SASL, list("SCRAM-SHA-256"), "08P01", "out of turn");

        var inScram = authenticator(LOCAL, Binding.PREFER);
        inScram.answer(SASL, list("SCRAM-SHA-256"));
        refuses(inScram, CLEARTEXT, NOTHING, "08P01", "out of turn");
        refuses(inScram, SASL, list("SCRAM-SHA-256"), "08P01", "out of turn");
        refuses(inScram, SASL_FINAL, bytes("v=x"), "08P01", "out of turn");

        var completed = authenticator(LOCAL, Binding.PREFER);
        completed.answer(OK, NOTHING);
        refuses(completed, OK, NOTHING, "08P01", "twice");
        refuses(completed, CLEARTEXT, NOTHING, "08P01", "out of turn");
    }

    @Test
    void refusesMechanismListsOutOfShape() {
        for (String list : List.of("", "SCRAM-SHA-256", "SCRAM-SHA-256\0", "SCRAM-SHA-256\0\0x", "\0\0", "A\nB\0\0")) {
            refuses(authenticator(OPEN, Binding.PREFER), SASL, bytes(list), "08P01", "SASL mechanism");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "SCRAM-SHA-1\0SCRAM-SHA-512\0\0", "scram-sha-256\0\0"})
    void refusesMechanismsItDoesNotSpeak(String list) {
        refuses(authenticator(OPEN, Binding.PREFER), SASL, bytes(list), "28000", "SCRAM-SHA-256");
    }

    @ParameterizedTest
    @CsvSource({
        "1, Kerberos 4, 28000",
        "2, Kerberos 5, 28000",
        "4, crypt, 28000",
        "6, SCM, 28000",
        "13, unknown code 13, 08P01",
        "-1, unknown code -1, 08P01",
        "2147483647, unknown code 2147483647, 08P01",
    })
    void namesTheMethodItCannotGive(int code, String name, String state) {
        refuses(authenticator(tls, Binding.PREFER), code, NOTHING, state, name);
    }

    @Test
    void asksForAPasswordThatIsMissingOrEmpty() {
        for (var credentials : List.of(Credentials.withoutPassword("joe"), Credentials.of("joe", ""))) {
            refuses(authenticator(credentials, LOCAL), CLEARTEXT, NOTHING, "28P01", "joe");
            refuses(authenticator(credentials, LOCAL), MD5, SALT, "28P01", "joe");
            refuses(authenticator(credentials, LOCAL), SASL, list("SCRAM-SHA-256"), "28P01", "joe");
        }
    }

    @Test
    void refusesAPasswordThatACStringWouldCutOff() {
        refuses(authenticator(Credentials.of("joe", "se\0cret"), LOCAL), CLEARTEXT, NOTHING, "28000", "NUL");
    }

    @Test
    void showsNoPassword() {
        assertThat(Credentials.of("joe", "secret")).hasToString("joe");
    }

    private static Authenticator scramVerified(Authenticator authenticator, String... mechanisms) throws Exception {
        var server = new ScramServer("secret", 64);
        byte[] first = authenticator.answer(SASL, list(mechanisms)).orElseThrow();
        byte[] last =
                authenticator.answer(SASL_CONTINUE, server.first(data(first))).orElseThrow();
        assertThat(authenticator.answer(SASL_FINAL, server.last(last))).isEmpty();
        assertThat(authenticator.completed()).isFalse();
        return authenticator;
    }

    /** The client-first-message in a SASLInitialResponse, whose form is checked too. */
    private static byte[] data(byte[] initialResponse) {
        int end = 0;
        while (initialResponse[end] != 0) {
            end++;
        }
        assertThat(new String(initialResponse, 0, end, UTF_8)).startsWith("SCRAM-SHA-256");
        int length = ByteBuffer.wrap(initialResponse).getInt(end + 1);
        assertThat(initialResponse).hasSize(end + 5 + length);
        return Arrays.copyOfRange(initialResponse, end + 5, initialResponse.length);
    }

    private static void refuses(Authenticator authenticator, int code, byte[] body, String state, String message) {
        ThrowingCallable call = () -> authenticator.answer(code, body);
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state))
                .hasMessageContaining(message)
                .hasMessageNotContaining("secret");
    }

    private static Authenticator authenticator(Link link, Binding binding) {
        var policy = new AuthPolicy(binding, Cleartext.PROTECTED_LINKS, 100_000, KeyCache.OFF);
        return new Authenticator(Credentials.of("joe", "secret"), policy, link, NO_LOGINS);
    }

    private static Authenticator authenticator(Credentials credentials, Link link) {
        return new Authenticator(
                credentials,
                new AuthPolicy(Binding.PREFER, Cleartext.PROTECTED_LINKS, 0, KeyCache.OFF),
                link,
                NO_LOGINS);
    }

    private static byte[] list(String... mechanisms) {
        return bytes(String.join("\0", mechanisms) + "\0\0");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
