package io.howdah.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    /** Computed with md5sum: printf 'secretpostgres' | md5sum, then that text and the salt again. */
    @Test
    void hashesPasswordUserAndSalt() throws Exception {
        byte[] answer = Passwords.md5("postgres", "secret", HexFormat.of().parseHex("01020304"));
        assertThat(new String(answer, UTF_8)).isEqualTo("md5bb41a296aab6baccb36ff243a562abff\0");
    }

    @Test
    void hashesUtf8() throws Exception {
        byte[] answer = Passwords.md5("jürgen", "пароль", HexFormat.of().parseHex("ff00807f"));
        assertThat(new String(answer, UTF_8)).isEqualTo("md5593ae0526c1a8548d4e7f5b4b01183e2\0");
    }

    @Test
    void sendsAClearPasswordAsACStringInUtf8() {
        assertThat(Passwords.cleartext("pä")).containsExactly('p', 0xC3, 0xA4, 0);
    }
}
