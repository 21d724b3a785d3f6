package io.howdah.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.util.Base64;

/**
 * SCRAM's server-first-message, {@code r=<nonce>,s=<salt>,i=<iterations>}, taken apart before anything is computed from
 * it. PostgreSQL sends these three attributes in this order and nothing else, so nothing else is taken.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5802#section-7">RFC 5802, section 7</a>
 */
record ServerFirst(String text, String nonce, byte[] salt, int iterations) {
    /** As libpq has it: no honest message of this kind comes near. */
    private static final int MAX_BYTES = 2000;

    static ServerFirst parse(byte[] message, String clientNonce, int maxIterations) throws SQLException {
        String text = ascii(message);
        if (text.startsWith("e=")) {
            throw SqlErrors.authenticationRefused("The server ended SCRAM with the error " + text.substring(2));
        }
        String[] attributes = text.split(",", -1);
        if (attributes.length != 3) {
            throw broken(
                    "its first message has " + attributes.length + " attributes instead of nonce, salt, iterations");
        }
        String nonce = value('r', attributes[0]);
        checkNonce(nonce, clientNonce);
        byte[] salt = base64(value('s', attributes[1]), "salt");
        return new ServerFirst(text, nonce, salt, iterations(value('i', attributes[2]), maxIterations));
    }

    private static void checkNonce(String nonce, String clientNonce) throws SQLException {
        if (!nonce.startsWith(clientNonce)) {
            throw broken("its nonce does not begin with ours");
        }
        if (nonce.length() == clientNonce.length()) {
            throw broken("it added nothing to our nonce");
        }
    }

    private static int iterations(String digits, int maxIterations) throws SQLException {
        if (!isPlainNumber(digits)) {
            throw broken("its iteration count is not a number from 1 on");
        }
        // Ten digits fit a long; more are over any limit, including that of int.
        long iterations = digits.length() > 10 ? Long.MAX_VALUE : Long.parseLong(digits);
        long limit = maxIterations == 0 ? Integer.MAX_VALUE : maxIterations;
        if (iterations > limit) {
            throw SqlErrors.authenticationRefused("The server asks for "
                    + (digits.length() > 10 ? "more than 9999999999" : digits)
                    + " SCRAM iterations, and at most " + limit + " are allowed (property scramMaxIterations)");
        }
        return (int) iterations;
    }

    private static boolean isPlainNumber(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return false;
            }
        }
        return !digits.isEmpty() && digits.charAt(0) != '0';
    }

    /** Strict: the alphabet, the padding, no stray bits, and not empty. */
    static byte[] base64(String encoded, String what) throws SQLException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            throw broken("its " + what + " is not Base64");
        }
        if (bytes.length == 0 || !Base64.getEncoder().encodeToString(bytes).equals(encoded)) {
            throw broken("its " + what + " is not Base64");
        }
        return bytes;
    }

    /** A SCRAM message as text; only printable ASCII, so it may stand in an error message. */
    static String ascii(byte[] message) throws SQLException {
        if (message.length == 0 || message.length > MAX_BYTES) {
            throw broken("it sent a SCRAM message of " + message.length + " bytes");
        }
        for (byte b : message) {
            if (b < 0x21 || b > 0x7E) {
                throw broken("it sent a SCRAM message with a byte that is not printable ASCII");
            }
        }
        return new String(message, ISO_8859_1);
    }

    private static String value(char name, String attribute) throws SQLException {
        if (attribute.length() < 2 || attribute.charAt(0) != name || attribute.charAt(1) != '=') {
            throw broken("its first message lacks the attribute " + name + " where it belongs");
        }
        return attribute.substring(2);
    }

    private static SQLException broken(String what) {
        return SqlErrors.authenticationBroken("in SCRAM " + what);
    }
}
