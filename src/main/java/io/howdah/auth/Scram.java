package io.howdah.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.ongres.scram.common.StringPreparation;
import io.howdah.error.SqlErrors;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * One SCRAM-SHA-256 exchange: {@link #clientFirst}, {@link #clientFinal}, {@link #verify}, in this order, once.
 *
 * <p>A server's message is checked as a whole before anything is computed from it. The preparation of the password is the
 * SCRAM library's.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5802">RFC 5802</a>, with the hash of <a
 *     href="https://www.rfc-editor.org/rfc/rfc7677">RFC 7677</a>
 */
final class Scram {
    static final String SHA_256 = "SCRAM-SHA-256";
    static final String SHA_256_PLUS = "SCRAM-SHA-256-PLUS";

    /** PostgreSQL takes the user from the startup message and ignores this one, but some name must be there. */
    private static final String IGNORED_USER = "*";

    /** SASLprep, or the password as it is where SASLprep does not allow it, as the server does. */
    private static final StringPreparation PREPARATION = StringPreparation.POSTGRESQL_PREPARATION;

    private static final byte[] NOTHING = {};

    private final String mechanism;
    private final String header;
    private final byte[] bindingData;
    private final String clientFirstBare;
    private final byte[] password;
    private final String nonce;
    private final AuthPolicy policy;

    /** What both sides prove to know the password by. */
    private byte[] authMessage;

    /** Null until they are made of the password, unless they were given. */
    private ScramKeys keys;

    /** Where the keys are to be remembered once the server has proven itself; null if nowhere. */
    private ByteBuffer login;

    /** @param binding what to bind to, and to send if the mechanism is PLUS; empty where the header is to deny any binding */
    private Scram(
            String mechanism, Optional<byte[]> binding, String user, byte[] password, String nonce, AuthPolicy policy) {
        boolean bound = mechanism.equals(SHA_256_PLUS);
        this.mechanism = mechanism;
        // Able to bind, and offered no PLUS, we say so ("y"): an offer that somebody stripped shows.
        this.header = bound ? "p=" + ServerEndPoint.TYPE + ",," : binding.isPresent() ? "y,," : "n,,";
        this.bindingData = bound ? binding.get() : NOTHING;
        this.clientFirstBare = "n=" + user + ",r=" + nonce;
        this.password = password;
        this.nonce = nonce;
        this.policy = policy;
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

    /**
     * As above, with the parts that a test needs to know.
     *
     * @param user without comma and equals sign
     */
    static Scram start(List<String> offered, Link link, AuthPolicy policy, String user, String password, String nonce)
            throws SQLException {
        return start(offered, link, policy, user, prepare(password).getBytes(UTF_8), nonce);
    }

    /** With keys instead of a password: no work is done, and salt and rounds do not matter. */
    static Scram start(List<String> offered, Link link, AuthPolicy policy, ScramKeys keys) throws SQLException {
        Scram scram = start(offered, link, policy, IGNORED_USER, NOTHING, randomNonce());
        scram.keys = keys;
        return scram;
    }

    private static Scram start(
            List<String> offered, Link link, AuthPolicy policy, String user, byte[] password, String nonce)
            throws SQLException {
        Optional<byte[]> binding = binding(offered, link, policy.binding());
        boolean bound = binding.isPresent() && offered.contains(SHA_256_PLUS);
        if (!bound && !offered.contains(SHA_256)) {
            throw SqlErrors.authenticationRefused("The server offers " + SHA_256_PLUS
                    + " only, which channelBinding=disable rules out or this link cannot give");
        }
        return new Scram(bound ? SHA_256_PLUS : SHA_256, binding, user, password, nonce, policy);
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

    private static String prepare(String password) throws SQLException {
        if (isPlain(password)) {
            return password;
        }
        try {
            return new String(PREPARATION.normalize(password.toCharArray()));
        } catch (RuntimeException e) {
            // The library's way to say so, whatever the exception.
            throw SqlErrors.authenticationRefused("The password has none but invisible characters, of which SASLprep"
                    + " (RFC 4013) leaves nothing. SCRAM needs another password");
        }
    }

    /** Printable ASCII, which SASLprep leaves as it is. */
    private static boolean isPlain(String password) {
        for (int i = 0; i < password.length(); i++) {
            if (password.charAt(i) < ' ' || password.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static String randomNonce() {
        byte[] bytes = new byte[18];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** {@link #SHA_256} or {@link #SHA_256_PLUS}. */
    String mechanism() {
        return mechanism;
    }

    byte[] clientFirst() {
        return (header + clientFirstBare).getBytes(US_ASCII);
    }

    /**
     * The proof. All checks of the server's message, and of how much work it asks for, come before the work.
     *
     * @param serverFirst the data of AuthenticationSASLContinue
     * @param patience how long the work may take
     */
    byte[] clientFinal(byte[] serverFirst, Patience patience) throws SQLException {
        var first = ServerFirst.parse(serverFirst, nonce, policy.scramMaxIterations());
        if (first.iterations() < policy.scramMinIterations()) {
            throw SqlErrors.authenticationRefused("The server asks for " + first.iterations()
                    + " SCRAM iterations, and at least " + policy.scramMinIterations()
                    + " are demanded (property scramMinIterations)");
        }
        String withoutProof = "c=" + base64(bindingInput()) + ",r=" + first.nonce();
        authMessage = (clientFirstBare + "," + first.text() + "," + withoutProof).getBytes(US_ASCII);
        try {
            if (keys == null) {
                keys = keys(first.salt(), first.iterations(), patience);
            }
            byte[] storedKey = MessageDigest.getInstance("SHA-256").digest(keys.client());
            byte[] proof = new HmacSha256(storedKey).of(authMessage);
            for (int i = 0; i < proof.length; i++) {
                proof[i] ^= keys.client()[i];
            }
            return (withoutProof + ",p=" + base64(proof)).getBytes(US_ASCII);
        } catch (GeneralSecurityException e) {
            throw noSha256();
        }
    }

    private byte[] bindingInput() {
        return ByteBuffer.allocate(header.length() + bindingData.length)
                .put(header.getBytes(US_ASCII))
                .put(bindingData)
                .array();
    }

    private ScramKeys keys(byte[] salt, int iterations, Patience patience)
            throws GeneralSecurityException, SQLException {
        if (policy.keyCache() == AuthPolicy.KeyCache.OFF) {
            return ScramKeys.derive(password, salt, iterations, patience);
        }
        ByteBuffer wanted = ScramKeyCache.SHARED.login(password, salt, iterations);
        ScramKeys known = ScramKeyCache.SHARED.get(wanted);
        if (known != null) {
            return known;
        }
        login = wanted;
        return ScramKeys.derive(password, salt, iterations, patience);
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
        if (signature.length != HmacSha256.BYTES) {
            throw SqlErrors.authenticationBroken("in SCRAM its signature has " + signature.length + " bytes");
        }
        byte[] expected;
        try {
            expected = new HmacSha256(keys.server()).of(authMessage);
        } catch (GeneralSecurityException e) {
            throw noSha256();
        }
        if (!MessageDigest.isEqual(expected, signature)) {
            throw SqlErrors.authenticationBroken(
                    "in SCRAM its signature is wrong, so it does not know the password: this is not the server"
                            + " you think it is");
        }
        if (login != null) {
            ScramKeyCache.SHARED.put(login, keys);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static SQLException noSha256() {
        return SqlErrors.authenticationRefused("The server asks for SCRAM, and this Java runtime has no SHA-256");
    }
}
