package io.howdah.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HmacSha256Test {
    /** Below, at and beyond the block of 64 bytes, from where on the key is hashed first. */
    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 63, 64, 65, 200})
    void agreesWithTheJdk(int length) throws Exception {
        byte[] key = "k".repeat(length).getBytes(UTF_8);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        var ours = new HmacSha256(key);
        for (String text : new String[] {"", "text", "text".repeat(100)}) {
            assertThat(ours.of(text.getBytes(UTF_8))).isEqualTo(mac.doFinal(text.getBytes(UTF_8)));
        }
    }

    @ParameterizedTest
    @CsvSource({"pencil, 1", "pencil, 2", "p\u00E4ss\uD83D\uDC18, 4096"})
    void stretchesAsTheJdkDoes(String password, int iterations) throws Exception {
        byte[] salt = "sixteen bytes ..".getBytes(UTF_8);
        byte[] expected = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 256))
                .getEncoded();
        assertThat(new HmacSha256(password.getBytes(UTF_8)).stretched(salt, iterations, () -> {}))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pencil", "\u00FC"})
    void stretchesAPasswordBeyondTheBlock(String piece) throws Exception {
        stretchesAsTheJdkDoes(piece.repeat(100), 3);
    }
}
