package io.howdah.auth;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * HMAC-SHA-256 with one key, for many texts, into a buffer of the caller's: what {@code Mac} allocates for each text is
 * most of what a SCRAM login allocates. Not thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
final class HmacSha256 {
    static final int BYTES = 32;

    private static final int BLOCK = 64;

    /** Less than a millisecond's. */
    private static final int ROUNDS_BETWEEN_LOOKS = 1024;

    private final MessageDigest digest;
    private final byte[] innerPad = new byte[BLOCK];
    private final byte[] outerPad = new byte[BLOCK];

    /** @param key of any length */
    HmacSha256(byte[] key) throws NoSuchAlgorithmException {
        digest = MessageDigest.getInstance("SHA-256");
        byte[] start = key.length > BLOCK ? digest.digest(key) : key;
        Arrays.fill(innerPad, (byte) 0x36);
        Arrays.fill(outerPad, (byte) 0x5C);
        for (int i = 0; i < start.length; i++) {
            innerPad[i] ^= start[i];
            outerPad[i] ^= start[i];
        }
    }

    /** @param mac {@link #BYTES} of them; may be the text itself */
    void of(byte[] text, byte[] mac) throws DigestException {
        digest.update(innerPad);
        digest.update(text);
        digest.digest(mac, 0, BYTES);
        digest.update(outerPad);
        digest.update(mac);
        digest.digest(mac, 0, BYTES);
    }

    byte[] of(byte[] text) throws DigestException {
        byte[] mac = new byte[BYTES];
        of(text, mac);
        return mac;
    }

    /**
     * PBKDF2 of one block with this key as the password; SCRAM's Hi().
     *
     * @param iterations at least 1
     * @param patience looked after now and then: a server may ask for minutes of this
     * @see <a href="https://www.rfc-editor.org/rfc/rfc5802#section-2.2">RFC 5802, section 2.2</a>
     */
    byte[] stretched(byte[] salt, int iterations, Patience patience) throws DigestException, SQLException {
        byte[] saltAndBlock = Arrays.copyOf(salt, salt.length + 4);
        saltAndBlock[salt.length + 3] = 1;
        byte[] round = of(saltAndBlock);
        byte[] sum = round.clone();
        for (int i = 1; i < iterations; i++) {
            if (i % ROUNDS_BETWEEN_LOOKS == 0) {
                patience.requireTime();
            }
            of(round, round);
            for (int at = 0; at < BYTES; at++) {
                sum[at] ^= round[at];
            }
        }
        return sum;
    }
}
