package io.howdah.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Bodies of the PasswordMessage: a C string, in clear or hashed. */
final class Passwords {
    private Passwords() {}

    static byte[] cleartext(String password) {
        return cString(password.getBytes(UTF_8));
    }

    /**
     * {@code "md5" + hex(md5(hex(md5(password + user)) + salt))}.
     *
     * @param salt the server's four bytes
     */
    static byte[] md5(String user, String password, byte[] salt) throws NoSuchAlgorithmException {
        var md5 = MessageDigest.getInstance("MD5");
        md5.update(password.getBytes(UTF_8));
        byte[] stored = hex(md5.digest(user.getBytes(UTF_8)));
        md5.update(stored);
        return cString(("md5" + HexFormat.of().formatHex(md5.digest(salt))).getBytes(UTF_8));
    }

    private static byte[] hex(byte[] digest) {
        return HexFormat.of().formatHex(digest).getBytes(UTF_8);
    }

    private static byte[] cString(byte[] text) {
        return Arrays.copyOf(text, text.length + 1);
    }
}
