package io.howdah.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.StringPreparation;
import com.ongres.scram.common.exception.ScramException;
import io.howdah.error.SqlErrors;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * One SCRAM-SHA-256 exchange: {@link #clientFirst}, {@link #clientFinal}, {@link #verify}, in this order, once.
 *
 * <p>The cryptography is the SCRAM library's. Which mechanism and which binding to use is decided here, and every server
 * message is checked here before the library sees it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7677">RFC 7677</a>
 */
final class Scram {
    static final String SHA_256 = "SCRAM-SHA-256";
    static final String SHA_256_PLUS = "SCRAM-SHA-256-PLUS";

    /** PostgreSQL takes the user from the startup message and ignores this one; the library wants some name. */
    private static final String IGNORED_USER = "*";

    /** SASLprep, or the password as it is where SASLprep does not allow it, as the server does. */
    private static final StringPreparation PREPARATION = StringPreparation.POSTGRESQL_PREPARATION;

    private static final int SIGNATURE_BYTES = 32;

    private final ScramClient client;
    private final String nonce;
    private final int maxIterations;

    private Scram(ScramClient client, String nonce, int maxIterations) {
        this.client = client;
        this.nonce = nonce;
        this.maxIterations = maxIterations;
    }

    /**
     * Chooses the mechanism; nothing of the password is used yet.
     *
     * @param offered the mechanisms in the server's list
     * @param password not empty
     */
    static Scram start(List<String> offered, Link link, AuthPolicy policy, String password) throws SQLException {
        return start(offered, link, policy, IGNORED_USER, password, randomNonce());
    }

    /** As above, with the parts that a test needs to know. */
    static Scram start(List<String> offered, Link link, AuthPolicy policy, String user, String password, String nonce)
            throws SQLException {
        Optional<byte[]> binding = binding(offered, link, policy.binding());
        boolean bound = binding.isPresent() && offered.contains(SHA_256_PLUS);
        if (!bound && !offered.contains(SHA_256)) {
            throw SqlErrors.authenticationRefused("The server offers " + SHA_256_PLUS
                    + " only, which channelBinding=disable rules out or this link cannot give");
        }
        checkPreparable(password);
        var builder = ScramClient.builder()
                .advertisedMechanisms(List.of(bound ? SHA_256_PLUS : SHA_256))
                .username(user)
                .password(password.toCharArray())
                .stringPreparation(PREPARATION)
                .nonceSupplier(() -> nonce);
        // Given a binding and a server without PLUS, the library says so in the header ("y"): a stripped offer shows.
        binding.ifPresent(data -> builder.channelBinding(ServerEndPoint.TYPE, data));
        return new Scram(builder.build(), nonce, policy.scramMaxIterations());
    }

    /** What to bind to; empty where the header shall say that we do not bind at all ("n"). */
    private static Optional<byte[]> binding(List<String> offered, Link link, AuthPolicy.Binding wish)
            throws SQLException {
        boolean plusOffered = offered.contains(SHA_256_PLUS);
        if (!(link instanceof Link.Tls tls)) {
            if (plusOffered) {
                throw SqlErrors.authenticationBroken(
                        "it offers " + SHA_256_PLUS + " on a link without TLS, as if somebody between had removed TLS");
            }
            if (wish == AuthPolicy.Binding.REQUIRE) {
                throw SqlErrors.authenticationRefused("channelBinding=require needs TLS, and this link has none");
            }
            return Optional.empty();
        }
        if (wish == AuthPolicy.Binding.DISABLE) {
            return Optional.empty();
        }
        if (wish == AuthPolicy.Binding.REQUIRE && !plusOffered) {
            throw SqlErrors.authenticationRefused(
                    "The server does not offer " + SHA_256_PLUS + ", and channelBinding=require demands it");
        }
        try {
            return Optional.of(ServerEndPoint.of(tls.serverCertificate()));
        } catch (GeneralSecurityException e) {
            if (wish == AuthPolicy.Binding.REQUIRE) {
                throw SqlErrors.authenticationRefused("channelBinding=require cannot be met: " + e.getMessage());
            }
            return Optional.empty();
        }
    }

    /** The library fails on such a password with whatever exception, in the middle of the exchange. */
    private static void checkPreparable(String password) throws SQLException {
        try {
            PREPARATION.normalize(password.toCharArray());
        } catch (RuntimeException e) {
            throw SqlErrors.authenticationRefused("The password has none but invisible characters, of which SASLprep"
                    + " (RFC 4013) leaves nothing. SCRAM needs another password");
        }
    }

    private static String randomNonce() {
        byte[] bytes = new byte[18];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** {@link #SHA_256} or {@link #SHA_256_PLUS}. */
    String mechanism() {
        return client.getScramMechanism().getName();
    }

    byte[] clientFirst() {
        return client.clientFirstMessage().toString().getBytes(US_ASCII);
    }

    /**
     * The proof. All checks of the server's message, and of how much work it asks for, come before the work.
     *
     * @param serverFirst the data of AuthenticationSASLContinue
     */
    byte[] clientFinal(byte[] serverFirst) throws SQLException {
        String message = ServerFirst.parse(serverFirst, nonce, maxIterations).text();
        try {
            client.serverFirstMessage(message);
            return client.clientFinalMessage().toString().getBytes(US_ASCII);
        } catch (ScramException e) {
            throw SqlErrors.authenticationBroken("in SCRAM its first message is not valid");
        }
    }

    /**
     * The server's own proof that it knows the password's verifier.
     *
     * @param serverFinal the data of AuthenticationSASLFinal
     */
    void verify(byte[] serverFinal) throws SQLException {
        String message = ServerFirst.ascii(serverFinal);
        if (message.startsWith("e=")) {
            throw SqlErrors.authenticationRefused("The server ended SCRAM with the error " + message.substring(2));
        }
        if (!message.startsWith("v=")) {
            throw SqlErrors.authenticationBroken("in SCRAM its last message has no signature");
        }
        byte[] signature = ServerFirst.base64(message.substring(2), "signature");
        if (signature.length != SIGNATURE_BYTES) {
            throw SqlErrors.authenticationBroken("in SCRAM its signature has " + signature.length + " bytes");
        }
        try {
            client.serverFinalMessage(message);
        } catch (ScramException e) {
            throw SqlErrors.authenticationBroken(
                    "in SCRAM its signature is wrong, so it does not know the password: this is not the server"
                            + " you think it is");
        }
    }
}
