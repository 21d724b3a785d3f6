package io.howdah.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The server's side of SCRAM-SHA-256, straight from RFC 5802, without the library that the driver uses. */
final class ScramServer {
    private static final byte[] SALT = "sixteen bytes ..".getBytes(UTF_8);

    private final String preparedPassword;
    private final int iterations;
    private String bare;
    private String first;

    ScramServer(String preparedPassword, int iterations) {
        this.preparedPassword = preparedPassword;
        this.iterations = iterations;
    }

    byte[] first(byte[] clientFirst) {
        String text = new String(clientFirst, UTF_8);
        bare = text.substring(text.indexOf("n=", text.indexOf(",,")));
        String nonce = bare.substring(bare.indexOf("r=") + 2);
        first = "r=" + nonce + "SERVER,s=" + base64(SALT) + ",i=" + iterations;
        return first.getBytes(UTF_8);
    }

    /** @return the server-final-message, or an exception if the proof is wrong */
    byte[] last(byte[] clientFinal) throws Exception {
        String text = new String(clientFinal, UTF_8);
        int proofAt = text.lastIndexOf(",p=");
        byte[] message = (bare + "," + first + "," + text.substring(0, proofAt)).getBytes(UTF_8);

        var spec = new PBEKeySpec(preparedPassword.toCharArray(), SALT, iterations, 256);
        byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
        byte[] clientKey = hmac(salted, "Client Key".getBytes(UTF_8));
        byte[] storedKey = MessageDigest.getInstance("SHA-256").digest(clientKey);
        byte[] proof = hmac(storedKey, message);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= clientKey[i];
        }
        if (!base64(proof).equals(text.substring(proofAt + 3))) {
            throw new SecurityException("wrong proof");
        }
        return ("v=" + base64(hmac(hmac(salted, "Server Key".getBytes(UTF_8)), message))).getBytes(UTF_8);
    }

    /** What the client says it bound to: the header and the channel binding data. */
    static byte[] bindingInput(byte[] clientFinal) {
        String text = new String(clientFinal, UTF_8);
        return Base64.getDecoder().decode(text.substring(2, text.indexOf(',')));
    }

    private static byte[] hmac(byte[] key, byte[] message) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
