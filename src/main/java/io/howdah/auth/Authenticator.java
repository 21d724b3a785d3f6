package io.howdah.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.howdah.api.ConnectionSecurity.Authentication;
import io.howdah.error.SqlErrors;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The client's side of one authentication: fed with every Authentication message, it says what to answer, or refuses.
 *
 * <p>The order of the exchange is checked: one method, no step twice, and AuthenticationOk only after all that the
 * method and the policy demand. A refusal comes before any secret is given away. For one connection attempt, one thread.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-START-UP">Start-up</a>
 */
public final class Authenticator {
    private static final int OK = 0;
    private static final int KERBEROS_4 = 1;
    private static final int KERBEROS_5 = 2;
    private static final int CLEARTEXT_PASSWORD = 3;
    private static final int CRYPT_PASSWORD = 4;
    private static final int MD5_PASSWORD = 5;
    private static final int SCM_CREDENTIAL = 6;
    private static final int GSS = 7;
    private static final int GSS_CONTINUE = 8;
    private static final int SSPI = 9;
    private static final int SASL = 10;
    private static final int SASL_CONTINUE = 11;
    private static final int SASL_FINAL = 12;

    private static final String USE_INSTEAD =
            ". Ask for scram-sha-256 (or cert, over TLS) in the server's pg_hba.conf instead";

    private final Credentials credentials;
    private final AuthPolicy policy;
    private final Link link;
    private final LoginMethods methods;

    private Step step = Step.START;
    private Authentication method = Authentication.NONE;
    private Scram scram;
    private TokenExchange tokens;
    private OAuthBearer bearer;

    private enum Step {
        START,
        PASSWORD_SENT,
        SCRAM_FIRST_SENT,
        SCRAM_FINAL_SENT,
        SCRAM_VERIFIED,
        TOKEN_SENT,
        BEARER_SENT,
        BEARER_REFUSED,
        COMPLETED
    }

    /** Forgets the keys that SCRAM has remembered. */
    public static void forgetKeys() {
        ScramKeyCache.SHARED.clear();
    }

    /** @param methods asked only where the server asks for one of them */
    public Authenticator(Credentials credentials, AuthPolicy policy, Link link, LoginMethods methods) {
        this.credentials = Objects.requireNonNull(credentials, "credentials");
        this.policy = Objects.requireNonNull(policy, "policy");
        this.link = Objects.requireNonNull(link, "link");
        this.methods = Objects.requireNonNull(methods, "methods");
    }

    /**
     * Takes one Authentication message ({@code 'R'}), AuthenticationOk included.
     *
     * @param code the first Int32 of its body
     * @param body what follows the code
     * @return the body of the {@code 'p'} message to send, if one is due
     */
    public Optional<byte[]> answer(int code, byte[] body) throws SQLException {
        if (policy.accepted().isPresent()) {
            requireAccepted(code);
        }
        return switch (code) {
            case OK -> {
                complete();
                yield Optional.empty();
            }
            case CLEARTEXT_PASSWORD -> Optional.of(cleartext());
            case MD5_PASSWORD -> Optional.of(md5(body));
            case GSS -> beginTokens("Kerberos (GSSAPI)", methods::kerberos);
            case SSPI -> beginTokens("Windows (SSPI)", methods::negotiate);
            case GSS_CONTINUE -> continueTokens(body);
            case SASL -> Optional.of(saslInitial(body));
            case SASL_CONTINUE -> Optional.of(saslContinue(body));
            case SASL_FINAL -> {
                saslFinal(body);
                yield Optional.empty();
            }
            default -> throw unsupported(code);
        };
    }

    /** SASL is several methods: which one it is to be, {@link #saslInitial} sees. */
    private void requireAccepted(int code) throws SQLException {
        switch (code) {
            case OK -> {
                boolean proven = link instanceof Link.Gss && policy.accepts(AuthPolicy.Method.GSS);
                if (step == Step.START && !proven) {
                    requireAccepted(AuthPolicy.Method.NONE);
                }
            }
            case CLEARTEXT_PASSWORD -> requireAccepted(AuthPolicy.Method.PASSWORD);
            case MD5_PASSWORD -> requireAccepted(AuthPolicy.Method.MD5);
            case GSS -> requireAccepted(AuthPolicy.Method.GSS);
            case SSPI -> requireAccepted(AuthPolicy.Method.SSPI);
            default -> {}
        }
    }

    private void requireAccepted(AuthPolicy.Method asked) throws SQLException {
        if (!policy.accepts(asked)) {
            String what = asked == AuthPolicy.Method.NONE
                    ? "The server asks for no proof of identity (none)"
                    : "The server asks for " + asked.value() + " authentication";
            throw SqlErrors.authenticationRefused(what + ", which requireAuth does not allow");
        }
    }

    /** Whether AuthenticationOk came, and rightly. */
    public boolean completed() {
        return step == Step.COMPLETED;
    }

    /** How the user was proven; means something once {@link #completed()}. */
    public Authentication method() {
        return method;
    }

    /** Whether the proof was bound to the TLS channel. */
    public boolean channelBound() {
        return method == Authentication.SCRAM_SHA_256_PLUS;
    }

    private void complete() throws SQLException {
        switch (step) {
            case START -> {
                refuseUnbound("no proof of identity at all");
                if (link instanceof Link.Gss) {
                    method = Authentication.GSSAPI;
                }
            }
            case PASSWORD_SENT, SCRAM_VERIFIED -> {}
            case SCRAM_FIRST_SENT, SCRAM_FINAL_SENT ->
                throw SqlErrors.authenticationBroken(
                        "it let us in before it proved in SCRAM that it knows the password itself");
            case TOKEN_SENT -> {
                if (!tokens.established()) {
                    throw SqlErrors.authenticationBroken(
                            "it let us in before it proved by Kerberos (GSSAPI) who it is itself");
                }
            }
            case BEARER_SENT -> {
                if (!bearer.hasToken()) {
                    throw SqlErrors.authenticationBroken("it let us in without the OAuth token that it asked for");
                }
            }
            case BEARER_REFUSED ->
                throw SqlErrors.authenticationBroken("it let us in after it had refused the OAuth token");
            case COMPLETED -> throw SqlErrors.authenticationBroken("it sent AuthenticationOk twice");
        }
        if (policy.binding() == AuthPolicy.Binding.REQUIRE && !channelBound()) {
            throw SqlErrors.authenticationRefused("channelBinding=require was not met by " + method);
        }
        step = Step.COMPLETED;
    }

    private byte[] cleartext() throws SQLException {
        begin("a cleartext password");
        if (link instanceof Link.Open && policy.cleartext() == AuthPolicy.Cleartext.PROTECTED_LINKS) {
            throw SqlErrors.authenticationRefused("The server asks for the password in clear over a link that is not"
                    + " encrypted. Use TLS (property sslmode=require or stricter), let the server ask for"
                    + " scram-sha-256, or allow it (property allowCleartextPassword=true)");
        }
        byte[] answer = Passwords.cleartext(password("password"));
        method = Authentication.CLEARTEXT_PASSWORD;
        step = Step.PASSWORD_SENT;
        return answer;
    }

    private byte[] md5(byte[] salt) throws SQLException {
        begin("an MD5 password");
        if (salt.length != 4) {
            throw SqlErrors.authenticationBroken("the salt of its MD5 request has " + salt.length + " bytes");
        }
        try {
            byte[] answer = Passwords.md5(credentials.user(), password("md5"), salt);
            method = Authentication.MD5;
            step = Step.PASSWORD_SENT;
            return answer;
        } catch (NoSuchAlgorithmException e) {
            throw SqlErrors.authenticationRefused(
                    "The server asks for an MD5 password, and this Java runtime has no MD5" + USE_INSTEAD);
        }
    }

    private interface Beginning {
        TokenExchange exchange() throws SQLException;
    }

    private Optional<byte[]> beginTokens(String request, Beginning beginning) throws SQLException {
        begin(request);
        tokens = beginning.exchange();
        method = Authentication.GSSAPI;
        step = Step.TOKEN_SENT;
        return tokens.answer(new byte[0]);
    }

    private Optional<byte[]> continueTokens(byte[] token) throws SQLException {
        expect(Step.TOKEN_SENT, "AuthenticationGSSContinue");
        if (tokens.established()) {
            throw SqlErrors.authenticationBroken("it sent another GSSAPI token after the last one");
        }
        return tokens.answer(token);
    }

    private byte[] saslInitial(byte[] body) throws SQLException {
        expect(Step.START, "AuthenticationSASL");
        List<String> offered = mechanisms(body);
        if (offered.equals(List.of(OAuthBearer.MECHANISM))) {
            refuseUnbound("an OAuth token");
            requireAccepted(AuthPolicy.Method.OAUTH);
            bearer = methods.oauth();
            method = Authentication.OAUTHBEARER;
            step = Step.BEARER_SENT;
            return saslInitial(OAuthBearer.MECHANISM, bearer.initial());
        }
        if (!offered.contains(Scram.SHA_256) && !offered.contains(Scram.SHA_256_PLUS)) {
            refuseUnbound("one of the SASL mechanisms " + offered);
            throw SqlErrors.authenticationRefused("The server offers the SASL mechanisms " + offered
                    + " and this driver speaks " + Scram.SHA_256 + ", " + Scram.SHA_256_PLUS + " and "
                    + OAuthBearer.MECHANISM + USE_INSTEAD);
        }
        requireAccepted(AuthPolicy.Method.SCRAM_SHA_256);
        scram = credentials.scramKeys().isPresent()
                ? Scram.start(offered, link, policy, credentials.scramKeys().get())
                : Scram.start(offered, link, policy, password("scram-sha-256"));
        byte[] first = scram.clientFirst();
        step = Step.SCRAM_FIRST_SENT;
        return saslInitial(scram.mechanism(), first);
    }

    private static byte[] saslInitial(String mechanismName, byte[] data) {
        byte[] mechanism = mechanismName.getBytes(US_ASCII);
        return ByteBuffer.allocate(mechanism.length + 1 + 4 + data.length)
                .put(mechanism)
                .put((byte) 0)
                .putInt(data.length)
                .put(data)
                .array();
    }

    private byte[] saslContinue(byte[] serverFirst) throws SQLException {
        if (step == Step.BEARER_SENT) {
            step = Step.BEARER_REFUSED;
            return bearer.refused(serverFirst);
        }
        expect(Step.SCRAM_FIRST_SENT, "AuthenticationSASLContinue");
        byte[] answer = scram.clientFinal(serverFirst, methods);
        step = Step.SCRAM_FINAL_SENT;
        return answer;
    }

    private void saslFinal(byte[] serverFinal) throws SQLException {
        expect(Step.SCRAM_FINAL_SENT, "AuthenticationSASLFinal");
        scram.verify(serverFinal);
        method = scram.mechanism().equals(Scram.SHA_256_PLUS)
                ? Authentication.SCRAM_SHA_256_PLUS
                : Authentication.SCRAM_SHA_256;
        step = Step.SCRAM_VERIFIED;
    }

    /** The mechanism names: C strings, and an empty one at the end. */
    private static List<String> mechanisms(byte[] body) throws SQLException {
        List<String> names = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < body.length; i++) {
            if (body[i] != 0) {
                if (body[i] < 0x21 || body[i] > 0x7E) {
                    throw SqlErrors.authenticationBroken("a SASL mechanism's name is not printable ASCII");
                }
                continue;
            }
            if (i == start) {
                if (i != body.length - 1) {
                    throw SqlErrors.authenticationBroken("bytes follow the end of its SASL mechanism list");
                }
                return names;
            }
            names.add(new String(body, start, i - start, US_ASCII));
            start = i + 1;
        }
        throw SqlErrors.authenticationBroken("its SASL mechanism list has no end");
    }

    private void begin(String request) throws SQLException {
        expect(Step.START, "a request for " + request);
        refuseUnbound(request);
    }

    private void expect(Step expected, String what) throws SQLException {
        if (step != expected) {
            throw SqlErrors.authenticationBroken("it sent " + what + " out of turn");
        }
    }

    private void refuseUnbound(String request) throws SQLException {
        if (policy.binding() == AuthPolicy.Binding.REQUIRE) {
            throw SqlErrors.authenticationRefused("The server asks for " + request
                    + ", and channelBinding=require allows nothing but " + Scram.SHA_256_PLUS);
        }
    }

    private String password(String serverMethod) throws SQLException {
        String password =
                credentials.password().orElseThrow(() -> SqlErrors.noPassword(credentials.user(), serverMethod));
        if (password.indexOf('\0') >= 0) {
            throw SqlErrors.authenticationRefused("The password holds a NUL character, which PostgreSQL cannot take");
        }
        return password;
    }

    private SQLException unsupported(int code) {
        String name =
                switch (code) {
                    case KERBEROS_4 -> "Kerberos 4";
                    case KERBEROS_5 -> "Kerberos 5";
                    case CRYPT_PASSWORD -> "crypt password";
                    case SCM_CREDENTIAL -> "SCM credential";
                    default -> null;
                };
        if (name == null) {
            return SqlErrors.authenticationBroken("it sent an authentication request with the unknown code " + code);
        }
        return SqlErrors.authenticationRefused(
                "The server asks for " + name + " authentication, which this driver cannot give" + USE_INSTEAD);
    }
}
